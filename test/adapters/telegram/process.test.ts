import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test as base, beforeAll, describe } from "vitest";
import { type BotApi, type BotApiOptions, createBotApi } from "./bot-api/bot-api.ts";
import { rawCall } from "./bot-api/raw-call.ts";

/** The built program, as programs find it. */
const program = fileURLToPath(new URL("../../../dist/bin/main.js", import.meta.url));

interface Started {
  readonly child: ChildProcess;
  /** Where its HTTP is served. */
  readonly url: Promise<string>;
  readonly ended: Promise<number | null>;
  stderr(): string;
}

beforeAll(() => {
  if (!existsSync(program)) throw new Error("dist/ is not built: run npm run build, then the tests again");
});

interface Server {
  readonly botApi: BotApi;
  /** Serves with the bot's token, on any free port. */
  serve(env?: Readonly<Record<string, string>>): Started;
}

const test = base.extend<{ open: (options?: BotApiOptions) => Promise<Server> }>({
  open: ({ onTestFinished }, use) =>
    use(async (options) => {
      const botApi = await createBotApi({ waitMs: 12_000, ...options });
      // Each server counts its updates from the same number, and what was answered is remembered in the folder.
      const folder = await mkdtemp(join(tmpdir(), "jambatan-telegram-"));
      const started: ChildProcess[] = [];
      onTestFinished(async () => {
        for (const child of started) child.kill("SIGKILL");
        await botApi.close();
      });
      const serve: Server["serve"] = (env = {}) => {
        const bot = start(folder, {
          TELEGRAM_BOT_TOKEN: botApi.token,
          TELEGRAM_API_ROOT: botApi.root,
          ...env,
        });
        started.push(bot.child);
        return bot;
      };
      return { botApi, serve };
    }),
});

