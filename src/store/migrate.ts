import type { Kysely } from "kysely";
import { migrations } from "./migrations.ts";
import { StoreError } from "./store-error.ts";
import type { Tables } from "./tables.ts";

/**
 * Takes the steps that are missing. To be called in a transaction that excludes all others, so that of two processes
 * that start at once one takes them and the other finds them taken.
 *
 * It also writes one row, whatever was missing: a database that can only be read is found out here, not by the first
 * person who changes something.
 *
 * @param place how the database is named to the operator.
 * @throws StoreError where a newer version took steps that this one does not know.
 */
export async function migrate(db: Kysely<Tables>, place: string, now: number): Promise<void> {
  await db.schema
    .createTable("schema_steps")
    .ifNotExists()
    .addColumn("number", "integer", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("taken_at", "bigint", (column) => column.notNull())
    .addColumn("probed_at", "bigint", (column) => column.notNull())
    .execute();
  const taken = await takenSteps(db);
  if (taken > migrations.length) {
    throw new StoreError(
      place,
      `its tables are of a newer version (step ${taken}; this one knows ${migrations.length})`,
      "run the version that made them, or a newer one",
    );
  }
  for (const [index, { name, up }] of migrations.entries()) {
    const number = index + 1;
    if (number <= taken) continue;
    await up(db as unknown as Kysely<unknown>);
    await db.insertInto("schema_steps").values({ number, name, taken_at: now, probed_at: now }).execute();
  }
  await probe(db, now);
}

/** How many steps were taken. */
export async function takenSteps(db: Kysely<Tables>): Promise<number> {
  const { taken } = await db
    .selectFrom("schema_steps")
    .select((eb) => eb.fn.max("number").as("taken"))
    .executeTakeFirstOrThrow();
  return taken ?? 0;
}

/** Writes one row, to find out whether that can be done. */
export async function probe(db: Kysely<Tables>, now: number): Promise<void> {
  await db.updateTable("schema_steps").set({ probed_at: now }).where("number", "=", 1).execute();
}

/** The schema of this version: how many steps it knows. */
export const schemaVersion = migrations.length;
