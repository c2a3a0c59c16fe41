import { describe, expect, test } from "vitest";
import { createRegister } from "../../src/register/register.ts";
import { accessOf } from "../access/discreet-desk.ts";
import { entriesOf, type Files } from "../register/register-folder.ts";
import { now, openCalendarDesk, person, says } from "./calendar-desk.ts";
import { readCalendar, titleIn } from "./read-calendar.ts";

const files: Files = {
  "sources.yaml": `
- id: bulletin-2031
  title: Harbour bulletin, March 2031
  date: 2031-03-01
  url: https://ferries.example/bulletin?a=1,2;b
- id: minutes-2031
  title: Minutes of the fleet meeting
  date: 2031-02-10
  visibility: internal
`,
  "organisations.yaml": `
- { id: vellamo, name: Vellamo Ferries, cite: bulletin-2031#1 }
- { id: orrest, name: Orrest Shipyard, cite: bulletin-2031#2 }
- { id: quillon, name: Quillon Holdings, cite: minutes-2031#1, visibility: internal }
`,
  "people.yaml": `
- { id: ilmi-sarras, name: Ilmi Sarras, cite: bulletin-2031#3 }
`,
  "visits.yaml": `
- id: days
  title: "Days; at sea, with a \\\\ and\\na 🌉 of many colours 👩‍👩‍👧‍👦, 渡船公司代表团访问港口并参观新的造船厂以及灯塔"
  cite: bulletin-2031#4
  period: 2031-05-03/2031-05-05
  status: confirmed
  people: { person: ilmi-sarras, capacity: Director }
  hosts: vellamo
  place: "Pier 4, North; Harbour"
- id: one-day
  title: A day
  cite: bulletin-2031#5
  period: 2031-05-20
  status: planned
  hosts: orrest
  contact: ilmi-sarras
- { id: month, title: Some time in June, cite: bulletin-2031#6, period: 2031-06, hosts: vellamo }
- { id: within, title: One of these days, cite: bulletin-2031#6, period: within 2031-06-01/2031-06-04 }
- { id: undated, title: Some day, cite: bulletin-2031#6 }
- id: secret
  title: Talks about the takeover
  cite: minutes-2031#2
  period: 2031-05-07
  visibility: internal
- id: leap
  title: The day that comes every four years
  cite: bulletin-2031#6
  period: 2032-02-29
`,
  "events.yaml": `
- { id: half, name: Half an hour off, cite: bulletin-2031#7, date: "2031-03-10T09:15+05:45" }
- { id: span, name: A morning, cite: bulletin-2031#7, date: "2031-03-30T01:30+01:00/2031-03-30T03:30+02:00" }
- { id: fair, name: A fair, cite: bulletin-2031#7, date: "2031-04-01T18:00+08:00/2031-04-03T00:00+08:00", participants: orrest }
`,
};
const register = createRegister(entriesOf(files));
const open = (rules?: string) =>
  openCalendarDesk(register, rules === undefined ? {} : { access: accessOf(rules) });
const byUid = (text: string) =>
  new Map(readCalendar(text).map((event) => [event.uid.replace("@jambatan", ""), event]));

