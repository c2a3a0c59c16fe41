import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { discreet } from "../access/discreet-desk.ts";
import { type BotApi, createBotApi } from "../adapters/telegram/bot-api/bot-api.ts";
import type { Chat } from "../adapters/telegram/bot-api/chat.ts";
import { createPostgresServer, type PostgresServer } from "../store/postgres-server.ts";
import { type Balancer, createBalancer } from "./balancer.ts";
import { freePort, type Replica, startReplica } from "./replica.ts";

/** Several processes of the built program, with one PostgreSQL and one Bot API server, and a balancer before them. */
export interface Fleet {
  readonly server: PostgresServer;
  readonly url: string;
  readonly botApi: BotApi;
  readonly balancer: Balancer;
  /** Somebody who may edit. */
  readonly editor: Chat;
  readonly replicas: readonly Replica[];
  /** Starts one more. */
  start(): Promise<Replica>;
  /** Settles when those that live are ready, and, where they poll, one of them leads. */
  settled(): Promise<void>;
  /** The one that polls. */
  leader(): Promise<Replica | undefined>;
  remove(): Promise<void>;
}

/** Whatever is waited for happens within seconds; on a busy machine, somewhat later. */
export const patient = { timeout: 60_000, interval: 100 };

const secret = "open-sesame";

export async function openFleet(by: "polling" | "webhook"): Promise<Fleet> {
  const folder = await mkdtemp(join(tmpdir(), "jambatan-several-"));
  const [server, botApi, balancer] = await Promise.all([
    createPostgresServer(),
    createBotApi({ waitMs: patient.timeout }),
    createBalancer(),
  ]);
  const url = await server.createDatabase();
  const editor = botApi.privateChat();
  const access = `strangers: public\npeople:\n  telegram:${editor.id}: { role: editor, clearance: public }\n`;
  await writeFile(join(folder, "access.yaml"), access);
  const replicas: Replica[] = [];
  const living = (): readonly Replica[] =>
    replicas.filter(({ child }) => child.exitCode === null && child.signalCode === null);
  const leaders = async (): Promise<readonly Replica[]> => {
    const states = await Promise.all(living().map(async (one) => [one, await one.readiness()] as const));
    return states.flatMap(([one, state]) => (state?.checks.telegram?.state === "leading" ? [one] : []));
  };
  return {
    server,
    url,
    botApi,
    balancer,
    editor,
    get replicas() {
      return living();
    },
    async start() {
      const port = await freePort();
      const replica = startReplica(`replica ${replicas.length + 1}`, port, folder, {
        DATABASE_URL: url,
        JAMBATAN_DATA: discreet,
        JAMBATAN_ACCESS: "access.yaml",
        TELEGRAM_BOT_TOKEN: botApi.token,
        TELEGRAM_API_ROOT: botApi.root,
        ...(by === "polling"
          ? {}
          : {
              TELEGRAM_WEBHOOK_URL: `${balancer.url}/telegram/hook`,
              TELEGRAM_WEBHOOK_SECRET: secret,
            }),
      });
      replicas.push(replica);
      balancer.use(living().map((one) => one.port));
      return replica;
    },
    async settled() {
      await expect
        .poll(
          async () => {
            const states = await Promise.all(living().map((one) => one.readiness()));
            const isReady = states.every((state) => state?.ready === true);
            return isReady && (by === "webhook" || (await leaders()).length === 1);
          },
          { ...patient, message: "not all are ready" },
        )
        .toBe(true);
    },
    leader: async () => (await leaders())[0],
    async remove() {
      for (const { child } of living()) {
        child.kill("SIGCONT");
        child.kill("SIGKILL");
      }
      await balancer.close();
      await botApi.close();
      await server.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** How many messages the bot sent into a chat. */
export function answersIn({ messages }: Chat): number {
  return messages.filter(({ from }) => from?.is_bot === true).length;
}
