import type { Database } from "../config.ts";
import type { Store, StoreOptions } from "./store.ts";

/**
 * Opens what changes at run time, and makes or brings up to date its tables.
 *
 * A database that cannot be reached or written does not stop the start: `check()` says so, it is tried again and
 * again, and `onOpen` tells when it came. The SQL libraries are loaded here and not before, for a question from a
 * shell needs none of them.
 *
 * @throws StoreError where only the operator can help: a file that is no database, a wrong password, tables of a
 *   newer version.
 */
export async function openStore(database: Database, options: StoreOptions): Promise<Store> {
  const { createStore } = await import("./store.ts");
  return createStore(database, options);
}
