import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import Libsql from "libsql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLiving } from "../../src/change/living.ts";
import { loadRegister, openStore } from "../../src/index.ts";
import { university } from "../register/register-folder.ts";
import { hookMs, kinds, type Started, titleOf } from "./databases.ts";

const adding = fileURLToPath(new URL("../../dist/test/store/adding.js", import.meta.url));
const changing = fileURLToPath(new URL("../../dist/test/store/changing.js", import.meta.url));
/** `npm run soak:kill` wants more. */
const rounds = Number(process.env.SOAK_KILLS ?? 5);
const roundMs = 60_000;

interface Killed {
  /** Whole lines that it printed. */
  readonly lines: readonly string[];
  readonly stderr: string;
}

/** Starts a process that writes, and kills it a while after its first acknowledgement. */
async function runUntilKilled(program: readonly string[], afterMs: number): Promise<Killed> {
  const child = spawn(process.execPath, program);
  let stdout = "";
  let stderr = "";
  const ended = new Promise((resolve) => child.on("close", resolve));
  const first = new Promise((resolve) => child.stdout.once("data", resolve));
  child.stdout.on("data", (piece: Buffer) => (stdout += piece.toString()));
  child.stderr.on("data", (piece: Buffer) => (stderr += piece.toString()));
  await Promise.race([first, ended]);
  await setTimeout(afterMs);
  child.kill("SIGKILL");
  await ended;
  return { lines: stdout.split("\n").slice(0, -1), stderr };
}

for (const kind of kinds) {
  describe.skipIf(kind.missing !== undefined)(titleOf(kind), () => {
    let started: Started;
    beforeAll(async () => {
      if (!existsSync(adding)) throw new Error("dist/ is not built: run npm run build, then the tests again");
      started = await kind.start();
    }, hookMs);
    afterAll(() => started.remove(), hookMs);

    test(
      `what was acknowledged outlives ${rounds} rounds of two processes killed at work`,
      async () => {
        const database = await started.create();
        const acknowledged = new Map<string, number>();
        const chosen = new Set<string>();
        for (let round = 1; round <= rounds; round++) {
          const killed = await Promise.all(
            ["one", "two"].map((name) =>
              runUntilKilled([adding, JSON.stringify(database), `${name}-${round}`], Math.random() * 400),
            ),
          );
          for (const { lines, stderr } of killed) {
            expect(stderr).toBe("");
            expect(lines.length).toBeGreaterThan(0);
            for (const line of lines) {
              const [what, a = "", b = ""] = line.split(" ");
              if (what === "revision") acknowledged.set(b, Number(a));
              else chosen.add(a);
            }
          }

          const store = await openStore(database, { now: () => 0 });
          const kept = await store.revisions.since(0);
          const numbers = new Map(kept.map(({ draft, number }) => [draft, number]));
          expect(numbers.size).toBe(kept.length);
          const lost = [...acknowledged].filter(([draft, number]) => numbers.get(draft) !== number);
          expect(lost).toEqual([]);
          expect(kept.map(({ number }) => number)).toEqual(kept.map((_, index) => index + 1));
          for (const entry of new Set(kept.map((revision) => revision.entry))) {
            const turns = kept.filter((revision) => revision.entry === entry).map(({ turn }) => turn);
            expect(turns).toEqual(turns.map((_, index) => index + 1));
          }
          const choices = await Promise.all([...chosen].map((person) => store.preferences.of(person)));
          expect(choices.filter(({ lang }) => lang !== "ms")).toEqual([]);
          await store.close();
          if (database.kind === "sqlite")
            expect(integrityOf(database.path)).toEqual([{ integrity_check: "ok" }]);
        }
        expect(acknowledged.size).toBeGreaterThan(rounds);
      },
      rounds * roundMs,
    );

    test(
      `what was confirmed in chat outlives ${rounds} rounds of two processes killed at work`,
      async () => {
        const database = await started.create();
        const confirmed = new Map<string, number>();
        const register = await loadRegister(university);
        for (let round = 1; round <= rounds; round++) {
          const killed = await Promise.all(
            ["one", "two"].map((name) =>
              runUntilKilled(
                [changing, JSON.stringify(database), `${name}-${round}`, university],
                Math.random() * 400,
              ),
            ),
          );
          for (const { lines, stderr } of killed) {
            expect(stderr).toBe("");
            expect(lines.length).toBeGreaterThan(0);
            for (const line of lines) {
              const [, number = "", draft = ""] = line.split(" ");
              confirmed.set(draft, Number(number));
            }
          }

          const store = await openStore(database, { now: Date.now });
          const kept = await store.revisions.since(0);
          const numbers = new Map(kept.map(({ draft, number }) => [draft, number]));
          expect(numbers.size).toBe(kept.length);
          expect([...confirmed].filter(([draft, number]) => numbers.get(draft) !== number)).toEqual([]);
          expect(kept.map(({ turn }) => turn)).toEqual(kept.map((_, index) => index + 1));
          // Each was made over what stood before it: nothing was written over unseen.
          const places = kept.map(({ changes: [change] }) => ({ was: change?.before, is: change?.after }));
          for (const [index, { was }] of places.entries())
            if (index > 0) expect(was).toEqual(places[index - 1]?.is);
          const living = createLiving(register, store.revisions);
          await living.catchUp();
          const visit = living.register().entries.find(({ id }) => id === kept[0]?.entry);
          expect(visit?.fields.place).toEqual(places.at(-1)?.is);
          await store.close();
        }
        expect(confirmed.size).toBeGreaterThan(rounds);
      },
      rounds * roundMs,
    );
  });
}

function integrityOf(path: string): unknown {
  const file = new Libsql(path);
  const found: unknown = file.prepare("pragma integrity_check").all();
  file.close();
  return found;
}
