import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkDocuments } from "../../src/register/check-register.ts";
import { type Files, placeOf, temporaryFolder, university } from "./register-folder.ts";

const documents = join(university, "documents");

const page = `Alpha House, 25 April 2024

Ann Lee, Dean of Alpha House, said that 1,250 students and three boats went to Beta Works on 2 May.

---

Alpha House and Beta Works signed the Student Pact at Here Hall; it runs for five years.

- 1. Research: joint projects worth RM2.5 billion.
- 2. Training, from 3.6.2024 on.

In the second half of 2023 the dean saw the Works, "Listening to Ice" was given by Bob Ray.

Bob Ray is of Beta Works.`;

const reply = `Beta Works, May 2024

Alpha House and Beta Works signed the Student Pact at the Spring Fair.`;

const base: Files = {
  "sources.yaml": `- id: page
  title: A page
  file: page.txt
- id: reply
  title: A reply
  file: reply.txt
- id: lost
  title: A page whose text nobody has
`,
  "organisations.yaml": `- id: alpha
  name: { value: Alpha House, cite: page#1 }
- id: beta
  name: { value: Beta Works, cite: [page#2, page#3, reply#1] }
  aliases: [{ value: B Works, editorial: true }]
- id: gamma
  name: Gamma
`,
  "people.yaml": `- id: ann
  name: { value: Ann Lee, cite: page#2 }
  cite: page#2
  roles: { position: Dean, organisation: alpha }
- id: bob
  name: { value: Bob Ray, cite: page#6 }
`,
  "agreements.yaml": `- id: pact
  title: Pact of the houses
  aliases: [{ value: Student Pact, cite: page#3 }]
- id: unnamed
  title: Something that nobody prints
`,
};

/** The messages of a check of these entries, beside those that the base has. */
async function faults(entries: Files): Promise<readonly string[]> {
  const files = Object.fromEntries(
    Object.entries({ ...base, ...entries }).map(([name, text]) =>
      name in base && name in entries ? [name, `${base[name]}${text}`] : [name, text],
    ),
  );
  const folder = await temporaryFolder({ ...files, "texts/page.txt": page, "texts/reply.txt": reply });
  return (await checkDocuments(folder, join(folder, "texts"))).map(({ message }) => message);
}

const agreement = (fields: string): Files => ({
  "agreements.yaml": `- id: mou\n  title: MoU\n  ${fields}\n`,
});
const event = (fields: string): Files => ({ "events.yaml": `- id: day\n  name: Day\n  ${fields}\n` });
const person = (fields: string): Files => ({ "people.yaml": `- id: cy\n  name: Cy\n  ${fields}\n` });

test("the fixtures of these tests are themselves without fault", async () => {
  expect(await faults({})).toEqual([]);
  expect(await checkDocuments(university, documents)).toEqual([]);
});

