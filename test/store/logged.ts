import { inspect } from "node:util";
import type { Database } from "../../src/config.ts";
import { openStore, type Store } from "../../src/index.ts";

export interface Logged {
  readonly store: Store;
  /** All that was logged, with every error in it and what caused it. */
  log(): string;
}

/** A store, and what it says. */
export async function openLogged(database: Database): Promise<Logged> {
  const lines: string[] = [];
  const store = await openStore(database, {
    now: () => Date.UTC(2024, 3, 20),
    log: (level, facts, message) =>
      lines.push(`${level} ${message} ${inspect(facts, { depth: 12, showHidden: true })}`),
  });
  return { store, log: () => lines.join("\n") };
}
