import type { Params } from "../../fake-server/params.ts";

/** One call being carried out. */
export interface Turn {
  readonly params: Params;
  /** Ends when the caller hangs up. */
  readonly signal: AbortSignal;
  /** Records what the server lets pass, though it should not be. */
  tolerate(message: string): void;
  /** Sets the `description` beside a result, as setWebhook has one. */
  describe(text: string): void;
}

/** Each returns its `result`, or throws a refusal. */
export type Methods = Readonly<Record<string, (turn: Turn) => unknown>>;
