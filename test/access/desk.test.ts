import { describe, expect, test } from "vitest";
import { createAccess } from "../../src/access/access.ts";
import { type AccessRules, type Desk, noonOf, type Question, type Reply } from "../../src/index.ts";
import { textsOf, timezone } from "../starter-desk.ts";
import { accessOf, discreetDesk, hidden } from "./discreet-desk.ts";

const file = `people:
  telegram:1: { role: editor, clearance: internal }
  telegram:2: { role: admin, clearance: restricted, groups: [board] }
  telegram:3: { role: member, clearance: restricted, groups: [board, fleet] }
places:
  telegram:-1: { clearance: internal }
  telegram:-2: { clearance: restricted, groups: [board] }
  telegram:-3: { role: visitor, clearance: public }
`;
const now = noonOf("2031-04-01", timezone);
const dayMs = 24 * 3_600_000;

const alone = (number: number): Pick<Question, "asker" | "place" | "placeIsDirect"> => ({
  asker: `telegram:${number}`,
  place: `telegram:${number}`,
  placeIsDirect: true,
});
const among = (number: number, group: number): Pick<Question, "asker" | "place"> => ({
  asker: `telegram:${number}`,
  place: `telegram:${group}`,
});
const wordsOf = (reply: Reply): string =>
  [...textsOf(reply), ...reply.followUps.map(({ label, command }) => `${label} ${command}`)].join("\n");

/** Ways to come upon what is hidden: by name, in a list, as a count, a link, a search, a follow-up, a page's number. */
const questions = [
  "/mou",
  "/mou takeover-2031",
  "/mou Timetable agreement (2031)",
  "how many agreements does Vellamo Ferries have?",
  "who are the parties of the timetable agreement?",
  "/org Quillon Holdings",
  "/who Ilmi Sarras",
  "what is the contact of Ilmi Sarras?",
  "/brief vellamo",
  "/find takeover",
  "/sources",
  "/help",
  "/overview",
];

/** Which of what is hidden shows in the answers that somebody gets. */
async function foundBy(desk: Desk, asking: Partial<Question>): Promise<readonly string[]> {
  const replies = await Promise.all(questions.map((text) => desk.answer({ text, now, ...asking })));
  // What was asked may be said again, but no answer names an entry that nobody named.
  const lists = await desk.answer({ text: "/mou page:1", now, ...asking });
  const said = [...replies, lists].flatMap((reply) => [
    ...reply.entries.map(({ title }) => title),
    ...(reply.outcome === "notFound" ? [] : [wordsOf(reply)]),
  ]);
  return Object.values(hidden)
    .flat()
    .filter((name) => said.some((text) => text.includes(name)));
}

describe("what is hidden shows to nobody in an audience that may not see it", async () => {
  const desk = await discreetDesk(accessOf(file));
  const { internal, board, fleet } = hidden;
  test.each([
    ["an editor alone", alone(1), internal],
    ["an editor among those who see internal", among(1, -1), internal],
    ["an editor among the board", among(1, -2), internal],
    ["an editor in public", among(1, -3), []],
    ["an editor in a chat that nobody named", among(1, -9), []],
    ["an editor in no place in particular", { asker: "telegram:1" }, []],
    ["one of the board alone", alone(2), [...internal, ...board]],
    ["one of the board among those who see internal", among(2, -1), internal],
    ["one of the board among the board", among(2, -2), [...internal, ...board]],
    ["one of board and fleet alone", alone(3), [...internal, ...board, ...fleet]],
    ["one of board and fleet among the board", among(3, -2), [...internal, ...board]],
    ["a guest of the board's chat", among(8, -2), []],
    ["an editor from outside", { ...among(1, -1), outside: true as const }, []],
    ["the terminal", { asker: "terminal", place: "terminal" }, []],
  ])("%s", async (_, asking, seen) => {
    expect([...(await foundBy(desk, asking))].sort()).toEqual([...seen].sort());
  });

  test("the terminal decides for itself, and nobody else does", async () => {
    const clearance = { level: "restricted", groups: ["board"] } as const;
    expect(await foundBy(desk, { place: "terminal", clearance })).toEqual([...internal, ...board]);
    expect(await foundBy(desk, { clearance })).toEqual([...internal, ...board]);
    expect(await foundBy(desk, { ...among(8, -1), clearance })).toEqual([]);
    expect(await foundBy(await discreetDesk(), { ...alone(8), clearance })).toEqual([]);
  });

  test("who shows an answer to a place shows what both may see", async () => {
    const shared = { asker: "slack:T1/C1", place: "telegram:-2" };
    expect(await foundBy(desk, { ...shared, sharer: "telegram:2" })).toEqual([...internal, ...board]);
    expect(await foundBy(desk, { ...shared, sharer: "telegram:1" })).toEqual([...internal]);
    expect(await foundBy(desk, { ...shared, sharer: "telegram:8" })).toEqual([]);
  });

  test("a follow-up completes what was asked with the same clearance, not what others asked", async () => {
    const conversation = "thread";
    const ask = (text: string, asking: Partial<Question>) =>
      desk.answer({ text, now, conversation, ...asking });
    await ask("/mou takeover-2031", among(2, -2));
    expect((await ask("when was it signed?", among(2, -2))).entries[0]?.id).toBe("takeover-2031");
    await ask("/mou takeover-2031", among(2, -2));
    expect(JSON.stringify(await ask("when was it signed?", among(1, -2)))).not.toMatch(/takeover/i);
    await ask("/mou parties:quillon", among(2, -2));
    expect((await ask("and in 2031?", among(2, -2))).command).toContain("quillon");
    await ask("/mou parties:quillon", among(2, -2));
    expect(JSON.stringify(await ask("and in 2031?", among(8, -2)))).not.toMatch(/quillon/i);
  });

  test("what may be typed on is completed within a clearance", () => {
    expect(desk.complete("Quill")).toEqual([]);
    expect(desk.complete("Quill", { level: "internal", groups: [] })).toEqual(["Quillon Holdings"]);
  });
});

