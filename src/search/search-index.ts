import { bestScores } from "./best-scores.ts";
import { closerLook } from "./closer-look.ts";
import { withFeedback } from "./feedback.ts";
import { openIndex } from "./opened-index.ts";
import { defaultRanking, type Ranking } from "./ranking.ts";
import { termsOf } from "./terms.ts";
import { wantedTerms } from "./wanted-terms.ts";

/** A document to be found: its names weigh more than its text. */
export interface SearchDocument {
  readonly id: string;
  readonly title?: string;
  readonly aliases?: readonly string[];
  readonly text: string;
}

export interface Found {
  readonly id: string;
  /** Above 0; comparable within one search only. */
  readonly score: number;
}

export interface SearchIndex {
  /** Best first, at most `limit` (10 unless told); of two as good, the one that was added first. */
  find(text: string, options?: { readonly limit?: number }): readonly Found[];
  /** Throws a `DocumentIdError` where a document of this id is held already: `replace` is meant then. */
  add(document: SearchDocument): void;
  /** Puts a document in the place of the one of its id; throws a `DocumentIdError` where there is none. */
  replace(document: SearchDocument): void;
  /** Throws a `DocumentIdError` where no document of this id is held. */
  remove(id: string): void;
  readonly size: number;
}

export interface SearchOptions {
  /** Words that carry no meaning, folded: neither held nor looked for. Without them, common words count little. */
  readonly stopWords?: ReadonlySet<string>;
  /** Other numbers than the measured ones, to see what each is worth. */
  readonly ranking?: Partial<Ranking>;
}

/** A document was added twice, or one replaced or removed that is not there. Nothing was changed. */
export class DocumentIdError extends Error {
  override readonly name = "DocumentIdError";
  readonly id: string;

  constructor(id: string, isHeld: boolean) {
    super(
      isHeld
        ? `A document with the id "${id}" is in the index already: replace it, or add this one under another id.`
        : `No document with the id "${id}" is in the index: add it before it is replaced or removed.`,
    );
    this.id = id;
  }
}

/**
 * Full-text search over documents: the index that answers when no rule reads a question.
 *
 * Reading a document, or taking one out, takes a time that depends on its length alone; a search at any moment sees all
 * that was done before it.
 */
export function createSearchIndex(
  documents: Iterable<SearchDocument>,
  options: SearchOptions = {},
): SearchIndex {
  const ranking = { ...defaultRanking, ...options.ranking };
  const passedOver: ReadonlySet<string> = options.stopWords ?? new Set();
  const index = openIndex();
  const add = ({ id, title = "", aliases = [], text }: SearchDocument): void => {
    if (index.has(id)) throw new DocumentIdError(id, true);
    index.add({
      id,
      title: termsOf(title, passedOver),
      aliases: aliases.map((alias) => termsOf(alias, passedOver)),
      text: termsOf(text, passedOver),
    });
  };
  const remove = (id: string): void => {
    if (!index.has(id)) throw new DocumentIdError(id, false);
    index.remove(id);
  };
  for (const document of documents) add(document);
  return {
    find(text, { limit = 10 } = {}) {
      const wanted = wantedTerms(text, index.terms, ranking, passedOver);
      if (wanted.terms.length === 0 || limit <= 0) return [];
      const candidates = bestScores(index, wanted.terms, Math.max(limit, ranking.pool), ranking);
      const closer = closerLook(index, candidates, wanted, ranking);
      return withFeedback(index, closer, wanted, ranking)
        .slice(0, limit)
        .map(({ number, score }) => ({ id: index.idOf(number), score }));
    },
    add,
    replace(document) {
      remove(document.id);
      add(document);
    },
    remove,
    get size() {
      return index.size;
    },
  };
}
