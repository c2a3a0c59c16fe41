import { type Kysely, sql } from "kysely";
import { type KeptClient, keepClient } from "./kept-client.ts";
import type { StoreLog } from "./store-log.ts";
import type { Tables } from "./tables.ts";

const channel = "jambatan_revisions";
/** How often it is made sure that the connection still stands, milliseconds. */
const beatMs = 5_000;

/** To be called in a transaction: whoever listens hears of it when that is committed. */
export async function announce(db: Kysely<Tables>): Promise<void> {
  await sql`select pg_notify(${channel}, '')`.execute(db);
}

/** Calls back after each announcement of any process, and when some may have been missed, until it is closed. */
export function listenTo(url: string, place: string, heard: () => void, log: StoreLog): KeptClient {
  let isAway = false;
  return keepClient({
    url,
    name: "jambatan listening",
    settings: { connectionTimeoutMillis: 3_000, query_timeout: 3_000 },
    beatMs,
    session: {
      async opened(client) {
        client.on("notification", heard);
        await client.query(`listen ${channel}`);
        isAway = false;
        heard();
      },
      async beat(client) {
        await client.query("select 1");
      },
      lost(err) {
        if (!isAway) log("info", { err, database: place }, "the connection for announcements was lost");
        isAway = true;
      },
    },
  });
}
