import { rename, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { watchRegister } from "../../adapters/register-watch.ts";
import {
  type Changes,
  createDesk,
  type FollowedRegister,
  followRegister,
  loadLanguages,
  openChanges,
  openStore,
  type Register,
  RegisterError,
} from "../../src/index.ts";
import { loadEntries } from "../../src/register/load.ts";
import { oneSource, temporaryFolder } from "../register/register-folder.ts";
import { asking, textsOf, timezone } from "../starter-desk.ts";

const parks = (...names: readonly string[]): string =>
  names
    .map((name) => `- id: ${name.toLowerCase()}\n  name: ${name}\n  cite: report\n  type: park\n`)
    .join("");

/** Follows a folder, its changes read by this thread: the other has tests of its own. */
async function followed(
  ...names: readonly string[]
): Promise<{ folder: string; file: string; register: FollowedRegister }> {
  const folder = await temporaryFolder({ "sources.yaml": oneSource, "organisations.yaml": parks(...names) });
  const register = await followRegister(folder, {
    async load({ known }) {
      try {
        const loaded = await loadEntries(folder);
        return loaded.hash === known ? { is: "same" } : loaded;
      } catch (error) {
        if (error instanceof RegisterError) return { problems: error.problems };
        throw error;
      }
    },
  });
  return { folder, file: join(folder, "organisations.yaml"), register };
}

const idsIn = (register: FollowedRegister): readonly string[] =>
  register
    .inForce()
    .entries.filter(({ kind }) => kind === "organisation")
    .map(({ id }) => id);

async function lookTwice(register: FollowedRegister) {
  expect(await register.look()).toBeUndefined();
  return register.look();
}

describe("a register's files that change", () => {
  test("are in force once two looks found them the same", async () => {
    const { file, register } = await followed("Alder");
    expect(await register.look()).toBeUndefined();
    await writeFile(file, parks("Alder", "Birch"));
    expect(await register.look()).toBeUndefined();
    expect(idsIn(register)).toEqual(["alder"]);
    expect(await register.look()).toMatchObject({ kind: "changed" });
    expect(idsIn(register)).toEqual(["alder", "birch"]);
    expect(await register.look()).toBeUndefined();
  });

  test("and are half written at one look are never in force by half", async () => {
    const { file, register } = await followed("Alder");
    await writeFile(file, parks("Birch"));
    await register.look();
    await writeFile(file, parks("Birch", "Cedar"));
    await register.look();
    expect(idsIn(register)).toEqual(["alder"]);
    await register.look();
    expect(idsIn(register)).toEqual(["birch", "cedar"]);
  });

  test("while they are read are read again", async () => {
    const { folder, file } = await followed("Alder");
    let reads = 0;
    const register = await followRegister(folder, {
      async load() {
        const loaded = await loadEntries(folder);
        if (reads++ === 0) await writeFile(file, parks("Birch", "Cedar"));
        return loaded;
      },
    });
    await writeFile(file, parks("Birch"));
    expect(await lookTwice(register)).toBeUndefined();
    expect(idsIn(register)).toEqual(["alder"]);
    expect(await lookTwice(register)).toMatchObject({ kind: "changed" });
    expect(idsIn(register)).toEqual(["birch", "cedar"]);
  });

  test("by others of their names are followed", async () => {
    const { file, register } = await followed("Alder");
    await writeFile(`${file}.new`, parks("Birch"));
    await rename(`${file}.new`, file);
    expect(await lookTwice(register)).toMatchObject({ kind: "changed" });
    expect(idsIn(register)).toEqual(["birch"]);
  });

  test("and are broken leave the last good ones in force, until they are mended", async () => {
    const { file, register } = await followed("Alder");
    await writeFile(file, `${parks("Alder")}  founded: sometime\n`);
    expect(await lookTwice(register)).toMatchObject({
      kind: "refused",
      problems: [{ file: "organisations.yaml", line: 5 }],
    });
    expect(idsIn(register)).toEqual(["alder"]);
    expect(register.trouble()).toContain("organisations.yaml:5:");
    await writeFile(file, parks("Birch"));
    expect(await lookTwice(register)).toMatchObject({ kind: "changed" });
    expect([idsIn(register), register.trouble()]).toEqual([["birch"], undefined]);
  });

  test("to what is in force are in order again", async () => {
    const { file, register } = await followed("Alder");
    await writeFile(file, "- [");
    expect(await lookTwice(register)).toMatchObject({ kind: "refused" });
    await writeFile(file, parks("Alder"));
    expect(await lookTwice(register)).toMatchObject({ kind: "restored" });
    expect(register.trouble()).toBeUndefined();
  });

  test("in nothing but their time are nothing to speak of", async () => {
    const { file, register } = await followed("Alder");
    const before = register.inForce();
    await utimes(file, 1, 1);
    expect(await lookTwice(register)).toBeUndefined();
    expect(register.inForce()).toBe(before);
  });

  test("away leave the last good ones in force, and come back", async () => {
    const { folder, file, register } = await followed("Alder");
    await rename(folder, `${folder}.gone`);
    expect(await lookTwice(register)).toMatchObject({ kind: "refused" });
    expect([idsIn(register), register.trouble()]).toEqual([
      ["alder"],
      expect.stringContaining("cannot be read (ENOENT)"),
    ]);
    await rename(`${folder}.gone`, folder);
    await writeFile(file, parks("Birch"));
    expect(await lookTwice(register)).toMatchObject({ kind: "changed" });
    await rm(file);
    expect(await lookTwice(register)).toMatchObject({ kind: "changed" });
    expect([idsIn(register), register.trouble()]).toEqual([[], undefined]);
  });
});

/** A store in which something was changed that the files will have one day. */
async function revised(pack: Register): Promise<Changes> {
  const path = join(await temporaryFolder(), "desk.db");
  const store = await openStore({ kind: "sqlite", path }, { now: () => 1 });
  onTestFinished(() => store.close());
  const [value, change] = [{ value: "told in chat", cites: [], editorial: true as const }, "purpose"];
  await store.revisions.add({
    turn: 1,
    draft: "d",
    at: 1,
    by: "telegram:1",
    byName: "Ann",
    from: "telegram:1",
    why: "",
    entry: "birch",
    kind: "organisation",
    does: "edit",
    changes: [{ field: change, before: [], after: [value] }],
  });
  const changes = await openChanges({ pack, ...store, newId: () => "d" });
  await changes.living.catchUp();
  return changes;
}

describe("a desk whose files change", () => {
  test.each([["nothing can be changed"], ["changes are kept"]])(
    "answers from them at once, where %s",
    async (how) => {
      const { file, register } = await followed("Alder");
      const pack = register.inForce();
      const changes = how === "changes are kept" ? await revised(pack) : undefined;
      const desk = createDesk({
        register: pack,
        ...(changes === undefined ? {} : { changes }),
        languages: await loadLanguages(),
        timezone,
      });
      expect((await desk.answer(asking("/org birch"))).outcome).toBe("notFound");
      await writeFile(file, parks("Birch", "Cedar"));
      await lookTwice(register);
      const replaced = desk.replaceRegister(register.inForce());
      // Nothing of it is seen before all of it is.
      expect((await desk.answer(asking("/org alder"))).outcome).toBe("answered");
      await replaced;
      expect((await desk.answer(asking("/org birch"))).entries).toMatchObject([{ id: "birch" }]);
      expect((await desk.answer(asking("/org alder"))).outcome).toBe("notFound");
      // What was changed in chat stays over the files.
      if (changes !== undefined)
        expect(textsOf(await desk.answer(asking("/org birch"))).join("\n")).toContain("told in chat");
    },
  );
});

describe("the watch of the files", () => {
  test("puts a change in force, tells of a broken one with file and line, and stops in the middle of a look", async () => {
    const { file, register } = await followed("Alder");
    const logged: { readonly level: string; readonly facts: object; readonly message: string }[] = [];
    const taken: number[] = [];
    let now = 1_000;
    const watch = watchRegister({
      register,
      desk: { replaceRegister: async ({ entries }) => void taken.push(entries.length) },
      log: (level, facts, message) => void logged.push({ level, facts, message }),
      report: (error) => String(error),
      now: () => now,
      everyMs: 5,
    });
    try {
      expect(watch.check()).toEqual({ ok: true, entries: 2 });
      await writeFile(file, "- id: alder\n  name: Alder\n  cite: nobody\n");
      await expect
        .poll(() => watch.check(), { timeout: 15_000 })
        .toMatchObject({ ok: false, entries: 2, reason: expect.stringContaining("organisations.yaml:3:") });
      expect(logged.at(-1)).toMatchObject({
        level: "warn",
        facts: { problems: expect.arrayContaining([expect.stringContaining("organisations.yaml:3:")]) },
      });
      expect([taken, watch.readAt()]).toEqual([[], 1_000]);
      now = 5_000;
      // At this pace two looks would find a file that was only begun.
      await writeFile(`${file}.new`, parks("Alder", "Birch"));
      await rename(`${file}.new`, file);
      await expect.poll(() => taken, { timeout: 15_000 }).toEqual([3]);
      await expect.poll(() => watch.check(), { timeout: 15_000 }).toEqual({ ok: true, entries: 3 });
      expect(watch.readAt()).toBe(5_000);
    } finally {
      await watch.stop();
    }
  });
});
