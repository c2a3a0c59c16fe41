import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** How the entries of a generated register share among the kinds, in parts of 20. */
const shares = {
  sources: 1,
  organisations: 3,
  people: 4,
  agreements: 6,
  visits: 2,
  events: 2,
  commitments: 2,
};

export type Files = Readonly<Record<string, string>>;

/** Writes a generated register into a folder, and gives the text of its files. */
export async function writeRegister(folder: string, entries: number): Promise<Files> {
  const files = generateRegister(entries);
  await mkdir(folder, { recursive: true });
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  return files;
}

/**
 * A register of invented entries with the shape of the starter register: names and aliases, partial dates, groups,
 * relations across kinds, prose, and a citation for everything. The same each time.
 */
export function generateRegister(entries: number): Files {
  const count = (share: number): number => Math.round((entries * share) / 20);
  const { below, pick } = createChance(20_240_425);
  const some = <T>(length: number, make: () => T): readonly T[] => Array.from({ length }, make);
  const id = (kind: string, index: number): string => `${kind}-${index}`;
  const any = (kind: string, share: number): string => id(kind, below(count(share)));
  const organisation = (): string => any("body", shares.organisations);
  const person = (): string => any("person", shares.people);
  const cite = (): string => `${any("source", shares.sources)}#${1 + below(40)}`;
  const year = (): number => 1990 + below(40);
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = (): string => `${year()}-${two(1 + below(12))}-${two(1 + below(28))}`;
  const date = (): string => pick([day(), day().slice(0, 7), String(year()), `before ${day()}`]);
  const sentence = (): string => `${some(8 + below(10), () => pick(prose)).join(" ")}.`;
  const topics = (): string => `[${[...new Set(some(1 + below(3), () => pick(topicWords)))].join(", ")}]`;
  const list = (ids: readonly string[]): string => `[${[...new Set(ids)].join(", ")}]`;

  const entriesOf = (share: number, entry: (index: number) => string): string =>
    Array.from({ length: count(share) }, (_, index) => entry(index)).join("\n");
  return {
    "sources.yaml": entriesOf(
      shares.sources,
      (index) => `- id: ${id("source", index)}
  title: "${title(pick)} report ${index}"
  type: news-report
  publisher: ${organisation()}
  date: ${day()}
  language: en
  rank: ${1 + below(5)}
`,
    ),
    "organisations.yaml": entriesOf(
      shares.organisations,
      (index) => `- id: ${id("body", index)}
  name: { value: "${title(pick)} ${nameOf(index)} ${pick(bodies)}", cite: ${cite()} }
  aliases:
    - { value: "${nameOf(index)} Body", editorial: true }
    - { value: "机构${index}", lang: zh, editorial: true }
  cite: ${cite()}
  type: ${pick(["company", "agency", "university", "association"])}
  seat: "${title(pick)}"
  purpose:
    - ${sentence()}
    - ${sentence()}
  topics: ${topics()}
`,
    ),
    "people.yaml": entriesOf(
      shares.people,
      (index) => `- id: ${id("person", index)}
  name: { value: "${title(pick)} ${nameOf(index)} Pera", cite: ${cite()} }
  cite: ${cite()}
  honorifics: { value: "Dr.", cite: ${cite()} }
  roles:
    - { position: ${pick(positions)}, organisation: ${organisation()}, cite: ${cite()} }
`,
    ),
    "agreements.yaml": entriesOf(
      shares.agreements,
      (index) => `- id: ${id("deal", index)}
  title: "${title(pick)} ${nameOf(index)} ${pick(["MoU", "Agreement", "Accord"])} ${index}"
  cite: ${cite()}
  type: { value: ${pick(["mou", "agreement"])}, cite: [${cite()}, ${cite()}] }
  parties: { value: ${list([organisation(), organisation()])}, cite: ${cite()} }
  signed: { value: ${date()}, cite: ${cite()}, note: "${sentence()}" }
  act: signed
  place: "${title(pick)}"
  witnesses: ${list([person(), person()])}
  purpose:
    - { value: "${sentence()}", cite: ${cite()} }
  scope:
    - { area: ${pick(topicWords)}, promise: "${sentence()}", cite: ${cite()} }
    - { area: ${pick(topicWords)}, promise: "${sentence()}", cite: ${cite()} }
  topics: ${topics()}
`,
    ),
    "visits.yaml": entriesOf(
      shares.visits,
      (index) => `- id: ${id("visit", index)}
  title: "Visit ${nameOf(index)} to ${title(pick)}"
  cite: ${cite()}
  type: working
  period: { value: ${date()}, derived: true, note: "${sentence()}" }
  people:
    - { person: ${person()}, capacity: ${pick(positions)} }
    - { person: ${person()} }
  place: "${title(pick)}"
  stops:
    - { organisation: ${organisation()}, what: "${sentence()}", cite: ${cite()} }
  outcomes:
    - { value: "${sentence()}", cite: ${cite()} }
`,
    ),
    "events.yaml": entriesOf(
      shares.events,
      (index) => `- id: ${id("event", index)}
  name: { value: "${title(pick)} ${nameOf(index)} Forum", cite: ${cite()} }
  cite: ${cite()}
  type: forum
  date: ${date()}
  place: "${title(pick)}"
  organisers: ${list([organisation()])}
  present:
    - { person: ${person()}, capacity: "${sentence()}" }
  matters: [${some(2, () => `"${sentence()}"`).join(", ")}]
`,
    ),
    "commitments.yaml": entriesOf(
      shares.commitments,
      (index) => `- id: ${id("promise", index)}
  title: "Promise ${nameOf(index)} of ${title(pick)}"
  cite: ${cite()}
  what: "${sentence()}"
  by: ${organisation()}
  agreement: ${any("deal", shares.agreements)}
  made: ${date()}
  amount: { amount: ${1 + below(500)}, unit: places }
  status: open
`,
    ),
  };
}

const syllables = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split(" ");
const prose =
  `to of the and a for in both sides will share research staff training data on new joint centre market technology pilot
  energy testing growth partners visits experts each year work open support build plan trade`.split(/\s+/);
const topicWords =
  "hydrogen semiconductors space vaccines batteries robotics biomass water rail fisheries".split(" ");
const bodies = ["Institute", "Holdings", "Agency", "University", "Council"];
const positions = ["Chairman", "Director", "President", "Secretary", "Chief Executive Officer"];

const capital = (word: string): string => `${word[0]?.toUpperCase()}${word.slice(1)}`;

/** A word of its own for each number: 0 is `Babaceba`-like, no two alike. */
function nameOf(index: number): string {
  const digits: string[] = [];
  for (let rest = index + 8_000; rest > 0; rest = Math.floor(rest / 20))
    digits.push(syllables[rest % 20] ?? "");
  return capital(digits.join(""));
}

const title = (pick: <T>(of: readonly T[]) => T): string =>
  capital(`${pick(syllables)}${pick(syllables)}${pick(syllables)}`);

interface Chance {
  below(limit: number): number;
  pick<T>(of: readonly T[]): T;
}

/** Numbers that look like chance and are the same each time (mulberry32). */
function createChance(seed: number): Chance {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: (of) => {
      const picked = of[below(of.length)];
      if (picked === undefined) throw new RangeError("there is nothing to pick from");
      return picked;
    },
  };
}
