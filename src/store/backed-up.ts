import type { Kysely } from "kysely";
import { DatabaseAway } from "./database-away.ts";
import type { Driver, Link, Opening } from "./link.ts";
import { migrations } from "./migrations.ts";
import { StoreError } from "./store-error.ts";
import type { Tables } from "./tables.ts";

/** The first line of a backup. */
export interface BackupHeader {
  readonly format: typeof backupFormat;
  readonly version: typeof backupVersion;
  /** The step of the schema that its rows are of. */
  readonly schema: number;
  /** An ISO time. */
  readonly at: string;
  /** Rows by table, in the order in which they follow, each on a line of its own: `{"revisions":{…}}`. */
  readonly rows: Readonly<Record<string, number>>;
}

/** The last line: over all lines before it. */
export interface BackupEnd {
  readonly lines: number;
  readonly sha256: string;
}

export const backupFormat = "jambatan backup";
export const backupVersion = 1;

export type Row = Readonly<Record<string, unknown>>;

/** Tables as rows of whatever columns: a backup takes them as they are. */
export const asRows = (db: Kysely<Tables>): Kysely<Record<string, Row>> =>
  db as unknown as Kysely<Record<string, Row>>;

/** The tables that a schema keeps for good, each with the column that orders its rows. */
export const keptTables = (schema: number): readonly (readonly [table: string, key: string])[] =>
  migrations.slice(0, schema).flatMap(({ backedUp }) => Object.entries(backedUp));

/** Opens a database for a command, which does not wait until it comes back. @throws StoreError */
export async function openNow(driver: Driver, how: Opening): Promise<Link> {
  try {
    return await driver.open(how);
  } catch (error) {
    const reason = driver.troubleOf(error);
    if (error instanceof StoreError || reason === undefined) throw error;
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      throw new StoreError(driver.place, "there is no such file", "let DATABASE_URL name the database", {
        cause: error,
      });
    }
    const { trouble } = new DatabaseAway(driver.place, reason);
    throw new StoreError(driver.place, `it ${trouble}`, "put that right and try again", { cause: error });
  }
}
