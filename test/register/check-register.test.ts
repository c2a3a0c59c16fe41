import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatProblem, type Problem } from "../../src/errors.ts";
import { checkRegister } from "../../src/register/check-register.ts";
import { type Files, oneSource, placeOf, temporaryFolder, university } from "./register-folder.ts";

async function problemsOf(files: Files): Promise<readonly Problem[]> {
  return (await checkRegister(await temporaryFolder(files))).problems;
}

/** One line of YAML that is wrong, at its place, with a word of what was expected. */
interface Wrong {
  readonly what: string;
  readonly files: Files;
  readonly at: string;
  readonly says: readonly (string | RegExp)[];
}

const two = `- id: alpha
  name: Alpha House
  cite: report
- id: beta
  name: Beta House
  cite: report
`;

const wrongs: readonly Wrong[] = [
  {
    what: "an unknown key of an entry",
    files: { "organisations.yaml": "- id: alpha\n  name: Alpha\n  adress: Here\n" },
    at: "organisations.yaml:3:3 [0].adress",
    says: ["is no key", "address", "aliases", "visibility"],
  },
  {
    what: "an unknown key of a group",
    files: {
      "people.yaml":
        "- id: ann\n  name: Ann\n  cite: report\n  roles:\n    - { position: Dean, organization: alpha }\n",
    },
    at: "people.yaml:5:25 [0].roles[0].organization",
    says: ["is no key", "expected position, organisation, as_of, cite"],
  },
  {
    what: "an unknown key of a statement",
    files: {
      "organisations.yaml": "- id: alpha\n  name: Alpha\n  founded: { value: 2019, source: report }\n",
    },
    at: "organisations.yaml:3:27 [0].founded.source",
    says: ["is no key", "expected value, cite, note"],
  },
  {
    what: "an unknown key of an alias",
    files: {
      "organisations.yaml": "- id: alpha\n  name: Alpha\n  aliases:\n    - { value: A, language: ms }\n",
    },
    at: "organisations.yaml:4:19 [0].aliases[0].language",
    says: ["is no key", "lang, shared"],
  },
  {
    what: "a key that is read from the other side, never written",
    files: { "people.yaml": "- id: ann\n  name: Ann\n  delegation: [visit]\n" },
    at: "people.yaml:3:3 [0].delegation",
    says: ["is no key"],
  },
  {
    what: "a month that there is not",
    files: { "agreements.yaml": "- id: mou\n  title: MoU\n  cite: report\n  signed: 2024-13-40\n" },
    at: "agreements.yaml:4:11 [0].signed",
    says: ["is no date", "2024-04-25"],
  },
  {
    what: "a day that there is not",
    files: { "agreements.yaml": "- id: mou\n  title: MoU\n  cite: report\n  signed: 2023-02-30\n" },
    at: "agreements.yaml:4:11 [0].signed",
    says: ["is no date"],
  },
  {
    what: "an end before its start",
    files: {
      "visits.yaml":
        "- id: visit\n  title: Visit\n  cite: report\n  period: { value: 2024-04-28/2024-04-24 }\n",
    },
    at: "visits.yaml:4:20 [0].period.value",
    says: ["is no date", "A/B"],
  },
  {
    what: "a bad date inside a group",
    files: { "people.yaml": "- id: ann\n  name: Ann\n  roles: { position: Dean, as_of: 2024-00 }\n" },
    at: "people.yaml:3:35 [0].roles.as_of",
    says: ["is no date"],
  },
  {
    what: "a word outside the list",
    files: { "agreements.yaml": "- id: mou\n  title: MoU\n  cite: report\n  type: moo\n" },
    at: "agreements.yaml:4:9 [0].type",
    says: ["mou, agreement, heads-of-agreement, renewal"],
  },
  {
    what: "a term without its unit",
    files: { "agreements.yaml": '- id: mou\n  title: MoU\n  cite: report\n  term: "5"\n' },
    at: "agreements.yaml:4:9 [0].term",
    says: ["is no term", "5 years"],
  },
  {
    what: "an id with capitals",
    files: { "organisations.yaml": "- id: Alpha House\n  name: Alpha\n" },
    at: "organisations.yaml:1:7 [0].id",
    says: ["is no id", "mou-abc-2024"],
  },
  {
    what: "a missing name",
    files: { "organisations.yaml": "- id: alpha\n  type: company\n" },
    at: "organisations.yaml:1:3 [0].name",
    says: [/missing|wrong form/, "expected"],
  },
  {
    what: "a name that cannot be typed",
    files: { "organisations.yaml": '- id: alpha\n  name: "…"\n' },
    at: "organisations.yaml:2:9 [0].name",
    says: ["no letter or digit"],
  },
  {
    what: "groups that nobody is kept out by",
    files: { "organisations.yaml": "- id: alpha\n  name: Alpha\n  groups: [board]\n" },
    at: "organisations.yaml:3:11 [0].groups",
    says: ["hides nothing", "visibility: restricted"],
  },
  {
    what: "groups of a statement that nobody is kept out by",
    files: {
      "organisations.yaml":
        "- id: alpha\n  name: Alpha\n  seat: { value: Here, cite: report, visibility: public, groups: [board] }\n",
    },
    at: "organisations.yaml:3:66 [0].seat.groups",
    says: ["hides nothing"],
  },
  {
    what: "a dangling reference",
    files: { "agreements.yaml": "- id: mou\n  title: MoU\n  cite: report\n  parties: [alpha, nowhere]\n" },
    at: "agreements.yaml:4:20 [0].parties[1]",
    says: ["dangling reference nowhere", "id or exact name of organisation"],
  },
  {
    what: "a dangling reference inside a group",
    files: {
      "people.yaml":
        "- id: ann\n  name: Ann\n  cite: report\n  roles:\n    - { position: Dean, organisation: nowhere }\n",
    },
    at: "people.yaml:5:39 [0].roles[0].organisation",
    says: ["dangling reference nowhere"],
  },
  {
    what: "a name that fits two entries",
    files: {
      "organisations.yaml": `${two}- id: gamma\n  name: Gamma\n  aliases: [{ value: alpha  HOUSE, shared: true }]\n`,
      "agreements.yaml": "- id: mou\n  title: MoU\n  cite: report\n  parties: [Alpha House]\n",
    },
    at: "agreements.yaml:4:13 [0].parties[0]",
    says: ["ambiguous reference Alpha House", "alpha or gamma", "expected an id"],
  },
  {
    what: "a reference of the wrong kind",
    files: {
      "agreements.yaml": "- id: mou\n  title: MoU\n  cite: report\n  parties: ann\n",
      "people.yaml": "- id: ann\n  name: Ann\n",
    },
    at: "agreements.yaml:4:12 [0].parties",
    says: ["ann is of kind person", "expected organisation"],
  },
  {
    what: "a link of an entry with itself",
    files: { "agreements.yaml": "- id: mou\n  title: MoU\n  cite: report\n  renews: mou\n" },
    at: "agreements.yaml:4:11 [0].renews",
    says: ["links mou with itself"],
  },
  {
    what: "a name with a character that turns the direction of what is read",
    files: { "people.yaml": '- id: ann\n  name: "Ann \\u202Eeel"\n' },
    at: "people.yaml:2:9 [0].name",
    says: ["control or direction characters"],
  },
  {
    what: "an id given twice, in two files",
    files: { "people.yaml": "- id: alpha\n  name: Ann\n" },
    at: "people.yaml:1:7 [0].id",
    says: ["duplicate id alpha", "organisations.yaml [0]"],
  },
  {
    what: "an alias given twice in one entry",
    files: { "people.yaml": "- id: ann\n  name: Ann Lee\n  aliases:\n    - Annie\n    - ÁNN lee\n" },
    at: "people.yaml:5:7 [0].aliases[1]",
    says: ['duplicate name "ÁNN lee" of the same entry'],
  },
  {
    what: "a name that two entries have",
    files: {
      "people.yaml": "- id: ann\n  name: Ann\n  aliases:\n    - { value: alpha house, editorial: true }\n",
    },
    at: "people.yaml:4:7 [0].aliases[0]",
    says: ['duplicate name "alpha house", also of alpha', "shared: true"],
  },
  {
    what: "a citation of no source",
    files: { "people.yaml": "- id: ann\n  name: Ann\n  contact: { value: x, cite: rumour#3 }\n" },
    at: "people.yaml:3:21 [0].contact.value",
    says: ["cites rumour, which is no source"],
  },
  {
    what: "a citation of an entry that is no source",
    files: { "people.yaml": "- id: ann\n  name: { value: Ann, cite: alpha#3 }\n" },
    at: "people.yaml:2:9 [0].name",
    says: ["cites alpha, which is no source"],
  },
  {
    what: "a citation of no source for a whole entry, once, however many statements lean on it",
    files: { "people.yaml": "- id: ann\n  name: Ann\n  cite: rumour\n  contact: x\n  background: y\n" },
    at: "people.yaml:3:9 [0].cite",
    says: ["cites rumour"],
  },
  {
    what: "a citation that is none",
    files: { "people.yaml": "- id: ann\n  name: Ann\n  cite: report#0\n  contact: x\n" },
    at: "people.yaml:3:9 [0].cite",
    says: ["is no citation", "report-2024#7"],
  },
  {
    what: "a statement that nothing bears out",
    files: { "people.yaml": "- id: ann\n  name: Ann\n  contact: x\n" },
    at: "people.yaml:3:12 [0].contact",
    says: ["borne out by no source", "editorial: true"],
  },
  {
    what: "text that is not YAML",
    files: { "people.yaml": "- id: ann\n  name: [Ann\n" },
    at: "people.yaml:3:1 ",
    says: ["not YAML"],
  },
  {
    what: "a key given twice",
    files: { "people.yaml": "- id: ann\n  name: Ann\n  name: Anna\n" },
    at: "people.yaml:3:3 ",
    says: ["not YAML", "unique"],
  },
  {
    what: "an alias of YAML without its anchor",
    files: { "people.yaml": "- id: ann\n  name: *nobody\n" },
    at: "people.yaml:2:9 ",
    says: ["not YAML", "nobody"],
  },
  {
    what: "a file that is no list",
    files: { "people.yaml": "ann:\n  name: Ann\n" },
    at: "people.yaml:1:1 ",
    says: ["is no list", "- id:"],
  },
  {
    what: "an entry that is a word",
    files: { "people.yaml": "- id: ann\n  name: Ann\n- Bob\n" },
    at: "people.yaml:3:3 [1]",
    says: ["expected object"],
  },
  {
    what: "a file that no register has",
    files: { "persons.yaml": "- id: ann\n" },
    at: "persons.yaml:-:- ",
    says: ["is no file of a register", "people.yaml"],
  },
];

