import { describe, expect, test } from "vitest";
import type { Explanation, Question } from "../../src/index.ts";
import { university } from "../register/register-folder.ts";
import { asking, openDesk } from "../starter-desk.ts";

const desk = await openDesk(university);
const explain = (text: string, more: Partial<Question> = {}): Promise<Explanation> =>
  desk.explain(asking(text, "2026-06-12", more));

describe("a word that is bent", () => {
  test("is shown at its place, and with its meaning under what it was taken for", async () => {
    const { reading } = await explain("which agreements were singed by USK?");
    expect(reading?.bent).toEqual([{ start: 22, end: 28, written: "singed", to: "signed", orElse: [] }]);
    expect(reading?.words.find(({ start }) => start === 22)).toEqual({
      start: 22,
      end: 28,
      written: "singed",
      meanings: [{ lang: "en", section: "ask", meaning: "sign" }],
    });
  });

  test("is found again where the same word stands before it in its right form", async () => {
    const { reading } = await explain("signed or singed, singed by USK");
    expect(reading?.bent.map(({ start }) => start)).toEqual([10, 18]);
  });

  test("names what else it may have been meant for, and not what it was taken for", async () => {
    const { reading } = await explain("who signe Skarvik");
    const [bend] = reading?.bent ?? [];
    expect(bend).toMatchObject({ start: 4, end: 9, written: "signe" });
    expect([bend?.to, ...(bend?.orElse ?? [])].sort()).toEqual(["signed", "signer"]);
  });
});

describe("a mention says by what name it fits", () => {
  const rows: readonly (readonly [text: string, id: string, match: object])[] = [
    ["USK", "skarvik", { by: "name", name: { text: "USK", type: "acronym" } }],
    [
      "skarvik university",
      "skarvik",
      { by: "name", name: { text: "Skarvík University", type: "alias", editorial: true } },
    ],
    ["tolmira", "tolmira", { by: "id" }],
    ["north-sensors", "north-sensors", { by: "name", name: { text: "North Sensors", type: "name" } }],
    ["Oddvik Lise", "lise-oddvik", { by: "form", name: { text: "Lise Oddvik", type: "name" } }],
    ["Ibarra", "tomas-ibarra", { by: "part", name: { text: "Tomás Ibarra", type: "name" } }],
  ];
  test.each(rows)("%s", async (text, id, match) => {
    const { reading } = await explain(`please tell me about ${text}`);
    const [mention] = reading?.mentions ?? [];
    expect(mention).toMatchObject({ start: 21, end: 21 + text.length, written: text });
    expect(mention?.fits.map((fit) => [fit.entry.id, fit.match])).toEqual([[id, match]]);
  });

  test("and every entry that it fits where there are several", async () => {
    const { reading, outcome, entries } = await explain("Oddvik");
    expect(reading?.mentions[0]?.fits.map(({ entry }) => entry.id)).toEqual(["maren-oddvik", "lise-oddvik"]);
    expect(outcome).toBe("choose");
    expect(entries.map(({ reasons }) => reasons.map(({ by }) => by))).toEqual([["name"], ["name"]]);
  });
});

test("an office is shown as the position that its holder has in the register", async () => {
  const { reading, entries } = await (await openDesk()).explain(asking("the CEO of MRANTI"));
  const office = reading?.mentions.find(({ by }) => by === "office");
  expect(office).toMatchObject({ start: 4, end: 7, written: "CEO" });
  expect(office?.fits.map(({ match }) => match)).toEqual([
    { by: "position", position: "Chief Executive Officer" },
  ]);
  expect(entries[0]?.reasons).toEqual([{ by: "name", written: "CEO", match: office?.fits[0]?.match }]);
});

describe("a time", () => {
  test("is shown with its preposition, and as the command line writes it", async () => {
    const { reading, query } = await explain("agreements of USK signed since Febuary 2022");
    expect(reading?.times).toEqual([
      { start: 25, end: 43, written: "since Febuary 2022", range: "2022-02-01..", isYearGuessed: false },
    ]);
    expect(query).toContain("in:2022-02-01..");
  });

  test("without a year says that the year was guessed", async () => {
    const { reading } = await explain("agreements signed in March");
    expect(reading?.times).toMatchObject([{ written: "in March", range: "2026-03", isYearGuessed: true }]);
  });

  test("that does not exist is named as it was written", async () => {
    const { reading } = await explain("agreements of 30 February 2024");
    expect(reading?.times).toEqual([]);
    expect(reading?.impossibleDates).toEqual(["30 February 2024"]);
  });
});

