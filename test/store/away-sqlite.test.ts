import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Libsql from "libsql";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NotSaved } from "../../src/change/revision.ts";
import { openStore, type Store, StoreError } from "../../src/index.ts";
import { openLogged } from "./logged.ts";
import { sampleRevision } from "./sample-revision.ts";

const now = Date.UTC(2024, 3, 20);
const patient = { timeout: 30_000, interval: 50 };

let folder = "";
let path = "";
let stores: Store[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "jambatan-away-"));
  path = join(folder, "jambatan.db");
});
afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()));
  stores = [];
  await rm(folder, { recursive: true, force: true });
});

async function open(at = path) {
  const opened = await openLogged({ kind: "sqlite", path: at });
  stores.push(opened.store);
  return opened;
}

/** What a person and the process itself see of a store that cannot write. */
async function expectAway(store: Store, reason: NotSaved["reason"]): Promise<void> {
  await expect(store.revisions.add(sampleRevision({ entry: "away" }))).rejects.toMatchObject({
    name: "NotSaved",
    reason,
  });
  await expect(store.wishes.add({ at: now, by: "a", from: "b", text: "/edit" })).rejects.toBeInstanceOf(
    NotSaved,
  );
  expect(store.check().ok).toBe(false);
  await store.preferences.keep("away", { lang: "ms" });
  expect(await store.preferences.of("away")).toEqual({ lang: "ms" });
  await store.notes.write("away", "kept", now + 60_000);
  expect(await store.notes.read("away", now)).toBe("kept");
  await store.conversations.remember("away", "/mou", now);
  expect(await store.conversations.last("away", now)).toEqual({ line: "/mou", at: now });
  expect(await store.seen.take("away", now)).toBe(true);
  expect(await store.seen.take("away", now)).toBe(false);
  await store.seen.done("away", now);
}

/** What was done meanwhile is written, as a process sees that starts then; what was refused is not. */
async function expectBack(store: Store, at = path): Promise<void> {
  await expect.poll(() => store.check(), patient).toEqual({ ok: true });
  expect(await store.revisions.add(sampleRevision({ entry: "back" }))).toMatchObject({ kind: "added" });
  const { store: later } = await open(at);
  await expect.poll(() => later.preferences.of("away"), patient).toEqual({ lang: "ms" });
  await expect.poll(() => later.notes.read("away", now), patient).toBe("kept");
  await expect.poll(() => later.conversations.last("away", now), patient).toEqual({ line: "/mou", at: now });
  await expect.poll(() => later.seen.take("away", now + 120_000), patient).toBe(false);
  expect((await later.revisions.since(0)).map(({ entry }) => entry)).not.toContain("away");
  expect(await later.wishes.open()).toEqual([]);
}

test("the folder is made for its owner alone", async () => {
  await open(join(folder, "var", "jambatan.db"));
  expect(statSync(join(folder, "var")).mode & 0o777).toBe(0o700);
});

describe("a folder that cannot be written", () => {
  /** Root may write anywhere: then for the while as nobody. */
  const nobody = 65_534;
  const asNobody = process.getuid?.() === 0;
  beforeEach(() => {
    if (asNobody) {
      chownSync(folder, nobody, nobody);
      process.seteuid?.(nobody);
    }
  });
  afterEach(() => {
    if (asNobody) process.seteuid?.(0);
  });

  test("does not stop a start, is noticed, and so is that it can be written again", async () => {
    chmodSync(folder, 0o555);
    const { store, log } = await open();
    let opened = 0;
    store.onOpen(() => opened++);
    await expectAway(store, "readOnly");
    await expect(store.revisions.since(0)).rejects.toThrow(/read-only/);
    expect(store.check()).toMatchObject({ reason: expect.stringContaining("read-only") });
    expect(opened).toBe(0);
    chmodSync(folder, 0o755);
    await expectBack(store);
    expect(opened).toBe(1);
    expect(log()).toContain("the database is back");
  });

  test("a file that may only be read is read-only, and is left as it is", async () => {
    const { store: first } = await open();
    await first.close();
    chmodSync(path, 0o444);
    const { store } = await open();
    await expectAway(store, "readOnly");
    chmodSync(path, 0o644);
    await expectBack(store);
  });
});

