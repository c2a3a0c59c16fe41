import { kindTables } from "../register/kinds.ts";
import { isGroup } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { hasHan, tokensOf } from "../text.ts";
import { createGathered, type Gathered } from "./gathered.ts";

/** Runs of words inside names, with the entries whose names hold them. */
export type NameParts = ReadonlyMap<string, readonly string[]>;

/** The longest run that counts as a part, in words. */
export const longestPart = 6;

/** The end of the longest name that begins at a word. */
type NameEnd = (words: readonly string[], start: number) => number | undefined;

interface NamePartsOptions {
  readonly view: View;
  /** Words that are no parts of a name by themselves. */
  readonly prose: Gathered<ReadonlySet<string>>;
  readonly nameEnd: NameEnd;
  readonly most: number;
}

/**
 * Reads the parts of all names but the registrar's own headings. Costly, and needed only where no whole name was found.
 * A part of a person's name stands for the person, not for each visit that is called after them. Of a part that more than
 * `most` entries have, only so many are listed, and one more.
 */
export function readNameParts({ view, prose, nameEnd, most }: NamePartsOptions): Gathered<NameParts> {
  return createGathered(
    view.entries,
    () => new Map<string, string[]>(),
    (parts, entry) => {
      const shortest = entry.kind === "person" ? 1 : 2;
      for (const name of entry.names) {
        if (kindTables[entry.kind].heading === "title" && name.type === "name") continue;
        const words = tokensOf(name.text).map((token) => token.word);
        const others = namesWithin(words, nameEnd);
        // One Han character is a surname, or the half of any word: it names nobody.
        for (let size = 1; size < words.length && size <= longestPart; size++) {
          for (let start = 0; start + size <= words.length; start++) {
            if (others.some((other) => isWithin(other, start, start + size))) continue;
            const key = words.slice(start, start + size).join(" ");
            if (
              size === 1 &&
              (key.length < shortest || hasHan(key) || prose.all().has(key) || /^\d/.test(key))
            )
              continue;
            const ids = parts.get(key);
            if (ids === undefined) parts.set(key, [entry.id]);
            else if (ids.length <= most && ids.at(-1) !== entry.id) ids.push(entry.id);
          }
        }
      }
    },
  );
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The names of several words that stand inside a longer one. */
function namesWithin(words: readonly string[], nameEnd: NameEnd): readonly Span[] {
  const spans: Span[] = [];
  for (let start = 0; start < words.length; start++) {
    const end = nameEnd(words, start);
    if (end !== undefined && end - start > 1 && end - start < words.length) spans.push({ start, end });
  }
  return spans;
}

function isWithin(span: Span, start: number, end: number): boolean {
  return span.start <= start && end <= span.end && end - start < span.end - span.start;
}

/** Looks at one place of a text only, that of its `lastIndex`. */
const smallLetter = /\p{Ll}/uy;

/** Words that the register's prose uses in small letters: they are topics, not parts of a name. */
export function readProse(view: View): Gathered<ReadonlySet<string>> {
  return createGathered(
    view.entries,
    () => new Set<string>(),
    (words, entry) => {
      for (const statements of Object.values(entry.fields)) {
        for (const { value } of statements) {
          for (const text of isGroup(value) ? Object.values(value) : [value]) {
            // No id has a space; to look for a long text costs as much as to read it.
            if (typeof text !== "string" || (!text.includes(" ") && view.get(text) !== undefined)) continue;
            for (const token of tokensOf(text)) {
              smallLetter.lastIndex = token.start;
              if (smallLetter.test(text)) words.add(token.word);
            }
          }
        }
      }
    },
  );
}
