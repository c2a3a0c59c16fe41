import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { readDenials } from "../../adapters/keeping.ts";
import { runAudit } from "../../adapters/terminal/audit.ts";
import { createDesk, loadLanguages, loadRegister, openStore } from "../../src/index.ts";
import { accessOf, discreet } from "./discreet-desk.ts";

const now = Date.parse("2031-04-01T04:00:00Z");

test("whom the desk denies what is in the audit, once, without a word of what they wrote", async () => {
  const folder = await mkdtemp(join(tmpdir(), "jambatan-denials-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const database = { kind: "sqlite", path: join(folder, "kept.db") } as const;
  const store = await openStore(database, { now: () => now });
  const desk = createDesk({
    ...store,
    register: await loadRegister(discreet),
    languages: await loadLanguages(),
    timezone: "UTC",
    access: accessOf("people:\n  telegram:1: { role: member }\n"),
  });
  const ask = (person: number, text: string, at: number, more: object = {}) =>
    desk.answer({
      text,
      now: now + at,
      asker: `telegram:${person}`,
      askerName: `P${person}`,
      place: `telegram:${person}`,
      placeIsDirect: true,
      ...more,
    });
  await ask(1, "/mou slipway-2031", 0);
  for (const at of [1, 2, 3]) await ask(8, "the secret of the slipway", at);
  await ask(1, "/access who", 4);
  await ask(1, "/access who", 5, { onlyLooks: true });
  await expect.poll(() => store.denials.all()).toHaveLength(2);
  await store.close();
  const written: string[] = [];
  const output = new Writable({
    write(piece: Buffer, _, done) {
      written.push(piece.toString());
      done();
    },
  });
  const world = {
    output,
    timezone: () => "UTC",
    revisions: async () => [],
    denials: () => readDenials({ database }, () => now),
  };
  await runAudit([], world);
  expect(written).toEqual([
    "-  2031-04-01T04:00:00.001Z P8 (telegram:8) was not let in, from telegram:8\n",
    "-  2031-04-01T04:00:00.004Z P1 (telegram:1) may not /access, from telegram:1\n",
  ]);
  written.length = 0;
  await runAudit(["--json", "--since", "2031-04-01"], world);
  expect(written.map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      at: "2031-04-01T04:00:00.001Z",
      by: "telegram:8",
      byName: "P8",
      from: "telegram:8",
      denied: "stranger",
    },
    { at: "2031-04-01T04:00:00.004Z", by: "telegram:1", byName: "P1", from: "telegram:1", denied: "/access" },
  ]);
  written.length = 0;
  await runAudit(["--since", "2031-04-02"], world);
  await runAudit(["--entry", "slipway-2031"], world);
  expect(written).toEqual([]);
});
