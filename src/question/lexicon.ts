import { existsSync } from "node:fs";
import { type Problem, RegisterError } from "../errors.ts";
import { readCompiled, writeCompiled } from "../pack/cache.ts";
import { hashPack, readPack } from "../pack/pack.ts";
import { besideSources } from "../package-folder.ts";
import { type ByInitial, groupByInitial } from "../search/nearest.ts";
import { hasHan, wordKey } from "../text.ts";

/**
 * A language's words, read from `lexicons/LANG.words.yaml` and `LANG.time.yaml`. A language more is two files more.
 */
export interface Lexicon {
  readonly lang: string;
  /** What each word or phrase means, by its folded words. */
  readonly senses: ReadonlyMap<string, readonly Sense[]>;
  readonly time: Readonly<Record<string, string>>;
  /** Words by which a text is known to be in this language. */
  readonly own: ReadonlySet<string>;
  /** Every single word in its phrases, and the same by first letter, for telling a misspelt one. */
  readonly words: ReadonlySet<string>;
  readonly byInitial: ByInitial;
  /** Whether any of its words is written in Han characters. */
  readonly isHan: boolean;
  /** How many words the longest phrase has that begins with a word. */
  readonly longest: ReadonlyMap<string, number>;
}

/** What a word of a question can mean. */
export type Sense =
  /** A kind of entry, perhaps of one type: `agreement`, `agreement/mou`. */
  | { readonly is: "kind"; readonly kind: string; readonly type?: string }
  /** What is asked of an entry; the fields that answer it name the same (`asks` in register/kinds). */
  | { readonly is: "ask"; readonly ask: string }
  /** A question word and what it wants: a person, a time, a place, a reason, a number. */
  | { readonly is: "wants"; readonly wants: string }
  /** What to do: count, list, compare, brief, the latest, the first, what is coming, what is past. */
  | { readonly is: "do"; readonly does: string }
  /** A position, by what it is called in registers: ceo → chief executive officer. */
  | { readonly is: "office"; readonly office: string }
  /** What the register is about, by the word that its texts use: 氢能 → hydrogen. */
  | { readonly is: "topic"; readonly topic: string }
  | { readonly is: "small" }
  | { readonly is: "noise" };

/** The text of a lexicon as it is written: sections of meaning → words. */
type WrittenWords = Readonly<Record<string, Readonly<Record<string, readonly string[]>> | readonly string[]>>;

/** A lexicon as JSON holds it: its words are folded and sorted out already, for a start must not wait for that. */
interface CompiledLexicon extends Pick<Lexicon, "lang" | "time" | "isHan"> {
  readonly longest: readonly (readonly [string, number])[];
  readonly senses: readonly (readonly [string, readonly Sense[]])[];
  readonly own: readonly string[];
  readonly words: readonly string[];
}

/** Raised whenever what is compiled from the same text changes its form. */
const compiledFormat = "lexicons 5";

const sections = [
  ...["kind", "ask", "wants", "do", "office", "topic"],
  ...["small", "noise", "own"],
] as const;

export const shippedLexicons = besideSources("question/lexicons");

/**
 * Reads the lexicons of a folder, every language it holds.
 *
 * @throws RegisterError where a file is no YAML or has a section that is not known.
 */
export async function loadLexicons(folder: string = shippedLexicons): Promise<readonly Lexicon[]> {
  const pack = await readPack(folder);
  const hash = hashPack(pack, compiledFormat);
  let compiled = await readCompiled<readonly CompiledLexicon[]>(hash);
  if (compiled === undefined) {
    compiled = await compileLexicons(folder, pack.files);
  }
  return compiled.map(createLexicon);
}

/** Compiles the shipped lexicons at build time. */
export async function compileShippedLexicons(): Promise<void> {
  if (!existsSync(shippedLexicons)) return;
  const pack = await readPack(shippedLexicons);
  await writeCompiled(hashPack(pack, compiledFormat), await compileLexicons(shippedLexicons, pack.files));
}

async function compileLexicons(
  folder: string,
  files: readonly { readonly name: string; readonly text: string }[],
): Promise<readonly CompiledLexicon[]> {
  const { parseYaml } = await import("../pack/parse.ts");
  const problems: Problem[] = [];
  const languages: Record<string, { words: WrittenWords; time: Readonly<Record<string, string>> }> = {};
  for (const file of files) {
    const [lang = "", part] = file.name.split(".");
    const parsed = parseYaml(file);
    if ("problems" in parsed) {
      problems.push(...parsed.problems);
      continue;
    }
    const language = languages[lang] ?? { words: {}, time: {} };
    languages[lang] = language;
    if (part === "time") language.time = parsed.data as Readonly<Record<string, string>>;
    else if (part === "words") {
      language.words = parsed.data as WrittenWords;
      problems.push(...problemsOf(file.name, language.words));
    } else
      problems.push({
        file: file.name,
        path: "",
        message: "is no lexicon; expected LANG.words.yaml or LANG.time.yaml",
      });
  }
  if (problems.length > 0) throw new RegisterError(folder, problems);
  return Object.entries(languages).map(([lang, { words, time }]) => compileLexicon(lang, words, time));
}

