import { writeSync } from "node:fs";
import type { Database } from "../../src/config.ts";
import { openStore } from "../../src/store/open-store.ts";
import { sampleRevision } from "./sample-revision.ts";

/**
 * A process that is meant to be killed: adds revisions, some at a time, to an entry that others add to as well and to
 * one of its own, and prints each one after it was acknowledged, and each choice that was kept.
 *
 * `node adding.js DATABASE NAME`, the database as JSON; a line is `revision NUMBER DRAFT` or `choice PERSON LANG`.
 */
const [database = "", name = ""] = process.argv.slice(2);
const store = await openStore(JSON.parse(database) as Database, { now: () => Date.UTC(2024, 3, 20) });
const known = await store.revisions.since(0);
const turns = new Map(known.map(({ entry, turn }) => [entry, turn]));

let made = 0;
async function add(entry: string): Promise<void> {
  const turn = (turns.get(entry) ?? 0) + 1;
  turns.set(entry, turn);
  const draft = `${name}-${process.pid}-${++made}`;
  const why = "because ".repeat(made % 200);
  const added = await store.revisions.add(sampleRevision({ entry, turn, draft, by: name, why }));
  if (added.kind === "added") writeSync(1, `revision ${added.revision.number} ${draft}\n`);
}

async function choose(count: number): Promise<void> {
  await store.preferences.keep(`${name}-${count}`, { lang: "ms" });
  writeSync(1, `choice ${name}-${count} ms\n`);
}

while (true) await Promise.all([add("shared"), add("shared"), add(`own-${name}`), choose(++made)]);
