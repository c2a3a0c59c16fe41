import type { Fact, Mark, ReplyPart, Row } from "./reply.ts";

/** What fits a phone: PRODUCT's card of at most 8 lines and 600 characters. */
export const headLines = 8;
export const headLength = 600;

/**
 * Cuts an answer into what is shown at once and what is behind "More".
 *
 * Whole lines only, in their order; the first line is always shown, however long it is.
 */
export function cutHead(parts: readonly ReplyPart[]): {
  readonly head: readonly ReplyPart[];
  readonly more: readonly ReplyPart[];
} {
  const head: ReplyPart[] = [];
  let lines = 0;
  let length = 0;
  const fits = (text: number): boolean => {
    if (lines > 0 && (lines + 1 > headLines || length + text > headLength)) return false;
    lines += 1;
    length += text;
    return true;
  };
  for (const [index, part] of parts.entries()) {
    const rest = parts.slice(index + 1);
    if (part.kind === "text") {
      const behind = parts[index + 1];
      const needs = behind?.kind === "list" && lines > 0 ? 2 : 1;
      if (lines + needs <= headLines && fits(part.text.length)) {
        head.push(part);
        continue;
      }
      return { head, more: [part, ...rest] };
    }
    const rows = rowsOf(part);
    if (part.kind === "card" && !fits(part.entry.title.length + part.subtitle.length))
      return { head, more: [part, ...rest] };
    const shown = countWhile(rows, fits);
    if (shown === rows.length) {
      head.push(part);
      continue;
    }
    const [before, after] = split(part, shown);
    return { head: before === undefined ? head : [...head, before], more: [after, ...rest] };
  }
  return { head, more: [] };
}

function countWhile(rows: readonly number[], fits: (length: number) => boolean): number {
  let count = 0;
  for (const row of rows) {
    if (!fits(row)) break;
    count++;
  }
  return count;
}

/** The length of each line of a part, its marks included. */
function rowsOf(part: Exclude<ReplyPart, { kind: "text" }>): readonly number[] {
  switch (part.kind) {
    case "card":
      return part.facts.map((fact) => fact.label.length + 2 + fact.text.length + marksLength(fact.marks));
    case "list":
      return part.rows.map(
        (row: Row) => row.entry.title.length + 3 + row.text.length + marksLength(row.marks),
      );
    case "choice":
      return part.options.map((option) => option.label.length);
  }
}

function marksLength(marks: readonly Mark[]): number {
  return marks.reduce((sum, mark) => sum + 4 + mark.paragraphs.join(", ").length, 0);
}

function split(
  part: Exclude<ReplyPart, { kind: "text" }>,
  shown: number,
): readonly [ReplyPart | undefined, ReplyPart] {
  const continues = shown === 0 ? {} : { continues: true as const };
  switch (part.kind) {
    case "card": {
      const facts: readonly Fact[] = part.facts;
      return [
        { ...part, facts: facts.slice(0, shown) },
        { ...part, facts: facts.slice(shown), continues: true },
      ];
    }
    case "list":
      return [
        shown === 0 ? undefined : { kind: "list", rows: part.rows.slice(0, shown) },
        { ...part, rows: part.rows.slice(shown), ...continues },
      ];
    case "choice":
      return [
        shown === 0 ? undefined : { ...part, options: part.options.slice(0, shown) },
        { ...part, options: part.options.slice(shown), ...continues },
      ];
  }
}
