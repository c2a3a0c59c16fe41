import type { Calls } from "../../fake-server/calls.ts";
import type { Params } from "../../fake-server/params.ts";
import type { Methods } from "./methods.ts";
import { badRequest, Refusal, unimplemented } from "./refusal.ts";
import type { Spec } from "./spec.ts";

/** What goes back over HTTP. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export const refused = ({ code, message, parameters }: Refusal): Answer => ({
  status: code,
  body: {
    ok: false,
    error_code: code,
    description: message,
    ...(parameters === undefined ? {} : { parameters }),
  },
});

/** Carries calls out, and complains of whatever breaks a rule. */
export function createDispatch(methods: Methods, calls: Calls, spec: Spec | undefined) {
  return async (method: string, params: Params, signal: AbortSignal): Promise<Answer> => {
    let description: string | undefined;
    let refusal: Refusal | undefined;
    try {
      const run = known(method, params);
      const result = await run({
        params,
        signal,
        tolerate: (message) => calls.complain("tolerated", method, params, message),
        describe: (text) => {
          description = text;
        },
      });
      for (const problem of spec?.problemsOfResult(method, result) ?? []) {
        throw new Error(`The fake answers what the Bot API would not: ${problem}`);
      }
      return {
        status: 200,
        body: { ok: true, result, ...(description === undefined ? {} : { description }) },
      };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusal = error;
    }
    if (refusal.blame === "bot") calls.complain(kindOf(refusal), method, params, refusal.message);
    return refused(refusal);
  };

  function known(method: string, params: Params): NonNullable<Methods[string]> {
    const run = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (spec !== undefined && !spec.knows(method))
      throw new Refusal(404, "Not Found: method not found", "bot");
    if (run === undefined) throw unimplemented(method);
    const problems = spec?.problemsOfCall(method, params) ?? [];
    for (const problem of problems) calls.complain("spec", method, params, problem);
    const missing = problems.find((problem) => / is required$|must be /.test(problem));
    if (missing !== undefined) throw badRequest(missing, "world");
    return run;
  }
}

const kindOf = ({ code }: Refusal): "refused" | "unimplemented" | "unknown method" =>
  code === 501 ? "unimplemented" : code === 404 ? "unknown method" : "refused";
