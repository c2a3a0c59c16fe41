import type { Entry } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { tokensOf } from "../text.ts";
import { partsOf, remarksOf } from "./entry-text.ts";
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
}

const known = new WeakMap<View, TextIndex>();

export function textIndexOf(view: View): TextIndex {
  let index = known.get(view);
  if (index === undefined) {
    index = readTexts(view);
    known.set(view, index);
  }
  return index;
}

const none: Numbers = [];

function readTexts(view: View): TextIndex {
  const numbering = numberingOf(view);
  const words = new Set<string>();
  const own = new Map<string, number[]>();
  const remarked = new Map<string, number[]>();
  const headings = new Map<Entry, readonly string[]>();
  const stemsOf = (text: string): readonly string[] => {
    const tokens = tokensOf(text);
    for (const { word } of tokens) words.add(word);
    return stemsOfTokens(tokens);
  };
  /** Of what many entries are linked with, the name is cut into words once. */
  const headingStems = (entry: Entry): readonly string[] => {
    let stems = headings.get(entry);
    if (stems === undefined) {
      stems = stemsOf(entry.names[0]?.text ?? entry.id);
      headings.set(entry, stems);
    }
    return stems;
  };
  for (const [number, entry] of numbering.entries.entries()) {
    for (const part of partsOf(view, entry))
      for (const stem of typeof part === "string" ? stemsOf(part) : headingStems(part))
        add(own, stem, number);
    for (const remark of remarksOf(view, entry))
      for (const stem of stemsOfTokens(tokensOf(remark)))
        if (own.get(stem)?.at(-1) !== number) add(remarked, stem, number);
  }
  let sorted: readonly string[] | undefined;
  const stems = (): readonly string[] => {
    sorted ??= [...new Set([...own.keys(), ...remarked.keys()])].sort();
    return sorted;
  };
  const withStem = (stem: string): Numbers => own.get(stem) ?? none;
  return {
    texts: createPostings({ numbering, stems, withStem }),
    evidence: createPostings({ numbering, stems, withStem: bornOut(numbering, own, remarked) }),
    isWritten: (word) => words.has(word),
    words: () => words,
    hasStem: (stem) => own.has(stem) || remarked.has(stem),
  };
}

function add(lists: Map<string, number[]>, stem: string, number: number): void {
  const list = lists.get(stem);
  if (list === undefined) lists.set(stem, [number]);
  else if (list.at(-1) !== number) list.push(number);
}

/** Stems whose lists are kept; beyond it all are forgotten. */
const keptStems = 2_000;

/** Texts and remarks together, put together for the stems that are asked for. */
function bornOut(
  { entries }: Numbering,
  own: ReadonlyMap<string, readonly number[]>,
  remarked: ReadonlyMap<string, readonly number[]>,
): (stem: string) => Numbers {
  const kept = new Map<string, Numbers>();
  return (stem) => {
    let list = kept.get(stem);
    if (list === undefined) {
      const all = Int32Array.from([...(own.get(stem) ?? []), ...(remarked.get(stem) ?? [])]);
      list = all.filter((number) => entries[number]?.kind !== "source").sort();
      if (kept.size >= keptStems) kept.clear();
      kept.set(stem, list);
    }
    return list;
  };
}
