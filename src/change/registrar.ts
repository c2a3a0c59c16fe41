import type { Problem } from "../errors.ts";
import type { AuditOptions, AuditRecord } from "./audit.ts";
import type { Exported } from "./export.ts";
import type { Revision } from "./revision.ts";

/**
 * What whoever keeps a register's files does with the revisions over them. What these need (YAML, the schemas) is
 * imported once one is called: the door names this file, and a question from a shell must not wait for it.
 */

/**
 * Writes a register's files with the revisions in them into a folder that is empty or not there yet, and its YAML files
 * alone: neither its schemas nor what else stands beside them.
 *
 * @throws RegisterError where the files cannot be loaded.
 * @throws PackFolderError where the folder cannot be written; nothing is half-written.
 */
export async function exportRegister(
  folder: string,
  to: string,
  revisions: readonly Revision[],
): Promise<Exported> {
  const [{ readPack }, { writePack }, { exportPack }] = await Promise.all([
    import("../pack/pack.ts"),
    import("../pack/write-pack.ts"),
    import("./export.ts"),
  ]);
  const exported = exportPack(await readPack(folder), revisions);
  await writePack(to, exported.files);
  return exported;
}

/** Where a register's files and the revisions do not agree; see check-revisions.ts. @throws RegisterError */
export async function checkRevisions(
  folder: string,
  revisions: readonly Revision[],
  timezone: string,
): Promise<readonly Problem[]> {
  return (await import("./check-revisions.ts")).checkRevisions(folder, revisions, timezone);
}

/** Who changed what, oldest first. */
export async function audit(
  revisions: readonly Revision[],
  options: AuditOptions,
): Promise<readonly AuditRecord[]> {
  return (await import("./audit.ts")).auditOf(revisions, options);
}
