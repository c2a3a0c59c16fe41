import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { createBotApi } from "../adapters/telegram/bot-api/bot-api.ts";
import { temporaryFolder, university } from "../register/register-folder.ts";
import { readCalendar } from "./read-calendar.ts";

/** The built program, as programs find it. */
const program = fileURLToPath(new URL("../../dist/bin/main.js", import.meta.url));

beforeAll(() => {
  if (!existsSync(program)) throw new Error("dist/ is not built: run npm run build, then the tests again");
});

interface Started {
  readonly url: Promise<string>;
  readonly ended: Promise<unknown>;
  stop(): void;
  /** All that it wrote. */
  output(): string;
}

function start(cwd: string, env: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, [program, "serve"], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH ?? "", PORT: "0", JAMBATAN_DATA: university, LOG_LEVEL: "trace", ...env },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  const url = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (piece: Buffer) => {
        output += piece.toString();
        const found = /"url":"(http:[^"]+)"/.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      });
  });
  const ended = new Promise((resolve) => child.on("close", resolve));
  return { url, ended, stop: () => void child.kill("SIGTERM"), output: () => output };
}

test("an address outlives a restart, ends when it is taken back, and is written nowhere", async () => {
  const botApi = await createBotApi({ waitMs: 30_000 });
  onTestFinished(() => botApi.close());
  const folder = await temporaryFolder();
  const env = {
    TELEGRAM_BOT_TOKEN: botApi.token,
    TELEGRAM_API_ROOT: botApi.root,
    PUBLIC_URL: "https://bot.example.org/",
  };
  const first = start(folder, env);
  const chat = botApi.privateChat();
  const given = await chat.answerTo(chat.say("/calendar"));
  const path = /https:\/\/bot\.example\.org(\/calendar\/[\w-]{43}\.ics)$/m.exec(given.text ?? "")?.[1] ?? "";
  const secret = path.slice("/calendar/".length, -".ics".length);
  expect(secret).not.toBe("");
  const fetched = await fetch((await first.url) + path);
  expect([fetched.status, fetched.headers.get("content-type")]).toEqual([
    200,
    "text/calendar; charset=utf-8",
  ]);
  const text = await fetched.text();
  expect(readCalendar(text)).toContainEqual(expect.objectContaining({ uid: "visit-2026@jambatan" }));
  // A message that Telegram refuses is quoted by the error that is logged.
  botApi.fault({ method: "sendMessage", kind: "refuse", description: "Bad Request: no" });
  chat.say("/calendar");
  await expect.poll(first.output, { timeout: 20_000, interval: 100 }).toContain("answering on Telegram");
  first.stop();
  await first.ended;

  const second = start(folder, env);
  const url = await second.url;
  const tag = fetched.headers.get("etag") ?? "";
  expect((await fetch(url + path, { headers: { "if-none-match": tag } })).status).toBe(304);
  expect((await fetch(url + path, { method: "HEAD" })).status).toBe(200);
  await chat.answerTo(chat.say("/calendar revoke"));
  expect((await fetch(url + path)).status).toBe(404);
  expect((await fetch(`${url}/calendar/${"x".repeat(43)}.ics`)).status).toBe(404);
  second.stop();
  await second.ended;

  const secrets = botApi.calls.flatMap(({ params }) => [
    ...JSON.stringify(params).matchAll(/calendar\/([\w-]{43})/g),
  ]);
  const all = new Set([secret, ...secrets.map(([, one]) => one ?? "")]);
  expect(all.size).toBe(2);
  const written = [first.output(), second.output()];
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (file.isFile()) written.push(await readFile(join(file.parentPath, file.name), "latin1"));
  expect(written.length).toBeGreaterThan(2);
  for (const one of all) for (const where of written) expect(where).not.toContain(one);
}, 90_000);
