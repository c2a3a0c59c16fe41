import type { Connection } from "./connection.ts";
import { DatabaseAway } from "./database-away.ts";
import type { Driver } from "./link.ts";
import type { StoreLog } from "./store-log.ts";

export interface RevisionWatchOptions {
  readonly connection: Connection;
  readonly driver: Driver;
  readonly everyMs: number;
  readonly log: StoreLog;
}

export interface RevisionWatch {
  onRevised(listener: () => void): void;
  stop(): Promise<void>;
}

/**
 * Tells when there are new revisions. The database announces them where it can; as a net, and where it cannot, the
 * highest number is read now and then, which costs one step in an index.
 */
export function watchRevisions({ connection, driver, everyMs, log }: RevisionWatchOptions): RevisionWatch {
  const listeners: (() => void)[] = [];
  let last = 0;
  let looking: Promise<void> | undefined;
  let wantsAnother = false;
  let stopped = false;

  const look = async (): Promise<void> => {
    const { number } = await connection.use(({ db }) =>
      db
        .selectFrom("revisions")
        .select((eb) => eb.fn.max("number").as("number"))
        .executeTakeFirstOrThrow(),
    );
    // Another number, not a higher one: a database that was restored from a backup may have fewer.
    if ((number ?? 0) === last || stopped) return;
    last = number ?? 0;
    for (const listener of listeners) listener();
  };
  const lookNow = (): void => {
    wantsAnother = looking !== undefined;
    if (stopped || looking !== undefined) return;
    looking = look()
      .catch((err: unknown) => {
        if (!(err instanceof DatabaseAway)) log("error", { err }, "new revisions could not be looked for");
      })
      .finally(() => {
        looking = undefined;
        if (wantsAnother) lookNow();
      });
  };
  const listening = driver.listen?.(lookNow, log);
  const timer = setInterval(lookNow, everyMs);
  timer.unref();
  return {
    onRevised: (listener) => void listeners.push(listener),
    async stop() {
      stopped = true;
      clearInterval(timer);
      await Promise.all([listening?.close(), looking]);
    },
  };
}
