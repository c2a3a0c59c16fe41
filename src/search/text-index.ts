import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import type { Steps } from "../steps.ts";
import { tokensOf } from "../text.ts";
import { partsOf, remarksOf } from "./entry-text.ts";
import { createGathered, type Gathered } from "./gathered.ts";
import { type Numbering, numberingOf } from "./numbering.ts";
import { createPostings, type Numbers, type Postings } from "./postings.ts";
import { stemsOfTokens } from "./stem.ts";

/** What the entries of a view say, by their words; each text is cut into words once. */
export interface TextIndex {
  /** The entries by what their own texts hold. */
  readonly texts: Postings;
  /** The same with the registrar's remarks, and without sources: what a source is called bears nothing out. */
  readonly evidence: Postings;
  /** Whether a text has the word as it stands. */
  isWritten(word: string): boolean;
  words(): Iterable<string>;
  /** Whether a text or a remark has the stem. */
  hasStem(stem: string): boolean;
  /** Reads the texts on, a little in each step. */
  steps(): Steps<void>;
}

const known = new WeakMap<View, TextIndex>();

export function textIndexOf(view: View): TextIndex {
  let index = known.get(view);
  if (index === undefined) {
    index = createTextIndex(view);
    known.set(view, index);
  }
  return index;
}

const none: Numbers = [];

/** Words as they stand, and which entries have which stems: in their own texts, in the registrar's remarks. */
interface Texts {
  readonly words: Set<string>;
  readonly own: Map<string, number[]>;
  readonly remarked: Map<string, number[]>;
}

function createTextIndex(view: View): TextIndex {
  const numbering = numberingOf(view);
  const read = readTexts(view, numbering);
  let sorted: readonly string[] | undefined;
  const stems = (): readonly string[] => {
    const { own, remarked } = read.all();
    sorted ??= [...new Set([...own.keys(), ...remarked.keys()])].sort();
    return sorted;
  };
  const withStem = (stem: string): Numbers => read.all().own.get(stem) ?? none;
  return {
    texts: createPostings({ numbering, stems, withStem }),
    evidence: createPostings({ numbering, stems, withStem: bornOut(numbering, read.all) }),
    isWritten: (word) => read.all().words.has(word),
    words: () => read.all().words,
    hasStem(stem) {
      const { own, remarked } = read.all();
      return own.has(stem) || remarked.has(stem);
    },
    *steps() {
      yield* read.steps();
      stems();
      yield;
    },
  };
}

function readTexts(view: View, { entries }: Numbering): Gathered<Texts> {
  const headings = new Map<Entry, readonly string[]>();
  const stemsOf = ({ words }: Texts, text: string): readonly string[] => {
    const tokens = tokensOf(text);
    for (const { word } of tokens) words.add(word);
    return stemsOfTokens(tokens);
  };
  /** Of what many entries are linked with, the name is cut into words once. */
  const headingStems = (texts: Texts, entry: Entry): readonly string[] => {
    let stems = headings.get(entry);
    if (stems === undefined) {
      stems = stemsOf(texts, entry.names[0]?.text ?? entry.id);
      headings.set(entry, stems);
    }
    return stems;
  };
  const begin = (): Texts => ({ words: new Set(), own: new Map(), remarked: new Map() });
  return createGathered(entries, begin, (texts, entry, number) => {
    const { own, remarked } = texts;
    for (const part of partsOf(view, entry))
      for (const stem of typeof part === "string" ? stemsOf(texts, part) : headingStems(texts, part))
        add(own, stem, number);
    for (const remark of remarksOf(view, entry))
      for (const stem of stemsOfTokens(tokensOf(remark)))
        if (own.get(stem)?.at(-1) !== number) add(remarked, stem, number);
  });
}

function add(lists: Map<string, number[]>, stem: string, number: number): void {
  const list = lists.get(stem);
  if (list === undefined) lists.set(stem, [number]);
  else if (list.at(-1) !== number) list.push(number);
}

/** Stems whose lists are kept; beyond it all are forgotten. */
const keptStems = 2_000;

/** Texts and remarks together, put together for the stems that are asked for. */
function bornOut({ entries }: Numbering, texts: () => Texts): (stem: string) => Numbers {
  const kept = new Map<string, Numbers>();
  return (stem) => {
    let list = kept.get(stem);
    if (list === undefined) {
      const { own, remarked } = texts();
      const all = Int32Array.from([...(own.get(stem) ?? []), ...(remarked.get(stem) ?? [])]);
      list = all.filter((number) => entries[number]?.kind !== "source").sort();
      if (kept.size >= keptStems) kept.clear();
      kept.set(stem, list);
    }
    return list;
  };
}
