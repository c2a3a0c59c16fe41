import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { watchAccess } from "../../adapters/access-watch.ts";
import { type FollowedAccess, RegisterError, readAccess } from "../../src/index.ts";
import { temporaryFolder } from "../register/register-folder.ts";

const asking = { asker: "telegram:1", place: "telegram:1", placeIsDirect: true } as const;
const fileOf = (role: string): string => `people:\n  telegram:1: { role: ${role} }\n`;
const roleIn = ({ access }: FollowedAccess): string => {
  const { known, role } = access.standingOf(asking);
  return known ? role : "unknown";
};

async function opened(text: string): Promise<{ readonly path: string; readonly followed: FollowedAccess }> {
  const path = join(await temporaryFolder({ "access.yaml": text }), "access.yaml");
  return { path, followed: await readAccess(path) };
}

describe("at the start", () => {
  test("a file that is not there, or is wrong, is a start-up error with its lines", async () => {
    const path = join(
      await temporaryFolder({ "access.yaml": "people:\n  telegram:1: { role: boss }" }),
      "access.yaml",
    );
    await expect(readAccess(`${path}.gone`)).rejects.toThrow(/gone cannot be read \(ENOENT\); expected/);
    const wrong = await readAccess(path).catch((error: unknown) => error);
    expect(wrong).toBeInstanceOf(RegisterError);
    expect(String(wrong)).toContain(`${path}:2:23 people.telegram:1.role: is no role`);
  });
});

describe("a file that changes", () => {
  test("is in force once two looks found it the same", async () => {
    const { path, followed } = await opened(fileOf("member"));
    expect(await followed.look()).toBeUndefined();
    await writeFile(path, fileOf("editor"));
    expect(await followed.look()).toBeUndefined();
    expect(roleIn(followed)).toBe("member");
    expect(await followed.look()).toMatchObject({ kind: "changed" });
    expect(roleIn(followed)).toBe("editor");
    expect(await followed.look()).toBeUndefined();
  });

  test("that is half written at one look and whole at the next is never in force by half", async () => {
    const { path, followed } = await opened(fileOf("member"));
    await writeFile(path, "people:\n");
    await followed.look();
    await writeFile(path, fileOf("admin"));
    await followed.look();
    expect(roleIn(followed)).toBe("member");
    await followed.look();
    expect(roleIn(followed)).toBe("admin");
  });

  test("and is broken leaves the last good one in force, until it is mended", async () => {
    const { path, followed } = await opened(fileOf("member"));
    await writeFile(path, fileOf("boss"));
    await followed.look();
    expect(await followed.look()).toMatchObject({
      kind: "refused",
      problems: [{ file: path, line: 2, column: 23 }],
    });
    expect(await followed.look()).toBeUndefined();
    expect(roleIn(followed)).toBe("member");
    expect(followed.trouble()).toContain(`${path}:2:23 people.telegram:1.role: is no role`);
    await writeFile(path, fileOf("visitor"));
    await followed.look();
    expect(await followed.look()).toMatchObject({ kind: "changed" });
    expect([roleIn(followed), followed.trouble()]).toEqual(["visitor", undefined]);
  });

  test("to what was in force is in order again", async () => {
    const { path, followed } = await opened(fileOf("member"));
    for (const [text, kind] of [
      ["people: {", "refused"],
      [fileOf("member"), "restored"],
    ] as const) {
      await writeFile(path, text);
      await followed.look();
      expect(await followed.look()).toMatchObject({ kind });
    }
    expect([roleIn(followed), followed.trouble()]).toEqual(["member", undefined]);
  });

  test("by another of its name is followed", async () => {
    const { path, followed } = await opened(fileOf("member"));
    await writeFile(`${path}.new`, fileOf("editor"));
    await rename(`${path}.new`, path);
    await followed.look();
    await followed.look();
    expect(roleIn(followed)).toBe("editor");
  });

  test("away leaves the last good one in force, and comes back", async () => {
    const { path, followed } = await opened(fileOf("member"));
    await rm(path);
    await followed.look();
    expect(await followed.look()).toMatchObject({ kind: "refused" });
    expect(await followed.look()).toBeUndefined();
    expect(roleIn(followed)).toBe("member");
    expect(followed.trouble()).toMatch(/cannot be read \(ENOENT\)/);
    await writeFile(path, fileOf("admin"));
    await followed.look();
    await followed.look();
    expect([roleIn(followed), followed.trouble()]).toEqual(["admin", undefined]);
  });

  test("for a moment, as an editor does that writes anew, is nothing to speak of", async () => {
    const { path, followed } = await opened(fileOf("member"));
    await rm(path);
    expect(await followed.look()).toBeUndefined();
    await writeFile(path, fileOf("member"));
    expect([await followed.look(), await followed.look(), followed.trouble()]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("is never seen half old and half new by one who asks meanwhile", async () => {
    const both = (role: string): string =>
      `people:\n  telegram:1: { role: ${role} }\n  telegram:2: { role: ${role} }\n`;
    let text = both("member");
    const followed = await readAccess("access.yaml", async () => text);
    text = both("editor");
    let isDone = false;
    const looks = Promise.all([followed.look().then(() => followed.look())]).then(() => {
      isDone = true;
    });
    while (!isDone) {
      const [one, two] = ["telegram:1", "telegram:2"].map(
        (asker) => followed.access.standingOf({ asker }).role,
      );
      expect(one).toBe(two);
      await Promise.resolve();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await looks;
    expect(roleIn(followed)).toBe("editor");
  });
});

describe("the watch", () => {
  test("looks again and again, says what it finds in the log, and fails its check while a change is refused", async () => {
    const { path, followed } = await opened(fileOf("member"));
    const logged: { readonly level: string; readonly facts: object; readonly message: string }[] = [];
    const watch = watchAccess({
      access: followed,
      log: (level, facts, message) => void logged.push({ level, facts, message }),
      report: (error) => String(error),
      everyMs: 5,
    });
    try {
      expect(watch.check()).toMatchObject({ ok: true });
      expect(logged[0]).toMatchObject({ facts: { strangers: "none", people: 1, places: 0 } });
      await writeFile(path, fileOf("boss"));
      await expect
        .poll(() => watch.check(), { timeout: 15_000 })
        .toMatchObject({
          ok: false,
          reason: expect.stringContaining(":2:23 people.telegram:1.role"),
        });
      expect(logged.at(-1)).toMatchObject({
        level: "warn",
        facts: { problems: [expect.stringContaining(`${path}:2:23`)] },
      });
      await writeFile(path, fileOf("admin"));
      await expect.poll(() => roleIn(followed), { timeout: 15_000 }).toBe("admin");
      expect(watch.check()).toMatchObject({ ok: true });
    } finally {
      await watch.stop();
    }
  });

  test("without a file says who may do what", () => {
    const logged: string[] = [];
    const watch = watchAccess({
      access: undefined,
      log: (_, __, message) => void logged.push(message),
      report: (error) => String(error),
    });
    expect(logged).toEqual(["no access file: everybody gets public answers, only the terminal may edit"]);
    expect(watch.check()).toMatchObject({ ok: true });
  });
});
