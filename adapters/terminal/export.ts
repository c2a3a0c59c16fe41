import type { Writable } from "node:stream";
import { exportRegister, PackFolderError, type Revision } from "../../src/index.ts";
import { parseCommandLine, UsageError } from "./command-line.ts";

export interface ExportWorld {
  readonly output: Writable;
  readonly errors: Writable;
  /** The register that is meant where none is named. */
  defaultFolder(): string;
  revisions(): Promise<readonly Revision[]>;
}

/**
 * `jambatan export --to DIR`: the register's files with what was revised in chat written into them. Gives the exit code:
 * 0, or 1 where the disk refuses.
 *
 * @throws UsageError where the call is wrong, a folder that holds something among it; RegisterError.
 */
export async function exportTo(given: readonly string[], world: ExportWorld): Promise<number> {
  const { words, values } = parseCommandLine(given, { "--to": "value", "--data": "value" });
  const to = values.get("--to");
  if (to === undefined)
    throw new UsageError("export needs --to DIR, a folder that is empty or not there yet.");
  if (words.length > 0) throw new UsageError("export takes no words; the folder stands after --to.");
  const folder = values.get("--data") ?? world.defaultFolder();
  const { output, errors } = world;
  try {
    const { files, edited, added, removed, aside } = await exportRegister(
      folder,
      to,
      await world.revisions(),
    );
    output.write(
      `${to}: ${files.length} files; ${edited} entries edited, ${added} added, ${removed} taken out\n`,
    );
    if (aside.length > 0)
      errors.write(
        `${aside.length === 1 ? "1 change is" : `${aside.length} changes are`} set aside and not in it; jambatan check says why\n`,
      );
    return 0;
  } catch (error) {
    if (!(error instanceof PackFolderError)) throw error;
    if (error.isTaken) throw new UsageError(`--to ${error.message}.`);
    errors.write(`${error.message}\n`);
    return 1;
  }
}
