import type { Finding, Path } from "../pack/parse.ts";
import type { FieldShape } from "./field.ts";
import { fieldOf, kindTables } from "./kinds.ts";
import { paragraphsOf } from "./paragraphs.ts";
import { namePaths, type Placed, statementPath } from "./placed.ts";
import { holdsWords, isNamed, missingFrom, type Paragraph, readParagraph } from "./printed.ts";
import {
  type Citation,
  type Entry,
  formatCitation,
  isGroup,
  type Statement,
  type Value,
} from "./statement.ts";

/**
 * Proves citations against the sources' own texts: the paragraph that is cited must itself print the date, the
 * number or the name. Prose in the registrar's words is held to its digits alone, a `note` to nothing.
 *
 * Every paragraph cited for a single value must hold it. The parts of a group may stand in several: each paragraph
 * cited must hold one of them, and each of them must stand in one that is cited.
 */
export function checkAgainstDocuments(
  placed: readonly Placed[],
  texts: ReadonlyMap<string, string>,
): readonly Finding[] {
  const pages = new Map([...texts].map(([source, text]) => [source, readPage(text)]));
  const byId = new Map(placed.map((one) => [one.entry.id, one.entry]));
  const findings: Finding[] = [];
  for (const one of placed) {
    const report = (path: Path, wrong: readonly string[]): void => {
      for (const message of wrong) findings.push({ file: one.file, path: [one.index, ...path], message });
    };
    const places = namePaths(one);
    for (const [index, name] of one.entry.names.entries()) {
      const { passages, wrong } = passagesOf(name.cites, pages);
      const named: Claim = ({ paragraph }) =>
        name.derived === true || holdsWords(paragraph, name.text) ? [] : [`the name "${name.text}"`];
      report(places[index] ?? [], [...wrong, ...passages.flatMap((passage) => lacking(passage, named))]);
    }
    for (const [field, statements] of Object.entries(one.entry.fields)) {
      const shape = fieldOf(one.entry.kind, field);
      if (shape === undefined) continue;
      for (const [index, statement] of statements.entries()) {
        const cited = passagesOf(statement.cites, pages);
        const lost = field === "note" ? [] : provenBy(cited, shape, statement, byId);
        report(statementPath(one, field, index), [...cited.wrong, ...lost]);
      }
    }
  }
  return findings;
}

interface Page {
  readonly paragraphs: readonly Paragraph[];
  readonly whole: Paragraph;
}

function readPage(text: string): Page {
  const paragraphs = paragraphsOf(text);
  return { paragraphs: paragraphs.map(readParagraph), whole: readParagraph(paragraphs.join("\n")) };
}

/** What a citation points at. */
interface Passage {
  readonly citation: Citation;
  readonly paragraph: Paragraph;
  /** All of the document that it stands in. */
  readonly whole: Paragraph;
}

interface Cited {
  readonly passages: readonly Passage[];
  /** Citations of paragraphs that there are not. */
  readonly wrong: readonly string[];
  /** False where a cited document has no text here: what is missing may stand in that. */
  readonly complete: boolean;
}

function passagesOf(cites: readonly Citation[], pages: ReadonlyMap<string, Page>): Cited {
  const passages: Passage[] = [];
  const wrong: string[] = [];
  let complete = true;
  for (const citation of cites) {
    const page = pages.get(citation.source);
    if (page === undefined) {
      complete = false;
      continue;
    }
    const { paragraphs, whole } = page;
    const paragraph = citation.paragraph === undefined ? whole : paragraphs[citation.paragraph - 1];
    if (paragraph !== undefined) passages.push({ citation, paragraph, whole });
    else wrong.push(`${formatCitation(citation)} has no such paragraph; it has ${paragraphs.length}`);
  }
  return { passages, wrong, complete };
}

/** What a passage does not print of something that is said; empty where it bears it out. */
type Claim = (passage: Passage) => readonly string[];

const nothing = readParagraph("");
const nowhere: Passage = { citation: { source: "" }, paragraph: nothing, whole: nothing };

function lacking(passage: Passage, claim: Claim): readonly string[] {
  return claim(passage).map((what) => `${formatCitation(passage.citation)} does not hold ${what}`);
}

function provenBy(
  { passages, wrong, complete }: Cited,
  shape: FieldShape,
  statement: Statement,
  byId: ReadonlyMap<string, Entry>,
): readonly string[] {
  const { value } = statement;
  const derived = statement.derived === true;
  if (shape.type !== "group" || !isGroup(value)) {
    const claim = claimOf(shape, value, { byId, derived, inProse: false });
    return passages.flatMap((passage) => lacking(passage, claim));
  }
  const inProse = Object.values(shape.parts).some((part) => part.type === "text" && part.required === true);
  const claims = Object.entries(value)
    .flatMap(([name, part]) => {
      const partShape = shape.parts[name];
      return partShape === undefined ? [] : [claimOf(partShape, part, { byId, derived, inProse })];
    })
    .filter((claim) => claim(nowhere).length > 0);
  const isHeld = (claim: Claim): boolean => passages.some((passage) => claim(passage).length === 0);
  const idle =
    claims.length === 0
      ? []
      : passages.filter((passage) => claims.every((claim) => claim(passage).length > 0));
  const [only] = passages;
  if (passages.length === 1 && only !== undefined && complete && wrong.length === 0) {
    return claims.flatMap((claim) => lacking(only, claim));
  }
  const places = passages.map(({ citation }) => formatCitation(citation)).join(", ");
  const unheld = complete && passages.length > 0 ? claims.filter((claim) => !isHeld(claim)) : [];
  return [
    ...idle.map(({ citation }) => `${formatCitation(citation)} holds nothing of what it is cited for`),
    ...unheld.map((claim) => `none of ${places} holds ${leastOf(passages.map(claim)).join(", ")}`),
  ];
}

function leastOf(missing: readonly (readonly string[])[]): readonly string[] {
  return missing.reduce((least, one) => (one.length < least.length ? one : least));
}

interface Context {
  readonly byId: ReadonlyMap<string, Entry>;
  readonly derived: boolean;
  /** In a group that is prose, links say what it is about: the document must name them somewhere, if any document does. */
  readonly inProse: boolean;
}

function claimOf(shape: FieldShape, value: Value, { byId, derived, inProse }: Context): Claim {
  if (shape.type !== "link") return ({ paragraph }) => missingFrom(paragraph, shape, value, derived);
  const target = byId.get(String(value));
  const nameless =
    target !== undefined && (inProse || kindTables[target.kind].heading === "title") && !isPrinted(target);
  if (target === undefined || derived || nameless) return () => [];
  return ({ paragraph, whole }) =>
    isNamed(inProse ? whole : paragraph, target) ? [] : [`a name of ${target.id}`];
}

/** Whether any document prints a name of it: agreements, visits and figures mostly go by the registrar's own title. */
function isPrinted(entry: Entry): boolean {
  return entry.names.some((name) => name.cites.length > 0);
}