test("what is left over is told apart by whether the register's texts have it", async () => {
  const { reading } = await explain("agreements on buoys and xyzzyqwrt");
  expect(reading?.leftovers).toEqual([
    { start: 14, end: 19, written: "buoys", words: ["buoys"], isKnown: true },
    { start: 24, end: 33, written: "xyzzyqwrt", words: ["xyzzyqwrt"], isKnown: false },
  ]);
});

test("a topic that a lexicon has is a word of it, and not left over", async () => {
  const { reading } = await explain("agreements on e-mobility");
  expect(reading?.leftovers).toEqual([]);
  expect(reading?.words.find(({ written }) => written === "e-mobility")?.meanings).toEqual([
    { lang: "en", section: "topic", meaning: "mobility" },
  ]);
});

test("a word that several languages have is shown with each of them", async () => {
  const { reading } = await explain("MoU, USK");
  expect(reading?.words[0]?.meanings).toEqual(
    expect.arrayContaining([
      { lang: "en", section: "kind", meaning: "agreement/mou" },
      { lang: "ms", section: "kind", meaning: "agreement/mou" },
    ]),
  );
});

test("the language says who chose it", async () => {
  expect((await explain("who is it?", { lang: "zh" })).language).toEqual({ lang: "zh", from: "asker" });
  expect((await explain("siapa rektor USK?")).language).toEqual({ lang: "ms", from: "text" });
  expect((await explain("USK")).language).toEqual({ lang: "en", from: "desk" });
});

describe("the decision", () => {
  test("is the answer's own: its command line, rule and share", async () => {
    const question = asking("which agreements were signed by USK in March 2022?", "2026-06-12");
    const { query, decision, outcome, entries } = await desk.explain(question);
    const reply = await desk.answer(question);
    expect(query).toBe("/mou parties:skarvik in:2022-03");
    expect(query).toBe(reply.command);
    expect(outcome).toBe(reply.outcome);
    expect(entries.map(({ entry }) => entry)).toEqual(reply.entries);
    expect(decision?.rule).toBe("described");
    expect(decision?.share).toBeGreaterThan(0.9);
  });

  test("has the readings that stood against it: five at most, none twice, and not itself", async () => {
    const { query, decision } = await explain("which agreements about buoys does USK have since 2022?");
    const others = decision?.others ?? [];
    const written = [query, ...others.map((other) => other.query)];
    expect(others).toHaveLength(5);
    expect(new Set(written).size).toBe(6);
    expect(others.map(({ isEmpty }) => isEmpty)).toEqual(expect.arrayContaining([true, false]));
    for (const { share } of others) expect(share >= 0 && share <= 1).toBe(true);
  });

  test("that nothing is said of an unknown name has full text for its rule", async () => {
    const { decision, outcome, entryCount } = await explain("what did Xyzzyqwrt sign?");
    expect(decision).toMatchObject({ rule: "full text", others: [] });
    expect([outcome, entryCount]).toEqual(["notFound", 0]);
  });
});

