import { readFile } from "node:fs/promises";
import { type Problem, RegisterError } from "../errors.ts";
import { type Followed, follow, type Noticed, type Read } from "../followed.ts";
import type { Access, AccessRules } from "../standing.ts";
import { createAccess } from "./access.ts";

/** An access file in force, which may be looked at again. */
export interface FollowedAccess extends Followed<AccessRules> {
  readonly access: Access;
}

/** What a look at the file found. */
export type AccessNews = Noticed<AccessRules>;

/** Gives the file's text; throws where there is none. */
export type ReadText = (path: string) => Promise<string>;

const fromDisk: ReadText = (path) => readFile(path, "utf8");

/**
 * Reads the access file.
 *
 * @throws RegisterError where it cannot be read, or anything in it is wrong.
 */
export async function readAccess(path: string, read: ReadText = fromDisk): Promise<FollowedAccess> {
  const key = await keyOf(path, read);
  const first = await parsed(path, key);
  if ("problems" in first) throw new RegisterError(path, first.problems);
  const followed = follow(
    { key, value: first.value },
    { key: () => keyOf(path, read), read: (text) => parsed(path, text) },
  );
  return { ...followed, access: createAccess(followed.inForce) };
}

/** Begins the key of a file that cannot be read, and no text. */
const unread = "\0";

/** YAML and the schema are imported once there is a file: most questions from a shell have none. */
async function parsed(path: string, key: string): Promise<Exclude<Read<AccessRules>, { is: string }>> {
  if (key.startsWith(unread)) {
    const message = `cannot be read (${key.slice(unread.length)}); expected a readable access file`;
    return { problems: [{ file: path, path: "", message } satisfies Problem] };
  }
  const { parseAccess } = await import("./access-file.ts");
  const outcome = parseAccess({ name: path, text: key });
  return "problems" in outcome ? outcome : { value: outcome.rules };
}

/** The file's text, or why there is none. */
async function keyOf(path: string, read: ReadText): Promise<string> {
  try {
    return await read(path);
  } catch (error) {
    return `${unread}${error instanceof Error && "code" in error ? String(error.code) : String(error)}`;
  }
}
