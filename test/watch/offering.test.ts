import { expect, test } from "vitest";
import { loadRegister } from "../../src/index.ts";
import { createView, publicClearance, type View } from "../../src/register/view.ts";
import { createOffering } from "../../src/watch/offering.ts";
import type { Subscription } from "../../src/watch/subscription.ts";
import { university } from "./world.ts";

const hour = 3_600_000;
const register = await loadRegister(university);

/** A register that counts how often it is looked into. */
function counted() {
  const looks = { views: 0, entries: 0 };
  let state: readonly unknown[] = [{}];
  const view = createView(register, publicClearance);
  const watching: View = new Proxy(view, {
    get(target, name) {
      if (name === "statements") looks.entries++;
      return Reflect.get(target, name);
    },
  });
  return {
    looks,
    change: () => {
      state = [{}];
    },
    source: {
      state: () => state,
      news: () => [],
      viewFor: () => {
        looks.views++;
        return watching;
      },
      audienceOf: () => undefined,
    },
  };
}

const subscriptions = Array.from(
  { length: 500 },
  (_, index): Subscription => ({
    id: `s${index}`,
    place: `telegram:${index}`,
    by: `telegram:${index}`,
    what: { kind: "topic", topic: index % 2 === 0 ? "visits" : "expiring" },
    lang: "en",
    timezone: "UTC",
    createdAt: 0,
  }),
);

test("a look at what is due looks at nobody's before its time, and at all of them once when something changed", () => {
  const { looks, change, source } = counted();
  const offering = createOffering(source);
  let now = Date.parse("2026-11-01T00:00:00Z");
  offering.replace(subscriptions, now);
  expect(looks.views).toBe(500);
  const entries = looks.entries;
  for (let tick = 0; tick < 500; tick++) {
    now += hour;
    expect(offering.due(now)).toEqual([]);
    expect(offering.changedSince(0, now)).toEqual({ deliveries: [], last: 0 });
  }
  expect(looks).toEqual({ views: 500, entries });
  now = Date.parse("2026-11-24T08:00:00Z");
  expect(offering.due(now)).toHaveLength(250);
  expect(looks).toEqual({ views: 500, entries });
  change();
  expect(offering.due(now + hour)).toEqual([]);
  expect(offering.due(now + 2 * hour)).toEqual([]);
  expect(looks).toEqual({ views: 1_000, entries });
});