/** What the paragraph prints, and what it does not: the first passes, the second is reported as the third. */
const values: readonly (readonly [what: string, right: Files, wrong: Files, says: string])[] = [
  [
    "a day",
    agreement("signed: { value: 2024-04-25, cite: page#1 }"),
    agreement("signed: { value: 2024-04-26, cite: page#1 }"),
    "page#1 does not hold the day 26 of 2024-04-26",
  ],
  [
    "a month",
    agreement("signed: { value: 2024-04, cite: page#1 }"),
    agreement("signed: { value: 2024-05, cite: page#1 }"),
    "page#1 does not hold the month 2024-05",
  ],
  [
    "a month, whatever other number stands there",
    agreement("signed: { value: 2024-06-03, cite: page#5 }"),
    agreement("signed: { value: 2024-02-03, cite: page#5 }"),
    "page#5 does not hold the month 2024-02",
  ],
  [
    "a year",
    agreement("signed: { value: 2024, cite: page#1 }"),
    agreement("signed: { value: 2023, cite: page#1 }"),
    "page#1 does not hold the year 2023",
  ],
  [
    "the year of a date, unless it is derived",
    agreement("signed: { value: 2024-05-02, derived: true, cite: page#2 }"),
    agreement("signed: { value: 2024-05-02, cite: page#2 }"),
    "page#2 does not hold the year 2024",
  ],
  [
    "the day of a derived date",
    agreement("signed: { value: 2024-05-02, derived: true, cite: page#2 }"),
    agreement("signed: { value: 2024-05-01, derived: true, cite: page#2 }"),
    "page#2 does not hold the day 1 of 2024-05-01",
  ],
  [
    "both ends of a span",
    { "visits.yaml": "- id: visit\n  title: Visit\n  period: { value: 2024-04-25/2024-04, cite: page#1 }\n" },
    {
      "visits.yaml":
        "- id: visit\n  title: Visit\n  period: { value: 2024-04-25/2024-04-28, cite: page#1 }\n",
    },
    "page#1 does not hold the day 28 of 2024-04-25/2024-04-28",
  ],
  [
    "a number with its thousands",
    {
      "figures.yaml":
        "- id: f\n  title: F\n  value: { value: { amount: 1250, unit: students }, cite: page#2 }\n",
    },
    {
      "figures.yaml":
        "- id: f\n  title: F\n  value: { value: { amount: 1520, unit: students }, cite: page#2 }\n",
    },
    "page#2 does not hold the number 1520",
  ],
  [
    "a number that is spelled",
    { "figures.yaml": "- id: f\n  title: F\n  value: { value: { amount: 3, unit: boats }, cite: page#2 }\n" },
    { "figures.yaml": "- id: f\n  title: F\n  value: { value: { amount: 4, unit: boats }, cite: page#2 }\n" },
    "page#2 does not hold the number 4",
  ],
  [
    "the scale of an amount",
    {
      "figures.yaml":
        "- id: f\n  title: F\n  value: { value: { amount: 2.5, scale: billion, unit: RM }, cite: page#4 }\n",
    },
    {
      "figures.yaml":
        "- id: f\n  title: F\n  value: { value: { amount: 2.5, scale: million, unit: RM }, cite: page#4 }\n",
    },
    "page#4 does not hold the word million",
  ],
  [
    "an ordinal",
    event("ordinal: { value: 2, cite: page#6 }"),
    event("ordinal: { value: 3, cite: page#6 }"),
    "page#6 does not hold the number 3",
  ],
  [
    "a term",
    agreement("term: { value: 5 years, cite: page#3 }"),
    agreement("term: { value: 6 years, cite: page#3 }"),
    "page#3 does not hold the number 6",
  ],
  [
    "a digit in prose",
    agreement("purpose: { value: To send 1250 students., cite: page#2 }"),
    agreement("purpose: { value: To send 1251 students., cite: page#2 }"),
    "page#2 does not hold the number 1251",
  ],
  [
    "a place",
    event("place: { value: Here Hall, cite: page#3 }"),
    event("place: { value: Their Hall, cite: page#3 }"),
    'page#3 does not hold "Their Hall" (their)',
  ],
  [
    "a name",
    person("aliases: [{ value: the Works, cite: page#6 }]"),
    person("aliases: [{ value: these Works, cite: page#6 }]"),
    'page#6 does not hold the name "these Works"',
  ],
  [
    "a name as one run of words",
    person("aliases: [{ value: Works Listening, cite: page#6 }]"),
    person("aliases: [{ value: Listening Works, cite: page#6 }]"),
    'page#6 does not hold the name "Listening Works"',
  ],
  [
    "the name of what a field links to",
    agreement("parties: { value: [alpha, beta], cite: page#3 }"),
    agreement("parties: { value: [alpha, gamma], cite: page#3 }"),
    "page#3 does not hold a name of gamma",
  ],
  [
    "a person's name, or a part of it, or the office",
    agreement("witnesses: { value: [ann, bob], cite: page#6 }"),
    agreement("witnesses: { value: [bob], cite: page#3 }"),
    "page#3 does not hold a name of bob",
  ],
  [
    "the printed name of an agreement that has one",
    agreement("renews: { value: pact, cite: page#3 }"),
    agreement("renews: { value: pact, cite: page#2 }"),
    "page#2 does not hold a name of pact",
  ],
  [
    "every paragraph that is cited for one value",
    agreement("parties: { value: alpha, cite: [page#3, reply#2] }"),
    agreement("parties: { value: alpha, cite: [page#3, reply#1] }"),
    "reply#1 does not hold a name of alpha",
  ],
  [
    "the whole document, where no paragraph is named",
    agreement("signed: { value: 2024-04-25, cite: page }"),
    agreement("signed: { value: 2024-04-27, cite: page }"),
    "page does not hold the day 27 of 2024-04-27",
  ],
  [
    "the number of the paragraph",
    agreement("purpose: { value: None., cite: page#7 }"),
    agreement("purpose: { value: None., cite: page#8 }"),
    "page#8 has no such paragraph; it has 7",
  ],
  [
    "the number of a note's paragraph",
    agreement("note: { value: None., cite: page#7 }"),
    agreement("note: { value: None., cite: page#9 }"),
    "page#9 has no such paragraph; it has 7",
  ],
];

