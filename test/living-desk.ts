import { mkdtemp } from "node:fs/promises";
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
  /** An SQLite file; a new one where none is named. */
  readonly path?: string;
  /** The clock of what is kept, milliseconds since 1970. */
  now(): number;
}

/** A desk over the starter register whose changes are kept in a file. */
export async function openLivingDesk({ access, path, now }: LivingDeskOptions): Promise<LivingDesk> {
  const file = path ?? join(await mkdtemp(join(tmpdir(), "jambatan-living-")), "kept.db");
  const [register, languages, store] = await Promise.all([
    loadRegister(),
    loadLanguages(),
    openStore({ kind: "sqlite", path: file }, { now }),
  ]);
  let count = 0;
  const newId = (): string => `draft${++count}`;
  const changes = await openChanges({ ...store, pack: register, newId });
  await changes.living.catchUp();
  const desk = createDesk({
    register,
    languages,
    timezone,
    ...store,
    changes,
    ...(access === undefined ? {} : { access }),
  });
  return { desk, store, close: () => store.close() };
}
