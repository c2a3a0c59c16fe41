import { type Calls, waitFor } from "../../fake-server/calls.ts";
import { isRecord, type Params } from "../../fake-server/params.ts";
import type { EnvelopeKind, Reception } from "./delivery.ts";
import type { Message } from "./message.ts";
import { Refusal } from "./refusal.ts";

export interface Acknowledgement {
  readonly afterMs: number;
  /** What came with it; undefined when nothing did. */
  readonly body: unknown;
}

/** Something a person did that wants an acknowledgement in time. */
export interface Interaction {
  readonly payload: Params;
  readonly triggerId: string;
  readonly responseUrl: string | undefined;
  /** What was posted through the acknowledgement and the response_url, oldest first. */
  readonly posted: readonly Message[];
  /** Rejects when none came in time, and the person saw an error. */
  acked(): Promise<Acknowledgement>;
  /** The first of `posted`. */
  answered(timeoutMs?: number): Promise<Message>;
}

export interface InteractionParts {
  readonly calls: Calls;
  readonly waitMs: number;
  readonly deliver: (kind: EnvelopeKind, payload: Params) => Promise<Reception>;
  /** The acknowledgement's body has come. */
  readonly onAck: (body: unknown) => void;
  readonly kind: EnvelopeKind;
  readonly payload: Params;
  readonly posted: readonly Message[];
}

export function createInteraction(parts: InteractionParts): Interaction {
  const { calls, payload, posted, kind } = parts;
  const name = String(payload.command ?? payload.type);
  const outcome = parts.deliver(kind, payload).then((reception): Reception => {
    if (reception.kind === "missed") {
      calls.complain("late", name, payload, `${name} was not acknowledged: ${reception.reason}`);
      return reception;
    }
    try {
      parts.onAck(isEmpty(reception.body) ? undefined : reception.body);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      calls.complain("refused", `acknowledgement of ${name}`, payload, error.message);
    }
    calls.touch();
    return reception;
  });
  return {
    payload,
    posted,
    triggerId: String(payload.trigger_id),
    responseUrl: payload.response_url === undefined ? undefined : String(payload.response_url),
    async acked() {
      const reception = await outcome;
      if (reception.kind === "missed") throw new Error(`${name} was not acknowledged: ${reception.reason}`);
      return { afterMs: reception.afterMs, body: isEmpty(reception.body) ? undefined : reception.body };
    },
    answered: (timeoutMs = parts.waitMs) =>
      waitFor(
        () => posted[0],
        calls.onChange,
        timeoutMs,
        () => `no answer to ${name}`,
      ),
  };
}

const isEmpty = (body: unknown): boolean =>
  body === undefined || body === "" || (isRecord(body) && Object.keys(body).length === 0);