/** Whether a section tells no meanings apart: words that mean nothing, words of the language itself. */
function isPlain(section: WrittenWords[string]): section is readonly string[] {
  return Array.isArray(section);
}

/** A word such as `no` or `true`, unquoted, is no text in YAML: said here, for a registrar would look long. */
function problemsOf(file: string, words: WrittenWords): readonly Problem[] {
  return Object.entries(words).flatMap(([section, meanings]): readonly Problem[] => {
    if (!(sections as readonly string[]).includes(section))
      return [
        { file, path: section, message: `is no section of a lexicon; expected ${sections.join(", ")}` },
      ];
    const lists = Array.isArray(meanings)
      ? [[section, meanings] as const]
      : Object.entries(meanings).map(
          ([meaning, phrases]) => [`${section}.${meaning}`, phrases as readonly unknown[]] as const,
        );
    return lists.flatMap(([path, phrases]) => {
      if (!Array.isArray(phrases)) return [{ file, path, message: "is no list; expected a list of words" }];
      return (phrases as readonly unknown[])
        .filter((phrase) => typeof phrase !== "string")
        .map((phrase) => ({
          file,
          path,
          message: `${String(phrase)} is no text; expected a word, in quotes where YAML reads it otherwise`,
        }));
    });
  });
}

function compileLexicon(
  lang: string,
  words: WrittenWords,
  time: Readonly<Record<string, string>>,
): CompiledLexicon {
  const senses = new Map<string, readonly Sense[]>();
  const own = new Set<string>();
  const add = (phrase: string, sense: Sense): void => {
    const key = wordKey(phrase);
    senses.set(key, [...(senses.get(key) ?? []), sense]);
    own.add(key);
  };
  for (const [section, meanings] of Object.entries(words)) {
    if (isPlain(meanings)) {
      for (const phrase of meanings) {
        if (section === "own") own.add(wordKey(phrase));
        else add(phrase, { is: section === "small" ? "small" : "noise" });
      }
      continue;
    }
    for (const [meaning, phrases] of Object.entries(meanings)) {
      for (const phrase of phrases) add(phrase, senseOf(section, meaning));
    }
  }
  const single = [...senses.keys(), ...Object.keys(time).map(wordKey)].flatMap((phrase) => phrase.split(" "));
  const distinct = [...new Set(single)];
  const phrases = [...senses.keys(), ...own, ...Object.keys(time).map(wordKey)];
  return {
    lang,
    time,
    isHan: distinct.some(hasHan),
    longest: [...longestOf(phrases)],
    senses: [...senses],
    own: [...own],
    words: distinct,
  };
}

/** Shorter words are none that a misspelt one was meant for. */
const shortestMeant = 4;

function longestOf(phrases: readonly string[]): ReadonlyMap<string, number> {
  const longest = new Map<string, number>();
  for (const phrase of phrases) {
    const [first = "", ...others] = phrase.split(" ");
    longest.set(first, Math.max(longest.get(first) ?? 0, others.length + 1));
  }
  return longest;
}

/** What only an unknown word needs is made when one comes: a cold start must not wait for it. */
function createLexicon({ lang, time, isHan, longest, senses, own, words }: CompiledLexicon): Lexicon {
  let known: ReadonlySet<string> | undefined;
  let byInitial: ByInitial | undefined;
  return {
    lang,
    time,
    isHan,
    senses: new Map(senses),
    own: new Set(own),
    longest: new Map(longest),
    get words() {
      known ??= new Set(words);
      return known;
    },
    get byInitial() {
      byInitial ??= groupByInitial(words, shortestMeant);
      return byInitial;
    },
  };
}

function senseOf(section: string, meaning: string): Sense {
  switch (section) {
    case "kind": {
      const [kind = "", type] = meaning.split("/");
      return type === undefined ? { is: "kind", kind } : { is: "kind", kind, type };
    }
    case "ask":
      return { is: "ask", ask: meaning };
    case "wants":
      return { is: "wants", wants: meaning };
    case "do":
      return { is: "do", does: meaning };
    case "topic":
      return { is: "topic", topic: meaning };
    default:
      return { is: "office", office: meaning };
  }
}
