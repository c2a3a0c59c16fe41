import type { Kysely } from "kysely";
import type { Feed, FeedKeeper } from "../calendar/feed.ts";
import type { Connection } from "./connection.ts";
import type { Lane } from "./lane.ts";
import { saved } from "./revisions.ts";
import { readJson, storeJson, storeKey } from "./stored-text.ts";
import type { FeedTable, Tables } from "./tables.ts";

/** What is in the body of a row. */
type Body = Omit<Feed, "digest" | "madeAt">;

/** @param lane a durable one, whose transactions come one after another: so nobody gets more feeds than they may have. */
export function createFeeds(connection: Connection, lane: Lane): FeedKeeper {
  return {
    add: (feed, most) => saved(lane.run((db) => add(db, feed, most))),
    find: (digest) => saved(connection.use(({ db }) => find(db, digest))),
    of: (person) => saved(connection.use(({ db }) => feedsOf(db, person))),
    revoke: (person, entry) => saved(lane.run((db) => revoke(db, person, entry))),
  };
}

async function add(
  db: Kysely<Tables>,
  { digest, madeAt, ...body }: Feed,
  most: number,
): Promise<number | undefined> {
  const known = (await feedsOf(db, body.person)).length;
  if (known >= most) return undefined;
  const row: FeedTable = {
    digest,
    person: storeKey(body.person),
    entry: body.entry === undefined ? null : storeKey(body.entry),
    made_at: madeAt,
    body: storeJson(body),
  };
  await db.insertInto("feeds").values(row).execute();
  return known + 1;
}

async function find(db: Kysely<Tables>, digest: string): Promise<Feed | undefined> {
  const row = await db
    .selectFrom("feeds")
    .selectAll()
    .where("digest", "=", storeKey(digest))
    .executeTakeFirst();
  return row === undefined ? undefined : feedOf(row);
}

async function feedsOf(db: Kysely<Tables>, person: string): Promise<readonly Feed[]> {
  const rows = await db
    .selectFrom("feeds")
    .selectAll()
    .where("person", "=", storeKey(person))
    .orderBy("made_at")
    .orderBy("digest")
    .execute();
  return rows.map(feedOf);
}

const feedOf = ({ digest, made_at, body }: FeedTable): Feed => ({
  digest,
  ...readJson<Body>(body),
  madeAt: made_at,
});

async function revoke(db: Kysely<Tables>, person: string, entry: string | undefined): Promise<number> {
  const own = db.deleteFrom("feeds").where("person", "=", storeKey(person));
  const { numDeletedRows } = await (entry === undefined
    ? own
    : own.where("entry", "=", storeKey(entry))
  ).executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