const sound: Files = { "sources.yaml": oneSource, "organisations.yaml": two };

describe("a check of a register reports", () => {
  test.each(wrongs)("$what", async ({ files, at, says }) => {
    const all = { ...sound, ...files };
    const problems = await problemsOf(all);
    const own = problems.filter((problem) => placeOf(problem) === at);
    expect(problems.map(placeOf)).toContain(at);
    expect(own).toHaveLength(1);
    for (const word of says) expect(own[0]?.message).toMatch(word);
    expect(problems.filter((problem) => placeOf(problem) !== at)).toEqual([]);
  });

  test("all that is wrong in all files at once, in the order of the files and their lines", async () => {
    const problems = await problemsOf({
      ...sound,
      "agreements.yaml": "- id: mou\n  title: MoU\n  cite: report\n  parties: nowhere\n  colour: red\n",
      "events.yaml": "- id: day\n  name: Day\n  date: 2023-02-30\n",
      "people.yaml": "- id: ann\n  name: [Ann\n",
      "policies.yaml": "- id: alpha\n  name: Rule\n  period: 2020/2021\n",
      "visits.yaml": "none: yet\n",
    });
    expect(problems.map(placeOf)).toEqual([
      "people.yaml:3:1 ",
      "agreements.yaml:4:12 [0].parties",
      "agreements.yaml:5:3 [0].colour",
      "events.yaml:3:9 [0].date",
      "policies.yaml:1:7 [0].id",
      "policies.yaml:3:11 [0].period",
      "visits.yaml:1:1 ",
    ]);
  });

  test("a folder without a YAML file, and none of its subfolders' files", async () => {
    const folder = await temporaryFolder({ "notes.txt": "x", "schema/people.yaml": "- nonsense" });
    const { problems, entries } = await checkRegister(folder);
    expect(problems).toEqual([{ file: folder, path: "", message: expect.stringContaining("no .yaml file") }]);
    expect(entries).toBe(0);
  });

  test("a folder that is not there, and one that is a file", async () => {
    const folder = await temporaryFolder(sound);
    const missing = await checkRegister(join(folder, "nowhere"));
    expect(missing.problems.map(formatProblem).join()).toContain(
      "cannot be read (ENOENT); expected a folder",
    );
    const file = await checkRegister(join(folder, "sources.yaml"));
    expect(file.problems.map(formatProblem).join()).toContain("is not a folder; expected a folder");
  });

  test("a file that cannot be read, by its name", async () => {
    const folder = await temporaryFolder(sound);
    await mkdir(join(folder, "people.yaml"));
    const { problems } = await checkRegister(folder);
    expect(problems.map(formatProblem).join()).toContain("people.yaml cannot be read (EISDIR)");
  });
});

