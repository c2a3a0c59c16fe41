import { formatFlow } from "../pack/flow.ts";
import { dayOf } from "../question/now.ts";
import { type Written, writtenField } from "../register/written.ts";
import type { Revision } from "./revision.ts";

/** A revision as whoever keeps the register reads it. */
export interface AuditRecord extends Omit<Revision, "turn" | "draft" | "at" | "changes"> {
  /** In UTC: `2024-04-25T01:00:00.000Z`. */
  readonly at: string;
  /** In the desk's zone: `2024-04-25 09:00`. */
  readonly when: string;
  readonly changes: readonly AuditChange[];
}

export interface AuditChange {
  readonly field: string;
  /** As a file would write them; nothing where nothing was, or is, said. */
  readonly before: Written | null;
  readonly after: Written | null;
  /** Both on one line. */
  readonly line: string;
}

export interface AuditOptions {
  /** The desk's zone, in which days begin. */
  readonly timezone: string;
  /** Only revisions of the entry with this id. */
  readonly entry?: string;
  /** Only those of this day and later, YYYY-MM-DD. */
  readonly since?: string;
}

/** Who changed what, when, from where and why, field by field, oldest first. */
export function auditOf(
  revisions: readonly Revision[],
  { timezone, entry, since = "" }: AuditOptions,
): readonly AuditRecord[] {
  return revisions
    .filter((one) => entry === undefined || one.entry === entry)
    .filter(({ at }) => dayOf(at, timezone) >= since)
    .toSorted((a, b) => a.number - b.number)
    .map(({ turn: _, draft: __, at, changes, ...rest }) => ({
      ...rest,
      at: new Date(at).toISOString(),
      when: formatWhen(at, timezone),
      changes: changes.map(({ field, before, after }) => {
        const [was, is] = [before, after].map((stated) => writtenField(rest.kind, field, stated) ?? null);
        const said = (one: Written | null | undefined): string => (one == null ? "nothing" : formatFlow(one));
        return {
          field,
          before: was ?? null,
          after: is ?? null,
          line: `${field}: ${said(was)} → ${said(is)}`,
        };
      }),
    }));
}

/** `2024-04-25 09:00`, in a zone. */
export function formatWhen(atMs: number, timezone: string): string {
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: timezone, hour: "2-digit", minute: "2-digit" });
  return `${dayOf(atMs, timezone)} ${clock.format(atMs)}`;
}
