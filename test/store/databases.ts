import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "../../src/config.ts";
import { createPostgresServer, type PostgresServer, postgresBinaries } from "./postgres-server.ts";

/** A server that starts and stops on a busy machine. */
export const hookMs = 90_000;

/** One kind of database that the store runs on. */
export interface Kind {
  readonly name: string;
  /** Why it cannot be tried here. */
  readonly missing?: string;
  start(): Promise<Started>;
}

export interface Started {
  /** A new empty one. */
  create(): Promise<Database>;
  readonly server?: PostgresServer;
  remove(): Promise<void>;
}

export const sqlite: Kind = {
  name: "SQLite",
  async start() {
    const folder = await mkdtemp(join(tmpdir(), "jambatan-store-"));
    let made = 0;
    return {
      create: async () => ({ kind: "sqlite", path: join(folder, String(++made), "var", "jambatan.db") }),
      remove: () => rm(folder, { recursive: true, force: true }),
    };
  },
};

export const postgres: Kind = {
  name: "PostgreSQL",
  ...(postgresBinaries === undefined
    ? { missing: "PostgreSQL is not installed: apt-get install postgresql" }
    : {}),
  async start() {
    const server = await createPostgresServer();
    return {
      server,
      create: async () => ({ kind: "postgres", url: await server.createDatabase() }),
      remove: server.remove,
    };
  },
};

export const kinds: readonly Kind[] = [sqlite, postgres];

/** A suite's name: it says why it is skipped. */
export const titleOf = ({ name, missing }: Kind): string =>
  missing === undefined ? name : `${name} (skipped: ${missing})`;
