import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Followed, follow } from "../followed.ts";
import { type LoadOptions, loadEntries } from "./load.ts";
import type { LoadedApart, ThreadTask } from "./load-apart.ts";
import { createRegister, type Register } from "./register.ts";

/** The register of a folder, which may be looked at again. */
export interface FollowedRegister extends Followed<Register> {
  /** Ends a look that is under way. */
  stop(): void;
}

export interface FollowRegisterOptions extends LoadOptions {
  /** Reads what changed; without it, in a thread of its own. */
  readonly load?: (task: ThreadTask, signal: AbortSignal) => Promise<LoadedApart>;
}

/**
 * Loads a register from its folder, and follows its files.
 *
 * @throws RegisterError with every problem, each with its file, line and column.
 */
export async function followRegister(
  folder: string,
  { load = apart, ...options }: FollowRegisterOptions = {},
): Promise<FollowedRegister> {
  // Before the files are read: what changes meanwhile is found by the first look.
  const key = await keyOf(folder);
  const { hash, entries } = await loadEntries(folder, options);
  const stopping = new AbortController();
  let known = hash;
  const followed = follow<Register>(
    { key, value: createRegister(entries) },
    {
      key: () => keyOf(folder),
      async read(key) {
        const loaded = await load({ folder, known, ...options }, stopping.signal);
        if ((await keyOf(folder)) !== key) return { is: "unsettled" };
        if (!("hash" in loaded)) return loaded;
        known = loaded.hash;
        return { value: createRegister(loaded.entries) };
      },
    },
  );
  return { ...followed, stop: () => stopping.abort() };
}

/** Threads are imported once files changed: a question from a shell must not wait for them. */
const apart: NonNullable<FollowRegisterOptions["load"]> = async (task, signal) =>
  (await import("./load-apart.ts")).loadApart(task, signal);

/** Names, sizes and times of a folder's files, or why they cannot be read. Their texts are read once these have changed. */
async function keyOf(folder: string): Promise<string> {
  try {
    const names = (await readdir(folder)).filter((name) => /\.ya?ml$/i.test(name)).sort();
    const lines = names.map(async (name) => {
      const { ino, size, mtimeNs, ctimeNs } = await stat(join(folder, name), { bigint: true });
      return [name, ino, size, mtimeNs, ctimeNs].join(" ");
    });
    return (await Promise.all(lines)).join("\n");
  } catch (error) {
    return `\0${error instanceof Error && "code" in error ? String(error.code) : String(error)}`;
  }
}
