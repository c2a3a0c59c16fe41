import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import Libsql from "libsql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../../src/config.ts";
import { openStore } from "../../src/index.ts";
import { hookMs, kinds, type Started, titleOf } from "./databases.ts";

const program = fileURLToPath(new URL("../../dist/test/store/adding.js", import.meta.url));
/** `npm run soak:kill` wants more. */
const rounds = Number(process.env.SOAK_KILLS ?? 5);
const roundMs = 60_000;

interface Killed {
  /** Whole lines that it printed. */
  readonly lines: readonly string[];
  readonly stderr: string;
}

/** Starts a process that adds, and kills it a while after its first acknowledgement. */
async function addUntilKilled(database: Database, name: string, afterMs: number): Promise<Killed> {
  const child = spawn(process.execPath, [program, JSON.stringify(database), name]);
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
      if (!existsSync(program))
        throw new Error("dist/ is not built: run npm run build, then the tests again");
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
            ["one", "two"].map((name) => addUntilKilled(database, `${name}-${round}`, Math.random() * 400)),
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
  });
}

function integrityOf(path: string): unknown {
  const file = new Libsql(path);
  const found: unknown = file.prepare("pragma integrity_check").all();
  file.close();
  return found;
}
