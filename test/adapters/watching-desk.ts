import { onTestFinished } from "vitest";
import {
  createDesk,
  type Desk,
  loadLanguages,
  loadRegister,
  type Messenger,
  openStore,
  type Subscription,
} from "../../src/index.ts";
import { timezone } from "../starter-desk.ts";
import { temporaryFile } from "../watch/world.ts";

/** A desk over the starter register that keeps what people watch. */
export interface WatchingDesk {
  readonly desk: Desk;
  watched(): Promise<readonly Subscription[]>;
  /** Tells what is due then, all of it at once. */
  tellAt(time: string, platform: string, messenger: Messenger): Promise<void>;
}

export async function openWatchingDesk(): Promise<WatchingDesk> {
  let now = 0;
  let made = 0;
  const path = await temporaryFile();
  const [register, languages, store] = await Promise.all([
    loadRegister(),
    loadLanguages(),
    openStore({ kind: "sqlite", path }, { now: () => now }),
  ]);
  onTestFinished(() => store.close());
  const desk = createDesk({
    ...store,
    register,
    languages,
    timezone,
    watches: { ...store, newId: () => `id${++made}` },
  });
  const messengers = new Map<string, Messenger>();
  const report = (error: unknown): never => {
    throw error;
  };
  const watch = desk.startWatch?.({ messengers, now: () => now, report });
  return {
    desk,
    watched: () => store.subscriptions.all(),
    async tellAt(time, platform, messenger) {
      messengers.set(platform, messenger);
      now = Date.parse(time);
      await watch?.tick();
    },
  };
}