describe("a feed", () => {
  test("holds what has a day, and says how much has none", async () => {
    const text = await (await open()).feed();
    expect([...byUid(text).keys()]).toEqual(["days", "one-day", "leap", "half", "span", "fair"]);
    expect(titleIn(text, "description")).toBe(
      "6 visits and events. Left out, for their day is not stated: 3.",
    );
    // One of the parsers leaves a property that it does not know as it is written.
    expect(titleIn(text, "x-wr-caldesc").replaceAll("\\,", ",")).toBe(titleIn(text, "description"));
    expect(titleIn(text, "name")).toBe("Visits and events");
    expect(titleIn(text, "x-wr-calname")).toBe("Visits and events");
    expect(titleIn(text, "refresh-interval")).toBe("PT1H");
    expect(text).toContain("X-PUBLISHED-TTL:PT1H\r\n");
    expect(text).not.toMatch(/METHOD:/);
  });

  test.each([
    ["days", "2031-05-03", "2031-05-06", "several days end before the one that follows"],
    ["one-day", "2031-05-20", "2031-05-21", "one day is a whole day"],
    ["leap", "2032-02-29", "2032-03-01", "the leap day ends in March"],
    ["half", "2031-03-10T03:30:00.000Z", "", "an offset of three quarters, and no end where none is known"],
    [
      "span",
      "2031-03-30T00:30:00.000Z",
      "2031-03-30T01:30:00.000Z",
      "an hour over the change of clocks is an hour",
    ],
    ["fair", "2031-04-01", "2031-04-03", "over days it is days, and midnight begins no further one"],
  ])("%s is from %s to %s: %s", async (uid, start, end) => {
    expect(byUid(await (await open()).feed()).get(uid)).toMatchObject({ start, end });
  });

  test("keeps commas, semicolons, backslashes, line breaks and emoji, in lines of at most 75 octets", async () => {
    const text = await (await open()).feed();
    const days = byUid(text).get("days");
    expect(days?.summary).toBe(register.entries.find(({ id }) => id === "days")?.names[0]?.text);
    expect(days?.summary).toContain("👩‍👩‍👧‍👦");
    expect(days?.location).toBe("Pier 4, North; Harbour");
    expect(days?.url).toBe("https://ferries.example/bulletin?a=1,2;b");
    expect(days?.description).toMatch(/^visit\nPeriod: 3–5 May 2031 \[1 ¶4\]\nStatus: confirmed \[1 ¶4\]\n/);
    expect(days?.description).toMatch(/\n\nSources:\n\[1\] .*Harbour bulletin, March 2031.* https:\S+$/);
    for (const line of text.split("\r\n")) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line.isWellFormed()).toBe(true);
    }
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
  });

  test("is the same to the byte, whenever it is asked for that day, and by another desk", async () => {
    const first = await open();
    const text = await first.feed();
    expect(await first.feed()).toBe(text);
    expect(await (await open()).feed()).toBe(text);
    expect(text).toContain("DTSTAMP:20310301T000000Z\r\nLAST-MODIFIED:20310301T000000Z\r\nSEQUENCE:0\r\n");
  });

  test("a moved visit replaces itself, and a cancelled one stays as cancelled", async () => {
    const { ask, secretIn, fetch, edit } = await open();
    const secret = secretIn(await ask("/calendar"));
    const before = byUid((await fetch(secret)) ?? "").get("days");
    await edit("days", { period: says("2031-05-10") });
    const moved = byUid((await fetch(secret)) ?? "").get("days");
    await edit("days", { status: says("cancelled") });
    const cancelled = byUid((await fetch(secret)) ?? "").get("days");
    expect([before, moved, cancelled].map((event) => event?.uid)).toEqual(Array(3).fill("days@jambatan"));
    expect([before, moved, cancelled].map((event) => event?.sequence)).toEqual([0, 1, 2]);
    expect([before, moved, cancelled].map((event) => event?.status)).toEqual([
      "CONFIRMED",
      "CONFIRMED",
      "CANCELLED",
    ]);
    expect(moved).toMatchObject({ start: "2031-05-10", end: "2031-05-11" });
    expect(cancelled).toMatchObject({ start: "2031-05-10", modified: "2024-04-25T01:02:00.000Z" });
    expect(byUid((await fetch(secret)) ?? "").get("one-day")).toMatchObject({
      sequence: 0,
      status: "TENTATIVE",
    });
  });

  test("what is taken out of the register is gone from it", async () => {
    const { feed, remove } = await open();
    await remove("leap");
    expect([...byUid(await feed()).keys()]).not.toContain("leap");
  });

  test.each([
    ["Ilmi Sarras", "Ilmi Sarras", ["days"], "a contact takes no part"],
    ["vellamo", "Vellamo Ferries", ["days"], "and the one of which only the month is known is left out"],
    ["orrest", "Orrest Shipyard", ["one-day", "fair"], "visits and events"],
    ["one-day", "A day", ["one-day"], "a visit by itself"],
  ])("of %s is called after them and holds what they take part in", async (name, title, uids) => {
    const { ask, secretIn, fetch } = await open();
    const text = (await fetch(secretIn(await ask(`/calendar ${name}`)))) ?? "";
    expect([...byUid(text).keys()]).toEqual(uids);
    expect(titleIn(text, "x-wr-calname")).toBe(`${title}: visits and events`);
  });

  test.each([
    ["ms", "Lawatan dan acara", "Tempoh"],
    ["zh", "访问和活动", "时间"],
  ])("speaks the language in which it was asked for: %s", async (lang, name, label) => {
    const text = await (await open()).feed({ lang });
    expect(titleIn(text, "name")).toBe(name);
    expect(byUid(text).get("days")?.description).toContain(label);
  });

  test("speaks the language that its owner chooses later, and moments are told in their zone", async () => {
    const { ask, secretIn, fetch } = await open();
    const secret = secretIn(await ask("/calendar", { timezone: "Asia/Kathmandu" }));
    expect(byUid((await fetch(secret)) ?? "").get("half")?.description).toContain("09:15 (Asia/Kathmandu)");
    await ask("/language zh");
    expect(titleIn((await fetch(secret)) ?? "", "name")).toBe("访问和活动");
  });
});