function start(folder: string, env: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, [program, "serve", "--demo"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
    env: { PATH: process.env.PATH ?? "", PORT: "0", ...env },
  });
  let stderr = "";
  const url = new Promise<string>((resolve) => {
    child.stderr.on("data", (piece: Buffer) => {
      stderr += piece.toString();
      const found = /"url":"(http:[^"]+)"/.exec(stderr)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  return { child, url, ended, stderr: () => stderr };
}

async function readyz({ url }: Started): Promise<{ status: number; telegram: Record<string, unknown> }> {
  const response = await fetch(`${await url}/readyz`);
  const { checks } = (await response.json()) as { checks: { telegram: Record<string, unknown> } };
  return { status: response.status, telegram: checks.telegram };
}

const poll = { timeout: 10_000, interval: 100 };

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe.concurrent("a process with a token", () => {
  test("answers, says that it is ready, and ends with 0 at SIGTERM", async ({ open, expect }) => {
    const { botApi, serve } = await open();
    const bot = serve();
    const chat = botApi.privateChat();
    const answer = await chat.answerTo(chat.say("/visits"));
    expect(answer.text).toContain("upcoming");
    await expect
      .poll(() => readyz(bot), poll)
      .toMatchObject({ status: 200, telegram: { ok: true, by: "polling" } });
    bot.child.kill("SIGTERM");
    expect(await bot.ended).toBe(0);
    expect(bot.stderr()).not.toContain(botApi.token);
    expect(botApi.violations).toEqual([]);
  });

  test("answers nothing twice after it was ended and started again", async ({ open, expect }) => {
    const { botApi, serve } = await open();
    const first = serve();
    const chat = botApi.privateChat();
    await chat.answerTo(chat.say("/visits"));
    first.child.kill("SIGTERM");
    expect(await first.ended).toBe(0);
    const late = chat.say("/mou");
    const second = serve();
    await chat.answerTo(late);
    await botApi.idle();
    expect(chat.messages).toHaveLength(4);
    second.child.kill("SIGTERM");
    expect(await second.ended).toBe(0);
    expect(botApi.violations).toEqual([]);
  });

  test("finishes an answer under way at SIGTERM", async ({ open, expect }) => {
    const { botApi, serve } = await open();
    const bot = serve();
    const chat = botApi.privateChat();
    botApi.fault({ kind: "flood", retryAfterS: 2, method: "sendMessage" });
    const question = chat.say("/visits");
    await botApi.next("sendMessage");
    const stopping = Date.now();
    bot.child.kill("SIGTERM");
    await chat.answerTo(question);
    expect(await bot.ended).toBe(0);
    expect(Date.now() - stopping).toBeLessThan(10_000);
    await expect(fetch(`${await bot.url}/healthz`)).rejects.toThrow();
    expect(chat.messages).toHaveLength(2);
  });

  test("ends within 10 seconds at SIGTERM, whatever it waits for", async ({ open, expect }) => {
    const { botApi, serve } = await open();
    const bot = serve();
    botApi.fault({ kind: "hang", method: "sendMessage", times: Infinity });
    botApi.privateChat().say("/visits");
    await expect.poll(() => botApi.calls.some(({ method }) => method === "sendMessage"), poll).toBe(true);
    botApi.fault({ kind: "hang", times: Infinity });
    const stopping = Date.now();
    bot.child.kill("SIGTERM");
    expect([0, 1]).toContain(await bot.ended);
    expect(Date.now() - stopping).toBeLessThan(10_500);
  });

  test("that Telegram refuses ends with 3 and one clear line", async ({ open, expect }) => {
    const { serve } = await open();
    const bot = serve({ TELEGRAM_BOT_TOKEN: "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawX" });
    expect(await bot.ended).toBe(3);
    const lines = bot.stderr().trimEnd().split("\n");
    expect(lines.at(-1)).toMatch(/TELEGRAM_BOT_TOKEN is refused.*BotFather/);
    expect(lines.filter((line) => !line.startsWith("{"))).toHaveLength(2);
    expect(bot.stderr()).not.toContain("AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawX");
  });

  test("that is no token ends with 3", async ({ open, expect }) => {
    const { serve } = await open();
    const bot = serve({ TELEGRAM_BOT_TOKEN: "hello" });
    expect(await bot.ended).toBe(3);
    expect(bot.stderr()).toContain("TELEGRAM_BOT_TOKEN");
  });

  test("is not ready, and says why, until Telegram can be reached", async ({ open, expect }) => {
    const { botApi, serve } = await open();
    await botApi.offline(true);
    const bot = serve();
    await expect
      .poll(() => readyz(bot), poll)
      .toMatchObject({ status: 503, telegram: { ok: false, reason: "Telegram cannot be reached" } });
    await botApi.offline(false);
    await expect.poll(() => readyz(bot), poll).toMatchObject({ status: 200 });
    const chat = botApi.privateChat();
    expect(await chat.answerTo(chat.say("/help"))).toBeDefined();
  });

  test("is not ready, and says why, while another process takes the updates", async ({ open, expect }) => {
    const { botApi, serve } = await open();
    const bot = serve();
    await expect.poll(() => readyz(bot), poll).toMatchObject({ status: 200 });
    await rawCall(botApi, "getUpdates", { timeout: 1 });
    await expect
      .poll(() => readyz(bot), poll)
      .toMatchObject({ status: 503, telegram: { reason: expect.stringContaining("409") } });
    await expect.poll(() => readyz(bot), poll).toMatchObject({ status: 200 });
  });
});

describe.concurrent("a process with a webhook", () => {
  const secret = "open-sesame";

  test("answers what is delivered, finishes at SIGTERM, and goes on after a restart", async ({
    open,
    expect,
  }) => {
    const { botApi, serve } = await open();
    const port = await freePort();
    const env = {
      PORT: String(port),
      TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${port}/telegram/hook`,
      TELEGRAM_WEBHOOK_SECRET: secret,
    };
    const first = serve(env);
    const chat = botApi.privateChat();
    await chat.answerTo(chat.say("/visits"));
    expect(await readyz(first)).toMatchObject({ status: 200, telegram: { ok: true, by: "webhook" } });
    botApi.fault({ kind: "slow", delayMs: 1_000, method: "sendMessage" });
    const question = chat.say("/help");
    await expect.poll(() => botApi.calls.filter(({ method }) => method === "sendMessage").length).toBe(2);
    first.child.kill("SIGTERM");
    await chat.answerTo(question);
    expect(await first.ended).toBe(0);
    const late = chat.say("/mou");
    const second = serve(env);
    await chat.answerTo(late);
    await botApi.idle();
    expect(chat.messages).toHaveLength(6);
    expect(second.stderr() + first.stderr()).not.toContain(secret);
    expect(botApi.violations).toEqual([]);
  });

  test("whose address Telegram refuses ends with 3 and a clear line", async ({ open, expect }) => {
    const { serve } = await open({ anyWebhookUrl: false });
    const bot = serve({
      TELEGRAM_WEBHOOK_URL: "https://example.org:3000/telegram/hook",
      TELEGRAM_WEBHOOK_SECRET: secret,
    });
    expect(await bot.ended).toBe(3);
    expect(bot.stderr()).toMatch(/^TELEGRAM_WEBHOOK_URL is refused.*ports? .*8443/m);
  });

  test("whose port Telegram would refuse ends with 3 without asking it", async ({ open, expect }) => {
    const { serve } = await open();
    const bot = serve({
      TELEGRAM_API_ROOT: "",
      TELEGRAM_WEBHOOK_URL: "https://example.org:3000/telegram/hook",
      TELEGRAM_WEBHOOK_SECRET: secret,
    });
    expect(await bot.ended).toBe(3);
    expect(bot.stderr()).toContain("8443");
  });
});
