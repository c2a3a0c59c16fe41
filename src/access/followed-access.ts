import { readFile } from "node:fs/promises";
import { formatProblem, type Problem, RegisterError } from "../errors.ts";
import type { Access, AccessRules } from "../standing.ts";
import { createAccess } from "./access.ts";

/** An access file in force, which may be looked at again. */
export interface FollowedAccess {
  readonly access: Access;
  /**
   * Looks at the file again, and says what became of a change since. A new text is taken once two looks found it, for it may
   * have been half written at the first; one that is broken, or gone, leaves what is in force.
   */
  look(): Promise<AccessNews | undefined>;
  /** Why the file as it is now is not in force; nothing where it is. */
  trouble(): string | undefined;
}

/** What a look at the file found. */
export type AccessNews =
  | { readonly kind: "changed"; readonly rules: AccessRules }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] }
  /** It is again what is in force. */
  | { readonly kind: "restored" };

/** Gives the file's text; throws where there is none. */
export type ReadText = (path: string) => Promise<string>;

const fromDisk: ReadText = (path) => readFile(path, "utf8");

/**
 * Reads the access file.
 *
 * @throws RegisterError where it cannot be read, or anything in it is wrong.
 */
export async function readAccess(path: string, read: ReadText = fromDisk): Promise<FollowedAccess> {
  const first = await readRules(path, read);
  if ("problems" in first) throw new RegisterError(path, first.problems);
  let inForce = first;
  let seen = first.text;
  let settled = first.text;
  let problems: readonly Problem[] = [];
  const refuse = (found: readonly Problem[]): AccessNews => {
    problems = found;
    return { kind: "refused", problems };
  };

  return {
    access: createAccess(() => inForce.rules),
    async look() {
      const text = await textOf(path, read);
      const isNew = text.key !== settled;
      const isStill = text.key === seen;
      seen = text.key;
      if (!isNew || !isStill) return undefined;
      settled = text.key;
      if (text.key === inForce.text) {
        problems = [];
        return { kind: "restored" };
      }
      if ("problem" in text) return refuse([text.problem]);
      const next = await parsed(path, text.key);
      if ("problems" in next) return refuse(next.problems);
      problems = [];
      inForce = next;
      return { kind: "changed", rules: next.rules };
    },
    trouble: () => (problems.length === 0 ? undefined : problems.map(formatProblem).join("\n")),
  };
}

type Rules = { readonly text: string; readonly rules: AccessRules };
type Wrong = { readonly problems: readonly Problem[] };

async function readRules(path: string, read: ReadText): Promise<Rules | Wrong> {
  const text = await textOf(path, read);
  return "problem" in text ? { problems: [text.problem] } : parsed(path, text.key);
}

/** YAML and the schema are imported once there is a file: most questions from a shell have none. */
async function parsed(path: string, text: string): Promise<Rules | Wrong> {
  const { parseAccess } = await import("./access-file.ts");
  const outcome = parseAccess({ name: path, text });
  return "problems" in outcome ? outcome : { text, rules: outcome.rules };
}

/** The file's text, or why there is none, under a key that no text has. */
async function textOf(
  path: string,
  read: ReadText,
): Promise<{ readonly key: string } | { readonly key: string; readonly problem: Problem }> {
  try {
    return { key: await read(path) };
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : String(error);
    const message = `cannot be read (${why}); expected a readable access file`;
    return { key: `\0${why}`, problem: { file: path, path: "", message } };
  }
}
