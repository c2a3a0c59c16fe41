import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { createChance } from "./chance.ts";
import { type BodyNames, capital, createNames } from "./invented-names.ts";
import { countries, places, prose, seriesNumbers, subjects, topics } from "./name-stock.ts";

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

export interface Generated {
  readonly entries: number;
  /** The folder of a register whose entries come first. */
  readonly beside?: string;
  /** Word keys (src/text.ts) of what no invented entry may be called. */
  readonly taken?: Iterable<string>;
}

/** Writes a generated register into a folder, and gives the text of its files. */
export async function writeRegister(
  folder: string,
  { entries, beside, taken = [] }: Generated,
): Promise<Files> {
  const files: Record<string, string> = {};
  for (const [name, list] of Object.entries(generateRegister(entries, taken)))
    files[name] = stringify(list, { lineWidth: 0, aliasDuplicateObjects: false });
  if (beside !== undefined) {
    for (const name of (await readdir(beside)).filter((file) => file.endsWith(".yaml")))
      files[name] = `${await readFile(join(beside, name), "utf8")}\n${files[name] ?? ""}`;
  }
  await mkdir(folder, { recursive: true });
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  return files;
}

type Written = Readonly<Record<string, unknown>>;

/**
 * A register of invented entries with the shape and the kind of names of the starter register: aliases in its languages,
 * acronyms, firms of one group, partial dates, groups, relations across kinds, prose, and a citation for everything. The
 * same each time.
 *
 * No question of test/questions asks for the years and matters of these entries without naming anybody, so that its
 * right answer is the same with them: agreements are of 2022, all else of 2014 to 2020.
 */
