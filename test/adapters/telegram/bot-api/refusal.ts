/** Why a refusal came about: the bot's own doing is a violation, the world's (a user who blocks it) is not. */
export type Blame = "bot" | "world";

export interface ResponseParameters {
  readonly retry_after?: number;
  readonly migrate_to_chat_id?: number;
}

/** An answer of `{"ok": false}`: its code is also the HTTP status. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: number;
  readonly blame: Blame;
  readonly parameters: ResponseParameters | undefined;

  constructor(code: number, description: string, blame: Blame, parameters?: ResponseParameters) {
    super(description);
    this.code = code;
    this.blame = blame;
    this.parameters = parameters;
  }
}

export const badRequest = (what: string, blame: Blame = "bot"): Refusal =>
  new Refusal(400, `Bad Request: ${what}`, blame);

export const forbidden = (what: string): Refusal => new Refusal(403, `Forbidden: ${what}`, "world");

/** What the fake cannot do; a test that meets it must extend the fake, not look away. */
export const unimplemented = (what: string): Refusal =>
  new Refusal(501, `Not Implemented: the fake does not implement ${what}`, "bot");