describe("an entry is answered", () => {
  test("because it meets each condition, and each says how many meet it alone", async () => {
    const { conditions, entries } = await explain("which agreements were signed by USK in March 2022?");
    expect(conditions).toEqual([
      { condition: "parties:skarvik", met: 3 },
      { condition: "in:2022-03", met: 1 },
    ]);
    expect(entries).toMatchObject([
      {
        entry: { id: "exchange-2022" },
        reasons: [
          { by: "condition", condition: "parties:skarvik", isSure: true },
          { by: "condition", condition: "in:2022-03", isSure: true },
        ],
      },
    ]);
  });

  test("not surely where its date is less precise than what was asked", async () => {
    const { entries } = await explain("agreements signed on 15 November 2024");
    expect(entries).toMatchObject([
      { entry: { id: "data-letter-2024" }, reasons: [{ by: "condition", isSure: false }] },
    ]);
  });

  test("because it is linked with what the question names", async () => {
    const { entries } = await explain("/team USK");
    expect(entries).toMatchObject([
      { entry: { id: "maren-oddvik" }, reasons: [{ by: "link", with: { id: "skarvik" } }] },
    ]);
  });

  test("because its statements hold the words, also where they are told from the other side", async () => {
    const { query, entries } = await explain('/org id:skarvik ask:people match:rector,"helmsman"');
    expect(query).toContain("match:rector,helmsman");
    expect(entries[0]?.reasons).toEqual([{ by: "words", held: ["rector"], missing: ["helmsman"] }]);
  });

  test("because it is named, where what was asked of it is not so", async () => {
    const { query, entries } = await explain("was an agreement with the Glacier Laboratory signed in 2019?");
    expect(query).toContain("/check agreement parties:glacier-lab in:2019");
    expect(entries).toMatchObject([
      { entry: { id: "glacier-lab" }, reasons: [{ by: "name", written: "Glacier Laboratory" }] },
    ]);
  });

  test("because its text holds what full text looked for", async () => {
    const { entries } = await explain('/find "the thickness of kelp"');
    expect(entries[0]).toMatchObject({
      entry: { id: "north-sensors" },
      reasons: [{ by: "words", held: ["thickness"], missing: ["kelp"] }],
    });
  });

  test("because all of its kind are asked for, or the command line has its id", async () => {
    const { entries, entryCount } = await explain("/agreement page:1");
    expect(entries).toHaveLength(3);
    expect(entryCount).toBe(3);
    expect(entries[0]?.reasons).toEqual([{ by: "kind", kind: "agreement" }]);
    expect((await explain("/show exchange-2022")).entries[0]?.reasons).toEqual([{ by: "command" }]);
  });

  test("and of many the first five are explained", async () => {
    const { entries, entryCount } = await (await openDesk()).explain(asking("/mou page:1"));
    expect(entries).toHaveLength(5);
    expect(entryCount).toBeGreaterThan(5);
  });
});

describe("a command", () => {
  test("is read from its words, in which the places count", async () => {
    const { text, reading, query, decision } = await explain("/mou  USK");
    expect(text).toBe("/mou USK");
    expect(reading).toMatchObject({ text: "USK", mentions: [{ start: 0, end: 3, written: "USK" }] });
    expect([query, decision?.rule]).toEqual(["/mou parties:skarvik", "described"]);
  });

  test("that says all needs no reading and no rule", async () => {
    const { reading, decision, conditions } = await explain("/mou parties:skarvik in:2022");
    expect([reading, decision]).toEqual([undefined, undefined]);
    expect(conditions).toHaveLength(2);
  });
});

test("what an asker may not see is explained as if it were not there", async () => {
  const text = "agreements with the Harbour Fund";
  const hidden = JSON.stringify(await explain(text));
  expect(hidden).not.toContain("harbour-fund");
  expect(hidden).not.toContain("fund-2025");
  const clearance = { level: "restricted", groups: ["board"] } as const;
  const { entries } = await explain(text, { clearance });
  expect(entries.map(({ entry }) => entry.id)).toEqual(["fund-2025"]);
});

test("an explanation is no part of the conversation", async () => {
  const conversation = "c1";
  await desk.answer(asking("agreements of USK", "2026-06-12", { conversation }));
  const next = asking("and in 2024?", "2026-06-12", { conversation });
  const explained = await desk.explain(next);
  expect(explained.query).toBe("/mou parties:skarvik in:2024");
  await desk.explain(asking("visits of Tolmira", "2026-06-12", { conversation }));
  expect((await desk.answer(next)).command).toBe(explained.query);
});

test("a text that is too long is cut and not read", async () => {
  const explained = await explain("agreement ".repeat(10_000));
  expect(explained).toMatchObject({ outcome: "notFound", entries: [], entryCount: 0 });
  expect([explained.reading, explained.query]).toEqual([undefined, undefined]);
  expect(explained.text.length).toBeLessThanOrEqual(4_000);
});
