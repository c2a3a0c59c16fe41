import { describe, expect, test } from "vitest";
import { createPlatform, edit, openWorld, type Platform, runUntil, temporaryFile } from "./world.ts";

const at = (text: string): number => Date.parse(text);
const times = ({ said }: Platform): readonly string[] =>
  said.map(({ at: when }) => new Date(when).toISOString().replace(":00.000Z", "Z"));
const firstLines = ({ said }: Platform): readonly string[] =>
  said.map(({ text }) => text.split("\n")[0] ?? "");

/** The one visit of the register, moved to another time; what somebody who asked for it so is told by the end. */
async function toldOf(period: string, line: string, from: string, to: string): Promise<Platform> {
  const clock = { now: at(from) - 1_000 };
  const platform = createPlatform(clock);
  const world = await openWorld({ clock, platform });
  await edit(world, "visit-2026", { period }, clock);
  clock.now = at(from);
  await world.ask(line);
  await runUntil(world, clock, at(to));
  expect(world.reported).toEqual([]);
  return platform;
}

describe("where clocks change", () => {
  test("a reminder at half past two, which is left out in spring, comes once, an hour later by the clock", async () => {
    const line = "/watch visits 1d quiet:07:00-02:30 zone:Europe/Oslo";
    const told = await toldOf("2027-03-28", line, "2027-03-01T00:00Z", "2027-04-10T00:00Z");
    expect(times(told)).toEqual(["2027-03-28T01:30Z"]);
    expect(firstLines(told)).toEqual([expect.stringMatching(/^Today: /)]);
  });

  test("a reminder at half past two, which comes twice in autumn, comes once", async () => {
    const line = "/watch visits 1d quiet:07:00-02:30 zone:Europe/Oslo";
    const told = await toldOf("2026-10-25", line, "2026-10-01T00:00Z", "2026-11-10T00:00Z");
    expect(times(told)).toHaveLength(1);
    expect(["2026-10-25T00:30Z", "2026-10-25T01:30Z"]).toContain(times(told)[0]);
  });

  test("a morning stays a morning: a week before is another hour of the world", async () => {
    const line = "/watch visits zone:Europe/Oslo";
    const told = await toldOf("2027-03-30", line, "2027-03-01T00:00Z", "2027-04-10T00:00Z");
    expect(times(told)).toEqual(["2027-03-23T07:00Z", "2027-03-29T06:00Z", "2027-03-30T06:00Z"]);
  });
});

describe("calendars and zones", () => {
  test("the day before the first of March is the 29th of February where there is one", async () => {
    const told = await toldOf("2028-03-01", "/watch visits 7d 1d", "2028-02-01T00:00Z", "2028-04-01T00:00Z");
    expect(times(told)).toEqual(["2028-02-23T08:00Z", "2028-02-29T08:00Z"]);
    expect(firstLines(told)[1]).toMatch(/^Tomorrow: .*1 March 2028/);
  });

  test("a visit on the 29th of February is reminded of on the day itself", async () => {
    const told = await toldOf("2028-02-29", "/watch visits 0d", "2028-02-01T00:00Z", "2028-04-01T00:00Z");
    expect(times(told)).toEqual(["2028-02-29T08:00Z"]);
  });

  test.each([
    ["Asia/Kolkata", "2026-11-30T02:30Z"],
    ["Asia/Kathmandu", "2026-11-30T02:15Z"],
    ["Pacific/Chatham", "2026-11-29T18:15Z"],
    ["Australia/Lord_Howe", "2026-11-29T21:00Z"],
    ["America/St_Johns", "2026-11-30T11:30Z"],
  ])("eight in the morning in %s is %s", async (zone, when) => {
    const line = `/watch visits 1d zone:${zone}`;
    const told = await toldOf("2026-12-01", line, "2026-11-01T00:00Z", "2026-12-10T00:00Z");
    expect(times(told)).toEqual([when]);
    expect(firstLines(told)).toEqual([expect.stringMatching(/^Tomorrow: /)]);
  });

  test("a meeting at a time of day is told before it, also where the morning comes after it", async () => {
    // Half past one at night, which is quiet: told in the evening before.
    const told = await toldOf(
      "2026-12-01T01:30+01:00",
      "/watch visits 0d zone:Europe/Oslo",
      "2026-11-01T00:00Z",
      "2026-12-10T00:00Z",
    );
    expect(times(told)).toEqual(["2026-11-30T20:00Z"]);
  });

  test("a date somewhere within some days is told without one of them", async () => {
    const told = await toldOf(
      "within 2026-12-01/2026-12-05",
      "/watch visits",
      "2026-11-01T00:00Z",
      "2026-12-30T00:00Z",
    );
    expect(times(told)).toEqual(["2026-11-24T08:00Z", "2026-12-01T08:00Z"]);
    for (const line of firstLines(told)) expect(line).toMatch(/^To come, the day not being recorded: /);
  });

  test("a visit known by its month is told of the month", async () => {
    const told = await toldOf("2026-12", "/watch visits", "2026-11-01T00:00Z", "2027-02-01T00:00Z");
    expect(times(told)).toEqual(["2026-11-24T08:00Z", "2026-12-01T08:00Z"]);
    for (const line of firstLines(told))
      expect(line).toMatch(/^To come, the day not being recorded: [^\d]*\(2026\), December 2026$/);
  });
});

