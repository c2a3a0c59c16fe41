import type { Violation } from "../../fake-server/calls.ts";
import type { Params } from "../../fake-server/params.ts";

/** Records what Slack lets pass, though it should not be. */
export type Note = (kind: Extract<Violation["kind"], "tolerated" | "injection">, message: string) => void;

/** One call being carried out. */
export interface Turn {
  readonly method: string;
  readonly params: Params;
  readonly note: Note;
}

/** A method: the bot scopes of which one is needed, the arguments that must be there, and what it does. */
export interface Method {
  readonly scopes?: readonly string[];
  readonly required?: readonly string[];
  /** Returns what stands beside `ok: true`, or throws a refusal. */
  run(turn: Turn): Params;
}

export type Methods = Readonly<Record<string, Method>>;

/** A text argument, undefined where it is absent or empty. */
export const textOf = ({ params }: Pick<Turn, "params">, name: string): string | undefined => {
  const value = params[name];
  return value === undefined || value === "" ? undefined : String(value);
};

export const isTrue = (value: unknown): boolean => value === true || value === "true" || value === "1";
