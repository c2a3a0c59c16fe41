import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Access,
  createDesk,
  type Desk,
  loadLanguages,
  loadRegister,
  openChanges,
  openStore,
  type Store,
} from "../../src/index.ts";
import { timezone } from "../starter-desk.ts";

/** A desk whose register can be changed, and where that is kept. */
export interface LivingDesk {
  readonly desk: Desk;
  readonly store: Store;
  close(): Promise<void>;
}

/** Everybody whose name is not in the list may change everything that is public. */
function editorsBut(visitors: readonly string[]): Access {
  return {
    standingOf: ({ asker = "" }) => ({
      known: true,
      role: visitors.includes(asker) ? "visitor" : "editor",
      clearance: { level: "public", groups: [] },
    }),
    rules: () => undefined,
  };
}

const parts = Promise.all([loadRegister(), loadLanguages()]);

/** Over the starter register, with a database of its own. */
export async function openLivingDesk(
  now: () => number,
  visitors: readonly string[] = [],
): Promise<LivingDesk> {
  const [register, languages] = await parts;
  const folder = await mkdtemp(join(tmpdir(), "jambatan-living-"));
  const store = await openStore({ kind: "sqlite", path: join(folder, "jambatan.db") }, { now });
  let drafts = 0;
  const changes = await openChanges({ ...store, pack: register, newId: () => `draft${++drafts}` });
  const access = editorsBut(visitors);
  return {
    desk: createDesk({ register, languages, timezone, changes, access, ...store }),
    store,
    async close() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
