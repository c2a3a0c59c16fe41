import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";
import type { Living } from "../../src/change/living.ts";
import {
  type Access,
  createDesk,
  type Desk,
  loadLanguages,
  loadRegister,
  type Messenger,
  openChanges,
  openStore,
  type Question,
  type Register,
  type Reply,
  type Store,
  type Watch,
} from "../../src/index.ts";
import { createReviser } from "../change/revising.ts";
import { textsOf } from "../starter-desk.ts";

export const university = fileURLToPath(new URL("../fixtures/university/", import.meta.url));
const languages = await loadLanguages();

export interface Message {
  readonly place: string;
  readonly text: string;
  readonly reply: Reply;
  readonly key: string;
  readonly at: number;
}

/** A clock that stands still until it is set. */
export interface Clock {
  now: number;
}

/** A platform as a test has it: what was said, and what goes wrong. */
export interface Platform extends Messenger {
  readonly said: Message[];
  /** Called before a message is taken; what it throws, the platform says. */
  before: (place: string) => void | Promise<void>;
  /** Called when it was taken; what it throws comes in the place of the answer. */
  after: (place: string) => void | Promise<void>;
}

export function createPlatform(clock: Clock): Platform {
  const platform: Platform = {
    said: [],
    before: () => {},
    after: () => {},
    async send(place, reply, key) {
      await platform.before(place);
      platform.said.push({ place, reply, key, at: clock.now, text: textsOf(reply).join("\n") });
      await platform.after(place);
      return { trace: String(platform.said.length) };
    },
  };
  return platform;
}

export interface World {
  readonly desk: Desk;
  readonly store: Store;
  readonly living: Living;
  readonly watch: Watch;
  readonly reported: unknown[];
  ask(text: string, more?: Partial<Question>): Promise<string>;
  stop(): Promise<void>;
}

export interface WorldOptions {
  readonly clock: Clock;
  readonly platform: Messenger | undefined;
  readonly folder?: string;
  /** In the place of what the folder holds. */
  readonly register?: Register;
  readonly file?: string;
  readonly access?: Access;
  readonly timezone?: string;
}

let made = 0;
export const newId = (): string => `id${++made}`;

export async function temporaryFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "jambatan-watch-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, "jambatan.db");
}

/** A desk with a store of its own and a watch that ticks when it is told to. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const { clock, platform, folder = university, access, timezone = "UTC" } = options;
  const file = options.file ?? (await temporaryFile());
  const now = (): number => clock.now;
  const pack = options.register ?? (await loadRegister(folder));
  const store = await openStore({ kind: "sqlite", path: file }, { now });
  const changes = await openChanges({ ...store, pack, newId });
  await changes.living.catchUp();
  const desk = createDesk({
    ...store,
    register: pack,
    changes,
    languages,
    timezone,
    watches: { ...store, newId },
    ...(access === undefined ? {} : { access }),
  });
  const reported: unknown[] = [];
  const watch = desk.startWatch?.({
    now,
    messengers: new Map(platform === undefined ? [] : [["telegram", platform]]),
    report: (error) => `e${reported.push(error)}`,
  });
  if (watch === undefined) throw new Error("the desk keeps no watches");
  const stop = (): Promise<void> => store.close();
  onTestFinished(stop);
  return {
    desk,
    store,
    living: changes.living,
    watch,
    reported,
    stop,
    async ask(text, more = {}) {
      const reply = await desk.answer({
        text,
        now: clock.now,
        asker: "telegram:1",
        place: "telegram:1",
        placeIsDirect: true,
        ...more,
      });
      return [reply.outcome, ...textsOf(reply)].join("\n");
    },
  };
}

/** Moves the clock on, from one time at which something is due to the next, and in steps between where some are wanted. */
export async function runUntil(
  { watch }: World,
  clock: Clock,
  to: number,
  everyMs = Infinity,
): Promise<void> {
  for (;;) {
    await watch.tick();
    if (clock.now >= to) return;
    clock.now = Math.min(to, clock.now + everyMs, Math.max(watch.next() ?? to, clock.now + 1));
  }
}

/** Somebody changes an entry. */
export async function edit(
  world: World,
  id: string,
  stated: Record<string, string>,
  clock: Clock,
): Promise<void> {
  const reviser = createReviser(world.living.register().entries, []);
  const values = Object.fromEntries(
    Object.entries(stated).map(([field, value]) => [field, [{ value, cites: [], editorial: true as const }]]),
  );
  const { number: _, ...revision } = reviser.edit(id, values);
  const turn = world.living.of(id).length + 1;
  const added = await world.living.add({
    ...revision,
    turn,
    at: clock.now,
    by: "telegram:7",
    draft: `d-${id}-${turn}`,
  });
  expect(added.kind).toBe("added");
  expect(world.living.aside()).toEqual([]);
}
