import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { createDesk, loadLanguages, loadRegister } from "../src/index.ts";
import { rows } from "./fixtures/indonesian/questions.ts";
import { asking, textsOf, timezone } from "./starter-desk.ts";

/** Indonesian, which does not come with the package: a folder of two lexicon files, and one of a catalogue. */
const indonesian = fileURLToPath(new URL("fixtures/indonesian/", import.meta.url));
const shippedLexicons = new URL("../src/question/lexicons/", import.meta.url);
const shippedMessages = new URL("../src/answer/messages/", import.meta.url);
const sources = fileURLToPath(new URL("../src/", import.meta.url));

const [register, shipped, more] = await Promise.all([
  loadRegister(),
  loadLanguages(),
  loadLanguages({ lexicons: `${indonesian}lexicons`, messages: `${indonesian}messages` }),
]);
const desk = createDesk({
  register,
  languages: {
    lexicons: [...shipped.lexicons, ...more.lexicons],
    messages: [...shipped.messages, ...more.messages],
  },
  timezone,
});

describe.each(Object.entries(rows))("in a language that is only data, %s", (_, asked) => {
  test.each(asked)("is answered: $ask", async ({ ask, reads, says, outcome, previous, lang }) => {
    const reply = await desk.answer(
      asking(ask, undefined, {
        ...(previous === undefined ? {} : { previous }),
        ...(lang === undefined ? {} : { lang }),
      }),
    );
    const text = textsOf(reply).join("\n");
    expect(reply.command?.slice(0, reads.length), reply.command).toBe(reads);
    expect(reply.outcome).toBe(outcome ?? "answered");
    expect(reply.lang).toBe("id");
    for (const said of says) expect(text).toContain(said);
    expect(reply.words.sources).toBe("Sumber");
  });
});

test("the questions reach every kind of Query that a text in words can be", () => {
  const asked = Object.values(rows).flat();
  expect(asked.length).toBeGreaterThanOrEqual(30);
  const kinds = [
    "/show",
    "ask:",
    "/list",
    "/count",
    "/check",
    "when:upcoming",
    "/compare",
    "/brief",
    "/team",
  ];
  for (const kind of [...kinds, "/choose", "/find", "/help", "/help small:"]) {
    const reaching = asked.filter(({ reads }) => reads.includes(kind));
    expect(reaching, kind).not.toEqual([]);
  }
  expect(asked.filter(({ lang }) => lang === undefined).length).toBeGreaterThanOrEqual(25);
});

test("it is the lexicon that understands them: most of them are not, beside the catalogue alone", async () => {
  const mute = createDesk({
    register,
    languages: { lexicons: shipped.lexicons, messages: [...shipped.messages, ...more.messages] },
    timezone,
  });
  const asked = Object.values(rows).flat();
  const replies = await Promise.all(
    asked.map(({ ask }) => mute.answer(asking(ask, undefined, { lang: "id" }))),
  );
  const understood = asked.filter(({ reads, says }, index) => {
    const reply = replies[index];
    const text = reply === undefined ? "" : textsOf(reply).join("\n");
    return reply?.command?.startsWith(reads) === true && says.every((said) => text.includes(said));
  });
  expect(understood.length).toBeLessThan(asked.length / 3);
});

test("the desk speaks the languages that come with it and the one more", () => {
  expect(desk.languages).toEqual(["en", "ms", "zh", "id"]);
});

/** The questions of the others are answered in their own language as before. */
test.each([
  ["en", "When was the vaccine agreement signed?"],
  ["ms", "Bila perjanjian vaksin ditandatangani?"],
  ["zh", "疫苗协议什么时候签署的?"],
])("a language more leaves %s as it was: %s", async (lang, text) => {
  const reply = await desk.answer(asking(text));
  expect(reply.lang).toBe(lang);
  expect(textsOf(reply).join("\n")).toContain("2020");
  expect(reply.command).toContain("ask:signed");
});

/** `ask.sign`, `field.visit.people`: where each list or message of a file stands. */
function keysOf(data: unknown, path: readonly string[] = []): readonly string[] {
  return typeof data === "object" && data !== null && !Array.isArray(data)
    ? Object.entries(data).flatMap(([key, below]) => keysOf(below, [...path, key]))
    : [path.join(".")];
}

const keysIn = (file: URL | string): readonly string[] => keysOf(parse(readFileSync(file, "utf8")));

test("it has every meaning and every message of English", () => {
  const words = keysIn(`${indonesian}lexicons/id.words.yaml`);
  const messages = keysIn(`${indonesian}messages/id.yaml`);
  const meanings = keysIn(new URL("en.words.yaml", shippedLexicons));
  const model = keysIn(new URL("en.yaml", shippedMessages));
  // What its texts are about is a register's own: a language may have fewer words for it.
  const needed = meanings.filter((key) => !key.startsWith("topic."));
  expect(needed.filter((key) => !words.includes(key))).toEqual([]);
  expect(model.filter((key) => !messages.includes(key))).toEqual([]);
  expect(messages.filter((key) => !model.includes(key) && !/^(choice|unit)\./.test(key))).toEqual([]);
});

/** Where the sources still name a language that comes with the package, beside English, which is mixed into all. */
const named = new Set(["answer/wording.ts", "register/kinds/source.ts", "register/printed.ts"]);

test("no source names it, and none but those known name any language", () => {
  const files = readdirSync(sources, { recursive: true, encoding: "utf8" });
  expect(files.filter((file) => /(^|\/)id\./.test(file))).toEqual([]);
  const naming = (pattern: RegExp): readonly string[] =>
    files
      .filter((file) => file.endsWith(".ts"))
      .filter((file) => pattern.test(readFileSync(`${sources}${file}`, "utf8")));
  expect(naming(/["'`](ms|zh)["'`]/).filter((file) => !named.has(file))).toEqual([]);
  expect(naming(/lang\w*\W{1,8}["'`]id["'`]|["'`](en|ms|zh)["'`],\s*["'`]id["'`]|Indonesia/)).toEqual([]);
});
