import type { Notice } from "./notice.ts";

/** A notice on its way to one place. */
export interface Delivery {
  /** Unique: a subscription, a thing and the time at which it was due. Nothing is told twice under one key. */
  readonly key: string;
  readonly subscription: string;
  readonly place: string;
  /** Milliseconds since 1970. */
  readonly dueAt: number;
  /** Nothing is told there before that, milliseconds since 1970; absent: as soon as it is offered. */
  readonly notBefore?: number;
  readonly notice: Notice;
}

export interface ClaimedDelivery extends Delivery {
  /** How often somebody began to send it and never said what came of it: it may have arrived. */
  readonly doubts: number;
}

/** Who claims, and until when nobody else may. */
export interface Claim {
  /** Unlike that of any other claim. */
  readonly token: string;
  readonly now: number;
  readonly until: number;
  readonly most: number;
  /** Those of `telegram`, say: their places are called so, or begin so before a colon. */
  readonly platforms: readonly string[];
}

export type DeliveryEnd = "sent" | "doubtful" | "dropped";

/** The notices that were due, of all processes on one store: each is claimed before it is sent, and marked after. */
export interface DeliveryKeeper {
  /** Keeps those whose key is new. */
  offer(deliveries: readonly Delivery[], now: number): Promise<void>;
  /** Those that nobody has at present, those of one place together. */
  claim(claim: Claim): Promise<readonly ClaimedDelivery[]>;
  /** They are sent now; gives the keys that the token still has. */
  begin(keys: readonly string[], token: string, until: number): Promise<readonly string[]>;
  end(keys: readonly string[], end: DeliveryEnd, now: number, trace?: string): Promise<void>;
  /** They certainly did not arrive: tried again later. */
  again(keys: readonly string[], at: number): Promise<void>;
  /** As if they had never been offered. */
  forget(keys: readonly string[]): Promise<void>;
  /** Up to where all was offered: a time in milliseconds, the number of a revision. Absent where nothing was. */
  mark(name: WatchMark): Promise<number | undefined>;
  /** Never goes back. */
  setMark(name: WatchMark, value: number): Promise<void>;
}

export type WatchMark = "due" | "revision";
