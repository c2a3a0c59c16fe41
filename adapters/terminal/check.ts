import { stat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import type { Writable } from "node:stream";
import {
  checkDocuments,
  checkRegister,
  checkRevisions,
  formatProblem,
  type Problem,
  RegisterError,
  type Revision,
} from "../../src/index.ts";
import { parseCommandLine, UsageError } from "./command-line.ts";

export interface CheckWorld {
  /** Problems, one a line, and the summary where there are none. */
  readonly output: Writable;
  /** Warnings, and the summary where there are problems: not to be taken for one of them. */
  readonly errors: Writable;
  /** The register that is meant where none is named. */
  defaultFolder(): string;
  /** The desk's own zone. */
  timezone(): string;
  /** What was revised in chat, over whichever register is checked; asked for only where it can be loaded. */
  revisions(): Promise<readonly Revision[]>;
}

/**
 * `jambatan check`: what is wrong with registers, each problem on one line. Gives the exit code, 0 or 3. Where the files
 * and the revisions over them do not agree is a warning, which does not change it.
 *
 * @throws UsageError where the call is wrong.
 */
export async function check(given: readonly string[], world: CheckWorld): Promise<number> {
  const { words, values } = parseCommandLine(given, { "--documents": "value" });
  const documents = values.get("--documents");
  if (documents !== undefined && !(await isFolder(documents))) {
    throw new UsageError(
      `--documents ${JSON.stringify(documents)} is not usable; expected the folder of the sources' texts.`,
    );
  }
  const folders = words.length > 0 ? words : [world.defaultFolder()];
  let found = 0;
  for (const folder of folders) found += await checkFolder(folder, documents, world);
  return found === 0 ? 0 : 3;
}

async function checkFolder(
  folder: string,
  documents: string | undefined,
  world: CheckWorld,
): Promise<number> {
  const { problems, warnings, summary } = await findings(folder, documents, world);
  for (const warning of warnings) world.errors.write(`warning: ${formatLine(warning, folder)}`);
  for (const problem of problems) world.output.write(formatLine(problem, folder));
  if (problems.length === 0) world.output.write(`${folder}: ${summary}, nothing wrong\n`);
  else
    world.errors.write(`${folder}: ${problems.length === 1 ? "1 problem" : `${problems.length} problems`}\n`);
  return problems.length;
}

interface Findings {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly summary: string;
}

/** The citations are looked at only in a register that holds together: others would point anywhere. */
async function findings(
  folder: string,
  documents: string | undefined,
  { revisions, timezone }: CheckWorld,
): Promise<Findings> {
  try {
    const { problems, warnings: own, entries, statements } = await checkRegister(folder);
    const revised = problems.length > 0 ? [] : await revisions();
    const disagreements = revised.length === 0 ? [] : await checkRevisions(folder, revised, timezone());
    const warnings = [...own, ...disagreements];
    const summary = `${entries} entries, ${statements} statements`;
    if (documents === undefined || problems.length > 0) return { problems, warnings, summary };
    return {
      problems: await checkDocuments(folder, documents),
      warnings,
      summary: `${summary} and their citations`,
    };
  } catch (error) {
    if (error instanceof RegisterError) return { problems: error.problems, warnings: [], summary: "" };
    throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** The file as it can be opened from here: a register names its files from its own folder. */
function formatLine(problem: Problem, folder: string): string {
  const file =
    isAbsolute(problem.file) || problem.file.startsWith(folder) ? problem.file : join(folder, problem.file);
  return `${formatProblem({ ...problem, file }).replaceAll(/\s*\n\s*/g, " ")}\n`;
}
