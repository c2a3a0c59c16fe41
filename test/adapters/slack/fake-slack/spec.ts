import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Params } from "../../fake-server/params.ts";

interface MethodFacts {
  /** 1 where an argument is required. */
  readonly args: Readonly<Record<string, 0 | 1>>;
  readonly scopes: { readonly bot?: readonly string[] };
  readonly errors: readonly string[];
}

/** Checks calls against the published list of methods and their arguments. */
export interface Spec {
  knows(method: string): boolean;
  /** Arguments that a known method does not have, and required ones that are missing. */
  problemsOfCall(method: string, params: Params): string[];
  scopesOf(method: string): readonly string[];
  /** Whether a known method ever answers with that error. */
  answers(method: string, error: string): boolean;
}

function projectFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

export const specFolder = join(projectFolder(), "..", "shared", "specs");
const specFile = join(specFolder, "slack-methods.json");

/** Why calls are not checked against the list, for tests that need it to say when they are skipped. */
export const specMissing: string | undefined = existsSync(specFile)
  ? undefined
  : "the list of Slack's methods is not there: it is looked for at ../shared/specs/slack-methods.json beside the project";

export function readSpec(): Spec | undefined {
  if (specMissing !== undefined) return undefined;
  return createSpec(JSON.parse(readFileSync(specFile, "utf8")).methods);
}

/** WebClient sends the token and the team with every call. */
const everywhere: ReadonlySet<string> = new Set(["token", "team_id"]);
const anywhere: ReadonlySet<string> = new Set([
  ...[
    "not_authed",
    "invalid_auth",
    "token_revoked",
    "missing_scope",
    "not_allowed_token_type",
    "ratelimited",
  ],
  ...["invalid_arguments", "invalid_json", "invalid_post_type", "fatal_error", "internal_error"],
]);

export function createSpec(methods: Readonly<Record<string, MethodFacts>>): Spec {
  const factsOf = (method: string): MethodFacts | undefined =>
    Object.hasOwn(methods, method) ? methods[method] : undefined;
  return {
    knows: (method) => factsOf(method) !== undefined,
    problemsOfCall(method, params) {
      const { args = {} } = factsOf(method) ?? {};
      const unknown = Object.keys(params).filter(
        (name) => !everywhere.has(name) && !Object.hasOwn(args, name),
      );
      const missing = Object.keys(args).filter((name) => args[name] === 1 && params[name] === undefined);
      return [
        ...unknown.map((name) => `${method}.${name} is unknown`),
        ...missing.map((name) => `${method}.${name} is required`),
      ];
    },
    scopesOf: (method) => factsOf(method)?.scopes.bot ?? [],
    answers(method, error) {
      const { errors = [] } = factsOf(method) ?? {};
      return errors.length === 0 || errors.includes(error) || anywhere.has(error);
    },
  };
}
