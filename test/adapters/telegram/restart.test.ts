import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test as base, beforeAll, describe } from "vitest";
import { type BotApi, createBotApi } from "./bot-api/bot-api.ts";
import type { Chat } from "./bot-api/chat.ts";

/** The built program, as programs find it. */
const program = fileURLToPath(new URL("../../../dist/bin/main.js", import.meta.url));

beforeAll(() => {
  if (!existsSync(program)) throw new Error("dist/ is not built: run npm run build, then the tests again");
});

/** Long enough for a slow machine. */
const waitMs = 60_000;
const limitMs = 170_000;

/** A bot in a folder of its own, which is killed and started again over the same database. */
interface Bot {
  readonly botApi: BotApi;
  /** Starts it at a minute of its day: a lease ends with the clock of the process, not with the test's. */
  start(minute: number): void;
  /** As a power cut for the process: nothing can be finished. */
  kill(): Promise<void>;
}

const test = base.extend<{ open: (by: "polling" | "webhook") => Promise<Bot> }>({
  open: ({ onTestFinished }, use) =>
    use(async (by) => {
      const botApi = await createBotApi({ waitMs });
      const folder = await mkdtemp(join(tmpdir(), "jambatan-restart-"));
      const access = join(folder, "access.yaml");
      await writeFile(access, "strangers: public\npeople:\n  telegram:7990000001: { role: editor }\n");
      const port = await freePort();
      const hook = {
        TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${port}/telegram/hook`,
        TELEGRAM_WEBHOOK_SECRET: "open-sesame",
      };
      const env = {
        PATH: process.env.PATH ?? "",
        PORT: String(port),
        TELEGRAM_BOT_TOKEN: botApi.token,
        TELEGRAM_API_ROOT: botApi.root,
        JAMBATAN_ACCESS: access,
        LOG_LEVEL: "error",
        ...(by === "webhook" ? hook : {}),
      };
      let child: ChildProcess | undefined;
      const kill = async (): Promise<void> => {
        const ended = new Promise((resolve) => child?.once("close", resolve));
        child?.kill("SIGKILL");
        if (child?.exitCode === null && child.signalCode === null) await ended;
      };
      onTestFinished(async () => {
        await kill();
        await botApi.close();
      });
      const start = (minute: number): void => {
        const clock = new Date(Date.UTC(2024, 3, 20, 1, minute)).toISOString();
        child = spawn(process.execPath, [program, "serve"], {
          cwd: folder,
          stdio: "ignore",
          env: { ...env, JAMBATAN_CLOCK: clock },
        });
      };
      return { botApi, start, kill };
    }),
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** An answer that was sent and not yet noted is sent again after a kill; the notes are written in a moment. */
const settled = (botApi: BotApi): Promise<void> => botApi.idle({ quietMs: 500, timeoutMs: waitMs });

const hear = async (chat: Chat, text: string): Promise<string> =>
  (await chat.answerTo(chat.say(text), waitMs)).text ?? "";

/** The bot's messages in a chat, as they were sent. */
const told = ({ calls }: BotApi): readonly string[] =>
  calls
    .filter(({ method, outcome }) => method === "sendMessage" && outcome?.kind === "answered")
    .map(({ params }) => String(params.text));

const title = "Delegation of lighthouse keepers";

describe.each(["polling", "webhook"] as const)("a process that is killed, by %s", (by) => {
  test("goes on with the change that was being made", { timeout: limitMs }, async ({ open, expect }) => {
    const { botApi, start, kill } = await open(by);
    const chat = botApi.privateChat({ from: botApi.person({ first_name: "Ann" }) });
    expect(chat.id).toBe(7_990_000_001);
    start(0);
    await hear(chat, `/visit add ${title}`);
    await hear(chat, "2 May 2024");
    expect(await hear(chat, "confirmed")).toContain("Delegation?");
    await settled(botApi);
    await kill();
    const unheard = chat.say("/skip");
    start(1);
    let asked = (await chat.answerTo(unheard, waitMs)).text ?? "";
    for (let steps = 0; steps < 12 && !asked.includes("bears the change out"); steps++)
      asked = await hear(chat, "/skip");
    const preview = await chat.answerTo(chat.say("told by the secretariat"), waitMs);
    expect(preview.text).toMatch(/Period: → 2 May 2024/);
    await settled(botApi);
    await kill();
    start(2);
    chat.press(preview, "Save");
    await botApi.next("editMessageText", { timeoutMs: waitMs });
    await expect
      .poll(() => chat.messages.find(({ message_id }) => message_id === preview.message_id)?.text, {
        timeout: waitMs,
      })
      .toContain(`Saved: ${title} is in the register (change 1).`);
    await settled(botApi);
    await kill();
    start(3);
    expect(await hear(chat, `/visits ${title}`)).toContain("2 May 2024");
    expect(await hear(chat, `/history ${title}`)).toContain("Ann (telegram:7990000001)");
  });

  test("answers what it was answering, once, and in order", { timeout: limitMs }, async ({
    open,
    expect,
  }) => {
    const { botApi, start, kill } = await open(by);
    const chat = botApi.privateChat();
    start(0);
    await hear(chat, "/visits");
    const lift = botApi.fault({ kind: "hang", method: "sendMessage", times: Infinity });
    const question = chat.say("/help");
    await expect
      .poll(() => botApi.calls.filter(({ method }) => method === "sendMessage").length, { timeout: waitMs })
      .toBeGreaterThan(1);
    // While polling, the next call tells Telegram that this one was taken.
    if (by === "polling")
      await expect
        .poll(
          () =>
            botApi.calls.filter(
              ({ method, params }) =>
                method === "getUpdates" && Number(params.offset) > botApi.updateOf(question).update_id,
            ).length,
          { timeout: waitMs },
        )
        .toBeGreaterThan(0);
    await kill();
    lift();
    const late = chat.say("/mou");
    start(2);
    await chat.answerTo(late, waitMs);
    await botApi.idle({ timeoutMs: waitMs });
    expect(told(botApi)).toHaveLength(3);
    expect(told(botApi)[1]).toMatch(/register/);
    expect(told(botApi)[1]).toContain("/visits");
  });

  test("answers nothing twice that comes again", { timeout: limitMs }, async ({ open, expect }) => {
    const { botApi, start, kill } = await open(by);
    const chat = botApi.privateChat();
    start(0);
    const questions = ["/visits", "/help"].map((text) => chat.say(text));
    for (const question of questions) await chat.answerTo(question, waitMs);
    await settled(botApi);
    await kill();
    for (const question of questions) botApi.redeliver(botApi.updateOf(question));
    start(2);
    await hear(chat, "/mou");
    await botApi.idle({ timeoutMs: waitMs });
    expect(told(botApi)).toHaveLength(3);
  });
});
