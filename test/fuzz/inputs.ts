import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";

/** What people really ask: the tables of questions, each text once. */
const folder = new URL("../questions/", import.meta.url);
const asked = [
  ...new Set(
    readdirSync(folder)
      .filter((name) => name.endsWith(".jsonl"))
      .sort()
      .flatMap((name) => readFileSync(new URL(name, folder), "utf8").split("\n"))
      .filter((line) => line.trim() !== "")
      .map((line) => (JSON.parse(line) as { readonly text: string }).text),
  ),
];

const hostile = [
  "<b>&amp;</b> <!channel> <@U1|x> *_`~",
  "\u202egnp.exe\u2066\u200b\ufeff",
  "\ud83d half \udc00",
  "’‘“”…—\u0000\u0007\u001b[31m",
  "👍🏽👨‍👩‍👧‍👦🇲🇾",
  "汉字汉字 عربي 한국어 ไทย",
  "/mou page:99999999999999999999",
  "/mou page:-1 parties: signed:0000",
  `/show ${"a".repeat(70)}`,
  `/${"mou".repeat(40)}`,
  '{"kind":"list"}',
  "\r\n\r\n\t",
  "2024-02-31 99/99/9999 24:61",
  "1".repeat(400),
  "((((((((((((((((((((",
  "__proto__ constructor toString",
];
const commands = [
  "/mou",
  "/visits",
  "/who",
  "/org",
  "/brief",
  "/help",
  "/whoami",
  "/overview",
  "/sources",
  "/events",
  "/commitments",
  "/start",
  "/watching",
  "/history",
  "/language zh",
  "/timezone UTC",
];

const real = fc.constantFrom(...asked);
/** A text with something put into it, taken out of it, or said over and over. */
const bent = fc
  .tuple(real, fc.constantFrom(...hostile), fc.nat(), fc.constantFrom("in", "cut", "twice", "many"))
  .map(([text, other, at, how]) => {
    const place = at % (text.length + 1);
    if (how === "in") return text.slice(0, place) + other + text.slice(place);
    if (how === "cut") return text.slice(place);
    if (how === "twice") return `${text} ${text}`;
    return `${text} `.repeat(30);
  });

/** What somebody types: mostly questions, bent ones and what no question is. */
export const typed: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 8, arbitrary: real },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom(...commands), fc.oneof(real, fc.constant("")))
        .map(([name, rest]) => `${name} ${rest.slice(0, 40)}`.trim()),
    },
    { weight: 4, arbitrary: bent },
    { weight: 2, arbitrary: fc.constantFrom(...hostile) },
    { weight: 2, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 60 }) },
    { weight: 1, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 3_900 }) },
  )
  .map((text) => [...text].slice(0, 3_900).join(""));

/** Something else than was there. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    1e308,
    2 ** 53,
    "",
    "x",
    [],
    {},
    [null],
    { id: {} },
    "9".repeat(400),
  ),
  fc.constantFrom(...hostile),
  fc.jsonValue({ maxDepth: 2 }),
);

/** One change of a payload, somewhere in it. */
export interface Mutation {
  readonly at: number;
  readonly how: "drop" | "replace" | "wrap" | "add";
  readonly junk: unknown;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom("drop", "replace", "replace", "wrap", "add"),
  junk,
});

/** How what a platform sends is changed on its way: mostly not at all. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: fc.array(mutation, { minLength: 1, maxLength: 3 }) },
);

/** The payload changed so; it stays a tree of JSON. */
export function mutated(payload: unknown, changes: readonly Mutation[]): unknown {
  const copy = { root: structuredClone(payload) };
  for (const { at, how, junk: shared } of changes) {
    // Put in twice, it would hold itself.
    const other = structuredClone(shared);
    const places = placesIn(copy.root);
    const place = places[at % Math.max(1, places.length)];
    if (place === undefined) continue;
    const { holder, key } = place;
    const before = holder[key];
    if (how === "drop") delete holder[key];
    else if (how === "replace") holder[key] = other;
    else if (how === "wrap") holder[key] = [before];
    else holder[`${key}_`] = other;
  }
  return copy.root;
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}
