import pg from "pg";
import { createAlarm } from "./alarm.ts";

/** What is done with a connection as long as it stands; whatever of it throws ends the connection. */
export interface Session {
  opened(client: pg.Client): Promise<void>;
  /** Again and again: also how it is noticed that the server does not answer any more. */
  beat(client: pg.Client): Promise<void>;
  /** It could not be opened, or was lost; it is opened again. */
  lost(error: unknown): void;
}

export interface KeptClientOptions {
  readonly url: string;
  /** What it is called in `pg_stat_activity`. */
  readonly name: string;
  readonly settings: pg.ClientConfig;
  readonly beatMs: number;
  readonly session: Session;
}

/** A connection beside the pool, for what PostgreSQL binds to a session. */
export interface KeptClient {
  /** Ends it: the server forgets what was bound to it. */
  close(): Promise<void>;
}

/** Between two attempts, milliseconds. */
const againMs = 1_000;
/** A server that does not answer need not be told that the connection ends, milliseconds. */
const farewellMs = 1_000;

/** Opens a connection, and opens it again whenever it was lost, until it is closed. */
export function keepClient({ url, name, settings, beatMs, session }: KeptClientOptions): KeptClient {
  const closing = createAlarm();
  let closed = false;

  const live = async (client: pg.Client): Promise<void> => {
    const breaking = createAlarm();
    let broken: unknown;
    const breaks = (error?: Error): void => {
      broken ??= error ?? new Error("the connection was ended");
      breaking.ring();
    };
    client.on("error", breaks);
    client.on("end", breaks);
    await client.connect();
    await session.opened(client);
    while (!closed) {
      if (broken !== undefined) throw broken;
      await session.beat(client);
      await Promise.race([breaking.wait(beatMs), closing.wait(beatMs)]);
    }
  };

  const run = async (): Promise<void> => {
    while (!closed) {
      const client = new pg.Client({
        ...settings,
        connectionString: url,
        application_name: name,
        keepAlive: true,
      });
      await live(client).catch((error: unknown) => {
        if (!closed) session.lost(error);
      });
      await ended(client);
      if (!closed) await closing.wait(againMs);
    }
  };
  const running = run();
  return {
    close() {
      closed = true;
      closing.ring();
      return running;
    },
  };
}

async function ended(client: pg.Client): Promise<void> {
  const patience = createAlarm();
  await Promise.race([client.end().catch(() => undefined), patience.wait(farewellMs)]);
  patience.ring();
}
