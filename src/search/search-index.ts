import MiniSearch from "minisearch";
import { hasHan, tokensOf } from "../text.ts";
import { stem } from "./stem.ts";

/** A document to be found: its names weigh more than its text. */
export interface SearchDocument {
  readonly id: string;
  readonly title?: string;
  readonly aliases?: readonly string[];
  readonly text: string;
}

export interface Found {
  readonly id: string;
  readonly score: number;
}

export interface SearchIndex {
  /** Best first. */
  find(text: string, options?: { readonly limit?: number }): readonly Found[];
  add(document: SearchDocument): void;
  replace(document: SearchDocument): void;
  remove(id: string): void;
  readonly size: number;
}

export interface SearchOptions {
  /** Words that carry no meaning, folded. */
  readonly stopWords?: ReadonlySet<string>;
}

const commonWords: ReadonlySet<string> = new Set();

/** Full-text search over documents: the index that answers when no rule reads a question. */
export function createSearchIndex(
  documents: Iterable<SearchDocument>,
  options: SearchOptions = {},
): SearchIndex {
  const stopWords = options.stopWords ?? commonWords;
  const index = new MiniSearch<{ id: string; title: string; aliases: string; text: string }>({
    fields: ["title", "aliases", "text"],
    tokenize: wordsForIndex,
    processTerm: (term) => (stopWords.has(term) ? null : stem(term)),
    searchOptions: { boost: { title: 3, aliases: 3 }, combineWith: "OR", prefix: false, fuzzy: false },
  });
  const flat = ({ id, title = "", aliases = [], text }: SearchDocument) => ({
    id,
    title,
    aliases: aliases.join("\n"),
    text,
  });
  for (const document of documents) index.add(flat(document));
  return {
    find(text, { limit = 10 } = {}) {
      const found = index.search(text);
      const better =
        found.length > 0 ? found : index.search(text, { fuzzy: 0.2, prefix: (term) => term.length > 3 });
      return better.slice(0, limit).map(({ id, score }) => ({ id: String(id), score }));
    },
    add: (document) => index.add(flat(document)),
    replace: (document) => index.replace(flat(document)),
    remove: (id) => index.discard(id),
    get size() {
      return index.documentCount;
    },
  };
}

/** Words as they are; of a run of Han characters its pairs, for Chinese is not written with spaces. */
function wordsForIndex(text: string): string[] {
  const tokens = tokensOf(text);
  const words: string[] = [];
  for (const [index, token] of tokens.entries()) {
    if (!hasHan(token.word)) {
      words.push(token.word);
      continue;
    }
    const next = tokens[index + 1];
    const paired = next !== undefined && next.start === token.end && hasHan(next.word);
    const before = tokens[index - 1];
    const alone = !paired && !(before !== undefined && before.end === token.start && hasHan(before.word));
    if (paired) words.push(token.word + next.word);
    else if (alone) words.push(token.word);
  }
  return words;
}
