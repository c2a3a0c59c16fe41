import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "../../src/config.ts";
import { backUpStore, openStore, restoreStore, type Store, StoreError } from "../../src/index.ts";
import { anyRevision } from "./any-revision.ts";
import { hookMs, type Kind, postgres, type Started, sqlite } from "./databases.ts";
import { sampleRevision } from "./sample-revision.ts";

const program = fileURLToPath(new URL("../../dist/bin/main.js", import.meta.url));
const now = Date.UTC(2024, 3, 20);

let folder = "";
let file = "";
const started = new Map<Kind, Started>();
beforeAll(async () => {
  for (const kind of [sqlite, postgres])
    if (kind.missing === undefined) started.set(kind, await kind.start());
}, hookMs);
afterAll(async () => {
  for (const { remove } of started.values()) await remove();
}, hookMs);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "jambatan-backup-"));
  file = join(folder, "store.jsonl");
  return () => rm(folder, { recursive: true, force: true });
});

async function create(kind: Kind): Promise<Database> {
  const database = await started.get(kind)?.create();
  if (database === undefined) throw new Error(`${kind.name} was not started`);
  return database;
}

async function using<T>(database: Database, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(database, { now: () => now });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** All that a backup promises to keep, as the keepers tell it. */
const contentOf = (database: Database) =>
  using(database, async (store) => ({
    revisions: await store.revisions.since(0),
    wishes: await store.wishes.open(),
    chosen: await store.preferences.of("telegram:1"),
    feeds: await store.feeds.of("telegram:1"),
  }));

/** Wants what lies on several pages, and letters that databases treat differently. */
async function fill(database: Database): Promise<void> {
  await using(database, async (store) => {
    const revisions = fc.sample(anyRevision, { numRuns: 700, seed: 1 });
    await Promise.all(
      revisions.map((revision, index) => store.revisions.add({ ...revision, turn: index + 1 })),
    );
    const wish = { at: now, by: "telegram:2", from: "telegram:2", text: "/edit \u2028 \0 🌉" };
    await store.wishes.add(wish);
    await store.wishes.add({ ...wish, byName: "Siti" });
    await store.wishes.close(1, "telegram:1", now);
    await store.preferences.keep("telegram:1", { lang: "ms", timezone: "Asia/Tokyo" });
    await store.feeds.add({ digest: "d", person: "telegram:1", entry: "e", lang: "zh", madeAt: now }, 10);
    const watch = {
      place: "telegram:-1",
      by: "telegram:1",
      lang: "ms",
      timezone: "Asia/Tokyo",
      createdAt: now,
    };
    await store.subscriptions.put({ ...watch, id: "s", what: { kind: "topic", topic: "visits" } }, 10);
    const notice = { kind: "change", revision: 1, entry: "e" } as const;
    const delivery = { key: "k", subscription: "s", place: "telegram:-1", dueAt: now, notice };
    await store.deliveries.offer([delivery], now);
    await store.deliveries.setMark("revision", 700);
    await store.seen.take("telegram:update:1", now);
  });
}

const ways: readonly (readonly [from: Kind, to: Kind])[] = [
  [sqlite, sqlite],
  [sqlite, postgres],
  [postgres, sqlite],
  [postgres, postgres],
];

for (const [from, to] of ways) {
  const missing = from.missing ?? to.missing;
  describe.skipIf(missing !== undefined)(
    `from ${from.name} to ${to.name}${missing === undefined ? "" : ` (skipped: ${missing})`}`,
    () => {
      test("everything comes over, and life goes on after it", async () => {
        const [old, fresh] = [await create(from), await create(to)];
        await fill(old);
        const header = await backUpStore(old, file, now);
        expect(header.rows).toEqual({
          revisions: 700,
          wishes: 2,
          preferences: 1,
          feeds: 1,
          subscriptions: 1,
          deliveries: 1,
          watch_marks: 2,
        });
        expect(await restoreStore(fresh, file, now)).toEqual(header);
        expect(await contentOf(fresh)).toEqual(await contentOf(old));
        await using(fresh, async (store) => {
          expect(await store.revisions.add(sampleRevision({ entry: "next" }))).toMatchObject({
            revision: { number: 701 },
          });
          expect(await store.wishes.close(1, "telegram:1", now)).toBe(false);
        });
        expect(readdirSync(folder)).toEqual(["store.jsonl"]);
        expect(statSync(file).mode & 0o777).toBe(0o600);
      }, 60_000);
    },
  );
}

for (const kind of [sqlite, postgres]) {
  describe.skipIf(kind.missing !== undefined)(kind.name, () => {
    test("a backup is of one moment, while others write", async () => {
      const database = await create(kind);
      await using(database, async (store) => {
        let writing = true;
        const writer = (async () => {
          for (let turn = 1; writing; turn++) {
            await store.revisions.add(sampleRevision({ turn, why: "x".repeat(2_000) }));
            await store.wishes.add({ at: now, by: "a", from: "b", text: String(turn) });
          }
        })();
        try {
          for (let round = 0; round < 5; round++) {
            const { rows } = await backUpStore(database, file, now);
            const { revisions = 0, wishes = 0 } = rows;
            expect([0, 1]).toContain(revisions - wishes);
            const copy = await create(sqlite);
            await restoreStore(copy, file, now);
            const numbers = (await contentOf(copy)).revisions.map(({ number }) => number);
            expect(numbers).toEqual(Array.from({ length: revisions }, (_, index) => index + 1));
          }
        } finally {
          writing = false;
          await writer;
        }
      });
    }, 60_000);

    test("a database that holds something is not written over", async () => {
      const [old, taken] = [await create(kind), await create(kind)];
      await fill(old);
      await backUpStore(old, file, now);
      await using(taken, (store) => store.preferences.keep("telegram:9", { lang: "zh" }));
      await expect(restoreStore(taken, file, now)).rejects.toThrow(
        /not empty \(there are preferences\); restore into a new one/,
      );
      expect((await contentOf(taken)).revisions).toEqual([]);
    });
  });
}

describe("a file that is not whole", () => {
  let whole = "";
  let target: Database;
  beforeEach(async () => {
    const old = await create(sqlite);
    await using(old, async (store) => {
      for (let turn = 1; turn <= 4; turn++) await store.revisions.add(sampleRevision({ turn }));
    });
    await backUpStore(old, file, now);
    whole = readFileSync(file, "utf8");
    target = await create(sqlite);
  });

  /** Refused, in words, with nothing done; then the whole file fits in still. */
  async function expectRefused(text: string, sentence: RegExp): Promise<void> {
    writeFileSync(file, text);
    const error: unknown = await restoreStore(target, file, now).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StoreError);
    expect(String(error)).toMatch(sentence);
  }

  test("is refused wherever it was cut", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: whole.length - 2 }), (length) =>
        expectRefused(whole.slice(0, length), /not a backup|damaged or cut/),
      ),
      { numRuns: 40 },
    );
    await expectRefused("", /damaged or cut \(it is empty\)/);
    writeFileSync(file, whole);
    await restoreStore(target, file, now);
    expect((await contentOf(target)).revisions).toHaveLength(4);
  });

  test("is refused whatever letter was changed", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: whole.length - 2 }),
        fc.constantFrom("0", "x", "\n", "}"),
        (at, letter) => {
          fc.pre(whole[at] !== letter);
          return expectRefused(
            whole.slice(0, at) + letter + whole.slice(at + 1),
            /not a backup|damaged or cut|newer version/,
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test("is refused where a line was taken out, put in or doubled", async () => {
    const lines = whole.trimEnd().split("\n");
    await expectRefused(`${lines.toSpliced(2, 1).join("\n")}\n`, /digest does not fit/);
    await expectRefused(`${lines.toSpliced(2, 0, lines[2] ?? "").join("\n")}\n`, /digest does not fit/);
    await expectRefused(`${whole}${lines[2]}\n`, /something follows its end/);
  });

  test("one of a newer version, and one that is something else, are told apart", async () => {
    const [header = "", ...rest] = whole.split("\n");
    const newer = JSON.stringify({ ...JSON.parse(header), schema: 99 });
    await expectRefused(
      [newer, ...rest].join("\n"),
      /newer version \(step 99; this one knows \d+\); restore it with/,
    );
    await expectRefused('{"name":"something else"}\n', /this is not a backup/);
    await expectRefused("PK\u0003\u0004", /this is not a backup/);
  });

  test("and none at all is said", async () => {
    await expect(restoreStore(target, join(folder, "none"), now)).rejects.toThrow(
      /none: the file cannot be read \(ENOENT\)/,
    );
    await expect(backUpStore(target, file, now)).rejects.toThrow(
      /there is no such file; let DATABASE_URL name/,
    );
    await using(target, async () => undefined);
    await expect(backUpStore(target, join(folder, "no", "where"), now)).rejects.toThrow(
      /cannot be written \(ENOENT\)/,
    );
  });
});