describe("a citation is held to", () => {
  test.each(values)("%s", async (_, right, wrong, says) => {
    expect(await faults(right)).toEqual([]);
    expect(await faults(wrong)).toEqual([says]);
  });
});

describe("a citation is not held to", () => {
  test.each<readonly [what: string, files: Files]>([
    ["the words of prose", agreement("purpose: { value: To be useful., cite: page#1 }")],
    ["a note, whatever numbers it gives", agreement("note: { value: Not in 1999., cite: page#1 }")],
    ["a choice", agreement("act: { value: exchanged, cite: page#3 }")],
    ["a link that is derived", agreement("parties: { value: gamma, derived: true, cite: page#3 }")],
    [
      "a name that is derived",
      { "organisations.yaml": "- id: delta\n  name: { value: Delta, derived: true, cite: page#1 }\n" },
    ],
    [
      "what no document prints: a link to an agreement under the registrar's title",
      agreement("renews: { value: unnamed, cite: page#3 }"),
    ],
    ["a source whose text is not there", agreement("signed: { value: 1999-01-01, cite: lost#3 }")],
  ])("%s", async (_, files) => {
    expect(await faults(files)).toEqual([]);
  });
});

describe("of a group", () => {
  const talk = (cite: string, title = "Listening to Ice", more = ""): Files =>
    event(`talks: { speaker: bob, title: ${title}, organisation: beta, cite: ${cite}${more} }`);

  test("the parts may stand in several paragraphs, each in one", async () => {
    expect(await faults(talk("[page#6, page#7]"))).toEqual([]);
  });

  test("no part may stand in none", async () => {
    expect(await faults(talk("[page#6, page#7]", "Listening to Snow"))).toEqual([
      'none of page#6, page#7 holds "Listening to Snow" (snow)',
    ]);
    expect(await faults(talk("page#6"))).toEqual(["page#6 does not hold a name of beta"]);
  });

  test("each paragraph that is cited holds something", async () => {
    expect(await faults(talk("[page#6, page#7, page#1]"))).toEqual([
      "page#1 holds nothing of what it is cited for",
    ]);
    expect(await faults(talk("[page#6, page#7, page#12]"))).toEqual([
      "page#12 has no such paragraph; it has 7",
    ]);
  });

  test("a part may stand in a document whose text is not there, but what is there must hold something", async () => {
    expect(await faults(talk("[page#6, lost#1]"))).toEqual([]);
    expect(await faults(talk("[page#1, lost#1]"))).toEqual(["page#1 holds nothing of what it is cited for"]);
  });

  test("the dates and numbers are checked where it is derived, the names are not", async () => {
    const stop = (on: string): Files => ({
      "visits.yaml": `- id: visit\n  title: Visit\n  stops: { organisation: gamma, on: ${on}, cite: page#1, derived: true }\n`,
    });
    expect(await faults(stop("2024-04-25"))).toEqual([]);
    expect(await faults(stop("2024-04-24"))).toEqual(["page#1 does not hold the day 24 of 2024-04-24"]);
  });

  test("that is prose its links need stand but somewhere in the document, and its digits in a paragraph cited", async () => {
    const said = (gist: string, about: string, cite: string): Files =>
      person(`said: { gist: "${gist}", about: ${about}, cite: ${cite} }`);
    expect(await faults(said("It is good.", "unnamed", "page#2"))).toEqual([]);
    expect(await faults(said("It is good.", "pact", "page#2"))).toEqual([]);
    expect(await faults(said("1250 went.", "pact", "[page#2, page#3]"))).toEqual([]);
    expect(await faults(said("1251 went.", "pact", "page#2"))).toEqual([
      "page#2 does not hold the number 1251",
    ]);
  });

  test("that is prose no link leads to what its document never names", async () => {
    const said = (cite: string): Files => ({
      "events.yaml": "- id: fair\n  name: { value: Spring Fair, cite: reply#2 }\n",
      ...person(`said: { gist: "It is good.", at: fair, cite: ${cite} }`),
    });
    expect(await faults(said("reply#1"))).toEqual([]);
    expect(await faults(said("page#2"))).toEqual(["page#2 does not hold a name of fair"]);
  });
});