describe("a stranger", () => {
  const stranger = { ...alone(8), text: "/mou" };

  test("is told once a day in each place how to be let in, and hears nothing else", async () => {
    const desk = await discreetDesk(accessOf(file));
    const ask = (more: Partial<Question> = {}): Promise<Reply> => desk.answer({ ...stranger, now, ...more });
    const first = await ask();
    expect(first).toMatchObject({ outcome: "refused", entries: [], followUps: [], sources: [], more: [] });
    expect(first).not.toHaveProperty("command");
    expect(first).not.toHaveProperty("silent");
    expect(textsOf(first)).toEqual([
      "I answer only those who are known to me. To be let in, give this line to my administrator: telegram:8: { role: member, clearance: public }",
    ]);
    for (const text of ["/mou", "/whoami", "/access who", "hello", "", "x".repeat(5_000)])
      expect(await ask({ text })).toMatchObject({ outcome: "refused", silent: true, entries: [] });
    expect(await ask({ place: "telegram:-9" })).not.toHaveProperty("silent");
    expect(await ask({ now: now + dayMs - 1 })).toHaveProperty("silent");
    expect(await ask({ now: now + dayMs })).not.toHaveProperty("silent");
  });

  test("who says two things at once is told once", async () => {
    const desk = await discreetDesk(accessOf(file));
    const replies = await Promise.all([1, 2, 3].map(() => desk.answer({ ...stranger, now })));
    expect(replies.filter(({ silent }) => silent !== true)).toHaveLength(1);
  });

  test("who is only looked at uses up nothing", async () => {
    const desk = await discreetDesk(accessOf(file));
    expect(await desk.answer({ ...stranger, now, onlyLooks: true })).toHaveProperty("silent");
    expect(await desk.answer({ ...stranger, now })).not.toHaveProperty("silent");
  });

  test.each([
    ["ms", "Saya hanya menjawab"],
    ["zh", "我只回答我认识的人"],
  ])("is told in their language (%s)", async (appLang, says) => {
    const desk = await discreetDesk(accessOf(file));
    expect(textsOf(await desk.answer({ ...stranger, text: "?", now, appLang }))[0]).toContain(says);
  });

  test("gets public answers where the file says so", async () => {
    const desk = await discreetDesk(accessOf(`strangers: public\n${file}`));
    expect(await desk.answer({ ...stranger, now })).toMatchObject({ outcome: "answered" });
    expect(await foundBy(desk, alone(8))).toEqual([]);
  });

  test("is let in with the next question once the file names them, and out once it does not", async () => {
    let rules: AccessRules = { strangers: "none", people: [], places: [] };
    const desk = await discreetDesk(createAccess(() => rules));
    expect((await desk.answer({ ...stranger, now })).outcome).toBe("refused");
    rules = {
      ...rules,
      people: [{ key: "telegram:8", role: "member", clearance: { level: "internal", groups: [] } }],
    };
    expect(await foundBy(desk, alone(8))).toEqual([...hidden.internal]);
    rules = { ...rules, people: [{ key: "telegram:8" }] };
    expect(await foundBy(desk, alone(8))).toEqual([]);
  });
});

