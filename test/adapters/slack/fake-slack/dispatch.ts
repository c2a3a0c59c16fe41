import type { Calls, Violation } from "../../fake-server/calls.ts";
import type { Params } from "../../fake-server/params.ts";
import type { Method, Methods } from "./methods.ts";
import { Refusal, refuseWith, unimplemented } from "./refusal.ts";
import type { Spec } from "./spec.ts";

export interface Tokens {
  readonly bot: string;
  readonly app: string;
  /** Whatever the tokens open, it is closed. */
  areRevoked: boolean;
}

/** What goes back over HTTP. */
export interface Answer {
  readonly body: Params;
  readonly headers: Readonly<Record<string, string>>;
}

export interface DispatchParts {
  readonly methods: Methods;
  /** Those that want the app's own token. */
  readonly appMethods: Methods;
  readonly calls: Calls;
  readonly spec: Spec | undefined;
  readonly tokens: Tokens;
  /** What the bot token may; everything, when there is no list. */
  readonly scopes: readonly string[] | undefined;
}

/** Carries calls of the Web API out, and complains of whatever breaks a rule. */
export function createDispatch({ methods, appMethods, calls, spec, tokens, scopes }: DispatchParts) {
  const every = [...new Set(Object.values(methods).flatMap((method) => method.scopes ?? []))].sort();
  const provided = (scopes ?? every).join(",");

  return (method: string, params: Params, token: string | undefined): Answer => {
    const complain = (kind: Violation["kind"], message: string): void =>
      calls.complain(kind, method, params, message);
    try {
      const known = admitted(method, token);
      const wanted = known.scopes ?? [];
      const lacks =
        scopes !== undefined && wanted.length > 0 && !wanted.some((scope) => scopes.includes(scope));
      if (lacks)
        throw new Refusal("missing_scope", wanted.join(","), "app", { needed: wanted.join(","), provided });
      const missing = (known.required ?? []).filter(
        (name) => params[name] === undefined || params[name] === "",
      );
      if (missing.length > 0) {
        throw refuseWith(
          "invalid_arguments",
          missing.map((name) => `missing required field: ${name}`),
        );
      }
      for (const problem of spec?.problemsOfCall(method, params) ?? []) complain("spec", problem);
      const result = known.run({ method, params, note: complain });
      const headers = { "x-oauth-scopes": provided, "x-accepted-oauth-scopes": wanted.join(",") };
      return { body: { ok: true, ...result }, headers };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (spec?.knows(method) && !spec.answers(method, error.error)) {
        throw new Error(`The fake answers what ${method} would not: ${error.message}`);
      }
      if (error.blame === "app") complain(kindOf(error), error.message);
      return {
        body: { ok: false, error: error.error, ...error.facts },
        headers: { "x-oauth-scopes": provided },
      };
    }
  };

  function admitted(method: string, token: string | undefined): Method {
    if (token === undefined) throw new Refusal("not_authed", undefined, "world");
    const isApp = token === tokens.app;
    if (!isApp && token !== tokens.bot) throw new Refusal("invalid_auth", undefined, "world");
    if (tokens.areRevoked) throw new Refusal("token_revoked", undefined, "world");
    const [own, other] = isApp ? [appMethods, methods] : [methods, appMethods];
    const run = Object.hasOwn(own, method) ? own[method] : undefined;
    if (run !== undefined) return run;
    if (Object.hasOwn(other, method)) throw new Refusal("not_allowed_token_type", method);
    if (spec !== undefined && !spec.knows(method)) throw new Refusal("unknown_method", method);
    throw unimplemented(method);
  }
}

const kindOf = ({ error }: Refusal): Violation["kind"] =>
  error === "unknown_method" ? "unknown method" : error === "fatal_error" ? "unimplemented" : "refused";
