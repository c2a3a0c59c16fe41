import { parse } from "yaml";
import { type Finding, lineAt, type Source } from "./source.ts";

/** Countries and capitals of the starter register, whatever its files call them. */
const places = ["Malaysia", "Malaysian", "China", "Chinese", "Beijing", "Kuala Lumpur"];

/** These say a default zone or a language, not a country. */
const allowedPhrases = /Asia\/Kuala_Lumpur|Bahasa Malaysia/g;
const languageNames = new Set(["Chinese", "Cina"]);

/** Words in the register's names that are plain English or the product's own, and may begin a word in code. */
const ordinaryWords = new Set(
  `Academy Accessibility Accord April Chinese Advanced Agency Agreement Application Artificial Association Authority Bank Berhad
  Bilateral Board Business Centre Center Chamber Circular City College Commerce Commission Committee Company Conference Congress Cooperation
  Council Creative Delegation Department Development Digital Economic Economy Electric Enabling Energy Engineering Event Events Exchange Federation
  Forum Foundation Framework Fund General Global Government Green Group Heads High Holding Industrial Industry
  Information Initiative Innovation Institute Intelligence Intent International Investment Joint Letter Limited Ltd
  Management Master Materials Media Meeting Memorandum Minister Ministry National Network Office Organisation Outer
  Park Partnership Peaceful People Plan Platform Policy Power Prime Private Process Programme Project Public Rapid
  Register Renewal Republic Research Roadmap School Science Sciences Second Service Services Software Space Standing State
  Storage Strategic Strategy Summit Super System Systems Technology Trade Training Understanding University Validation
  Valley Visit Working Young First Negara Bahagian Cina`.split(/\s+/),
);

/** Acronyms whose lower-case form is a word of English or of TypeScript. */
const acronymsThatAreWords = new Set(["emerge", "most", "revive", "stem", "super", "talent"]);

/** Kinds of instrument and of meeting, which a register may also use as a title. */
const ordinaryPhrases = new Set([
  "Memorandum of Understanding",
  "Heads of Agreement",
  "Letter of Intent",
  "Joint Committee Meeting",
]);

const registerFile = /\/(organi[sz]ations?|people|persons?|programmes?|agreements?)(\.ya?ml|\/[^/]+\.ya?ml)$/;
const organisationFile = /\/organi[sz]ations?(\.ya?ml|\/[^/]+\.ya?ml)$/;
const nameKey =
  /^((short|full|official|former)?_?(names?|titles?|aliases|alias|acronyms?|short)|also|spellings?|variants?)$/i;

export interface Names {
  /** Words that are one name's own: matched as written. */
  readonly words: ReadonlySet<string>;
  /** Acronyms in lower case: matched in any case, also inside camelCase. */
  readonly acronyms: ReadonlySet<string>;
  /** Names of several words, and names in Chinese characters: matched as they stand. */
  readonly phrases: readonly string[];
}

/** All names in the given files of the register; a file that does not parse gives none, for its own test to report. */
export function namesIn(files: readonly Source[]): Names {
  const names = files
    .filter(({ path }) => registerFile.test(path))
    .flatMap(({ text }) => namesUnder(parsed(text)));
  const words = names.flatMap((name) => name.match(/[\p{L}\p{N}]+/gu) ?? []);
  const own = words.filter((word) => /\p{Lu}/u.test(word) && /\p{L}.*\p{L}.*\p{L}.*\p{L}/u.test(word));
  const acronyms = own.filter((word) => /^\p{Lu}+$/u.test(word)).map((word) => word.toLowerCase());
  return {
    words: new Set(own.filter((word) => !ordinaryWords.has(word))),
    acronyms: new Set(acronyms.filter((word) => !acronymsThatAreWords.has(word))),
    phrases: names.filter(
      (name) => !ordinaryPhrases.has(name) && /\p{Lu}\S* .*\p{Lu}|^\p{Script=Han}{2,}$/u.test(name),
    ),
  };
}

function parsed(text: string): unknown {
  try {
    return parse(text, { logLevel: "silent" });
  } catch {
    return undefined;
  }
}

/** Strings below a key such as `name` or `aliases`, at any depth. */
function namesUnder(value: unknown, isName = false): string[] {
  if (typeof value === "string") return isName ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => namesUnder(item, isName));
  return Object.entries(value).flatMap(([key, below]) => namesUnder(below, isName || nameKey.test(key)));
}

/** The program's own files name nothing that a register holds: another register must fit just as well. */
export function nothingOfTheRegister(sources: readonly Source[], data: readonly Source[]): Finding[] {
  const all = namesIn(data);
  const organisations = namesIn(data.filter(({ path }) => organisationFile.test(path)));
  return [
    ...sources.filter(({ path }) => /^(src|adapters)\//.test(path)),
    ...data.filter(isLanguageData),
  ].flatMap((source) =>
    source.path.endsWith(".ts")
      ? [...placesIn(source), ...namesOf(all, source)]
      : namesOf(organisations, source),
  );
}

/** Lexicons and message catalogues: YAML that is about a language, wherever it is kept. */
const isLanguageData = ({ path }: Source): boolean =>
  /\/(languages?|lexicons?|catalogues?|messages?)(\/|\.ya?ml$|-)|\/(en|ms|zh)(\/|\.ya?ml$)/.test(path);

const mention = (source: Source, index: number, name: string): Finding => ({
  path: source.path,
  line: lineAt(source.text, index),
  message: `names "${name}", which belongs to a register: this file must fit any other register too`,
});

function placesIn(source: Source): Finding[] {
  const text = withoutAllowed(source.text);
  return places.flatMap((place) =>
    [...text.matchAll(new RegExp(`(?<!\\p{L})${place.replace(" ", "[ _]?")}(?!\\p{L})`, "gu"))]
      .filter(({ index }) => !(languageNames.has(place) && isInComment(source, index)))
      .map(({ index }) => mention(source, index, place)),
  );
}

function namesOf({ words, acronyms, phrases }: Names, source: Source): Finding[] {
  const text = withoutAllowed(source.text);
  const inWords = [...text.matchAll(/[\p{L}\p{N}]+/gu)].filter(
    ([word]) =>
      words.has(word) ||
      word.split(/(?<=\p{Ll})(?=\p{Lu})/u).some((part) => acronyms.has(part.toLowerCase())),
  );
  const inPhrases = phrases
    .map((phrase) => ({ index: text.indexOf(phrase), 0: phrase }))
    .filter(({ index }) => index >= 0);
  return [...inWords, ...inPhrases].map((match) => mention(source, match.index, match[0]));
}

const withoutAllowed = (text: string): string =>
  text.replaceAll(allowedPhrases, (found) => " ".repeat(found.length));
const isInComment = ({ text, uncommented }: Source, index: number): boolean =>
  uncommented[index] !== text[index];
