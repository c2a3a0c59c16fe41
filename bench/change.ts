import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import Libsql from "libsql";
import type { NewRevision } from "../src/change/revision.ts";
import {
  createDesk,
  type Desk,
  loadLanguages,
  loadRegister,
  openChanges,
  openStore,
  type Question,
  type Register,
  type Reply,
  type Store,
} from "../src/index.ts";
import { formatMachine, formatMs, formatRatio, median } from "./measure/figures.ts";
import { writeRegister } from "./measure/generated-register.ts";
import { program } from "./measure/program.ts";
import { withServer } from "./measure/server.ts";

const rounds = 7;
const changesEach = 40;
const asked = 9;
const manyEntries = 9_831;
const manyRevisions = 10_000;

/**
 * Changes a second against rows that are committed one by one with the same promise of durability; how long after a change
 * the first question that shows it is answered; and a start with many revisions against one with none.
 */
export async function bench(): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "jambatan-change-"));
  try {
    const starter = await loadRegister();
    await writeRegister(join(folder, "many"), { entries: manyEntries });
    const many = await loadRegister(join(folder, "many"));
    return [
      formatMachine(),
      ...(await measurePace(starter, join(folder, "pace", "jambatan.db"))),
      ...(await measureForce(starter, join(folder, "force", "jambatan.db"))),
      ...(await measureForce(many, join(folder, "crowd", "jambatan.db"))),
      ...(await measureStart(starter, folder)),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface World {
  readonly store: Store;
  readonly desk: Desk;
  says(text: string, more?: Partial<Question>): Promise<Reply>;
}

let drafts = 0;

async function openWorld(register: Register, path: string): Promise<World> {
  const store = await openStore({ kind: "sqlite", path }, { now: Date.now });
  const newId = (): string => `b${++drafts}`;
  const changes = await openChanges({ ...store, pack: register, newId });
  await changes.living.catchUp();
  const timezone = "Asia/Kuala_Lumpur";
  const desk = createDesk({ register, changes, languages: await loadLanguages(), timezone, ...store });
  const who = { asker: "terminal", place: "terminal", conversation: "terminal", lang: "en" };
  return { store, desk, says: (text, more = {}) => desk.answer({ text, now: Date.now(), ...who, ...more }) };
}

/** The draft of a change of an organisation's seat, filled in and previewed: what a form of Slack comes to. */
async function preview({ says }: World, entry: string, seat: string): Promise<string> {
  const shown = await says(`/edit ${entry}`, { showsForms: true });
  const values = { seat, why: "told by the secretariat" };
  await says(shown.form?.command ?? "", { showsForms: true, values });
  return (shown.form?.command ?? "").replace(/ fill$/, "");
}

async function measurePace(register: Register, path: string): Promise<readonly string[]> {
  const world = await openWorld(register, path);
  const ids = register.entries.filter(({ kind }) => kind === "organisation").map(({ id }) => id);
  const raw = new Libsql(`${path}.raw`);
  raw.exec("pragma journal_mode = wal; pragma synchronous = full");
  raw.exec("create table raw (number integer primary key, body text not null)");
  const insert = raw.prepare("insert into raw (body) values (?)");
  const body = JSON.stringify(seatOf("x", 1, "Oak"));
  const paces: { readonly raw: number; readonly save: number; readonly whole: number }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const bare = await rateOf(changesEach * 5, async () => void insert.run([body]));
    let saving = 0;
    let count = 0;
    const whole = await rateOf(changesEach, async () => {
      const seat = `Oak ${round} ${count}`;
      const draft = await preview(world, ids[count++ % ids.length] ?? "", seat);
      const started = performance.now();
      const reply = await world.says(`${draft} save`);
      saving += performance.now() - started;
      if (reply.outcome !== "answered") throw new Error(JSON.stringify(reply.head));
    });
    // The first round only warms.
    if (round > 0) paces.push({ raw: bare, whole, save: changesEach / (saving / 1_000) });
  }
  raw.close();
  await world.store.close();
  const of = (which: "raw" | "save" | "whole"): string =>
    Math.round(median(paces.map((one) => one[which]))).toLocaleString("en");
  const ratio = (which: "save" | "whole"): number => median(paces.map((one) => one[which] / one.raw));
  return [
    `changes confirmed and in force ${of("save")} a second, single rows through the bare driver ${of("raw")} a second, medians of ${rounds} rounds; ratio ${formatRatio(ratio("save"))}; bar ≥ 0.30 ×: ${ratio("save") >= 0.3 ? "met" : "MISSED"}`,
    `whole changes, from the command over the form and the preview to the answer, ${of("whole")} a second; ratio ${formatRatio(ratio("whole"))}`,
  ];
}

async function measureForce(register: Register, path: string): Promise<readonly string[]> {
  const world = await openWorld(register, path);
  const [first] = register.entries.filter(({ kind }) => kind === "organisation");
  const id = first?.id ?? "";
  const times: { readonly shown: number; readonly found: number }[] = [];
  await world.says(`/show ${id}`);
  await world.says("/find oak");
  for (let turn = 0; turn < asked; turn++) {
    const seat = `Oakton ${turn}`;
    await world.says(`${await preview(world, id, seat)} save`);
    const started = performance.now();
    const shown = await world.says(`/show ${id}`);
    const middle = performance.now();
    if (!JSON.stringify(shown).includes(seat)) throw new Error("the change is not in force");
    await world.says(`which organisations are in Oakton ${turn}?`);
    times.push({ shown: middle - started, found: performance.now() - middle });
  }
  await world.store.close();
  const of = (which: "shown" | "found"): number => median(times.map((one) => one[which]));
  return [
    `${register.entries.length} entries: a change shows ${formatMs(of("shown"))} after it was saved; bar ≤ 100 ms: ${of("shown") <= 100 ? "met" : "MISSED"}; a question in words after it takes ${formatMs(of("found"))}`,
  ];
}

async function measureStart(register: Register, folder: string): Promise<readonly string[]> {
  const [none, many] = [join(folder, "none.db"), join(folder, "many.db")];
  const store = await openStore({ kind: "sqlite", path: many }, { now: Date.now });
  const ids = register.entries.filter(({ kind }) => kind === "organisation").map(({ id }) => id);
  const turns = new Map<string, number>();
  const added: Promise<unknown>[] = [];
  for (let count = 0; count < manyRevisions; count++) {
    const id = ids[count % ids.length] ?? "";
    turns.set(id, (turns.get(id) ?? 0) + 1);
    added.push(store.revisions.add(seatOf(id, turns.get(id) ?? 1, `Oak ${count}`)));
  }
  await Promise.all(added);
  await store.close();
  const startOf = async (path: string): Promise<number> => {
    const started = performance.now();
    const env = { PORT: "0", LOG_LEVEL: "info", DATABASE_URL: `sqlite:${path}` };
    return withServer([program, "serve"], { folder, env }, async ({ url }) => {
      while (!(await fetch(`${url}/readyz`)).ok) await setTimeout(1);
      return performance.now() - started;
    });
  };
  const warmOf = async (path: string): Promise<number> => {
    const started = performance.now();
    const world = await openWorld(await loadRegister(), path);
    await world.says("/mou");
    const ms = performance.now() - started;
    await world.store.close();
    return ms;
  };
  return [
    await compareStarts("of serve until it is ready", startOf, none, many, "; bar ≤ 2.00 ×"),
    await compareStarts("of a desk until its first answer, in a process that is warm", warmOf, none, many),
  ];
}

async function compareStarts(
  what: string,
  startOf: (path: string) => Promise<number>,
  none: string,
  many: string,
  bar?: string,
): Promise<string> {
  const times: { readonly none: number; readonly many: number }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const one = { none: await startOf(none), many: await startOf(many) };
    if (round > 0) times.push(one);
  }
  const [bare, full] = [median(times.map((one) => one.none)), median(times.map((one) => one.many))];
  const ratio = full / bare;
  const verdict = bar === undefined ? "" : `${bar}: ${ratio <= 2 ? "met" : "MISSED"}`;
  return `start ${what}: with ${manyRevisions.toLocaleString("en")} revisions ${formatMs(full)}, with none ${formatMs(bare)}; ratio ${formatRatio(ratio)}${verdict}`;
}

const seatOf = (entry: string, turn: number, seat: string): NewRevision => ({
  turn,
  draft: `start ${entry} ${turn}`,
  at: Date.UTC(2026, 0, 1),
  by: "terminal",
  from: "terminal",
  why: "told by the secretariat",
  entry,
  kind: "organisation",
  does: "edit",
  changes: [
    {
      field: "seat",
      before: [],
      after: [{ value: seat, cites: [], editorial: true, note: "told by the secretariat" }],
    },
  ],
});

/** Pieces of work a second, one after another. */
async function rateOf(count: number, work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  for (let done = 0; done < count; done++) await work();
  return count / ((performance.now() - started) / 1_000);
}
