import type { Reply } from "../answer/reply.ts";

/** Says something in a place without having been asked: one for each platform. */
export interface Messenger {
  /**
   * @param key by which the platform may remember the message, where it can.
   * @throws Undelivered
   */
  send(place: string, reply: Reply, key: string): Promise<Sent>;
  /**
   * Looks for a message that may have been sent; there is no way to where the platform never tells, and it is unknown
   * where it does not tell this bot.
   *
   * @throws Undelivered
   */
  find?(place: string, key: string): Promise<Sent | "absent" | "unknown">;
}

export interface Sent {
  /** What the platform calls the message. */
  readonly trace: string;
}

/**
 * `blocked`: nothing can be said there until somebody asks from there. `doubtful`: it may have arrived. `temporary`: it
 * did not, and may later. `refused`: the platform will never take this message.
 */
export type UndeliveredReason = "blocked" | "doubtful" | "temporary" | "refused";

export class Undelivered extends Error {
  override readonly name = "Undelivered";
  readonly reason: UndeliveredReason;
  /** How long the platform asks to be left alone, milliseconds. */
  readonly retryMs: number | undefined;

  constructor(reason: UndeliveredReason, options: ErrorOptions & { readonly retryMs?: number } = {}) {
    super(`not delivered: ${reason}`, options);
    this.reason = reason;
    this.retryMs = options.retryMs;
  }
}
