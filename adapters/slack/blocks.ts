import type { ContextBlock, KnownBlock, SectionBlock } from "@slack/types";
import { type Line, textOf } from "../chat/line.ts";
import { fitsButton, type Trail, targetButton } from "./button.ts";
import {
  contextUnits,
  elementsInContext,
  fieldsInSection,
  fieldUnits,
  headerUnits,
  sectionUnits,
} from "./limits.ts";
import { plainText, textObject } from "./text.ts";

/** A longer fact is too much for half the width of a message. */
const shortFactUnits = 120;

/** What stands in small print. */
const notesOf: ReadonlySet<Line["is"]> = new Set(["asOf", "sources", "source", "page"]);

/** Whether a text object holds the whole line: a longer one would be cut. */
export function isWhole(line: Line): boolean {
  return textOf(line).length <= (notesOf.has(line.is) ? contextUnits : sectionUnits);
}

/** Lines as Slack's blocks: short facts side by side, sources in small print, rows with a button to open them. */
export function blocksOf(lines: readonly Line[], openWord: string, trail: Trail): readonly KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let facts: Line[] = [];
  let notes: Line[] = [];
  const flush = (): void => {
    if (facts.length > 0) blocks.push(fieldsOf(facts));
    if (notes.length > 0) blocks.push(contextOf(notes));
    facts = [];
    notes = [];
  };
  for (const line of lines) {
    const text = textOf(line);
    if (text.trim() === "") {
      flush();
      continue;
    }
    const isShortFact = line.is === "fact" && text.length <= shortFactUnits;
    const isNote = notesOf.has(line.is);
    if (!isShortFact && facts.length > 0) flush();
    if (!isNote && notes.length > 0) flush();
    if (facts.length === fieldsInSection || notes.length === elementsInContext) flush();
    if (isShortFact) facts.push(line);
    else if (isNote) notes.push(line);
    else blocks.push(blockOf(line, openWord, trail));
  }
  flush();
  return blocks;
}

function blockOf(line: Line, openWord: string, trail: Trail): KnownBlock {
  const text = textOf(line);
  if (line.is === "title" && text.length <= headerUnits)
    return { type: "header", text: plainText(text, headerUnits) };
  // Rows have a button of their own here, and need no number.
  const named = line.pieces.filter(({ is }) => is !== "number");
  const pieces = named.some(({ text: own }) => own.trim() !== "") ? named : line.pieces;
  const section = { type: "section", text: textObject(pieces, sectionUnits) } as const;
  const { option } = line;
  const isOpened = option !== undefined && fitsButton(option.to, trail.lang);
  return !isOpened
    ? section
    : { ...section, accessory: targetButton(openWord, option.to, trail, `open.${option.number}`) };
}

function fieldsOf(facts: readonly Line[]): SectionBlock {
  const [only, other] = facts;
  if (only !== undefined && other === undefined)
    return { type: "section", text: textObject(only.pieces, sectionUnits) };
  return { type: "section", fields: facts.map(({ pieces }) => textObject(pieces, fieldUnits)) };
}

function contextOf(notes: readonly Line[]): ContextBlock {
  return { type: "context", elements: notes.map(({ pieces }) => textObject(pieces, contextUnits)) };
}
