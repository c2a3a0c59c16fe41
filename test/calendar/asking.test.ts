import { describe, expect, test } from "vitest";
import { createFeeds, mostFeeds } from "../../src/calendar/feed.ts";
import { NotSaved } from "../../src/change/revision.ts";
import { loadRegister, type Reply } from "../../src/index.ts";
import { university } from "../register/register-folder.ts";
import { textsOf } from "../starter-desk.ts";
import { address, openCalendarDesk } from "./calendar-desk.ts";
import { readCalendar } from "./read-calendar.ts";

const register = await loadRegister(university);
const open = (more: Parameters<typeof openCalendarDesk>[1] = {}) => openCalendarDesk(register, more);
const saidIn = (reply: Reply): string => textsOf(reply).join("\n");

describe("an address", () => {
  test("is given in a direct message, another each time, and all of them work", async () => {
    const { ask, secretIn, fetch } = await open();
    const replies = [await ask("/calendar"), await ask("/calendar")];
    const [first = "", second = ""] = replies.map(secretIn);
    expect(saidIn(replies[0] as Reply)).toContain(`${address}/calendar/${first}.ics`);
    expect(first).not.toBe(second);
    expect(await fetch(first)).toBe(await fetch(second));
    expect(saidIn(await ask("/calendar list"))).toMatch(/^You have 2 calendar addresses of at most 10:/);
  });

  test.each([
    ["in a group", { place: "telegram:-1001", placeIsDirect: undefined }, "for your eyes alone"],
    ["to everybody in a channel", { sharer: "telegram:1" }, "for your eyes alone"],
    ["to nobody", { asker: undefined }, "for a person in a chat or at the prompt"],
  ])("is not given %s", async (_, over, said) => {
    const { desk, ask } = await open();
    const question = { text: "/calendar", now: 0, lang: "en", asker: "telegram:1", place: "telegram:1" };
    const given = Object.entries({ ...question, placeIsDirect: true, ...over });
    const reply = await desk.answer(
      Object.fromEntries(given.filter(([, value]) => value !== undefined)) as never,
    );
    expect([reply.outcome, saidIn(reply)]).toEqual(["refused", expect.stringContaining(said)]);
    expect(saidIn(reply)).not.toContain(address);
    expect(saidIn(await ask("/calendar list"))).toContain("You have no calendar addresses.");
  });

  test("is given at the prompt", async () => {
    const { ask, secretIn } = await open();
    expect(secretIn(await ask("/calendar", { asker: "terminal", place: "terminal" }))).not.toBe("");
  });

  test("is not given where nobody can reach it: the operator is told what to set", async () => {
    const { ask } = await open({ publicUrl: undefined as never });
    const reply = await ask("/calendar");
    expect([reply.outcome, saidIn(reply)]).toEqual(["refused", expect.stringContaining("PUBLIC_URL")]);
  });

  test("comes of asking, not of looking or of asking for the same answer again", async () => {
    const { ask } = await open();
    const reply = await ask("/calendar");
    expect(reply).toMatchObject({ command: "/calendar list", asked: "/calendar" });
    await ask(reply.command ?? "");
    await ask("/calendar", { onlyLooks: true });
    await ask("/calendar revoke", { onlyLooks: true });
    expect(saidIn(await ask("/calendar list"))).toContain("You have one calendar address");
  });

  test(`nobody has more than ${mostFeeds}`, async () => {
    const { ask, secretIn } = await open();
    for (let made = 0; made < mostFeeds; made++) expect(secretIn(await ask("/calendar"))).not.toBe("");
    const reply = await ask("/calendar");
    expect([reply.outcome, saidIn(reply)]).toEqual(["refused", expect.stringContaining(`${mostFeeds}`)]);
    expect(secretIn(await ask("/calendar", { asker: "telegram:2" }))).not.toBe("");
    await ask("/calendar revoke");
    expect(secretIn(await ask("/calendar"))).not.toBe("");
  });

  test("is taken back by whose it is, one by one or all, in a group too", async () => {
    const { ask, secretIn, fetch } = await open();
    const [all, one, others] = [
      secretIn(await ask("/calendar")),
      secretIn(await ask("/calendar skarvik")),
      secretIn(await ask("/calendar", { asker: "telegram:2" })),
    ];
    expect(saidIn(await ask("/calendar revoke skarvik"))).toContain("One calendar address is taken back");
    expect([await fetch(one), typeof (await fetch(all))]).toEqual([undefined, "string"]);
    const { placeIsDirect: _, ...group } = { placeIsDirect: true, place: "telegram:-1" };
    expect(saidIn(await ask("/calendar revoke", group))).toContain("One calendar address is taken back");
    expect([await fetch(all), typeof (await fetch(others))]).toEqual([undefined, "string"]);
    expect(saidIn(await ask("/calendar revoke"))).toContain("There was no such calendar address");
  });

  test("is of people, organisations, visits and events", async () => {
    const { ask } = await open();
    const [agreement] = register.entries.filter(({ kind }) => kind === "agreement");
    const reply = await ask(`/calendar ${agreement?.id}`);
    expect([reply.outcome, saidIn(reply)]).toEqual(["refused", expect.stringContaining("is none of these")]);
    expect((await ask("/calendar Zzyzzyx")).outcome).toBe("notFound");
  });

  test("is not given while the database is away, and the reason is said", async () => {
    const away = (): Promise<never> => Promise.reject(new NotSaved("full"));
    const feeds = { ...createFeeds(), add: away, find: away };
    const { desk, ask } = await open({ feeds });
    expect(saidIn(await ask("/calendar"))).toContain("the disk of the store is full");
    expect(await desk.fetchCalendar("x".repeat(43), 0)).toEqual({ kind: "away" });
  });
});

