import { createHash } from "node:crypto";
import type pg from "pg";
import type { Candidate } from "../leader.ts";
import { createAlarm } from "./alarm.ts";
import { keepClient } from "./kept-client.ts";
import type { Prepare } from "./link.ts";
import type { StoreLog } from "./store-log.ts";

/** How often the leader shows that it lives, and the others try, milliseconds. */
const beatMs = 1_000;
/**
 * A leader that shows nothing for so long is put out by the server, milliseconds: one that stands still, or whose
 * machine is gone, keeps its connection for hours. Half a beat sooner it does not take itself for the leader any more.
 */
const patienceMs = 4_500;
/**
 * Who gains the lead from another waits so long: one that led without the database finds out within a second that it
 * is back, and has then finished what it was at, milliseconds.
 */
const settleMs = 2_000;
/**
 * The same where the database was away, milliseconds: whoever led without it tries again after at most five seconds, of which
 * one attempt takes three where a server that comes back does not answer yet.
 */
const settleAfterAwayMs = 6_000;
const settings = {
  connectionTimeoutMillis: 3_000,
  query_timeout: 3_000,
  // PostgreSQL 13 ends no session that is only idle. So the leader's is idle within a transaction, of which each beat
  // begins another: none is ever older than a beat.
  idle_in_transaction_session_timeout: patienceMs,
};

/**
 * Stands for a lead that is an advisory lock, held by a connection for as long as the process lives.
 *
 * While no process reaches the database, none can gain the lock. Whoever led then leads on, and so does who starts
 * then, until the database is back or another is met: a desk goes on answering.
 */
export function standOnPostgres(
  url: string,
  place: string,
  name: string,
  prepare: Prepare,
  log: StoreLog,
): Candidate {
  const key = keyOf(name);
  const listeners: (() => void)[] = [];
  let holds = false;
  let beatAtMs = 0;
  /** The database is away, and nobody else is known to lead. */
  let alone = false;
  /** What it may become when the database turns out to be away. */
  let mayBeAlone = true;
  let isFirst = true;
  /** The connection was lost since it was last known who leads. */
  let wasAway = false;
  let withdrawn = false;
  const withdrawing = createAlarm();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  const takeOver = async (client: pg.Client): Promise<void> => {
    if (!isFirst && !alone) await withdrawing.wait(wasAway ? settleAfterAwayMs : settleMs);
    await prepare();
    await client.query("begin");
    beatAtMs = performance.now();
    alone = false;
    holds = true;
  };

  const client = keepClient({
    url,
    name: "jambatan leader",
    settings,
    beatMs,
    session: {
      opened: async () => undefined,
      async beat(client) {
        if (holds) {
          await client.query("commit; begin");
          beatAtMs = performance.now();
          return;
        }
        const { rows } = await client.query<{ got: boolean }>(
          "select pg_try_advisory_lock($1::bigint) as got",
          [key],
        );
        const got = rows[0]?.got === true;
        const isNews = isFirst || alone;
        if (!got) alone = false;
        mayBeAlone = got;
        if (got) await takeOver(client);
        isFirst = false;
        wasAway = false;
        if (got || isNews) changed();
      },
      lost(err) {
        // First it is found out whether the database is away, or this one alone was put out.
        const wasConnected = holds;
        holds = false;
        wasAway = true;
        // Whoever stood still for so long was perhaps followed by another, who leads on while the database is away.
        if (wasConnected) mayBeAlone = performance.now() - beatAtMs < patienceMs + settleMs;
        if (wasConnected) log("warn", { err, database: place, name }, "the lead was lost");
        else if (!alone && mayBeAlone) {
          alone = true;
          log("warn", { database: place, name }, "leads without the database");
        }
        changed();
      },
    },
  });
  return {
    leads: () => !withdrawn && (alone || (holds && performance.now() - beatAtMs < patienceMs - beatMs / 2)),
    onChange: (listener) => void listeners.push(listener),
    yield() {
      if (!alone) return;
      alone = false;
      mayBeAlone = false;
      changed();
    },
    async withdraw() {
      withdrawn = true;
      withdrawing.ring();
      await client.close();
    },
  };
}

/** A number for a name, as PostgreSQL's locks want it: 64 bits with a sign. */
function keyOf(name: string): string {
  return createHash("sha256").update(`jambatan leader ${name}`).digest().readBigInt64BE(0).toString();
}
