import type { Kysely } from "kysely";
import {
  type Added,
  type NewRevision,
  NotSaved,
  type Revision,
  type RevisionKeeper,
} from "../change/revision.ts";
import type { Connection } from "./connection.ts";
import { DatabaseAway } from "./database-away.ts";
import type { Lane } from "./lane.ts";
import type { Link } from "./link.ts";
import { readJson, storeJson, storeKey } from "./stored-text.ts";
import type { RevisionTable, Tables } from "./tables.ts";

/** Revisions read at a time. */
const pageRows = 1_000;

/** @param lane a durable one, whose transactions come one after another: so numbers are committed in their order. */
export function createRevisions(connection: Connection, lane: Lane): RevisionKeeper {
  return {
    async since(number) {
      const revisions: Revision[] = [];
      for (let last = number; ; last = revisions.at(-1)?.number ?? last) {
        const page = await connection.use(({ db }) => readPage(db, last));
        revisions.push(...page);
        if (page.length < pageRows) return revisions;
      }
    },
    add: (revision) => saved(lane.run((db, link) => add(db, link, revision))),
  };
}

/** What a person is told who changed something while the database was away. */
export async function saved<T>(saving: Promise<T>): Promise<T> {
  try {
    return await saving;
  } catch (error) {
    throw error instanceof DatabaseAway ? new NotSaved(error.reason, { cause: error }) : error;
  }
}

async function readPage(db: Kysely<Tables>, after: number): Promise<readonly Revision[]> {
  const rows = await db
    .selectFrom("revisions")
    .select(["number", "body"])
    .where("number", ">", after)
    .orderBy("number")
    .limit(pageRows)
    .execute();
  return rows.map(revisionOf);
}

const revisionOf = ({ number, body }: Pick<RevisionTable, "number" | "body">): Revision => ({
  number,
  ...readJson<NewRevision>(body),
});

async function add(db: Kysely<Tables>, link: Pick<Link, "announce">, revision: NewRevision): Promise<Added> {
  const { last } = await db
    .selectFrom("revisions")
    .select((eb) => eb.fn.max("number").as("last"))
    .executeTakeFirstOrThrow();
  const number = (last ?? 0) + 1;
  const draft = storeKey(revision.draft);
  const row: RevisionTable = {
    number,
    draft,
    entry: storeKey(revision.entry),
    turn: revision.turn,
    author: storeKey(revision.by),
    made_at: revision.at,
    body: storeJson(revision),
  };
  const [inserted] = await db
    .insertInto("revisions")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning("number")
    .execute();
  if (inserted !== undefined) {
    await link.announce(db);
    return { kind: "added", revision: { number, ...revision } };
  }
  const known = await db
    .selectFrom("revisions")
    .select(["number", "body"])
    .where("draft", "=", draft)
    .executeTakeFirst();
  return known === undefined ? { kind: "behind" } : { kind: "known", revision: revisionOf(known) };
}
