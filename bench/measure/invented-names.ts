import { wordKey } from "../../src/text.ts";
import type { Chance } from "./chance.ts";
import * as stock from "./name-stock.ts";

/** The names of an invented organisation; `short` is what headings call it. */
export interface BodyNames {
  readonly name: string;
  readonly short: string;
  readonly acronym?: string;
  readonly aliases: readonly Alias[];
  readonly type: string;
  /** Offices that one may hold in it. */
  readonly positions: readonly string[];
  /** The place in the list of countries, where it is a public body of one. */
  readonly country?: number;
}

export interface Alias {
  readonly value: string;
  readonly lang?: "zh" | "ms";
  readonly shared?: true;
}

export interface PersonNames {
  readonly name: string;
  readonly han?: string;
}

/** Invented names, none of them twice. */
export interface Names {
  country(names: stock.Pair): BodyNames;
  body(): BodyNames;
  person(): PersonNames;
  /** Draws until it has something that nobody is called yet. */
  fresh(draw: () => string): string;
}

/**
 * Names that look like those of the starter register and share words with them, but are none of `taken`: the word keys
 * (text.ts) of what others are called, and of what nobody may be called.
 */
export function createNames({ below, pick }: Chance, taken: Iterable<string>): Names {
  // Nobody is called by a town's name alone.
  const known = new Set([...taken, ...stock.places.flatMap(({ latin, han }) => [latin, han]).map(wordKey)]);
  const isFree = (name: string): boolean => !known.has(wordKey(name));
  /** A person who is called as another, and more, would rightly be meant as well. */
  const isFreeForPerson = (name: string): boolean => {
    const words = wordKey(name).split(" ");
    return words.every((word, at) => at === 0 || !known.has(`${words[at - 1]} ${word}`)) && isFree(name);
  };
  const take = (name: string): string => {
    known.add(wordKey(name));
    return name;
  };
  const until = <T>(draw: () => T, fits: (drawn: T) => boolean): T => {
    for (let tries = 0; tries < 10_000; tries++) {
      const drawn = draw();
      if (fits(drawn)) return drawn;
    }
    throw new RangeError(`the stock of names is used up: ${JSON.stringify(draw())}`);
  };
  const fresh = (draw: () => string): string => take(until(draw, isFree));
  const freeAliases = (aliases: readonly Alias[]): readonly Alias[] =>
    aliases.filter(
      (alias) => alias.value !== "" && isFree(alias.value) && (alias.shared === true || take(alias.value)),
    );

  const chinesePerson = (): PersonNames => {
    const surname = pick(stock.chineseSurnames);
    const given = Array.from({ length: below(3) === 0 ? 1 : 2 }, () => pick(stock.syllables));
    const latin = given.map((one) => one.latin).join("");
    return {
      name: `${surname.latin} ${capital(latin)}`,
      han: `${surname.han}${given.map((one) => one.han).join("")}`,
    };
  };
  const peninsularPerson = (): PersonNames => {
    const own = `${pick(stock.peninsularSurnames)} ${pick(stock.peninsularSyllables)} ${pick(stock.peninsularSyllables)}`;
    return { name: below(4) === 0 ? `${pick(stock.englishNames)} ${own}` : own };
  };
  const malayPerson = (): PersonNames => {
    const given = Array.from({ length: 2 + below(2) }, () => pick(stock.malayNames)).join(" ");
    return { name: below(3) === 0 ? `${given} bin ${pick(stock.malayNames)}` : given };
  };

  const publicBody = (): BodyNames => {
    const country = below(stock.countries.length);
    const ofCountry = below(6) === 0;
    const where = ofCountry ? stock.countries[country] : pick(stock.places);
    const form = pick(ofCountry ? stock.nationalBodies : stock.localBodies);
    const name = form.latin.replace("@", where?.latin ?? "");
    const initials =
      name
        .replace(/\b(?:of|and|for|in|the)\b/g, "")
        .match(/\p{Lu}/gu)
        ?.join("") ?? "";
    return {
      name,
      short: name,
      ...(initials.length >= 3 && initials.length <= 6 ? { acronym: initials } : {}),
      aliases: where?.han === "" ? [] : [{ value: form.han.replace("@", where?.han ?? ""), lang: "zh" }],
      type: typeOf(name),
      positions: positionsIn(name, where?.latin),
      ...(ofCountry ? { country } : {}),
    };
  };
  /** `Shanghai Gaohua Biological Engineering Co. Ltd.`: others may be called Gaohua too, as companies of one group are. */
  const chineseCompany = (): BodyNames => {
    const [first, second] = [pick(stock.syllables), pick(stock.syllables)];
    const isShared = below(25) === 0;
    const brand = isShared ? pick(stock.sharedBrands) : capital(`${first.latin}${second.latin}`);
    const trade = pick(stock.trades);
    const where = below(2) === 0 ? `${pick(stock.places).latin} ` : "";
    const name = `${where}${brand} ${trade} ${pick(stock.companyEnds)}`;
    return {
      name,
      short: `${brand} ${trade}`,
      aliases: [
        { value: `${brand} ${trade}` },
        { value: brand, shared: true },
        ...(isShared ? [] : [{ value: `${first.han}${second.han}`, lang: "zh", shared: true } as const]),
      ],
      type: "company",
      positions: positionsIn(name),
    };
  };
  const otherCompany = (): BodyNames => {
    const brand = `${pick(stock.brandStarts)}${pick(stock.brandEnds)}`;
    const name = pick(stock.brandForms).replace("@", brand);
    const aliases: readonly Alias[] = [{ value: brand, shared: true }];
    return { name, short: name, aliases, type: "company", positions: positionsIn(name) };
  };

  return {
    fresh,
    country: ({ latin, han }) => ({
      name: fresh(() => latin),
      short: latin,
      aliases: [{ value: fresh(() => han), lang: "zh" }],
      type: "country",
      positions: ["Special Envoy", "Trade Envoy"],
    }),
    body: () => {
      const body = until(
        () => pick([publicBody, chineseCompany, chineseCompany, otherCompany])(),
        (drawn) => isFree(drawn.name) && isFree(drawn.short),
      );
      take(body.name);
      const { acronym, aliases, ...rest } = body;
      const owns = acronym !== undefined && isFree(acronym);
      if (owns) take(acronym);
      return { ...rest, ...(owns ? { acronym } : {}), aliases: freeAliases(aliases) };
    },
    person: () => {
      const { name, han } = until(
        () => pick([chinesePerson, peninsularPerson, malayPerson])(),
        (drawn) => isFreeForPerson(drawn.name) && isFree(drawn.name.split(" ").reverse().join(" ")),
      );
      take(name);
      return han !== undefined && isFree(han) ? { name, han: take(han) } : { name };
    },
  };
}

function positionsIn(body: string, where = ""): readonly string[] {
  const [, positions = []] = stock.positions.find(([pattern]) => pattern.test(body)) ?? [];
  return positions.map((position) => position.replace("@", where));
}

function typeOf(name: string): string {
  if (/^Ministry/.test(name)) return "ministry";
  if (/Park/.test(name)) return "park";
  if (/University/.test(name)) return "university";
  if (/^Embassy/.test(name)) return "embassy";
  if (/Government|Committee/.test(name)) return "local-government";
  if (/Association|Chamber/.test(name)) return "association";
  return "agency";
}

export const capital = (word: string): string => `${word[0]?.toUpperCase()}${word.slice(1)}`;
