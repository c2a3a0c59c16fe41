import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import {
  createDesk,
  type Desk,
  loadLanguages,
  loadRegister,
  type Question,
  type Reply,
} from "../src/index.ts";
import { formatQuery } from "../src/question/command-line.ts";
import { asking, openDesk, partTexts, textsOf, timezone } from "./starter-desk.ts";

const desk = await openDesk();
const universityFolder = fileURLToPath(new URL("fixtures/university/", import.meta.url));
const register = await loadRegister();
const said = async (text: string, asOf?: string): Promise<string> =>
  textsOf(await desk.answer(asking(text, asOf))).join("\n");

describe("the commands", () => {
  test("/mou with a party lists its agreements, newest first, with parties, date and status", async () => {
    const reply = await desk.answer(asking("/mou MRANTI"));
    expect(reply.entries.map((entry) => entry.id)).toEqual([
      "mou-mranti-zgc-2024",
      "mou-mranti-tusstar-2023",
    ]);
    expect(textsOf(reply).join("\n")).toMatch(/25 April 2024.*no expiry is recorded/);
  });

  test("an agreement's own name is one card", async () => {
    const reply = await desk.answer(asking("/mou mou-mimos-cetc-2024"));
    expect(reply.entries).toHaveLength(1);
    expect(reply.head[0]?.kind).toBe("card");
  });

  test("/visits alone means the upcoming ones; where there are none it says so and shows the latest past ones", async () => {
    const reply = await desk.answer(asking("/visits"));
    expect(reply.outcome).toBe("partly");
    expect(textsOf(reply)[0]).toMatch(/No visits are upcoming/);
    expect(reply.entries.length).toBeGreaterThan(1);
  });

  test("a visit that lies ahead of the day asked is upcoming", async () => {
    const reply = await desk.answer(asking("/visits", "2024-04-20"));
    expect(reply.outcome).toBe("answered");
    expect(reply.entries[0]?.id).toBe("visit-china-2024");
  });

  test("/team names the people of an organisation with their positions", async () => {
    expect(await said("/team MRANTI")).toMatch(/Rais Hussin.*Chief Executive Officer/);
  });

  test("/who offers the choice where a name fits several people", async () => {
    const reply = await desk.answer(asking("/who Lee"));
    expect(reply.outcome).toBe("choose");
    expect(reply.entries.map((entry) => entry.id)).toEqual(
      expect.arrayContaining(["lee-boon-chye", "lee-chean-chung"]),
    );
  });

  test("/sources with a name lists the documents that bear its facts out", async () => {
    const reply = await desk.answer(asking("/sources TusStar"));
    expect(reply.entries.map((entry) => entry.id)).toEqual(["mosti-2023"]);
  });

  test("an unknown command is answered with where the commands are", async () => {
    const reply = await desk.answer(asking("/frobnicate now"));
    expect(reply.outcome).toBe("notFound");
    expect(textsOf(reply)[0]).toContain("/help");
  });

  test("/help names every listed command", async () => {
    const help = await said("/help");
    for (const { name } of desk.commands().filter((command) => command.name !== "help"))
      expect(help).toContain(`/${name}`);
  });
});

