import type { NotSavedReason } from "../change/revision.ts";
import { DatabaseAway } from "./database-away.ts";
import type { Driver, Link } from "./link.ts";
import { StoreError } from "./store-error.ts";
import type { StoreLog } from "./store-log.ts";

/** A database that may go away and come back. */
export interface Connection {
  /**
   * Does something with the open database.
   *
   * @throws DatabaseAway at once while it is away, and where it goes away meanwhile.
   */
  use<T>(work: (link: Link) => Promise<T>): Promise<T>;
  check(): StoreCheck;
  /** Called whenever the database comes, and at once where it is here. */
  onOpen(listener: () => void): void;
  close(): Promise<void>;
}

export type StoreCheck = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Between tries, milliseconds; the last of them again and again. */
const pausesMs = [250, 500, 1_000, 2_000, 5_000];
/** One that was here this long is tried again quickly when it goes, milliseconds. */
const steadyMs = 30_000;
/** The longest that anything waits for the database, milliseconds. */
const patienceMs = 5_000;

/**
 * Opens it for the first time, and from then on whenever it was lost. One that is full or read-only can still be read
 * until another try finds that it can be written again.
 *
 * @throws StoreError where only the operator can help.
 */
export async function connect(driver: Driver, log: StoreLog): Promise<Connection> {
  let link: Link | undefined;
  let trouble: NotSavedReason | undefined;
  let wasOpen = false;
  let closed = false;
  let tries = 0;
  let openedAtMs = 0;
  let timer: NodeJS.Timeout | undefined;
  const listeners: (() => void)[] = [];

  const reasonOf = (error: unknown): NotSavedReason | undefined =>
    error instanceof TookTooLong ? "unreachable" : driver.troubleOf(error);

  const open = async (): Promise<void> => {
    if (link === undefined) {
      const opened = await driver.open(wasOpen ? "existing" : "create");
      if (closed) return opened.close();
      link = opened;
    } else await within(patienceMs, link.probe());
    wasOpen = true;
    openedAtMs = performance.now();
    trouble = undefined;
    for (const listener of listeners) listener();
  };

  const retry = (): void => {
    if (timer !== undefined || closed) return;
    timer = setTimeout(
      () => {
        timer = undefined;
        open().then(
          () => log("info", { database: driver.place }, "the database is back"),
          (error: unknown) => lose(link, reasonOf(error) ?? trouble ?? "unreachable", error),
        );
      },
      pausesMs[Math.min(tries++, pausesMs.length - 1)],
    );
    timer.unref();
  };

  const lose = (lost: Link | undefined, reason: NotSavedReason, error: unknown): void => {
    if (lost !== link || closed) return;
    if (trouble === undefined)
      log("error", { err: error, database: driver.place, reason }, "the database is away");
    trouble = reason;
    if (performance.now() - openedAtMs > steadyMs) tries = 0;
    if (reason === "unreachable" || reason === "damaged") {
      link = undefined;
      void lost?.close().catch(() => undefined);
    }
    retry();
  };

  try {
    await open();
  } catch (error) {
    const reason = reasonOf(error);
    if (error instanceof StoreError || reason === undefined) throw error;
    lose(undefined, reason, error);
  }

  return {
    async use(work) {
      const current = link;
      if (current === undefined) throw new DatabaseAway(driver.place, trouble ?? "unreachable");
      try {
        return await within(patienceMs, work(current));
      } catch (error) {
        const reason = reasonOf(error);
        if (reason === undefined) throw error;
        lose(current, reason, error);
        throw new DatabaseAway(driver.place, reason, { cause: error });
      }
    },
    check: () =>
      trouble === undefined
        ? { ok: true }
        : { ok: false, reason: new DatabaseAway(driver.place, trouble).message },
    onOpen(listener) {
      listeners.push(listener);
      if (link !== undefined && trouble === undefined) listener();
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      const last = link;
      link = undefined;
      await last?.close();
    },
  };
}

class TookTooLong extends Error {
  override readonly name = "TookTooLong";

  constructor(ms: number) {
    super(`the database took longer than ${ms} ms`);
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(ms)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
