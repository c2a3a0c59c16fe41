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
  /** How many calls of one process Telegram has answered, where each has a way of its own. */
  calls(replica: Replica): number;
  remove(): Promise<void>;
}

/** Whatever is waited for happens within seconds; on a busy machine, somewhat later. */
export const patient = { timeout: 60_000, interval: 100 };

const secret = "open-sesame";

export interface FleetOptions {
  /** The register's folder. */
  readonly data?: string;
  /** What a process that starts now takes for the present, as ISO 8601. */
  readonly clock?: () => string;
  /** Set where it matters which process called Telegram: then each has a way of its own. */
  readonly apart?: true;
}

export async function openFleet(
  by: "polling" | "webhook",
  { data = discreet, clock, apart }: FleetOptions = {},
): Promise<Fleet> {
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
  const ways = new Map<Replica, Balancer>();
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
      const way = apart === true ? await createBalancer() : undefined;
      way?.use([Number(new URL(botApi.root).port)]);
      const replica = startReplica(`replica ${replicas.length + 1}`, port, folder, {
        DATABASE_URL: url,
        JAMBATAN_DATA: data,
        JAMBATAN_ACCESS: "access.yaml",
        TELEGRAM_BOT_TOKEN: botApi.token,
        TELEGRAM_API_ROOT: way?.url ?? botApi.root,
        ...(clock === undefined ? {} : { JAMBATAN_CLOCK: clock() }),
        ...(by === "polling"
          ? {}
          : {
              TELEGRAM_WEBHOOK_URL: `${balancer.url}/telegram/hook`,
              TELEGRAM_WEBHOOK_SECRET: secret,
            }),
      });
      replicas.push(replica);
      if (way !== undefined) ways.set(replica, way);
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
    calls: (replica) => [...(ways.get(replica)?.served.values() ?? [])].reduce((sum, one) => sum + one, 0),
    async remove() {
      for (const { child } of living()) {
        child.kill("SIGCONT");
        child.kill("SIGKILL");
      }
      await Promise.all([balancer, ...ways.values()].map((one) => one.close()));
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