describe("what a person chooses for all answers", () => {
  const asker = "chat:1";
  let chooser: Desk;
  beforeEach(async () => {
    chooser = await openDesk();
  });
  const ask = (text: string, more: Partial<Question> = {}): Promise<Reply> =>
    chooser.answer(asking(text, undefined, { asker, ...more }));

  test.each([
    ["/language zh", "我用中文回答。"],
    ["/language 中文", "我用中文回答。"],
    ["/language Cina", "我用中文回答。"],
    ["/language Bahasa Malaysia", "Saya menjawab dalam Bahasa Malaysia."],
    ["/language ENGLISH", "I answer in English."],
  ])("%s is answered in that language, and so is all that follows", async (text, says) => {
    const reply = await ask(text, { lang: "en" });
    expect(textsOf(reply)).toEqual([says]);
    for (const next of ["/mou MRANTI", "bila MoU MRANTI ditandatangani?", "who chairs MOSTI?"])
      expect((await ask(next)).lang).toBe(reply.lang);
  });

  test("what one person chose is not another's", async () => {
    await ask("/language zh");
    expect((await ask("/mou MRANTI", { asker: "chat:2" })).lang).toBe("en");
  });

  test("a choice is taken back with auto, which is offered once one was made", async () => {
    const offered = async (text: string): Promise<readonly string[]> =>
      (await ask(text)).followUps.map((next) => next.command);
    expect(await offered("/language")).toEqual(["/language en", "/language ms", "/language zh"]);
    expect(await offered("/language zh")).toEqual(["/language en", "/language ms", "/language auto"]);
    expect(await offered("/language auto")).toEqual(["/language en", "/language ms", "/language zh"]);
    expect((await ask("who is the minister of MOSTI?")).lang).toBe("en");
  });

  test("a language that the desk does not speak is named, and those that it speaks", async () => {
    const reply = await ask("/language Klingon");
    expect(reply.outcome).toBe("notFound");
    expect(textsOf(reply)[0]).toBe("I do not speak “Klingon”. What I speak: English, Bahasa Malaysia, 中文.");
  });

  test.each([
    ["/timezone Europe/London", "Times are shown in Europe/London."],
    ["/timezone europe/london", "Times are shown in Europe/London."],
    ["/timezone São Paulo", "Times are shown in America/Sao_Paulo."],
    ["/timezone utc", "Times are shown in UTC."],
    ["/timezone Atlantis", "“Atlantis” is no time zone; expected an IANA name or its city"],
  ])("%s says: %s", async (text, says) => {
    expect(textsOf(await ask(text))[0]).toContain(says);
  });

  test("a choice does not end the conversation that it comes in", async () => {
    const conversation = "c";
    await ask("/mou mou-mimos-cetc-2024", { conversation });
    await ask("/language ms", { conversation });
    expect((await ask("when?", { conversation })).command).toContain("mou-mimos-cetc-2024");
  });

  test("where nobody is known to ask, nothing can be kept, and the answer says how else", async () => {
    const reply = await desk.answer(asking("/language zh"));
    expect(reply.outcome).toBe("refused");
    expect(textsOf(reply)[0]).toContain("--lang");
  });

  test("the app's language serves where the text has none of its own", async () => {
    const langOf = async (text: string, appLang: string): Promise<string> =>
      (await desk.answer(asking(text, undefined, { appLang }))).lang;
    expect(await langOf("/mou MRANTI", "zh")).toBe("zh");
    expect(await langOf("which visits are coming?", "zh")).toBe("en");
    expect(await langOf("/mou MRANTI", "fr")).toBe("en");
  });
});

test("/start greets, says what can be asked, and offers four things that have answers", async () => {
  const reply = await desk.answer(asking("/start"));
  expect(textsOf(reply)[0]).toMatch(/^Hello!/);
  expect(reply.followUps).toHaveLength(4);
  for (const { command } of reply.followUps)
    expect((await desk.answer(asking(command))).outcome).toBe("answered");
});