function generateRegister(
  entries: number,
  taken: Iterable<string>,
): Readonly<Record<string, readonly Written[]>> {
  const count = (share: number): number => Math.round((entries * share) / 20);
  const chance = createChance(20_240_425);
  const { below, pick } = chance;
  const names = createNames(chance, taken);
  const some = <T>(length: number, make: (index: number) => T): readonly T[] =>
    Array.from({ length }, (_, index) => make(index));

  const bodies: readonly BodyNames[] = [
    ...countries.map((country) => names.country(country)),
    ...some(count(shares.organisations) - countries.length, () => names.body()),
  ];
  const people = some(count(shares.people), () => names.person());
  const body = (): number => below(bodies.length);
  const twoBodies = (): readonly [number, number] => {
    const first = body();
    return [first, (first + 1 + below(bodies.length - 1)) % bodies.length];
  };
  const bodyId = (index: number): string => `body-${index}`;
  const short = (index: number): string => bodies[index]?.short ?? "";
  const person = (): string => `person-${below(people.length)}`;

  const cite = (): string => `source-${below(count(shares.sources))}#${1 + below(40)}`;
  const cited = (value: unknown): Written => ({ value, cite: cite() });
  const two = (value: number): string => String(value).padStart(2, "0");
  const dayIn = (year: number): string => `${year}-${two(1 + below(12))}-${two(1 + below(28))}`;
  const dateIn = (year: number): string =>
    pick([dayIn(year), dayIn(year), dayIn(year).slice(0, 7), String(year)]);
  const earlierYear = (): number => 2014 + below(7);
  const sentence = (): string =>
    `${capital(some(8 + below(10), () => pick(prose)).join(" "))} ${pick(topics)}.`;
  const matters = (): readonly string[] => [...new Set(some(1 + below(3), () => pick(topics)))];
  const place = (): string => pick(places).latin;

  const source = (index: number): Written => {
    const publisher = body();
    const date = dayIn(earlierYear());
    const form = pick(["press release", "report", "bulletin"]);
    return {
      id: `source-${index}`,
      title: names.fresh(() => `${short(publisher)} ${form} ${index}, ${date}`),
      type: pick(["press-release", "news-report", "web-page"]),
      publisher: bodyId(publisher),
      date,
      language: "en",
      rank: 1 + below(5),
    };
  };
  const organisation = (one: BodyNames, index: number): Written => ({
    id: bodyId(index),
    name: cited(one.name),
    ...(one.acronym === undefined ? {} : { acronym: cited(one.acronym) }),
    ...(one.aliases.length === 0
      ? {}
      : { aliases: one.aliases.map((alias) => ({ ...alias, editorial: true })) }),
    cite: cite(),
    type: one.type,
    ...(one.country === undefined ? {} : { country: bodyId(one.country) }),
    seat: place(),
    purpose: [sentence(), sentence()],
    topics: matters(),
  });
  const personEntry = (index: number): Written => {
    const { name, han } = people[index] ?? { name: "" };
    const at = body();
    return {
      id: `person-${index}`,
      name: cited(name),
      ...(han === undefined ? {} : { aliases: [{ value: han, lang: "zh", editorial: true }] }),
      cite: cite(),
      honorifics: cited(pick(["Dr.", "Mr", "Datuk", "Prof Dr."])),
      roles: [
        {
          position: pick(bodies[at]?.positions ?? []),
          organisation: bodyId(at),
          cite: cite(),
        },
      ],
    };
  };
  const agreement = (index: number): Written => {
    const [first, second] = twoBodies();
    const kind = pick(["MoU", "MoU", "MoU", "Agreement"]);
    const about = (): string => (below(9) === 0 ? ` on ${pick(topics)}` : "");
    return {
      id: `deal-${index}`,
      title: names.fresh(() => `${kind} between ${short(first)} and ${short(second)}${about()} (2022)`),
      aliases: [
        { value: names.fresh(() => `${short(first)}–${short(second)} ${kind}${about()}`), editorial: true },
      ],
      cite: cite(),
      type: { value: kind === "MoU" ? "mou" : "agreement", cite: [cite(), cite()] },
      parties: cited([bodyId(first), bodyId(second)]),
      signed: { ...cited(dateIn(2022)), note: sentence() },
      act: "signed",
      place: place(),
      witnesses: [...new Set([person(), person()])],
      purpose: [cited(sentence())],
      scope: some(2, () => ({ area: pick(topics), promise: sentence(), cite: cite() })),
      topics: matters(),
    };
  };
  const visit = (index: number): Written => {
    const [guest, host] = twoBodies();
    const year = earlierYear();
    return {
      id: `visit-${index}`,
      title: names.fresh(() => `Visit of ${short(guest)} to ${short(host)} (${dayIn(year)})`),
      cite: cite(),
      type: pick(["working", "study", "official", "delegation"]),
      period: { value: dateIn(year), derived: true, note: sentence() },
      status: "done",
      people: [{ person: person(), capacity: pick(bodies[guest]?.positions ?? []) }, { person: person() }],
      delegations: bodyId(guest),
      place: place(),
      stops: [{ organisation: bodyId(host), what: sentence(), cite: cite() }],
      outcomes: [cited(sentence())],
    };
  };
  const event = (index: number): Written => {
    const [organiser, guest] = twoBodies();
    const year = earlierYear();
    const name = (): string =>
      pick([
        `${place()} ${pick(subjects)} ${pick(["Forum", "Exhibition", "Conference"])} ${year}`,
        `${place()} Forum ${year}`,
        `${pick(seriesNumbers)} ${pick(countries).latin}-${pick(countries).latin} Joint Committee Meeting`,
        `Signing ceremony of ${short(organiser)} and ${short(guest)} (${year})`,
      ]);
    return {
      id: `event-${index}`,
      name: cited(names.fresh(name)),
      cite: cite(),
      type: pick(["forum", "exhibition", "meeting", "signing"]),
      date: dateIn(year),
      place: place(),
      organisers: bodyId(organiser),
      participants: bodyId(guest),
      present: [{ person: person(), capacity: sentence() }],
      matters: [sentence(), sentence()],
    };
  };
  const commitment = (index: number): Written => {
    const [by, to] = twoBodies();
    return {
      id: `promise-${index}`,
      title: names.fresh(() => `Promise ${index} of ${short(by)} on ${pick(topics)}`),
      cite: cite(),
      what: sentence(),
      by: bodyId(by),
      to: bodyId(to),
      agreement: `deal-${below(count(shares.agreements))}`,
      made: dateIn(earlierYear()),
      amount: { amount: 1 + below(500), unit: "places" },
      status: "open",
    };
  };
  return {
    "sources.yaml": some(count(shares.sources), source),
    "organisations.yaml": bodies.map(organisation),
    "people.yaml": some(people.length, personEntry),
    "agreements.yaml": some(count(shares.agreements), agreement),
    "visits.yaml": some(count(shares.visits), visit),
    "events.yaml": some(count(shares.events), event),
    "commitments.yaml": some(count(shares.commitments), commitment),
  };
}
