import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { Problem } from "../../src/errors.ts";
import type { Pack } from "../../src/pack/pack.ts";
import { compilePack } from "../../src/register/compile.ts";
import { createRegister, type Register } from "../../src/register/register.ts";
import type { Entry } from "../../src/register/statement.ts";

/** The fictional university whose register and documents the tests share. */
export const university = fileURLToPath(new URL("../fixtures/university", import.meta.url));

/** The repository, and the five documents beside it where they are. */
export const root = fileURLToPath(new URL("../..", import.meta.url));
export const seeds = join(root, "../shared/seeds");

export type Files = Readonly<Record<string, string>>;

/** A folder of its own for one test, gone when the test has ended. */
export async function temporaryFolder(files: Files = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "register-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

export function packOf(files: Files): Pack {
  return { folder: "memory", files: Object.entries(files).map(([name, text]) => ({ name, text })) };
}

/** The entries of files that must be right. */
export function entriesOf(files: Files): readonly Entry[] {
  const { entries, problems } = compilePack(packOf(files));
  if (problems.length > 0) throw new Error(JSON.stringify(problems, null, 2));
  return entries;
}

export function registerOf(files: Files): Register {
  return createRegister(entriesOf(files));
}

/** A problem as a line to compare: `agreements.yaml:3:5 [0].signed`. */
export function placeOf({ file, line, column, path }: Problem): string {
  return `${file}:${line ?? "-"}:${column ?? "-"} ${path}`;
}

export const oneSource = `- id: report
  title: A report
  date: 2024-05-02
`;