describe("a check of documents", () => {
  test("says at which line and path the citation stands", async () => {
    const folder = await temporaryFolder({
      ...base,
      "agreements.yaml": `${base["agreements.yaml"]}- id: mou
  title: MoU
  parties:
    - { value: [alpha, gamma], cite: page#3 }
`,
      "organisations.yaml":
        "- id: alpha\n  name: Alpha House\n  aliases: [{ value: Beta House, cite: page#1 }]\n- id: gamma\n  name: Gamma\n",
      "people.yaml": "",
      "page.txt": page,
      "reply.txt": reply,
    });
    expect((await checkDocuments(folder, folder)).map(placeOf)).toEqual([
      "agreements.yaml:9:24 [2].parties[0].value[1]",
      "organisations.yaml:3:13 [0].aliases[0]",
    ]);
  });

  test("names each text that cannot be read", async () => {
    const folder = await temporaryFolder({ ...base, "texts/page.txt": page });
    expect((await checkDocuments(folder, join(folder, "texts"))).map(({ message }) => message)).toEqual([
      expect.stringContaining("reply: the text reply.txt cannot be read"),
    ]);
  });

  test("of a register with problems gives those", async () => {
    const folder = await temporaryFolder({ ...base, "events.yaml": "- id: day\n" });
    expect((await checkDocuments(folder, folder)).map(placeOf)).toEqual(["events.yaml:1:3 [0].name"]);
  });

  test("reads paragraphs alike with CRLF", async () => {
    const folder = await temporaryFolder({
      ...base,
      "page.txt": page.replaceAll("\n", "\r\n"),
      "reply.txt": reply,
    });
    expect(await checkDocuments(folder, folder)).toEqual([]);
  });
});

/** Wrong in one place each: what the university's documents do not bear out. */
const mutations: readonly (readonly [file: string, from: string, to: string])[] = [
  ["agreements.yaml", "signed: 2022-03-31", "signed: 2022-03-30"],
  ["agreements.yaml", "term: { value: 3 years", "term: { value: 4 years"],
  ["agreements.yaml", "Up to 12 students", "Up to 13 students"],
  ["agreements.yaml", "cite: senate-2022#5 }\n  signatories", "cite: senate-2022#4 }\n  signatories"],
  ["agreements.yaml", "expires: 2030-08-31", "expires: 2031-08-31"],
  ["visits.yaml", "2026-12-01/2026-12-03", "2026-12-01/2026-12-04"],
  ["visits.yaml", "place: Old Library", "place: New Library"],
  ["figures.yaml", "amount: 1204", "amount: 1240"],
  ["events.yaml", "speaker: lise-oddvik", "speaker: tomas-ibarra"],
  ["organisations.yaml", "cite: gazette-2025#4 }", "cite: gazette-2025#2 }"],
  ["people.yaml", "+99 5550 1234", "+99 5550 1243"],
  ["sources.yaml", "value: 2022-03-14", "value: 2022-03-15"],
];

test.each(mutations)("in the university's %s, %s turned into %s is reported", async (file, from, to) => {
  const names = [
    "agreements",
    "commitments",
    "events",
    "figures",
    "organisations",
    "people",
    "policies",
    "programmes",
    "sources",
    "visits",
  ];
  const files: Record<string, string> = {};
  for (const name of names) files[`${name}.yaml`] = await readFile(join(university, `${name}.yaml`), "utf8");
  const before = files[file] ?? "";
  expect(before.split(from)).toHaveLength(2);
  const folder = await temporaryFolder({ ...files, [file]: before.replace(from, to) });
  expect((await checkDocuments(folder, documents)).map((problem) => problem.file)).toContain(file);
});
