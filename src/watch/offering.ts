import type { Day } from "../register/partial-date.ts";
import { createAgenda, listed, type Times } from "./agenda.ts";
import { isWatched } from "./amendment.ts";
import type { WatchedRegister } from "./audience.ts";
import type { Delivery } from "./delivery.ts";
import { daysOfDigest, nextDigest } from "./digest-times.ts";
import { outOfQuiet } from "./local-time.ts";
import type { Notice, Reminder } from "./notice.ts";
import { type Due, duesOf, usualQuiet } from "./plan.ts";
import type { Subscription } from "./subscription.ts";

/** Works out what has fallen due. It looks at a subscription when its time has come, and at all when something changed. */
export interface Offering {
  /** What is due up to now, of all that was not given yet. */
  due(now: number): readonly Delivery[];
  /** From now on these subscriptions; times before `since` are taken as given. */
  replace(subscriptions: readonly Subscription[], since: number): void;
  /** What fell due for one between two instants. */
  between(subscription: Subscription, after: number, now: number): readonly Delivery[];
  /** What was changed after a revision, for those who want to hear of it; and the last revision that was looked at. */
  changedSince(
    revision: number,
    now: number,
  ): { readonly deliveries: readonly Delivery[]; readonly last: number };
  next(): number | undefined;
}

type Planned = Due | { readonly at: number; readonly notice: Extract<Notice, { kind: "digest" }> };

export function createOffering(register: WatchedRegister): Offering {
  let subscriptions: ReadonlyMap<string, Subscription> = new Map();
  let agenda = createAgenda<Planned>();
  let planned: readonly unknown[] = [];
  let given = 0;

  const timesOf = (subscription: Subscription): Times<Planned> => {
    const { what, timezone } = subscription;
    if (what.kind === "digest") {
      const days = daysOfDigest(what.every);
      return {
        after(instant) {
          const { day, at } = nextDigest(what.every, timezone, instant);
          return { at, dues: [{ at, notice: { kind: "digest", day, days } }] };
        },
      };
    }
    const view = register.viewFor(subscription);
    return listed(view === undefined ? [] : duesOf(view, subscription));
  };
  /** What others wrote down meanwhile may have fallen due before it was read here. */
  const plan = (before: ReadonlyMap<string, Subscription>, since: number): void => {
    agenda = createAgenda();
    for (const subscription of subscriptions.values()) {
      const { id, createdAt, paused } = subscription;
      const from = before.has(id) ? given : since;
      if (paused === undefined) agenda.set(id, timesOf(subscription), Math.max(from, createdAt));
    }
  };
  const keepUp = (): void => {
    const state = register.state();
    if (state.every((one, index) => one === planned[index]) && state.length === planned.length) return;
    planned = state;
    plan(subscriptions, given);
  };
  return {
    due(now) {
      keepUp();
      const due = agenda.until(now);
      given = Math.max(given, now);
      const deliveries = due.flatMap(({ id, due: { at, notice } }) => {
        const subscription = subscriptions.get(id);
        return subscription === undefined ? [] : [deliveryOf(subscription, at, notice)];
      });
      const quietly = createQuietly(subscriptions, now);
      return latestOnly(deliveries).map((one) => (now - one.dueAt > lateMs ? quietly(one) : one));
    },
    replace(all, since) {
      const before = subscriptions;
      subscriptions = new Map(all.map((one) => [one.id, one]));
      given = Math.max(given, since);
      planned = register.state();
      plan(before, since);
    },
    between(subscription, after, now) {
      const times = timesOf(subscription);
      const deliveries: Delivery[] = [];
      for (let next = times.after(after); next !== undefined && next.at <= now; next = times.after(next.at))
        for (const { at, notice } of next.dues) deliveries.push(deliveryOf(subscription, at, notice));
      return latestOnly(deliveries);
    },
    changedSince(revision, now) {
      const all = register.news();
      const last = all.at(-1)?.number ?? 0;
      if (last <= revision) return { deliveries: [], last: revision };
      const news = all.filter(({ number }) => number > revision);
      const deliveries = news.flatMap((one) =>
        [...subscriptions.values()].flatMap((subscription): readonly Delivery[] => {
          const view = register.viewFor(subscription);
          if (view === undefined || !isWatched(subscription, one, view)) return [];
          const notice: Notice = { kind: "change", revision: one.number, entry: one.entry };
          return [deliveryOf(subscription, one.at, notice)];
        }),
      );
      return { deliveries: deliveries.map(createQuietly(subscriptions, now)), last };
    },
    next: () => agenda.next(),
  };
}

/** What is due on time was planned out of quiet hours, or somebody chose its time; later it has to wait for them to end. */
const lateMs = 15 * 60_000;

/** Deliveries that wait where it is quiet now; many have the same hours in the same zone. */
function createQuietly(
  subscriptions: ReadonlyMap<string, Subscription>,
  now: number,
): (delivery: Delivery) => Delivery {
  const known = new Map<string, number>();
  return (delivery) => {
    const subscription = subscriptions.get(delivery.subscription);
    if (subscription === undefined) return delivery;
    const { quiet = usualQuiet, timezone } = subscription;
    const key = `${quiet.from} ${quiet.to} ${timezone}`;
    const notBefore = known.get(key) ?? outOfQuiet(now, quiet, timezone);
    known.set(key, notBefore);
    return notBefore === now ? delivery : { ...delivery, notBefore };
  };
}

export function deliveryOf({ id, place }: Subscription, at: number, notice: Notice): Delivery {
  return { key: `${id} ${keyOf(notice)}`, subscription: id, place, dueAt: at, notice };
}

function keyOf(notice: Notice): string {
  switch (notice.kind) {
    case "reminder":
      return `${notice.about} ${notice.entry} ${notice.date} ${notice.lead}d`;
    case "change":
      return `change ${notice.revision}`;
    case "digest":
      return `digest ${notice.day satisfies Day}`;
    case "back":
      return `back ${notice.since}`;
  }
}

/** Of reminders of one thing, and of digests, only the last: what was missed is not told piece by piece. */
function latestOnly(deliveries: readonly Delivery[]): readonly Delivery[] {
  const last = new Map<string, Delivery>();
  for (const delivery of deliveries) {
    const { notice, subscription } = delivery;
    const of =
      notice.kind === "reminder" ? `${notice.about} ${notice.entry} ${notice.date}` : keyless(notice);
    last.set(`${subscription} ${of}`, delivery);
  }
  return [...last.values()];
}

const keyless = (notice: Exclude<Notice, Reminder>): string =>
  notice.kind === "digest" ? "digest" : keyOf(notice);
