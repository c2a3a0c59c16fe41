import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test as base, beforeAll } from "vitest";
import { createManifest } from "../../../adapters/slack/manifest.ts";
import type { Params } from "../fake-server/params.ts";
import { starterDesk } from "./connected.ts";
import { createSlack } from "./fake-slack/fake-slack.ts";
import type { Slack, SlackOptions } from "./fake-slack/slack.ts";

/** The built program, as programs find it. */
const program = fileURLToPath(new URL("../../../dist/bin/main.js", import.meta.url));

export interface Started {
  readonly child: ChildProcess;
  /** Where its HTTP is served. */
  readonly url: Promise<string>;
  readonly ended: Promise<number | null>;
  stderr(): string;
}

beforeAll(() => {
  if (!existsSync(program)) throw new Error("dist/ is not built: run npm run build, then the tests again");
});

export interface Server {
  readonly slack: Slack;
  /** Where the processes run, and keep what they keep. */
  readonly folder: string;
  /** Serves by Socket Mode, or over HTTP, on any free port. */
  serve(by: "socket" | "http", env?: Readonly<Record<string, string>>): Started;
}

/** Processes of the built program against a Slack on loopback; they end with the test. */
export const test = base.extend<{ open: (options?: SlackOptions) => Promise<Server> }>({
  open: ({ onTestFinished }, use) =>
    use(async (options) => {
      const manifest = createManifest(await starterDesk()) as Params;
      const slack = await createSlack({ waitMs: 12_000, manifest, ...options });
      const started: ChildProcess[] = [];
      const folder = await mkdtemp(join(tmpdir(), "jambatan-slack-"));
      onTestFinished(async () => {
        for (const child of started) child.kill("SIGKILL");
        await slack.close();
      });
      const serve: Server["serve"] = (by, env = {}) => {
        const way =
          by === "http" ? { SLACK_SIGNING_SECRET: slack.signingSecret } : { SLACK_APP_TOKEN: slack.appToken };
        const bot = start(folder, {
          SLACK_BOT_TOKEN: slack.botToken,
          SLACK_API_URL: slack.apiUrl,
          ...way,
          ...env,
        });
        started.push(bot.child);
        return bot;
      };
      return { slack, serve, folder };
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

export async function readyz({ url }: Started): Promise<{ status: number; slack: Record<string, unknown> }> {
  const response = await fetch(`${await url}/readyz`);
  const { checks } = (await response.json()) as { checks: { slack: Record<string, unknown> } };
  return { status: response.status, slack: checks.slack };
}

export const poll = { timeout: 12_000, interval: 100 };