describe("/whoami", () => {
  const said = async (asking: Partial<Question>, access = accessOf(file)): Promise<readonly string[]> =>
    textsOf(await (await discreetDesk(access)).answer({ text: "/whoami", now, ...asking }));

  test("says who asks, what they may, and the line of the file that says so", async () => {
    expect(await said(alone(2))).toEqual([
      "You are telegram:2.",
      "Role: admin · clearance: restricted (board)",
      "In the access file, under people:",
      "telegram:2: { role: admin, clearance: restricted, groups: [board] }",
    ]);
  });

  test("in a chat also says where, and gives the line that would name it", async () => {
    expect(await said(among(1, -9))).toEqual([
      "You are telegram:1.",
      "Here is telegram:-9.",
      "Role: editor · clearance: public",
      "In the access file, under people:",
      "telegram:1: { role: editor, clearance: internal }",
      "In the access file, under places:",
      "telegram:-9: { role: member, clearance: public }",
    ]);
    expect((await said(among(2, -2))).at(-1)).toBe("telegram:-2: { clearance: restricted, groups: [board] }");
    expect((await said(among(8, -2))).join()).not.toContain("board");
  });

  test("the lines that it gives are lines of an access file", async () => {
    const lines = await said({ asker: "slack:T1/U1", place: "slack:T1/C1" }, accessOf("strangers: public"));
    const [person, place] = [lines.at(-3), lines.at(-1)];
    const access = accessOf(`people:\n  ${person}\nplaces:\n  ${place}\n`);
    expect(access.standingOf({ asker: "slack:T1/U1", place: "slack:T1/C1" })).toMatchObject({
      known: true,
      role: "member",
    });
  });

  test("at the terminal is the operator", async () => {
    expect(await said({ asker: "terminal", place: "terminal" })).toEqual([
      "You are the operator, at the terminal.",
      "Role: admin · clearance: public",
    ]);
  });

  test("is never another's, whoever asked before", async () => {
    const desk = await discreetDesk(accessOf(file));
    const first = async (asking: Partial<Question>): Promise<string | undefined> =>
      textsOf(await desk.answer({ text: "/whoami", now, ...asking }))[0];
    // These two see alike, and ask alike.
    expect(await first(among(8, -1))).toBe("You are telegram:8.");
    expect(await first(among(9, -1))).toBe("You are telegram:9.");
    expect(await first(among(8, -1))).toBe("You are telegram:8.");
  });
});

describe("/access who", () => {
  const rules = [
    "Whoever the file does not name gets no answers.",
    "people:",
    "telegram:1: { role: editor, clearance: internal }",
  ];

  test.each([
    ["an administrator", alone(2)],
    ["the terminal", { asker: "terminal", place: "terminal" }],
    ["a question of the command line", { place: "terminal" }],
  ])("%s sees what is in force", async (_, asking) => {
    const desk = await discreetDesk(accessOf(file));
    for (const text of ["/access who", "/access"]) {
      const texts = textsOf(await desk.answer({ text, now, ...asking }));
      expect(texts.slice(0, 3)).toEqual(rules);
      expect(texts.slice(-4)).toEqual([
        "places:",
        "telegram:-1: { clearance: internal }",
        "telegram:-2: { clearance: restricted, groups: [board] }",
        "telegram:-3: { role: visitor, clearance: public }",
      ]);
    }
  });

  test("others are refused, also after one who was not", async () => {
    const desk = await discreetDesk(accessOf(file));
    await desk.answer({ text: "/access who", now, ...among(2, -1) });
    for (const asking of [alone(1), among(1, -1), among(8, -1), {}]) {
      const reply = await desk.answer({ text: "/access who", now, ...asking });
      expect(reply.outcome).toBe("refused");
      expect(textsOf(reply)).toEqual([
        "Only administrators may see who has access. /whoami shows what you may do yourself.",
      ]);
    }
  });

  test("without a file says so to the terminal, and refuses everybody else", async () => {
    const desk = await discreetDesk();
    const ask = (asking: Partial<Question>) => desk.answer({ text: "/access who", now, ...asking });
    expect(textsOf(await ask({ place: "terminal" }))[0]).toMatch(/^There is no access file/);
    expect((await ask(alone(2))).outcome).toBe("refused");
  });
});