describe("an answer that was given before", () => {
  test("goes on a conversation as the first one did, and follows what was asked there", async () => {
    const own = await openDesk();
    const when = async (conversation: string, subject: string): Promise<string | undefined> => {
      await own.answer(asking(subject, undefined, { conversation }));
      return (await own.answer(asking("when?", undefined, { conversation }))).command;
    };
    const first = await when("a", "/mou mou-mimos-cetc-2024");
    expect(first).toContain("mou-mimos-cetc-2024");
    expect(await when("b", "/mou mou-mranti-zgc-2024")).toContain("mou-mranti-zgc-2024");
    expect(await when("c", "/mou mou-mimos-cetc-2024")).toBe(first);
  });

  test("is another one for whoever sees, reads or asks otherwise", async () => {
    const own = await openDesk();
    const told = async (more: Partial<Question>, asOf?: string): Promise<string> =>
      JSON.stringify(await own.answer(asking("/mou", asOf, more)));
    const all = [
      await told({}),
      await told({ lang: "ms" }),
      await told({ appLang: "zh" }),
      await told({ pageRows: 2 }),
      await told({}, "2024-04-20"),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(await told({})).toBe(all[0]);
  });

  test("that is only looked at keeps nothing of what it chooses", async () => {
    const own = await openDesk();
    const asker = "chat:1";
    const looked = await own.answer(asking("/language zh", undefined, { asker, onlyLooks: true }));
    expect(looked.outcome).toBe("answered");
    expect((await own.answer(asking("/mou MRANTI", undefined, { asker }))).lang).toBe("en");
  });
});

describe("what to know today", () => {
  test("the visits to come stand first, else the latest past ones", async () => {
    const before = await desk.answer(asking("/overview", "2024-04-20"));
    expect(before.entries[0]?.id).toBe("visit-china-2024");
    const after = await desk.answer(asking("/overview"));
    expect(after.outcome).toBe("partly");
    expect(textsOf(after)[0]).toMatch(/No visits are upcoming/);
  });

  test.each([
    ["2030-06-01", true],
    ["2029-06-01", false],
    ["2030-10-01", false],
  ])("on %s, an agreement that lapses within half a year is named: %s", async (day, isNamed) => {
    const university = await openDesk(universityFolder);
    const text = textsOf(await university.answer(asking("/overview", day))).join("\n");
    expect(text.includes("lapse")).toBe(isNamed);
  });
});

describe("what somebody's message names", () => {
  test("everybody and everything in it is listed, whatever else it says", async () => {
    const reply = await desk.answer(
      asking("/names Hi all, tomorrow Minister Chang meets the people of MIMOS and CETC about the room, ok?"),
    );
    expect(reply.entries.map((entry) => entry.id)).toEqual(
      expect.arrayContaining(["chang-lih-kang", "mimos", "cetc"]),
    );
    expect(textsOf(reply)[0]).toBe("3 entries:");
  });

  test("one name alone is its card, a message without names finds nothing", async () => {
    expect((await desk.answer(asking("/names did you hear back from CETC?"))).command).toBe("/show cetc");
    expect((await desk.answer(asking("/names see you at noon"))).outcome).toBe("notFound");
  });
});

test("a time of day comes with the instant that it is, written in the reader's zone", async () => {
  const university = await openDesk(universityFolder);
  const inOslo = { timezone: "Europe/Oslo" };
  const [visit] = (await university.answer(asking("/visits", "2026-11-20"))).entries;
  const card = await university.answer(asking(`/show ${visit?.id}`, "2026-11-20", inOslo));
  const facts = [...card.head, ...card.more].flatMap((part) => (part.kind === "card" ? part.facts : []));
  const moments = facts.flatMap(({ moments = [], text }) =>
    moments.map((moment) => ({ ...moment, in: text })),
  );
  const first = moments.find(({ at }) => at === Date.parse("2026-12-01T09:30+01:00"));
  expect(first?.text).toBe("1 December 2026 at 09:30 (Europe/Oslo)");
  expect(moments.length).toBeGreaterThanOrEqual(3);
  for (const moment of moments) expect(moment.in).toContain(moment.text);
});

describe("honesty", () => {
  test("a field that is not recorded is said to be so, with what is known", async () => {
    const reply = await desk.answer(asking("when does the MoU between MRANTI and TusStar expire?"));
    expect(reply.outcome).toBe("notFound");
    expect(textsOf(reply)[0]).toMatch(/does not say/);
  });

  test("an unknown name is not bent into a known one", async () => {
    const reply = await desk.answer(asking("/who Bartholomew Quizzlethorpe"));
    expect(reply.outcome).toBe("notFound");
  });

  test("a topic that no entry knows is no reason to list something else", async () => {
    expect((await desk.answer(asking("is there an agreement on nuclear energy"))).outcome).toBe("notFound");
  });

  test("a topic that the register does not know is not let go to answer about something else", async () => {
    const reply = await desk.answer(asking("what did MRANTI and TusStar agree on zeppelins?"));
    expect(reply.outcome).toBe("notFound");
    expect(reply.entries.map((entry) => entry.id)).not.toContain("mou-mranti-tusstar-2023");
  });

  test("the status of a renewed agreement is borne out by its renewal", async () => {
    const reply = await desk.answer(asking("what is the status of mou-mysa-cnsa-first?"));
    expect(textsOf(reply).join("\n")).toMatch(/renewed by/);
    expect(reply.sources.length).toBe(1);
  });

  test("statements that differ stand side by side, each with its own source", async () => {
    const reply = await desk.answer(asking("who witnessed the MoU between MRANTI and Zhongguancun?"));
    const text = textsOf(reply).join("\n");
    expect(text).toMatch(/Chang Lih Kang/);
    expect(text).toMatch(/Ministry of Science/);
  });

  test("a date known only as a range never shows a day of its own", async () => {
    expect(await said("when was the MoU between MIMOS and CETC signed?")).toMatch(
      /within 24–28 April 2024 \(the day is not stated\)/,
    );
  });

  test("a month that comes after a range's certainty is listed apart, as one that may belong", async () => {
    const reply = await desk.answer(asking("/mou 26 April 2024"));
    expect(textsOf(reply).join("\n")).toMatch(/more may belong here/);
  });

  test("an impossible date is said to be none", async () => {
    expect(await said("visits on 2024-13-40")).toMatch(/2024-13-40” is no date/);
  });

  test("what lies after the day asked is marked as later and is never the latest", async () => {
    expect(await said("/visits 2024", "2024-04-01")).toMatch(/later than the day asked/);
    const reply = await desk.answer(asking("latest visit", "2024-03-01"));
    expect(reply.entries.map((entry) => entry.id)).toEqual(["visit-zpark-2023"]);
  });

  test("a name that was bent is said", async () => {
    expect(await said("what is zhonguancun")).toMatch(/“zhonguancun” taken as “zhongguancun”/);
  });
});

describe("every reply", () => {
  const questions = [
    ...register.entries.map((entry) => formatQuery({ kind: "card", entry: entry.id })),
    ...register.entries.map((entry) => `/brief ${entry.id}`),
    ...[
      "/mou",
      "/programme",
      "/who",
      "/org",
      "/visits",
      "/events",
      "/commitments",
      "/figures",
      "/sources",
      "/help",
      "hello",
    ],
  ];

  test("has a head of at most 8 lines and 600 characters, and loses nothing of the rest", async () => {
    for (const text of questions) {
      const reply = await desk.answer(asking(text));
      const lines = reply.head.flatMap(partTexts);
      expect(lines.length, text).toBeLessThanOrEqual(8);
      if (lines.length > 1) expect(lines.join("").length, text).toBeLessThanOrEqual(600);
      expect(lines.length, text).toBeGreaterThan(0);
    }
  });

  test("offers only follow-ups that lead to an answer", async () => {
    const followed = new Set<string>();
    for (const text of [...questions, "nothing that anybody knows"])
      for (const { command } of (await desk.answer(asking(text))).followUps) followed.add(command);
    expect(followed.size).toBeGreaterThan(100);
    for (const command of followed) {
      const reply = await desk.answer(asking(command));
      expect(reply.outcome, command).toBe("answered");
      expect(reply.entries.length, command).toBeGreaterThan(0);
    }
  });

  test("marks each fact of a card with a source and paragraph that its list of sources names", async () => {
    for (const entry of register.entries.filter((one) => one.kind !== "source")) {
      const reply = await desk.answer(asking(formatQuery({ kind: "card", entry: entry.id })));
      const numbers = new Map(reply.sources.map((source) => [source.number, source]));
      for (const part of [...reply.head, ...reply.more]) {
        if (part.kind !== "card") continue;
        for (const { marks } of part.facts)
          for (const mark of marks)
            expect(numbers.get(mark.source)?.paragraphs, entry.id).toEqual(
              expect.arrayContaining([...mark.paragraphs]),
            );
      }
    }
  });

  test("prints a command that asks the same again", async () => {
    for (const text of [
      "/mou MRANTI",
      "visits in April 2024",
      "who is Yin Hejun",
      "how many agreements are there",
    ]) {
      const reply = await desk.answer(asking(text));
      const again = await desk.answer(asking(reply.command ?? ""));
      expect(again.entries, text).toEqual(reply.entries);
    }
  });

  test("is the same for the same question and clock", async () => {
    expect(await desk.answer(asking("visits in 2024"))).toEqual(await desk.answer(asking("visits in 2024")));
  });
});

describe("pages", () => {
  test("a long list comes in pages that together show every row once", async () => {
    const rows: string[] = [];
    let command: string | undefined = "/org page:1";
    while (command !== undefined) {
      const reply = await desk.answer(asking(command, undefined, { pageRows: 7 }));
      const parts = [...reply.head, ...reply.more].flatMap((part) => (part.kind === "list" ? [part] : []));
      rows.push(...parts.flatMap((part) => part.rows.map((row) => row.entry.id)));
      command = parts.at(-1)?.page?.next?.command;
    }
    const all = register.entries.filter((entry) => entry.kind === "organisation").map((entry) => entry.id);
    expect([...rows].sort()).toEqual([...all].sort());
  });
});

describe("follow-ups in a conversation", () => {
  test("a question that names nothing is about what was asked before", async () => {
    const reply = await desk.answer(
      asking("and who witnessed it?", undefined, {
        previous: ["when was the MoU between MIMOS and CETC signed?"],
      }),
    );
    expect(textsOf(reply).join("\n")).toContain("Chang Lih Kang");
  });

  test("conversations do not hear each other, and end after 30 minutes", async () => {
    const start = asking("").now;
    await desk.answer({ text: "/mou mou-mimos-cetc-2024", now: start, conversation: "a" });
    const here = await desk.answer({ text: "and who witnessed it?", now: start + 60_000, conversation: "a" });
    const elsewhere = await desk.answer({
      text: "and who witnessed it?",
      now: start + 60_000,
      conversation: "b",
    });
    await desk.answer({ text: "/mou mou-mimos-cetc-2024", now: start, conversation: "c" });
    const late = await desk.answer({
      text: "and who witnessed it?",
      now: start + 31 * 60_000,
      conversation: "c",
    });
    expect(textsOf(here).join("\n")).toContain("Chang Lih Kang");
    expect(textsOf(elsewhere).join("\n")).not.toContain("MIMOS and CETC");
    expect(textsOf(late).join("\n")).not.toContain("MIMOS and CETC");
  });
});

describe("bad input", () => {
  test("any text at all is answered", async () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.constantFrom(
        "\ud800",
        "\u202e",
        "\u0000",
        "/",
        "/mou",
        "page:",
        'about:"',
        "in:2024-99",
        "中关村",
        "2024-13-40",
        "who",
        "how many",
        "MRANTI",
        "<b>",
        "page:999999999999",
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const reply = await desk.answer(asking(pieces.join(" ")));
        expect(reply.outcome).not.toBe("failed");
        expect(reply.head.length).toBeGreaterThan(0);
        expect(textsOf(reply).join("")).not.toMatch(/\p{Cc}|[\u202a-\u202e]/u);
        expect(textsOf(reply).join("").isWellFormed()).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("an empty question is answered with what can be asked", async () => {
    expect(await said("  ")).toMatch(/I answer from a register/);
  });

  test("100 kB of text is told to be too long", async () => {
    const reply = await desk.answer(asking("visit ".repeat(17_000)));
    expect(reply.outcome).toBe("notFound");
    expect(textsOf(reply)[0]).toMatch(/at most 4,?000/);
  });

  test.each([
    "who ".repeat(900),
    "last ".repeat(790),
    "MRANTI ".repeat(560),
    "1".repeat(3_900),
    "中".repeat(3_900),
    `/mou ${"a:".repeat(1_900)}`,
  ])("a long line of %.10s… is read in linear time", async (text) => {
    const before = process.cpuUsage();
    await desk.answer(asking(text));
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(1_000);
  });
});

test("with a demonstration clock every reply says as of when it speaks", async () => {
  const demo = createDesk({ register, languages: await loadLanguages(), timezone, startedAt: 0 });
  expect((await demo.answer(asking("/visits", "2024-04-20"))).words.asOf).toBe("As of 20 April 2024.");
  expect((await desk.answer(asking("/visits"))).words.asOf).toBeUndefined();
});