/** A file system of its own, so small that it fills; only root may make one. */
function mountSmall(at: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=512k", "tmpfs", at], { stdio: "pipe" });
    return true;
  } catch {
    return false;
  }
}

describe("a full disk", () => {
  let mounted = false;
  beforeEach((context) => {
    mounted = mountSmall(folder);
    if (!mounted) context.skip("a file system that fills cannot be made: mounting needs root");
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    stores = [];
    if (mounted) execFileSync("umount", ["--lazy", folder]);
  });

  test("refuses what does not fit, keeps what was acknowledged, and goes on when there is room", async () => {
    const { store } = await open();
    const acknowledged: number[] = [];
    let refused: unknown;
    for (let turn = 1; refused === undefined; turn++) {
      const revision = sampleRevision({ turn, why: "x".repeat(20_000) });
      await store.revisions.add(revision).then(
        (added) => acknowledged.push(added.kind === "added" ? added.revision.number : 0),
        (error: unknown) => {
          refused = error;
        },
      );
    }
    expect(refused).toMatchObject({ name: "NotSaved", reason: "full" });
    expect(acknowledged.length).toBeGreaterThan(3);
    expect((await store.revisions.since(0)).map(({ number }) => number)).toEqual(acknowledged);
    expect(store.check()).toMatchObject({ ok: false, reason: expect.stringContaining("full") });
    await store.preferences.keep("away", { lang: "ms" });
    expect(await store.preferences.of("away")).toEqual({ lang: "ms" });

    execFileSync("mount", ["-o", "remount,size=8m", folder]);
    await expect.poll(() => store.check(), patient).toEqual({ ok: true });
    await store.revisions.add(sampleRevision({ entry: "back" }));
    const { store: later } = await open();
    expect(await later.revisions.since(0)).toHaveLength(acknowledged.length + 1);
    await expect.poll(() => later.preferences.of("away"), patient).toEqual({ lang: "ms" });
  });

  test("does not stop a start, and room that is made is noticed", async () => {
    const filler = join(folder, "filler");
    try {
      writeFileSync(filler, "x".repeat(2_000_000));
    } catch {
      // It is full then: that is what it is for.
    }
    const { store } = await open();
    await expectAway(store, "full");
    rmSync(filler);
    await expectBack(store);
  });
});

describe("a file that is gone", () => {
  test("is not made anew: changes are refused until it is back", async () => {
    const { store } = await open();
    await store.revisions.add(sampleRevision({ entry: "before" }));
    await store.preferences.keep("before", { lang: "zh" });
    expect(await store.preferences.of("before")).toEqual({ lang: "zh" });
    renameSync(path, `${path}.away`);
    await expectAway(store, "unreachable");
    expect(await store.preferences.of("before")).toEqual({ lang: "zh" });
    expect(existsSync(path)).toBe(false);
    renameSync(`${path}.away`, path);
    await expectBack(store);
    expect((await store.revisions.since(0)).map(({ entry }) => entry)).toEqual(["before", "back"]);
  });
});

describe("a file that is no database of ours", () => {
  const options = { now: () => now };

  test("is said, with what to do, and is left as it is", async () => {
    const text = "A letter, not a database. ".repeat(100);
    writeFileSync(path, text);
    const opening = openStore({ kind: "sqlite", path }, options);
    await expect(opening).rejects.toBeInstanceOf(StoreError);
    await expect(opening).rejects.toThrow(
      `sqlite:${path}: this file is not a database; move it away, or let DATABASE_URL name another file.`,
    );
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  test("a damaged one is said", async () => {
    const { store } = await open();
    for (let turn = 1; turn < 30; turn++)
      await store.revisions.add(sampleRevision({ turn, why: "x".repeat(3_000) }));
    await store.close();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xaa, 100));
    await expect(openStore({ kind: "sqlite", path }, options)).rejects.toThrow(/is damaged; .*restore/);
  });

  test("one of a newer version is said", async () => {
    const { store } = await open();
    await store.close();
    const database = new Libsql(path);
    database.exec("insert into schema_steps values (99, 'later', 0, 0)");
    database.close();
    await expect(openStore({ kind: "sqlite", path }, options)).rejects.toThrow(/newer version \(step 99/);
  });
});
