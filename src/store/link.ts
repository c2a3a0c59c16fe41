import { type Kysely, sql } from "kysely";
import type { NotSavedReason } from "../change/revision.ts";
import type { Candidate } from "../leader.ts";
import type { StoreLog } from "./store-log.ts";
import type { Tables } from "./tables.ts";

/** Whether a write may be lost in a power failure (never in a crash of the process) to be much cheaper. */
export type Durability = "durable" | "volatile";

/** An open database whose tables are there and can be written. */
export interface Link {
  /** For reading what is committed. */
  readonly db: Kysely<Tables>;
  /**
   * Runs work in one transaction, and commits it. Durable ones come one after another, over all processes too, so
   * that numbers given out in them are committed in their order.
   */
  transact<T>(durability: Durability, work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** Reads within one snapshot: nothing that is written meanwhile is seen. */
  snapshot<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** To be called in a transaction: once it is committed, whoever listens to the database hears of it. */
  announce(db: Kysely<Tables>): Promise<void>;
  /** Fails where it cannot be written. */
  probe(): Promise<void>;
  close(): Promise<void>;
}

/** Whether one that is not there is made; or whether it is only read, and its tables left as they are. */
export type Opening = "create" | "existing" | "read";

/** One kind of database at one place. */
export interface Driver {
  /** How it is named to the operator: without a password. */
  readonly place: string;
  /**
   * Opens it, brings its tables up to date and tries to write.
   *
   * @throws StoreError where only the operator can help.
   */
  open(how: Opening): Promise<Link>;
  /** Why the database cannot be used, where that is what an error says; nothing where the error is of our making. */
  troubleOf(error: unknown): NotSavedReason | undefined;
  /** Calls back after what any process announced, and when something may have been missed. Absent where nothing tells. */
  listen?(heard: () => void, log: StoreLog): { close(): Promise<void> };
  /** Stands for a lead among the processes that have this database. */
  stand(name: string, prepare: Prepare, log: StoreLog): Candidate;
}

/** What a new leader does first; it never fails. */
export type Prepare = () => Promise<void>;

/** `begin` may be several statements. What fails is rolled back, and what it failed of is thrown. */
export function inTransaction<T>(
  db: Kysely<Tables>,
  begin: string,
  work: (db: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  return db.connection().execute(async (connection) => {
    try {
      await sql.raw(begin).execute(connection);
      const result = await work(connection);
      await sql`commit`.execute(connection);
      return result;
    } catch (error) {
      // A full disk has ended the transaction already, a lost connection too.
      await sql`rollback`.execute(connection).catch(() => undefined);
      throw error;
    }
  });
}