describe("what is hidden", () => {
  const rules = (clearance: string, strangers = "none"): string =>
    `strangers: ${strangers}\npeople:\n  ${person}: { clearance: ${clearance} }\n`;

  test("leaves no trace in a feed, not even in numbers", async () => {
    const bare = createRegister(
      register.entries.filter(({ id }) => !["secret", "quillon", "minutes-2031"].includes(id)),
    );
    const [without, discreet] = [await openCalendarDesk(bare), await open(rules("public"))];
    expect(await discreet.feed()).toBe(await without.feed());
    await discreet.edit("secret", { period: says("2031-05-08") });
    await discreet.edit("days", { hosts: [...says("vellamo"), ...says("quillon")] });
    await discreet.edit("days", {
      note: [{ value: "They do not like it.", cites: [], editorial: true, visibility: "internal" }],
    });
    const hosts = byUid(await discreet.feed()).get("days");
    expect(hosts?.description).not.toMatch(/Quillon|like it/);
    // Of the three changes, the public part of one is to be seen: that Vellamo Ferries is a host.
    expect(hosts?.sequence).toBe(1);
  });

  test("is there for who may see it, and gone for who may no longer", async () => {
    let clearance = "internal";
    const access = {
      internal: accessOf(rules("internal")),
      public: accessOf(rules("public")),
      none: accessOf("strangers: none\n"),
    };
    const current = () => access[clearance as keyof typeof access];
    const { ask, secretIn, fetch } = await openCalendarDesk(register, {
      access: { standingOf: (asking) => current().standingOf(asking), rules: () => current().rules() },
    });
    const [all, one] = [secretIn(await ask("/calendar")), secretIn(await ask("/calendar quillon"))];
    expect([...byUid((await fetch(all)) ?? "").keys()]).toContain("secret");
    expect(titleIn((await fetch(one)) ?? "", "name")).toContain("Quillon");
    clearance = "public";
    expect([...byUid((await fetch(all)) ?? "").keys()]).not.toContain("secret");
    expect(await fetch(one)).not.toContain("Quillon");
    expect(readCalendar((await fetch(one)) ?? "")).toEqual([]);
    clearance = "none";
    expect(await fetch(all)).toBeUndefined();
  });

  test("is not there for who comes from another organisation, whatever is written for them", async () => {
    const { ask, secretIn, fetch } = await open(rules("internal"));
    const secret = secretIn(await ask("/calendar", { outside: true }));
    expect(await fetch(secret)).not.toContain("takeover");
  });

  test("what one may not see is not told apart from what is not there", async () => {
    const { ask } = await open(rules("public"));
    const texts = async (name: string) =>
      JSON.stringify(await ask(`/calendar ${name}`)).replaceAll(name, "NAME");
    expect(await texts("quillon")).toBe(await texts("zzyzzyx"));
  });
});

test("a secret that is not known leads nowhere", async () => {
  const { fetch } = await open();
  expect(await fetch("x".repeat(43))).toBeUndefined();
  expect(await fetch("", now)).toBeUndefined();
});
