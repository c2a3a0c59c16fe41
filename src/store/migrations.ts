import type { Kysely } from "kysely";

/** One step of the schema, the same for both databases. */
export interface Migration {
  readonly name: string;
  up(db: Kysely<unknown>): Promise<void>;
  /** Tables that a backup takes along, with the column that orders their rows. */
  readonly backedUp: Readonly<Record<string, string>>;
}

/**
 * The steps in their order; one that was released is never changed. A step adds: tables, and columns with a default,
 * so that an older backup fits into newer tables.
 *
 * `bigint` holds milliseconds, which are beyond PostgreSQL's `integer`.
 */
export const migrations: readonly Migration[] = [
  {
    name: "what was said and changed in chats",
    backedUp: { revisions: "number", wishes: "number", preferences: "person" },
    async up(db) {
      await db.schema
        .createTable("revisions")
        .addColumn("number", "integer", (column) => column.primaryKey())
        .addColumn("entry", "text", (column) => column.notNull())
        .addColumn("turn", "integer", (column) => column.notNull())
        .addColumn("draft", "text", (column) => column.notNull().unique())
        .addColumn("author", "text", (column) => column.notNull())
        .addColumn("made_at", "bigint", (column) => column.notNull())
        .addColumn("body", "text", (column) => column.notNull())
        .addUniqueConstraint("revisions_entry_turn", ["entry", "turn"])
        .execute();
      await db.schema
        .createTable("wishes")
        .addColumn("number", "integer", (column) => column.primaryKey())
        .addColumn("body", "text", (column) => column.notNull())
        .addColumn("closed_by", "text")
        .addColumn("closed_at", "bigint")
        .execute();
      await db.schema
        .createTable("preferences")
        .addColumn("person", "text", (column) => column.primaryKey())
        .addColumn("body", "text", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("seen")
        .addColumn("key", "text", (column) => column.primaryKey())
        .addColumn("taken_at", "bigint", (column) => column.notNull())
        .addColumn("done_at", "bigint")
        .execute();
      await db.schema.createIndex("seen_taken_at").on("seen").column("taken_at").execute();
      await db.schema
        .createTable("conversations")
        .addColumn("key", "text", (column) => column.primaryKey())
        .addColumn("line", "text", (column) => column.notNull())
        .addColumn("said_at", "bigint", (column) => column.notNull())
        .execute();
      await db.schema.createIndex("conversations_said_at").on("conversations").column("said_at").execute();
      await db.schema
        .createTable("notes")
        .addColumn("key", "text", (column) => column.primaryKey())
        .addColumn("body", "text", (column) => column.notNull())
        .addColumn("kept_until", "bigint", (column) => column.notNull())
        .execute();
      await db.schema.createIndex("notes_kept_until").on("notes").column("kept_until").execute();
    },
  },
  {
    name: "calendars that people fetch",
    backedUp: { feeds: "digest" },
    async up(db) {
      await db.schema
        .createTable("feeds")
        .addColumn("digest", "text", (column) => column.primaryKey())
        .addColumn("person", "text", (column) => column.notNull())
        .addColumn("entry", "text")
        .addColumn("made_at", "bigint", (column) => column.notNull())
        .addColumn("body", "text", (column) => column.notNull())
        .execute();
      await db.schema.createIndex("feeds_person").on("feeds").column("person").execute();
    },
  },
  {
    name: "what people are told of",
    backedUp: { subscriptions: "id", deliveries: "key", watch_marks: "name" },
    async up(db) {
      await db.schema
        .createTable("subscriptions")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("person", "text", (column) => column.notNull())
        .addColumn("place", "text", (column) => column.notNull())
        .addColumn("watched", "text", (column) => column.notNull())
        .addColumn("body", "text", (column) => column.notNull())
        .addColumn("pause", "text")
        .addUniqueConstraint("subscriptions_place_watched", ["place", "watched"])
        .execute();
      await db.schema.createIndex("subscriptions_person").on("subscriptions").column("person").execute();
      await db.schema
        .createTable("deliveries")
        .addColumn("key", "text", (column) => column.primaryKey())
        .addColumn("subscription", "text", (column) => column.notNull())
        .addColumn("place", "text", (column) => column.notNull())
        .addColumn("due_at", "bigint", (column) => column.notNull())
        .addColumn("body", "text", (column) => column.notNull())
        .addColumn("state", "text", (column) => column.notNull())
        .addColumn("free_at", "bigint", (column) => column.notNull())
        .addColumn("claimed_by", "text")
        .addColumn("doubts", "integer", (column) => column.notNull())
        .addColumn("trace", "text")
        .execute();
      await db.schema
        .createIndex("deliveries_state_place")
        .on("deliveries")
        .columns(["state", "place", "due_at"])
        .execute();
      await db.schema
        .createTable("watch_marks")
        .addColumn("name", "text", (column) => column.primaryKey())
        .addColumn("value", "bigint", (column) => column.notNull())
        .execute();
    },
  },
  {
    name: "who was denied what",
    // Of one installation: another that is filled from a backup has denied nobody yet.
    backedUp: {},
    async up(db) {
      await db.schema
        .createTable("denials")
        .addColumn("key", "text", (column) => column.primaryKey())
        .addColumn("denied_at", "bigint", (column) => column.notNull())
        .addColumn("body", "text", (column) => column.notNull())
        .execute();
      await db.schema.createIndex("denials_denied_at").on("denials").column("denied_at").execute();
    },
  },
];