describe("a visit as a file", () => {
  test("goes along with the answer, in the asker's language", async () => {
    const { ask } = await open();
    const reply = await ask("/calendar file visit-2026", { takesFiles: true, lang: "zh" });
    expect(reply).toMatchObject({
      outcome: "answered",
      command: "/calendar file visit-2026",
      attachment: { name: "visit-2026.ics", type: "text/calendar; charset=utf-8" },
    });
    expect(readCalendar(reply.attachment?.text ?? "")).toMatchObject([
      { uid: "visit-2026@jambatan", start: "2026-12-01", end: "2026-12-04", status: "TENTATIVE" },
    ]);
    expect(reply.attachment?.text).not.toMatch(/X-WR-CALNAME|REFRESH/);
  });

  test("is the same event as in a feed", async () => {
    const { ask, feed } = await open();
    const { attachment } = await ask("/calendar file visit-2026", { takesFiles: true });
    const [event] = readCalendar(attachment?.text ?? "");
    expect(readCalendar(await feed())).toContainEqual(event);
  });

  test("is offered on the card of what has a day, to whose app takes files", async () => {
    const { ask } = await open();
    const offered = async (id: string, takesFiles?: true) => {
      const reply = await ask(`/show ${id}`, takesFiles === undefined ? {} : { takesFiles });
      return reply.followUps
        .map(({ command }) => command)
        .filter((command) => command.startsWith("/calendar"));
    };
    expect(await offered("visit-2026", true)).toEqual(["/calendar file visit-2026"]);
    expect(await offered("visit-2026")).toEqual([]);
    expect(await offered("skarvik", true)).toEqual([]);
  });

  test("is not sent where no files are: an address does the same", async () => {
    const { ask } = await open();
    const reply = await ask("/calendar file visit-2026");
    expect(reply.attachment).toBeUndefined();
    expect(saidIn(reply)).toContain("/calendar visit-2026");
  });

  test("there is none of what is no visit, and none without a name", async () => {
    const { ask } = await open();
    const file = (name: string) => ask(`/calendar file${name}`, { takesFiles: true });
    expect(saidIn(await file(" skarvik"))).toContain("Only visits and events");
    expect(saidIn(await file(""))).toContain("/calendar file NAME");
  });
});
