import type { WatchedRegister } from "./audience.ts";
import type { ClaimedDelivery, Delivery, DeliveryKeeper } from "./delivery.ts";
import type { Messenger } from "./messenger.ts";
import { createOffering, deliveryOf } from "./offering.ts";
import type { Subscription, SubscriptionKeeper } from "./subscription.ts";
import { type TellingWorld, tellPlace } from "./telling.ts";

export interface WatchOptions {
  readonly register: WatchedRegister;
  readonly subscriptions: SubscriptionKeeper;
  readonly deliveries: DeliveryKeeper;
  /** By the platforms with which places begin; those of others are left to processes that have them. */
  readonly messengers: ReadonlyMap<string, Messenger>;
  /** The present, in milliseconds since 1970. */
  now(): number;
  /** A name that no other has. */
  newId(): string;
  /** Logs an error and gives the id under which it was logged. */
  report(error: unknown, during: string): string;
  /** A notice was sent, so many milliseconds after it was due. */
  onTold?(lateMs: number): void;
  /** How long a claim holds, milliseconds: longer than a platform may take for a message. */
  readonly leaseMs?: number;
}

/** Tells people what they watch, when it is due. */
export interface Watch {
  /** Offers what has fallen due, and says all that nobody else says. One at a time: a second call waits for the first. */
  tick(): Promise<void>;
  /** Somebody asks from a place: where it could not be reached, it can be now. */
  heard(place: string): Promise<void>;
  /** When something falls due next, as far as is known; milliseconds since 1970. */
  next(): number | undefined;
  readonly subscriptions: () => number;
}

const usualLeaseMs = 60_000;
/** Claimed at once. */
const claimedAtOnce = 100;
/** Places that are told at once. */
const placesAtOnce = 8;
/** Where nothing was due for so long, that is written down: a restart looks back no further. Milliseconds. */
const markEveryMs = 3_600_000;

export function createWatch(options: WatchOptions): Watch {
  const { register, subscriptions: keeper, deliveries, messengers, now, newId, report } = options;
  const offering = createOffering(register);
  let version: number | undefined;
  let known: ReadonlyMap<string, Subscription> = new Map();
  let since: number | undefined;
  let revision = 0;
  let marked = { due: 0, revision: 0 };
  /** Fallen due, and not yet in the store. */
  let waiting: readonly Delivery[] = [];

  const load = async (): Promise<void> => {
    if (since === undefined) {
      const [due = 0, last = 0] = await Promise.all([deliveries.mark("due"), deliveries.mark("revision")]);
      marked = { due, revision: last };
      // Where the clock was set back, what is to come was not told yet.
      since = Math.min(due, now());
      revision = last;
    }
    const current = await keeper.version();
    if (current === version) return;
    const all = await keeper.all();
    known = new Map(all.map((one) => [one.id, one]));
    offering.replace(all, since);
    version = current;
  };
  const offer = async (): Promise<void> => {
    const at = now();
    const changed = offering.changedSince(revision, at);
    waiting = [...waiting, ...offering.due(at), ...changed.deliveries];
    revision = changed.last;
    const hasSome = waiting.length > 0;
    if (hasSome) await deliveries.offer(waiting, at);
    waiting = [];
    if (hasSome || at - marked.due > markEveryMs) {
      await deliveries.setMark("due", at);
      marked = { ...marked, due: at };
    }
    if (revision > marked.revision) {
      await deliveries.setMark("revision", revision);
      marked = { ...marked, revision };
    }
  };
  const block: TellingWorld["block"] = async (place, from) => {
    await keeper.pause(place, { since: from, why: "blocked" });
  };
  const world: TellingWorld = {
    ...options,
    leaseMs: options.leaseMs ?? usualLeaseMs,
    messengerOf: (place) => messengers.get(place.split(":", 1)[0] ?? ""),
    subscription: (id) => known.get(id),
    block,
  };
  const tell = async (): Promise<void> => {
    for (;;) {
      const token = newId();
      const at = now();
      const claimed = await deliveries.claim({
        token,
        now: at,
        until: at + world.leaseMs,
        most: claimedAtOnce,
        platforms: [...messengers.keys()],
      });
      await atOnce(byPlace(claimed), placesAtOnce, async ([place, own]) => {
        try {
          await tellPlace(world, place, token, own);
        } catch (error) {
          report(error, "telling what people watch");
        }
      });
      if (claimed.length < claimedAtOnce) return;
    }
  };
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    tick: () =>
      inTurn(async () => {
        await load();
        await offer();
        await tell();
      }),
    async heard(place) {
      const paused = [...known.values()].filter((one) => one.place === place && one.paused !== undefined);
      const [first] = paused;
      if (first?.paused === undefined) return;
      const from = first.paused.since;
      await inTurn(async () => {
        const at = now();
        const missed = paused.flatMap((one) => offering.between(one, Math.max(from, one.createdAt), at));
        await deliveries.offer([deliveryOf(first, at, { kind: "back", since: from }), ...missed], at);
        await keeper.pause(place, undefined);
        await load();
      });
    },
    next: () => offering.next(),
    subscriptions: () => known.size,
  };
}

function byPlace(claimed: readonly ClaimedDelivery[]): [place: string, own: readonly ClaimedDelivery[]][] {
  const places = new Map<string, ClaimedDelivery[]>();
  for (const delivery of claimed) {
    const own = places.get(delivery.place);
    if (own === undefined) places.set(delivery.place, [delivery]);
    else own.push(delivery);
  }
  return [...places];
}

/** Does something with each, some of them at once. */
async function atOnce<T>(all: T[], most: number, work: (one: T) => Promise<void>): Promise<void> {
  await Promise.all(
    Array.from({ length: Math.min(most, all.length) }, async () => {
      for (let one = all.shift(); one !== undefined; one = all.shift()) await work(one);
    }),
  );
}
