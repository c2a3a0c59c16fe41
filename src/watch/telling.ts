import type { WatchedRegister } from "./audience.ts";
import { mostAtOnce, replyOf, tellingOf } from "./compose-notice.ts";
import type { ClaimedDelivery, DeliveryKeeper } from "./delivery.ts";
import { type Messenger, Undelivered } from "./messenger.ts";
import type { Subscription } from "./subscription.ts";
import type { Told } from "./told.ts";

export interface TellingWorld {
  readonly register: WatchedRegister;
  readonly deliveries: DeliveryKeeper;
  /** Absent where nothing speaks the place's platform. */
  messengerOf(place: string): Messenger | undefined;
  subscription(id: string): Subscription | undefined;
  /** Nothing can be said in a place: what it watches is paused. */
  block(place: string, since: number): Promise<void>;
  /** The present, in milliseconds since 1970. */
  now(): number;
  /** How long a claim holds, milliseconds. */
  readonly leaseMs: number;
  report(error: unknown, during: string): string;
  /** A notice was sent, so many milliseconds after it was due. */
  onTold?(lateMs: number): void;
}

/** A message that was not taken, or a platform that is not connected, is tried again after this, milliseconds. */
const againMs = 30_000;
/** One that may have arrived is said once more, and then no more. */
const mostDoubts = 1;

/** Says what somebody claimed for one place, one message after another. */
export async function tellPlace(
  world: TellingWorld,
  place: string,
  token: string,
  claimed: readonly ClaimedDelivery[],
): Promise<void> {
  const { deliveries, messengerOf, now } = world;
  const messenger = messengerOf(place);
  if (messenger === undefined)
    return deliveries.again(
      claimed.map(({ key }) => key),
      now() + againMs,
    );
  const open = await withoutDoubts(world, messenger, claimed);
  for (const [subscription, group] of grouped(world, open)) {
    if (subscription === undefined) {
      await deliveries.end(
        group.map(({ key }) => key),
        "dropped",
        now(),
      );
      continue;
    }
    if (!(await tellGroup(world, messenger, token, subscription, group))) return;
  }
}

/** What may have arrived is looked for where the platform can tell; what was in doubt twice is let be. */
async function withoutDoubts(
  { deliveries, now, leaseMs, report }: TellingWorld,
  messenger: Messenger,
  claimed: readonly ClaimedDelivery[],
): Promise<readonly ClaimedDelivery[]> {
  const open: ClaimedDelivery[] = [];
  for (const delivery of claimed) {
    const { key, place, doubts } = delivery;
    try {
      const found = doubts === 0 ? "absent" : ((await messenger.find?.(place, key)) ?? "unknown");
      if (found === "absent") open.push({ ...delivery, doubts: 0 });
      else if (found !== "unknown") await deliveries.end([key], "sent", now(), found.trace);
      else if (doubts > mostDoubts) await deliveries.end([key], "doubtful", now());
      else open.push(delivery);
    } catch (error) {
      if (!(error instanceof Undelivered)) report(error, "looking for a notice that may have arrived");
      await deliveries.again([key], now() + leaseMs);
    }
  }
  return open;
}

type Group = readonly [subscription: Subscription | undefined, deliveries: readonly ClaimedDelivery[]];

/** Those of one subscriber together, what may have arrived apart from what surely has not. */
function grouped({ subscription }: TellingWorld, claimed: readonly ClaimedDelivery[]): readonly Group[] {
  const groups = new Map<string, { subscription: Subscription | undefined; deliveries: ClaimedDelivery[] }>();
  for (const delivery of claimed) {
    const of = subscription(delivery.subscription);
    const key = of === undefined ? "" : [of.by, of.lang, of.timezone, delivery.doubts > 0].join(" ");
    const group = groups.get(key) ?? { subscription: of, deliveries: [] };
    groups.set(key, group);
    group.deliveries.push(delivery);
  }
  return [...groups.values()].map(({ subscription: of, deliveries }) => [of, deliveries]);
}

interface Ready {
  readonly delivery: ClaimedDelivery;
  readonly told: Told;
}

/** False where nothing more can be said in the place now. */
async function tellGroup(
  world: TellingWorld,
  messenger: Messenger,
  token: string,
  subscriber: Subscription,
  group: readonly ClaimedDelivery[],
): Promise<boolean> {
  const { register, deliveries, now } = world;
  const ready: Ready[] = [];
  const empty: string[] = [];
  const audience = register.audienceOf(subscriber, now());
  const news = register.news();
  for (const delivery of group) {
    const subscription = world.subscription(delivery.subscription) ?? subscriber;
    const told =
      audience === undefined
        ? undefined
        : tellingOf(delivery.notice, { audience, subscription, news, now: now() });
    if (told === undefined) empty.push(delivery.key);
    else ready.push({ delivery, told });
  }
  if (empty.length > 0) await deliveries.end(empty, "dropped", now());
  if (audience === undefined) return true;
  const messages = ready.length > mostAtOnce ? [ready] : ready.map((one) => [one]);
  for (const [index, message] of messages.entries()) {
    const [first] = message;
    if (first === undefined) continue;
    // The marks of what is said stand for one message: each has its own.
    const own = messages.length === 1 ? audience : register.audienceOf(subscriber, now());
    if (own === undefined) return true;
    const subscription = world.subscription(first.delivery.subscription) ?? subscriber;
    const told = message.map((one) =>
      own === audience
        ? one.told
        : (tellingOf(one.delivery.notice, { audience: own, subscription, news, now: now() }) ?? one.told),
    );
    const reply = replyOf(told, { audience: own, subscription, isRepeat: first.delivery.doubts > 0 });
    const keys = message.map(({ delivery }) => delivery.key);
    const begun = await deliveries.begin(keys, token, now() + world.leaseMs);
    // Somebody else has them by now.
    if (begun.length < keys.length) {
      if (begun.length > 0) await deliveries.again(begun, now());
      continue;
    }
    try {
      const { trace } = await messenger.send(first.delivery.place, reply, first.delivery.key);
      await deliveries.end(keys, "sent", now(), trace);
      for (const { delivery } of message) world.onTold?.(Math.max(0, now() - delivery.dueAt));
    } catch (error) {
      const rest = messages.slice(index).flatMap((one) => one.map(({ delivery }) => delivery));
      if (!(await undelivered(world, error, keys, rest))) return false;
    }
  }
  return true;
}

/** What becomes of a message that was not sent for sure. True where the next may be. */
async function undelivered(
  { deliveries, now, report, block }: TellingWorld,
  error: unknown,
  keys: readonly string[],
  rest: readonly ClaimedDelivery[],
): Promise<boolean> {
  if (!(error instanceof Undelivered)) throw error;
  switch (error.reason) {
    case "doubtful":
      // Its claim runs out, and whoever takes it next knows that it is in doubt.
      return true;
    case "refused":
      report(error.cause ?? error, "telling a notice");
      await deliveries.end(keys, "dropped", now());
      return true;
    case "temporary":
      await deliveries.again(
        rest.map(({ key }) => key),
        now() + (error.retryMs ?? againMs),
      );
      return false;
    case "blocked": {
      const [first] = rest;
      await block(first?.place ?? "", Math.min(...rest.map(({ dueAt }) => dueAt)) - 1);
      await deliveries.forget(rest.map(({ key }) => key));
      return false;
    }
  }
}
