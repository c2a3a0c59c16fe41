import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createManifest } from "../../adapters/slack/manifest.ts";
import { temporaryFolder } from "../register/register-folder.ts";
import { openDesk } from "../starter-desk.ts";
import type { Params } from "./fake-server/params.ts";
import { createSlack } from "./slack/fake-slack/fake-slack.ts";
import { mention } from "./slack/speaking.ts";
import { createBotApi } from "./telegram/bot-api/bot-api.ts";

/** The built program, as programs find it. */
const program = fileURLToPath(new URL("../../dist/bin/main.js", import.meta.url));
const patience = { timeout: 60_000, interval: 100 };
const password = "pw-4711-distinctive";
/** Words that nobody but who asked has any business with. */
const privateWords = "zanzibarquokka";

beforeAll(() => {
  if (!existsSync(program)) throw new Error("dist/ is not built: run npm run build, then the tests again");
});

/** A whole process on both platforms, its database away, with calls that fail; all that it wrote, said and told. */
async function drive(level: string) {
  const manifest = createManifest(await openDesk()) as Params;
  const [botApi, slack] = await Promise.all([
    createBotApi({ waitMs: 60_000 }),
    createSlack({ waitMs: 60_000, manifest }),
  ]);
  const child: ChildProcess = spawn(process.execPath, [program, "serve"], {
    cwd: await temporaryFolder(),
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH ?? "",
      PORT: "0",
      LOG_LEVEL: level,
      TELEGRAM_BOT_TOKEN: botApi.token,
      TELEGRAM_API_ROOT: botApi.root,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      // Nobody listens there.
      DATABASE_URL: `postgres://desk:${password}@127.0.0.1:9/desk`,
    },
  });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await Promise.all([botApi.close(), slack.close()]);
  });
  let written = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (piece: Buffer) => {
      written += piece.toString();
    });
  const ended = new Promise((resolve) => child.on("close", resolve));
  await expect.poll(() => written, patience).toContain('"url":');
  const url = /"url":"(http:[^"]+)"/.exec(written)?.[1];
  const get = async (path: string): Promise<string> => (await fetch(`${url}${path}`)).text();
  const chat = botApi.privateChat();
  await chat.answerTo(chat.say("/help"));
  await chat.answerTo(chat.say(`what is ${privateWords}`));
  await mention(slack, `who is ${privateWords}`).answered();
  const struck = chat.say("/visits");
  botApi.fault({ kind: "internal", method: "sendMessage" });
  await botApi.next("sendMessage").catch(() => undefined);
  await chat.answerTo(struck).catch(() => undefined);
  const pages = {
    metrics: await get("/metrics"),
    ready: await get("/readyz"),
    nowhere: await get("/nowhere"),
  };
  const title = await readFile(`/proc/${child.pid}/cmdline`, "utf8").catch(() => "");
  child.kill("SIGTERM");
  await ended;
  const secrets = [botApi.token, slack.botToken, slack.appToken, slack.signingSecret, password];
  return { written, pages, title, secrets, person: String(chat.id) };
}

describe("a process on both platforms", () => {
  test("writes no secret anywhere, whatever the level of its log", async () => {
    const { written, pages, title, secrets } = await drive("trace");
    const all = [written, title, ...Object.values(pages)].join("\n");
    expect(all.length).toBeGreaterThan(1_000);
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(8);
      expect(all).not.toContain(secret);
    }
  }, 180_000);

  test("counts its answers, and writes nothing of who asked what", async () => {
    const { written, pages, person } = await drive("info");
    const { metrics } = pages;
    expect(metrics).toMatch(
      /jambatan_questions_total\{platform="telegram",command="help",outcome="answered",language="en"\} 1/,
    );
    expect(metrics).toMatch(
      /jambatan_questions_total\{platform="slack",command="\w+",outcome="notFound",language="en"\} 1/,
    );
    expect(metrics).toMatch(/jambatan_answer_seconds_count\{platform="telegram"\} [23]/);
    expect(metrics).toMatch(/jambatan_platform_up\{platform="slack"\} 1/);
    expect(metrics).toMatch(/jambatan_platform_errors_total\{platform="telegram",kind="failure"\} 1/);
    expect(metrics).toMatch(/jambatan_platform_retries_total\{platform="telegram"\} 1/);
    for (const name of [
      "notices_sent_total",
      "notices_late_total",
      "queue_depth",
      "register_entries",
      "register_age_seconds",
    ])
      expect(metrics).toMatch(new RegExp(`^jambatan_${name} \\d`, "m"));
    expect(metrics).not.toContain(person);
    expect(metrics + written).not.toContain(privateWords);
  }, 180_000);
});