describe("what is wrong in one place is not reported in others", () => {
  test("links to an entry that is wrong in itself do not dangle, by id or by name", async () => {
    const problems = await problemsOf({
      "sources.yaml": `${oneSource}- id: letter\n  title: A letter\n  date: 2024-99\n`,
      "organisations.yaml":
        "- id: alpha\n  name: { value: Alpha House, cite: letter#1 }\n  aliases: [AH, { value: The House, colour: red }]\n",
      "agreements.yaml":
        "- id: mou\n  title: MoU\n  cite: letter\n  parties: [alpha, AH, The House, Alpha House, nowhere]\n",
    });
    expect(problems.map(placeOf)).toEqual([
      "agreements.yaml:4:48 [0].parties[4]",
      "organisations.yaml:3:37 [0].aliases[1].colour",
      "sources.yaml:6:9 [1].date",
    ]);
  });

  test("links into a file that cannot be read do not dangle", async () => {
    const problems = await problemsOf({
      ...sound,
      "organisations.yaml": "- id: [alpha\n",
      "agreements.yaml":
        "- id: mou\n  title: MoU\n  cite: report\n  parties: [alpha]\n  signatories: [ann]\n",
    });
    expect(problems.map(placeOf)).toEqual([
      "organisations.yaml:2:1 ",
      "agreements.yaml:5:17 [0].signatories[0]",
    ]);
  });
});

