import type { Params } from "../../fake-server/params.ts";

/** Why a refusal came about: the app's own doing is a violation, the world's (a closed modal, a used-up grant) is not. */
export type Blame = "app" | "world";

/** An answer of `{"ok": false}`; Slack sends it with status 200. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly error: string;
  readonly blame: Blame;
  /** More fields of the answer. */
  readonly facts: Params;

  constructor(error: string, why?: string, blame: Blame = "app", facts: Params = {}) {
    super(why === undefined ? error : `${error}: ${why}`);
    this.error = error;
    this.blame = blame;
    this.facts = facts;
  }
}

/** `error` with the sentences that Slack puts into `response_metadata.messages`. */
export const refuseWith = (error: string, messages: readonly string[]): Refusal =>
  new Refusal(error, messages.join("; "), "app", {
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  });

/** What the fake cannot do; a test that meets it must extend the fake, not look away. */
export const unimplemented = (what: string): Refusal =>
  new Refusal("fatal_error", `the fake does not implement ${what}`);
