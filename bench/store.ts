import Libsql from "libsql";
import pg from "pg";
import type { NewRevision } from "../src/change/revision.ts";
import type { Database } from "../src/config.ts";
import { openStore, type Store } from "../src/index.ts";
import { kinds } from "../test/store/databases.ts";
import { sampleRevision } from "../test/store/sample-revision.ts";
import { formatCount, formatMachine, formatRatio, median } from "./measure/figures.ts";

const rounds = 7;
const revisionsEach = 150;
/** Editors who confirm at the same moment; more would be a crowd. */
const together = 10;
/** Updates under way at once, as from the connections that Telegram opens to a webhook. */
const updatesAtOnce = 40;
const updatesEach = 4_000;

/**
 * How many revisions a second are acknowledged as durable, against rows of the same size, each committed by itself
 * through the bare driver with the same promise of durability; and how many updates a second are taken, remembered and done.
 */
export async function bench(): Promise<readonly string[]> {
  const lines = [formatMachine()];
  for (const kind of kinds) {
    if (kind.missing !== undefined) {
      lines.push(`${kind.name}: not measured: ${kind.missing}`);
      continue;
    }
    const started = await kind.start();
    try {
      lines.push(...(await measure(kind.name, await started.create(), await started.create())));
    } finally {
      await started.remove();
    }
  }
  return lines;
}

async function measure(name: string, ours: Database, theirs: Database): Promise<readonly string[]> {
  const store = await openStore(ours, { now: Date.now });
  // The folder of the other file is made by opening it once.
  await (await openStore(theirs, { now: Date.now })).close();
  const raw = await openRaw(theirs);
  const rates: { readonly alone: number; readonly crowd: number; readonly raw: number }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const bare = await rateOf(revisionsEach, 1, () => raw.insert(JSON.stringify(nextRevision())));
    const alone = await rateOf(revisionsEach, 1, () => store.revisions.add(nextRevision()));
    const crowd = await rateOf(revisionsEach * 3, together, () => store.revisions.add(nextRevision()));
    // The first round only warms.
    if (round > 0) rates.push({ alone, crowd, raw: bare });
  }
  const updates = await rateOf(updatesEach, updatesAtOnce, () => oneUpdate(store));
  await raw.close();
  await store.close();
  const ratio = median(rates.map((rate) => rate.alone / rate.raw));
  const crowdRatio = median(rates.map((rate) => rate.crowd / rate.raw));
  const of = (which: "alone" | "crowd" | "raw") => formatCount(median(rates.map((rate) => rate[which])));
  return [
    `${name}: revisions acknowledged one after another ${of("alone")} a second, single rows through the bare driver ${of("raw")} a second, medians of ${rounds} rounds; ratio ${formatRatio(ratio)}; bar ≥ ${formatRatio(0.3)}: ${ratio >= 0.3 ? "met" : "MISSED"}`,
    `${name}: ${together} at a time ${of("crowd")} a second; ratio ${formatRatio(crowdRatio)}`,
    `${name}: updates taken, their conversation remembered and done, ${updatesAtOnce} at once: ${formatCount(updates)} a second`,
  ];
}

let turn = 0;
const nextRevision = (): NewRevision => sampleRevision({ turn: ++turn });

let update = 0;
async function oneUpdate(store: Store): Promise<void> {
  const key = `telegram:update:${++update}`;
  await store.seen.take(key, update);
  const chat = `telegram:${update % 1_000}`;
  await store.conversations.last(chat, update);
  await Promise.all([
    store.conversations.remember(chat, "/mou page:2", update),
    store.seen.done(key, update),
  ]);
}

/** Pieces of work a second, some of them under way at once. */
async function rateOf(count: number, atOnce: number, work: () => Promise<unknown>): Promise<number> {
  let left = count;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await work();
    }),
  );
  return count / ((performance.now() - started) / 1_000);
}

interface Raw {
  insert(body: string): Promise<unknown>;
  close(): Promise<void>;
}

async function openRaw(database: Database): Promise<Raw> {
  if (database.kind === "sqlite") {
    const file = new Libsql(database.path);
    file.exec("pragma journal_mode = wal");
    file.exec("pragma synchronous = full");
    file.exec("create table raw (number integer primary key, body text not null)");
    const statement = file.prepare("insert into raw (body) values (?)");
    return { insert: async (body) => statement.run([body]), close: async () => void file.close() };
  }
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query("create table raw (number serial primary key, body text not null)");
  return {
    insert: (body) => client.query("insert into raw (body) values ($1)", [body]),
    close: () => client.end(),
  };
}