describe("a name may belong to two entries", () => {
  const named = (marks: readonly string[]): Files => ({
    "sources.yaml": oneSource,
    "people.yaml": marks
      .map((mark, index) => `- id: p${index}\n  name: P${index}\n  aliases: [{ value: Lee${mark} }]\n`)
      .join(""),
  });

  test("where one of the two says that it is shared", async () => {
    expect(await problemsOf(named(["", ", shared: true"]))).toEqual([]);
    expect(await problemsOf(named([", shared: true", ""]))).toEqual([]);
    expect(await problemsOf(named([", shared: true", ", shared: true", ", shared: true"]))).toEqual([]);
  });

  test("yet not where a third alone says so", async () => {
    const problems = await problemsOf(named([", shared: true", "", ""]));
    expect(problems.map(placeOf)).toEqual(["people.yaml:9:13 [2].aliases[0]"]);
    expect(problems[0]?.message).toContain("also of p1");
  });
});

test("a register without fault has no problem, and its entries and statements are counted", async () => {
  const { problems, warnings, entries, statements } = await checkRegister(university);
  expect(problems).toEqual([]);
  expect(warnings).toEqual([]);
  expect(entries).toBe(21);
  expect(statements).toBeGreaterThan(100);
});

test("an empty file and one of comments alone hold no entries", async () => {
  const folder = await temporaryFolder({ ...sound, "people.yaml": "", "events.yaml": "# none yet\n" });
  expect(await checkRegister(folder)).toMatchObject({ problems: [], entries: 3 });
});

test("files may end in .yml", async () => {
  const folder = await temporaryFolder({ "sources.yml": oneSource, "organisations.YML": two });
  expect(await checkRegister(folder)).toMatchObject({ problems: [], entries: 3 });
});
