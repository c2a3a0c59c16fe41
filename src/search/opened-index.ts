/**
 * The one file that touches MiniSearch from inside. Its version is pinned in package.json, and every field used here is
 * looked at when an index is made: one that moved is named before anything is wrong.
 */

import MiniSearch from "minisearch";
import { readSequence, type Sequence, writeSequence } from "./sequence.ts";
import { createTermTable, type TermTable } from "./term-table.ts";

/** The fields of a document, in the order of their numbers. */
export const fieldNames = ["title", "aliases", "text"] as const;
export type FieldNumber = 0 | 1 | 2;

/** The terms of one document: of its title, of each alias, of its text. */
export interface AnalysedDocument {
  readonly id: string;
  readonly title: readonly string[];
  readonly aliases: readonly (readonly string[])[];
  readonly text: readonly string[];
}

/** What scoring reads. A document's number is MiniSearch's short id; the number of one that was removed is given again. */
export interface OpenedIndex {
  readonly size: number;
  /** One more than the highest number that a document may have. */
  readonly numbers: number;
  readonly terms: TermTable;
  /** Terms in each field of each document. */
  readonly lengths: readonly [Uint32Array, Uint32Array, Uint32Array];
  /** Terms in a field on average, of the documents in which it is not blank. */
  readonly averageLengths: readonly number[];
  idOf(number: number): string;
  /** The document's term numbers in their order. */
  sequenceOf(number: number): Sequence;
  has(id: string): boolean;
  add(document: AnalysedDocument): void;
  remove(id: string): void;
  /** MiniSearch itself: its own search and serialisation. */
  readonly mini: MiniSearch<AnalysedDocument>;
}

/** Fields of MiniSearch 7.2.0 that this file reads or sets. */
interface Inside {
  readonly _index: {
    fetch: unknown;
    get: unknown;
    delete(term: string): void;
    set(term: string, value: unknown): void;
  };
  readonly _documentIds: Map<number, string>;
  readonly _idToShortId: Map<string, number>;
  readonly _fieldIds: Readonly<Record<string, number>>;
  readonly _fieldLength: Map<number, number[]>;
  _avgFieldLength: number[];
  _nextId: number;
  _dirtCount: number;
}

const expected: Readonly<Record<keyof Inside, (value: unknown) => boolean>> = {
  _index: (value) =>
    ["fetch", "get", "delete", "set"].every((name) => typeof Object(value)[name] === "function"),
  _documentIds: (value) => value instanceof Map,
  _idToShortId: (value) => value instanceof Map,
  _fieldIds: (value) => fieldNames.every((name, number) => Object(value)[name] === number),
  _fieldLength: (value) => value instanceof Map,
  _avgFieldLength: Array.isArray,
  _nextId: (value) => typeof value === "number",
  _dirtCount: (value) => typeof value === "number",
};

/** MiniSearch has changed inside; the remedy is to go back to the pinned version, or to look at this file again. */
export class MovedFieldError extends Error {
  override readonly name = "MovedFieldError";
  readonly field: string;

  constructor(field: string) {
    super(
      `MiniSearch has no field ${field} of the form that src/search/opened-index.ts relies on. Install the version that package.json names, or adapt that file.`,
    );
    this.field = field;
  }
}

/** The inside of a MiniSearch, once every field that is used has been looked at. */
export function lookInside(mini: object): Inside {
  for (const [field, isAsExpected] of Object.entries(expected)) {
    if (!isAsExpected(Reflect.get(mini, field))) throw new MovedFieldError(field);
  }
  return mini as Inside;
}

export function openIndex(): OpenedIndex {
  const mini = new MiniSearch<AnalysedDocument>({
    fields: [...fieldNames],
    // Documents come analysed: MiniSearch is handed their terms, and only counts them.
    extractField: (document, field) => {
      if (field === "id") return document.id;
      return field === "title"
        ? document.title
        : field === "aliases"
          ? document.aliases.flat()
          : document.text;
    },
    stringifyField: (terms) => terms,
    tokenize: (terms) => terms as unknown as string[],
    processTerm: (term) => term,
    // Postings are taken out at once (below), so there is never anything to vacuum.
    autoVacuum: false,
  });
  const inside = lookInside(mini);
  const tree = inside._index;
  const terms = createTermTable({
    add: (term, postings) => tree.set(term, postings),
    delete: (term) => tree.delete(term),
  });
  // The tree looks through all letters of a node one by one: of Chinese thousands stand at its root.
  tree.fetch = (term: string) => terms.fetch(term);
  tree.get = (term: string) => terms.get(term);

  const sequences: string[] = [];
  const free: number[] = [];
  let lengths: [Uint32Array, Uint32Array, Uint32Array] = [
    new Uint32Array(16),
    new Uint32Array(16),
    new Uint32Array(16),
  ];
  const total = [0, 0, 0];
  const filled = [0, 0, 0];

  const count = (number: number, sign: 1 | -1): void => {
    for (const [field, of] of lengths.entries()) {
      const length = of[number] ?? 0;
      total[field] = (total[field] ?? 0) + sign * length;
      if (length > 0) filled[field] = (filled[field] ?? 0) + sign;
    }
    // MiniSearch counts different words and averages over blank fields too; BM25 means all words of fields that have any.
    inside._avgFieldLength = total.map((sum, field) => sum / Math.max(1, filled[field] ?? 0));
  };

  return {
    mini,
    terms,
    get size() {
      return mini.documentCount;
    },
    get numbers() {
      return sequences.length;
    },
    get lengths() {
      return lengths;
    },
    get averageLengths() {
      return inside._avgFieldLength;
    },
    idOf: (number) => inside._documentIds.get(number) ?? "",
    sequenceOf: (number) => readSequence(sequences[number] ?? ""),
    has: (id) => mini.has(id),
    add(document) {
      const number = free.pop() ?? sequences.length;
      inside._nextId = number;
      mini.add(document);
      inside._nextId = Math.max(sequences.length, number + 1);
      if (number >= lengths[0].length) lengths = [grown(lengths[0]), grown(lengths[1]), grown(lengths[2])];
      const counts = [
        document.title.length,
        Math.ceil(document.aliases.flat().length / Math.max(1, document.aliases.length)),
        document.text.length,
      ];
      for (const [field, length] of counts.entries())
        (lengths[field as FieldNumber] as Uint32Array)[number] = length;
      inside._fieldLength.set(number, counts);
      count(number, 1);
      sequences[number] = writeSequence(
        [[document.title], document.aliases, [document.text]].map((names) =>
          names.map((name) => name.map((term) => terms.numberOf(term) as number)),
        ),
      );
      terms.countDocument(readSequence(sequences[number]), 1);
    },
    remove(id) {
      const number = inside._idToShortId.get(id) as number;
      mini.discard(id);
      count(number, -1);
      for (const of of lengths) of[number] = 0;
      const sequence = readSequence(sequences[number] ?? "");
      terms.countDocument(sequence, -1);
      terms.takeOut(sequence, number);
      inside._dirtCount = 0;
      sequences[number] = "";
      free.push(number);
    },
  };
}

function grown(array: Uint32Array): Uint32Array {
  const more = new Uint32Array(array.length * 2);
  more.set(array);
  return more;
}
