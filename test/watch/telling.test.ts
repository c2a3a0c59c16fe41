import { describe, expect, test } from "vitest";
import { loadRegister, Undelivered } from "../../src/index.ts";
import { createRegister } from "../../src/register/register.ts";
import { accessOf, discreet } from "../access/discreet-desk.ts";
import { createPlatform, edit, openWorld, runUntil, temporaryFile } from "./world.ts";

const hour = 3_600_000;
const day = 24 * hour;
const at = (text: string): number => Date.parse(text);

describe("reminders", () => {
  test("of a visit come 7 days and 1 day before and on the morning itself, at eight by the subscriber's clock", async () => {
    const clock = { now: at("2026-10-01T00:00:00Z") };
    const platform = createPlatform(clock);
    const world = await openWorld({ clock, platform });
    expect(await world.ask("/watch visits zone:Asia/Kathmandu")).toMatch(
      /^answered\nTold here from now on: visits/,
    );
    await runUntil(world, clock, at("2026-12-10T00:00:00Z"));
    expect(platform.said.map(({ at: when }) => new Date(when).toISOString())).toEqual([
      "2026-11-24T02:15:00.000Z",
      "2026-11-30T02:15:00.000Z",
      "2026-12-01T02:15:00.000Z",
    ]);
    expect(platform.said.map(({ text }) => text.split("\n")[0])).toEqual([
      expect.stringMatching(/^In 7 days: Visit of Tolmira's dean.*1–3 December 2026/),
      expect.stringMatching(/^Tomorrow: /),
      expect.stringMatching(/^Today: /),
    ]);
    expect(platform.said[0]?.text).toContain("Gazette");
    expect(platform.said[0]?.reply.followUps.map(({ command }) => command)).toEqual([
      "/show visit-2026",
      "/unwatch visits",
    ]);
  });

  test("come as long before as somebody chose, and never after quiet has begun", async () => {
    const clock = { now: at("2026-10-01T00:00:00Z") };
    const platform = createPlatform(clock);
    const world = await openWorld({ clock, platform });
    await world.ask("/watch visit-2026 3d 0d quiet:06:00-09:30");
    await runUntil(world, clock, at("2026-12-10T00:00:00Z"));
    expect(platform.said.map(({ at: when }) => new Date(when).toISOString())).toEqual([
      "2026-11-28T09:30:00.000Z",
      "2026-12-01T09:30:00.000Z",
    ]);
  });

  test("of an agreement that lapses come 180, 90, 30, 7 and 0 days before, years ahead", async () => {
    const clock = { now: at("2026-10-01T00:00:00Z") };
    const platform = createPlatform(clock);
    const world = await openWorld({ clock, platform });
    await world.ask("/watch expiring");
    await runUntil(world, clock, at("2030-12-01T00:00:00Z"));
    const days = platform.said.map(({ at: when }) => Math.round((at("2030-08-31T08:00:00Z") - when) / day));
    expect(days).toEqual([180, 90, 30, 7, 0]);
    expect(platform.said.every(({ text }) => text.includes("31 August 2030"))).toBe(true);
  });

  test("a date known only by its month is told for the month, and no day of it is named", async () => {
    const clock = { now: at("2025-06-01T00:00:00Z") };
    const platform = createPlatform(clock);
    const world = await openWorld({ clock, platform });
    await world.ask("/watch commitments");
    await runUntil(world, clock, at("2025-12-01T00:00:00Z"));
    expect(platform.said.map(({ at: when }) => new Date(when).toISOString().slice(0, 10))).toEqual([
      "2025-09-01",
      "2025-10-01",
    ]);
    for (const { text } of platform.said) {
      expect(text.split("\n")[0]).toBe("Due, the day not being recorded: Buoys for Tolmira, October 2025");
      expect(text).not.toMatch(/\d October/);
    }
  });

  test("what is past, cancelled or moved is not reminded of; the new day is", async () => {
    const clock = { now: at("2026-11-20T00:00:00Z") };
    const platform = createPlatform(clock);
    const world = await openWorld({ clock, platform });
    await world.ask("/watch visits");
    await world.watch.tick();
    await edit(world, "visit-2026", { period: "2026-12-10/2026-12-12" }, clock);
    await runUntil(world, clock, at("2026-12-04T00:00:00Z"));
    expect(platform.said.map(({ text }) => text.split("\n")[0])).toEqual([
      expect.stringMatching(/^Changed by Ann: Visit of Tolmira/),
      expect.stringMatching(/^In 7 days: .*10–12 December 2026/),
    ]);
    expect(platform.said[0]?.text).toContain("Period: 1–3 December 2026 → 10–12 December 2026");
    await edit(world, "visit-2026", { status: "cancelled" }, clock);
    await runUntil(world, clock, at("2026-12-20T00:00:00Z"));
    expect(platform.said).toHaveLength(3);
    expect(platform.said[2]?.text).toMatch(/^Cancelled by Ann: Visit of Tolmira/);
  });
});

test("a subscriber of a person or an organisation is told of what is linked to it", async () => {
  const clock = { now: at("2026-11-20T00:00:00Z") };
  const platform = createPlatform(clock);
  const world = await openWorld({ clock, platform });
  await world.ask("/watch tomas-ibarra");
  await runUntil(world, clock, at("2026-11-25T00:00:00Z"));
  expect(platform.said.map(({ text }) => text.split("\n")[0])).toEqual([
    expect.stringMatching(/^In 7 days: /),
  ]);
});

test("after days of downtime it is one summary, and of each thing only the latest", async () => {
  const clock = { now: at("2026-11-01T00:00:00Z") };
  const platform = createPlatform(clock);
  const file = await temporaryFile();
  const before = await openWorld({ clock, platform, file });
  for (const text of [
    "/watch visits",
    "/watch visit-2026",
    "/watch tomas-ibarra",
    "/watch tolmira",
    "/watch skarvik",
  ])
    await before.ask(text);
  await before.watch.tick();
  await before.stop();
  clock.now = at("2026-11-30T12:00:00Z");
  const after = await openWorld({ clock, platform, file });
  await after.watch.tick();
  expect(platform.said).toHaveLength(1);
  expect(platform.said[0]?.text).toMatch(/^5 things to know:\nTomorrow: Visit of Tolmira/);
  await after.watch.tick();
  expect(platform.said).toHaveLength(1);
});

describe("a platform that fails", () => {
  test("temporarily, is asked again, and says it once", async () => {
    const clock = { now: at("2026-11-23T00:00:00Z") };
    const platform = createPlatform(clock);
    const world = await openWorld({ clock, platform });
    await world.ask("/watch visits");
    let failures = 3;
    platform.before = () => {
      if (failures-- > 0) throw new Undelivered("temporary");
    };
    await runUntil(world, clock, at("2026-11-24T12:00:00Z"), 60_000 * 10);
    expect(platform.said).toHaveLength(1);
    expect(platform.said[0]?.text).not.toContain("may have reached you");
  });

  test("half-way leaves a doubt: it is said once more, and says so", async () => {
    const clock = { now: at("2026-11-23T00:00:00Z") };
    const platform = createPlatform(clock);
    const world = await openWorld({ clock, platform });
    await world.ask("/watch visits");
    platform.after = () => {
      throw new Undelivered("doubtful");
    };
    await runUntil(world, clock, at("2026-11-25T00:00:00Z"), 60_000 * 10);
    expect(platform.said).toHaveLength(2);
    expect(platform.said[0]?.text).not.toContain("may have reached you");
    expect(platform.said[1]?.text).toMatch(/^This may have reached you before\.\nIn 7 days/);
  });

  test("half-way, but remembers the message, is not told again", async () => {
    const clock = { now: at("2026-11-23T00:00:00Z") };
    const platform = createPlatform(clock);
    const remembering = {
      ...platform,
      send: platform.send,
      find: async (_: string, key: string) =>
        platform.said.some((message) => message.key === key) ? { trace: "found" } : ("absent" as const),
    };
    const world = await openWorld({ clock, platform: remembering });
    await world.ask("/watch visits");
    platform.after = () => {
      throw new Undelivered("doubtful");
    };
    await runUntil(world, clock, at("2026-11-25T00:00:00Z"), 60_000 * 10);
    expect(platform.said).toHaveLength(1);
  });

  test("a chat that is blocked is left alone until somebody asks from it, and is told so then", async () => {
    const clock = { now: at("2026-11-20T00:00:00Z") };
    const platform = createPlatform(clock);
    const world = await openWorld({ clock, platform });
    await world.ask("/watch visits");
    let tries = 0;
    platform.before = () => {
      tries++;
      throw new Undelivered("blocked");
    };
    await runUntil(world, clock, at("2026-11-30T12:00:00Z"), hour);
    expect(tries).toBe(1);
    platform.before = () => {};
    await world.ask("/help");
    await world.watch.tick();
    expect(platform.said.map(({ text }) => text.split("\n")[0])).toEqual([
      expect.stringMatching(/^Tomorrow: /),
      expect.stringMatching(/^Nothing could be said here since/),
    ]);
    await runUntil(world, clock, at("2026-12-01T12:00:00Z"), hour);
    expect(platform.said.at(-1)?.text).toMatch(/^Today: /);
  });
});

describe("digests", () => {
  test("come on their day at their time, over a change of clocks, and not where there is nothing to say", async () => {
    const clock = { now: at("2026-10-01T00:00:00Z") };
    const platform = createPlatform(clock);
    const world = await openWorld({ clock, platform });
    expect(await world.ask("/digest weekly monday 08:00 zone:Europe/Oslo")).toContain(
      "digest, Monday at 08:00",
    );
    await runUntil(world, clock, at("2026-12-20T00:00:00Z"));
    // The week of the visit, and the one before, on whose last days' eve it lies.
    expect(platform.said.map(({ at: when }) => new Date(when).toISOString())).toEqual([
      "2026-11-30T07:00:00.000Z",
    ]);
    expect(platform.said[0]?.text).toMatch(
      /^The next 7 days:\nOne visit or event to come:\nVisit of Tolmira/,
    );
  });

  test.each(["daily 25:00", "weekly someday 08:00", "hourly", "daily 08:60", "weekly monday tuesday"])(
    "/digest %s is no time, and says what is",
    async (rhythm) => {
      const clock = { now: at("2026-10-01T00:00:00Z") };
      const world = await openWorld({ clock, platform: createPlatform(clock) });
      expect(await world.ask(`/digest ${rhythm}`)).toMatch(
        /^notFound\n“.*” is no time for a digest; expected/,
      );
      expect(await world.store.subscriptions.all()).toEqual([]);
    },
  );
});

describe("what somebody may not see", () => {
  const access = accessOf("strangers: public\npeople:\n  telegram:2: { clearance: internal }\n");

  test("is answered byte for byte like what does not exist, however it is named", async () => {
    const clock = { now: at("2026-10-01T00:00:00Z") };
    const hidden = await openWorld({ clock, platform: createPlatform(clock), folder: discreet, access });
    const { entries } = await loadRegister(discreet);
    const register = createRegister(entries.filter(({ visibility }) => visibility === undefined));
    expect(register.entries.length).toBeLessThan(entries.length);
    const absent = await openWorld({ clock, platform: createPlatform(clock), register, access });
    const lines = ["Quillon", "quillon", "Quillon Holdings 3d zone:UTC", "Qillon", "timetable"].flatMap(
      (name) => [`/watch ${name}`, `/unwatch ${name}`],
    );
    for (const text of [...lines, "/choose quillon vellamo then:watch", "/watching"]) {
      const question = { text, now: clock.now, asker: "telegram:1", place: "telegram:1" };
      const [shown, known] = await Promise.all([hidden, absent].map(({ desk }) => desk.answer(question)));
      expect(JSON.stringify(shown)).toBe(JSON.stringify(known));
    }
    const insider = { asker: "telegram:2", place: "telegram:2" };
    expect(await hidden.ask("/watch Quillon", insider)).toMatch(/^answered/);
    expect(await absent.ask("/watch Quillon", insider)).toMatch(/^notFound/);
  });

  test("cannot be watched, and looks like what does not exist", async () => {
    const clock = { now: at("2026-10-01T00:00:00Z") };
    const world = await openWorld({ clock, platform: createPlatform(clock), folder: discreet, access });
    const outsider = async (text: string): Promise<string> =>
      (await world.ask(text)).replaceAll(/quil\w+/gi, "X");
    expect(await outsider("/watch Quillon")).toMatch(/^notFound/);
    expect(await outsider("/watch Quillon")).toBe(await outsider("/watch Quilbert"));
    expect(await world.store.subscriptions.all()).toEqual([]);
    const insider = { asker: "telegram:2", place: "telegram:2" };
    expect(await world.ask("/watch Quillon", insider)).toMatch(/^answered/);
  });
});

test("a name that several have is asked about, and what is chosen is told of as was wanted", async () => {
  const clock = { now: at("2026-10-01T00:00:00Z") };
  const world = await openWorld({ clock, platform: createPlatform(clock) });
  const asked = { asker: "telegram:1", place: "telegram:1", placeIsDirect: true as const, now: clock.now };
  const text = "/watch Oddvik 3d 1d zone:Asia/Kathmandu quiet:22:00-06:00";
  const reply = await world.desk.answer({ text, ...asked });
  expect(reply.outcome).toBe("choose");
  const [choice] = reply.head.flatMap((part) => (part.kind === "choice" ? part.options : []));
  await world.ask(choice?.command ?? "");
  expect(await world.store.subscriptions.all()).toMatchObject([
    {
      what: { kind: "entry" },
      leads: [3, 1],
      timezone: "Asia/Kathmandu",
      quiet: { from: 1_320, to: 360 },
    },
  ]);
});

test("unknown zones and times of quiet are said to be so", async () => {
  const clock = { now: at("2026-10-01T00:00:00Z") };
  const world = await openWorld({ clock, platform: createPlatform(clock) });
  expect(await world.ask("/watch visits zone:Mars/Olympus")).toMatch(
    /^notFound\n“Mars\/Olympus” is no time zone/,
  );
  expect(await world.ask("/watch visits quiet:25:00-07:00")).toMatch(
    /^notFound\n“25:00-07:00” is no time of quiet/,
  );
});

test("one person's watches are bounded, and that is said", async () => {
  const clock = { now: at("2026-10-01T00:00:00Z") };
  const world = await openWorld({ clock, platform: createPlatform(clock) });
  await Promise.all(
    Array.from({ length: 1_000 }, (_, index) =>
      world.ask("/watch visits", { place: `telegram:-${index + 1}`, placeIsDirect: undefined as never }),
    ),
  );
  expect(await world.ask("/watch visits")).toMatch(/^refused\nYou watch 1,000 things already/);
  expect(await world.ask("/watch visits", { asker: "telegram:9", place: "telegram:9" })).toMatch(/^answered/);
});

test("what is watched is listed, and can be ended", async () => {
  const clock = { now: at("2026-10-01T00:00:00Z") };
  const platform = createPlatform(clock);
  const world = await openWorld({ clock, platform });
  expect(await world.ask("/watching")).toContain("Nothing is watched here");
  await world.ask("/watch visits 3d 1d");
  await world.ask("/watch skarvik");
  await world.ask("/digest daily 07:30");
  const list = await world.ask("/watching");
  expect(list).toContain("3 things are watched here:");
  expect(list).toContain("visits and events · 3 days before, 1 day before · UTC");
  expect(await world.ask("/unwatch skarvik")).toMatch(/^answered\nNot told here any more: /);
  expect(await world.ask("/unwatch skarvik")).toMatch(/^notFound\nNothing of that name/);
  expect(await world.ask("/digest off")).toMatch(/^answered/);
  expect(await world.ask("/unwatch all")).toMatch(/^answered/);
  await runUntil(world, clock, at("2026-12-10T00:00:00Z"));
  expect(platform.said).toEqual([]);
});