describe("the commands", () => {
  function jambatan(given: readonly string[], database: string) {
    const env = { PATH: process.env.PATH ?? "", DATABASE_URL: database };
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...given], {
      cwd: folder,
      env,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  }

  test("back up and restore", async () => {
    if (!existsSync(program)) throw new Error("dist/ is not built: run npm run build, then the tests again");
    const old = await create(sqlite);
    await using(old, (store) => store.revisions.add(sampleRevision()));
    const from = old.kind === "sqlite" ? `sqlite:${old.path}` : "";
    expect(jambatan(["backup", "a.jsonl"], from)).toEqual({
      status: 0,
      stdout:
        "a.jsonl: revisions 1, wishes 0, preferences 0, feeds 0, subscriptions 0, deliveries 0, watch_marks 0\n",
      stderr: "",
    });
    expect(jambatan(["restore", "a.jsonl"], "sqlite:new/store.db")).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^a\.jsonl: revisions 1, .* restored\n$/),
      stderr: "",
    });
    expect(jambatan(["restore", "a.jsonl"], "sqlite:new/store.db")).toMatchObject({
      status: 3,
      stdout: "",
      stderr: expect.stringContaining("is not empty (there are revisions)"),
    });
    expect(jambatan(["backup"], from)).toMatchObject({ status: 2, stdout: "" });
    expect(jambatan(["restore", "a", "b"], from)).toMatchObject({ status: 2, stdout: "" });
  }, 60_000);
});
