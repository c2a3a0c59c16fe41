import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Access,
  createDesk,
  type Desk,
  loadLanguages,
  type Messenger,
  openChanges,
  openStore,
  type Register,
  type Reply,
  type Watch,
} from "../../src/index.ts";

/** A desk that keeps everything that a desk can keep, and what it said unasked. */
export interface Twin {
  readonly desk: Desk;
  readonly watch: Watch;
  readonly told: readonly { readonly place: string; readonly reply: Reply }[];
  /** What it says unasked goes there, too. */
  messenger: Messenger | undefined;
  close(): Promise<void>;
}

/** A clock that stands still until it is set. */
export interface Clock {
  now: number;
}

const languages = await loadLanguages();

export async function openTwin(register: Register, access: Access, clock: Clock): Promise<Twin> {
  const folder = await mkdtemp(join(tmpdir(), "jambatan-twin-"));
  const now = (): number => clock.now;
  const store = await openStore({ kind: "sqlite", path: join(folder, "kept.db") }, { now });
  let made = 0;
  const newId = (): string => `id${++made}`;
  const changes = await openChanges({ ...store, pack: register, newId });
  await changes.living.catchUp();
  const desk = createDesk({
    ...store,
    register,
    changes,
    access,
    languages,
    timezone: "UTC",
    watches: { ...store, newId },
    publicUrl: "https://desk.example.org",
    newSecret: () => String(++made).padStart(43, "s"),
  });
  const told: { place: string; reply: Reply }[] = [];
  const reported: unknown[] = [];
  const messenger: Messenger = {
    async send(place, reply, key) {
      told.push({ place, reply });
      return twin.messenger?.send(place, reply, key) ?? { trace: String(told.length) };
    },
  };
  const watch = desk.startWatch?.({
    now,
    messengers: new Map(["slack", "telegram"].map((platform) => [platform, messenger])),
    report: (error) => `e${reported.push(error)}`,
  });
  if (watch === undefined) throw new Error("the desk keeps no watches");
  const twin: Twin = {
    desk,
    watch,
    told,
    messenger: undefined,
    async close() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
      if (reported.length > 0) throw new AggregateError(reported, "the watch reported errors");
    },
  };
  return twin;
}

/** A desk over all of a register, and one over what is left of it. */
export interface Twins {
  readonly clock: Clock;
  readonly both: readonly [whole: Twin, left: Twin];
  close(): Promise<void>;
}

export async function openTwins(
  registers: readonly [Register, Register],
  access: Access,
  now: number,
): Promise<Twins> {
  const clock = { now };
  const [one, other] = registers;
  const both = [await openTwin(one, access, clock), await openTwin(other, access, clock)] as const;
  return {
    clock,
    both,
    async close() {
      for (const twin of both) await twin.close();
    },
  };
}
