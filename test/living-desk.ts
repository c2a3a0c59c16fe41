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
} from "../src/index.ts";
import { timezone } from "./starter-desk.ts";

export interface LivingDesk {
  readonly desk: Desk;
  readonly store: Store;
  close(): Promise<void>;
}

export interface LivingDeskOptions {
  readonly access?: Access;
  /** A register's folder; the starter register where none is named. */
  readonly folder?: string;
  /** An SQLite file; a new one where none is named. */
  readonly path?: string;
  /** The clock of what is kept, milliseconds since 1970. */
  now(): number;
}

/** Everybody whose name is not in the list may change everything that is public. */
export function editorsBut(visitors: readonly string[] = []): Access {
  return {
    standingOf: ({ asker = "" }) => ({
      known: true,
      role: visitors.includes(asker) ? "visitor" : "editor",
      clearance: { level: "public", groups: [] },
    }),
    rules: () => undefined,
  };
}

const registers = new Map<string | undefined, ReturnType<typeof loadRegister>>();
let languages: ReturnType<typeof loadLanguages> | undefined;

/** A desk over a register whose changes are kept in a file. */
export async function openLivingDesk({ access, folder, path, now }: LivingDeskOptions): Promise<LivingDesk> {
  const own = path === undefined ? await mkdtemp(join(tmpdir(), "jambatan-living-")) : undefined;
  const file = path ?? join(own ?? "", "kept.db");
  const loading = registers.get(folder) ?? loadRegister(folder);
  registers.set(folder, loading);
  languages ??= loadLanguages();
  const [register, words, store] = await Promise.all([
    loading,
    languages,
    openStore({ kind: "sqlite", path: file }, { now }),
  ]);
  let count = 0;
  const newId = (): string => `draft${++count}`;
  const changes = await openChanges({ ...store, pack: register, newId });
  await changes.living.catchUp();
  const desk = createDesk({
    register,
    languages: words,
    timezone,
    ...store,
    changes,
    ...(access === undefined ? {} : { access }),
  });
  return {
    desk,
    store,
    async close() {
      await store.close();
      if (own !== undefined) await rm(own, { recursive: true, force: true });
    },
  };
}
