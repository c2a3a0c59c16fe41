import type { Writable } from "node:stream";
import { type AuditRecord, audit, type Denial, noonOf, parseDay, type Revision } from "../../src/index.ts";
import { parseCommandLine, UsageError } from "./command-line.ts";

export interface AuditWorld {
  readonly output: Writable;
  /** The desk's own zone. */
  timezone(): string;
  revisions(): Promise<readonly Revision[]>;
  denials?(): Promise<readonly Denial[]>;
}

const halfDayMs = 12 * 3_600_000;

/**
 * `jambatan audit`: who changed what, when, from where and why, field by field, and who was denied what, oldest first. Gives the exit code, 0.
 *
 * @throws UsageError where the call is wrong.
 */
export async function runAudit(given: readonly string[], world: AuditWorld): Promise<number> {
  const options = { "--json": "flag", "--entry": "value", "--since": "value" } as const;
  const { words, flags, values } = parseCommandLine(given, options);
  if (words.length > 0) throw new UsageError("audit takes no words; an entry's id stands after --entry.");
  const [entry, written] = [values.get("--entry"), values.get("--since")];
  const since = written === undefined ? undefined : parseDay(written);
  if (written !== undefined && since === undefined)
    throw new UsageError(
      `--since ${JSON.stringify(written)} is not usable; expected a day such as 2024-04-25.`,
    );
  const records = await audit(await world.revisions(), {
    timezone: world.timezone(),
    ...(entry === undefined ? {} : { entry }),
    ...(since === undefined ? {} : { since }),
  });
  const from = since === undefined ? 0 : noonOf(since, world.timezone()) - halfDayMs;
  const denials = entry === undefined ? ((await world.denials?.()) ?? []) : [];
  const isJson = flags.has("--json");
  const lines = [
    ...records.map((one) => ({
      at: Date.parse(one.at),
      line: isJson ? formatObject(one) : formatRecord(one),
    })),
    ...denials
      .filter(({ at }) => at >= from)
      .map((one) => ({ at: one.at, line: isJson ? formatDeniedObject(one) : formatDenial(one) })),
  ];
  for (const { line } of lines.toSorted((a, b) => a.at - b.at)) world.output.write(line);
  return 0;
}

function formatObject({ changes, when: _, ...record }: AuditRecord): string {
  return `${JSON.stringify({ ...record, changes: changes.map(({ line: __, ...change }) => change) })}\n`;
}

const formatDeniedObject = ({ at, ...denial }: Denial): string =>
  `${JSON.stringify({ at: new Date(at).toISOString(), ...denial })}\n`;

function formatDenial({ at, by, byName, from = "nowhere", denied }: Denial): string {
  const who = byName === undefined ? by : `${byName} (${by})`;
  const what = denied === "stranger" ? "was not let in" : `may not ${denied}`;
  return `${withoutControls(`-  ${new Date(at).toISOString()} ${who} ${what}, from ${from}`)}\n`;
}

const done = { add: "added", edit: "edited", remove: "took out" } as const;

function formatRecord(record: AuditRecord): string {
  const { number, when, by, byName, from, does, kind, entry, undoes, why, changes } = record;
  const who = byName === undefined ? by : `${byName} (${by})`;
  const lines = [
    `${number}. ${when} ${who} ${done[does]} ${kind} ${entry}, from ${from}`,
    ...(undoes === undefined ? [] : [`   takes back ${undoes}`]),
    `   why: ${why}`,
    ...changes.map(({ line }) => `   ${line}`),
  ];
  return lines.map((line) => `${withoutControls(line)}\n`).join("");
}

/** What people wrote must not move a terminal's cursor. */
function withoutControls(line: string): string {
  return line.replaceAll(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, " ");
}
