import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { NotSavedReason } from "../change/revision.ts";
import { type Driver, inTransaction, type Link } from "./link.ts";
import { migrate, probe, takenSteps } from "./migrate.ts";
import { standOnPostgres } from "./postgres-candidate.ts";
import { announce, listenTo } from "./postgres-listening.ts";
import { StoreError } from "./store-error.ts";
import type { Tables } from "./tables.ts";

/** Everything has an end, so that an answer does not wait for a database that does not answer, milliseconds. */
const limits = {
  connectionTimeoutMillis: 3_000,
  query_timeout: 4_000,
  statement_timeout: 3_500,
  lock_timeout: 3_000,
  idle_in_transaction_session_timeout: 30_000,
};
/** Two that write (durable and volatile) and some that read. */
const mostConnections = 6;

/** The lock that durable transactions take, and whoever changes the schema: a number that nothing else should use. */
const writers = "select pg_advisory_xact_lock(7218443901)";

/** A database of PostgreSQL 13 or later. */
export function createPostgres(url: string, now: () => number): Driver {
  const place = placeOf(url);
  return {
    place,
    troubleOf,
    listen: (heard, log) => listenTo(url, place, heard, log),
    stand: (name, prepare, log) => standOnPostgres(url, place, name, prepare, log),
    async open(how) {
      const link = openPool(url, now);
      try {
        if (how === "read") await takenSteps(link.db);
        else await link.transact("durable", (db) => migrate(db, place, now()));
        return link;
      } catch (error) {
        void link.close().catch(() => undefined);
        const [wrong, remedy] = mistakes[codeOf(error)] ?? [];
        if (wrong === undefined || remedy === undefined) throw error;
        throw new StoreError(place, wrong, remedy, { cause: error });
      }
    },
  };
}

/** An address without its user and password. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
}

function openPool(url: string, now: () => number): Link {
  const pool = new pg.Pool({
    ...limits,
    connectionString: url,
    max: mostConnections,
    keepAlive: true,
    application_name: "jambatan",
    types: { getTypeParser: parserOf },
  });
  const clients = new Set<pg.PoolClient>();
  pool.on("connect", (client) => {
    clients.add(client);
    // One that breaks says so to whoever uses it; the event comes besides, and unheard would end the process.
    client.on("error", () => undefined);
  });
  pool.on("remove", (client) => clients.delete(client));
  // The same for one that nobody uses: the pool makes another.
  pool.on("error", () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const link: Link = {
    db,
    announce,
    probe: () => link.transact("durable", (connection) => probe(connection, now())),
    snapshot: (work) => inTransaction(db, "begin isolation level repeatable read read only", work),
    transact: (durability, work) =>
      inTransaction(
        db,
        durability === "durable" ? `begin; ${writers}` : "begin; set local synchronous_commit = off",
        work,
      ),
    async close() {
      const ended = db.destroy();
      // The pool waits for whoever is at work; those may be the ones that hang.
      const hanging = setTimeout(() => {
        for (const client of clients) void (client as unknown as pg.Client).end().catch(() => undefined);
      }, limits.query_timeout);
      await ended.finally(() => clearTimeout(hanging));
    },
  };
  return link;
}

/** PostgreSQL's `bigint`, which also counts rows: ours are milliseconds and counts, which a number holds. */
const bigint = 20;

function parserOf(type: number, format?: "text" | "binary"): (text: string) => unknown {
  return type === bigint
    ? Number
    : (pg.types.getTypeParser(type, format as "text") as (text: string) => unknown);
}

/** SQLSTATEs of what only the operator can put right. */
const mistakes: Readonly<Record<string, readonly [wrong: string, remedy: string]>> = {
  "28P01": ["it does not accept this user and password", "correct DATABASE_URL"],
  "28000": ["it does not let this user in", "correct DATABASE_URL, or the server's pg_hba.conf"],
  "3D000": ["there is no such database", "make it (createdb), or correct DATABASE_URL"],
  "42501": [
    "this user may not make tables",
    "grant the user CREATE on the schema, or let it own the database",
  ],
};

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";

/** Classes of SQLSTATE, and of them some states by themselves: PostgreSQL's manual, appendix A. */
const troubles: readonly (readonly [begin: string, reason: NotSavedReason])[] = [
  ["53100", "full"],
  ["25006", "readOnly"],
  ["XX001", "damaged"],
  ["XX002", "damaged"],
  ["08", "unreachable"],
  ["28", "unreachable"],
  ["3D", "unreachable"],
  ["53", "unreachable"],
  ["55P03", "unreachable"],
  ["57", "unreachable"],
  ["58", "unreachable"],
];

function troubleOf(error: unknown): NotSavedReason | undefined {
  if (error instanceof StoreError) return "unreachable";
  // What the server itself says has a state; what has none was said by the connection that broke or never stood.
  if (error instanceof pg.DatabaseError)
    return troubles.find(([begin]) => error.code?.startsWith(begin) === true)?.[1];
  return /^E(?!RR_)/.test(codeOf(error)) || isOfConnection(error) ? "unreachable" : undefined;
}

/** pg and its pool report a lost or late connection as a plain Error; an error in our code is a kind of its own. */
const isOfConnection = (error: unknown): boolean =>
  error instanceof AggregateError || (error instanceof Error && error.constructor === Error);
