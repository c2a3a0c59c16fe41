import { type Problem, RegisterError } from "../errors.ts";
import { formatFlow } from "../pack/flow.ts";
import { readPack } from "../pack/pack.ts";
import { type Finding, locate } from "../pack/parse.ts";
import { compilePack } from "../register/compile.ts";
import type { Kind } from "../register/field.ts";
import { kindTables } from "../register/kinds.ts";
import type { Placed } from "../register/placed.ts";
import { type Stated, writtenField } from "../register/written.ts";
import { formatWhen } from "./audit.ts";
import type { AsideReason } from "./laid.ts";
import { layOver } from "./overlay.ts";
import type { Revision } from "./revision.ts";

/**
 * Where a register's files and the revisions over them do not agree, in the order of the files: what the files say
 * themselves by now while a revision holds, and what of the revisions does not fit them any more. Both are for whoever
 * keeps the files to settle; the register loads all the same.
 *
 * @throws RegisterError where the files cannot be loaded.
 */
export async function checkRevisions(
  folder: string,
  revisions: readonly Revision[],
  timezone: string,
): Promise<readonly Problem[]> {
  const pack = await readPack(folder);
  const { entries, placed, problems } = compilePack(pack);
  if (problems.length > 0) throw new RegisterError(folder, problems);
  const { shadowed, aside } = layOver(entries, revisions);
  const places = new Map(placed.map((one) => [one.entry.id, one]));
  const findings = [
    ...shadowed.map(({ field, revision, pack: said, packThen, revised }) => {
      const values = [said, revised, packThen].map((one) => formatStated(revision.kind, field, one));
      const message = `says ${values[0]} here, but revision ${nameOf(revision, timezone)} holds and says ${values[1]}, made when it said ${values[2]} here; expected what the revision says, or that it is undone`;
      return findingAt(places.get(revision.entry), revision, field, message);
    }),
    ...aside.map(({ revision, field, reason }) => {
      const message = `revision ${nameOf(revision, timezone)} is set aside: ${formatReason(revision, field, reason)}; expected files that it fits, or that it is undone`;
      return findingAt(places.get(revision.entry), revision, field, message);
    }),
  ];
  return locate(pack.files, findings);
}

/** Where it is written; where it is not, the message names what it is about. */
function findingAt(
  placed: Placed | undefined,
  { kind, entry }: Revision,
  field: string | undefined,
  message: string,
): Finding {
  const about = [entry, ...(field === undefined ? [] : [field])].join(" ");
  if (placed === undefined) return { file: kindTables[kind].file, path: [], message: `${about}: ${message}` };
  const { file, index, written } = placed;
  if (field !== undefined && Object.hasOwn(written, field)) return { file, path: [index, field], message };
  return { file, path: [index], message: field === undefined ? message : `${field}: ${message}` };
}

function nameOf({ number, by, byName, at }: Revision, timezone: string): string {
  return `${number} (${byName === undefined ? by : `${byName}, ${by}`}, ${formatWhen(at, timezone)})`;
}

function formatReason({ entry, changes }: Revision, field: string | undefined, reason: AsideReason): string {
  switch (reason.kind) {
    case "gone":
      return `${entry} is not in the files`;
    case "otherKind":
      return `${entry} is of kind ${reason.is} in the files`;
    case "unfit": {
      if (field === undefined) return `without ${entry}, ${reason.message}`;
      const names = changes.map((change) => change.field);
      return names.includes(field) ? `its ${field} ${reason.message}` : reason.message;
    }
  }
}

/** What a field says, as a file would write it on one line. */
function formatStated(kind: Kind, field: string, stated: readonly Stated[]): string {
  const written = writtenField(kind, field, stated);
  return written === undefined ? "nothing" : formatFlow(written);
}