describe("what is past", () => {
  test("is never reminded of, by whoever comes late or was away", async () => {
    const late = await toldOf(
      "2026-12-01",
      "/watch visits 30d 7d 1d 0d",
      "2026-12-02T00:00Z",
      "2027-12-01T00:00Z",
    );
    expect(late.said).toEqual([]);

    const clock = { now: at("2026-11-01T00:00Z") };
    const platform = createPlatform(clock);
    const file = await temporaryFile();
    const before = await openWorld({ clock, platform, file });
    await before.ask("/watch visits");
    await before.watch.tick();
    await before.stop();
    clock.now = at("2026-12-04T12:00Z");
    const after = await openWorld({ clock, platform, file });
    await runUntil(after, clock, at("2027-06-01T00:00Z"));
    expect(platform.said).toEqual([]);
  });
});

describe("promises and agreements", () => {
  test("a promise is told 30 and 7 days before it falls due, and on the day, until it is kept", async () => {
    const clock = { now: at("2026-10-01T00:00Z") };
    const platform = createPlatform(clock);
    const world = await openWorld({ clock, platform });
    const [commitment] = world.living.register().entries.filter(({ kind }) => kind === "commitment");
    if (commitment === undefined) throw new Error("the register has no commitment");
    await edit(world, commitment.id, { due: "2026-12-15" }, clock);
    clock.now++;
    await world.ask("/watch commitments");
    await runUntil(world, clock, at("2026-12-10T00:00Z"));
    expect(times(platform)).toEqual(["2026-11-15T08:00Z", "2026-12-08T08:00Z"]);
    expect(firstLines(platform)[1]).toMatch(/^Due in 7 days: /);
    await edit(world, commitment.id, { status: "done" }, clock);
    await runUntil(world, clock, at("2027-01-10T00:00Z"));
    expect(firstLines(platform).slice(2)).toEqual([expect.stringMatching(/^Changed by Ann: /)]);
  });
});

describe("quiet hours", () => {
  test("are kept by what is changed at night, too, which is told when they end", async () => {
    const clock = { now: at("2026-10-01T12:00Z") };
    const platform = createPlatform(clock);
    const world = await openWorld({ clock, platform });
    await world.ask("/watch visits zone:Asia/Kathmandu");
    // A quarter to four in the morning there.
    clock.now = at("2026-10-01T22:00Z");
    await edit(world, "visit-2026", { period: "2026-12-05" }, clock);
    await runUntil(world, clock, at("2026-10-02T03:00Z"), 60_000);
    expect(times(platform)).toEqual(["2026-10-02T01:15Z"]);
    // Noon there.
    clock.now = at("2026-10-02T06:15Z");
    await edit(world, "visit-2026", { period: "2026-12-06" }, clock);
    await world.watch.tick();
    expect(times(platform)[1]).toBe("2026-10-02T06:15Z");
  });

  test("are kept by what was missed while nothing ran", async () => {
    const clock = { now: at("2026-11-20T00:00Z") };
    const platform = createPlatform(clock);
    const file = await temporaryFile();
    const before = await openWorld({ clock, platform, file });
    await before.ask("/watch visits");
    await before.watch.tick();
    await before.stop();
    clock.now = at("2026-11-25T02:00Z");
    const after = await openWorld({ clock, platform, file });
    await runUntil(after, clock, at("2026-11-25T12:00Z"), 600_000);
    expect(times(platform)).toEqual(["2026-11-25T07:00Z"]);
    expect(firstLines(platform)).toEqual([expect.stringMatching(/^In 6 days: /)]);
  });
});
