/**
 * A document's terms in their order, as one string: of all that JavaScript has, a string keeps numbers in the least memory
 * (two bytes for the 28,000 terms seen first, four for others) and gives the collector nothing to follow.
 */

/** Where a field ends, and where an alias ends; a term's number follows from 2. */
export const fieldEnd = 0;
export const nameEnd = 1;
const firstTerm = 2;

const wide = 0x8000;

/** Valid until the next is read: one buffer serves all. */
export interface Sequence {
  /** Term numbers plus 2, `fieldEnd` or `nameEnd`. */
  readonly codes: Uint32Array;
  readonly length: number;
}

export const codeOf = (term: number): number => term + firstTerm;
export const termOf = (code: number): number => code - firstTerm;

/** Fields of names (several aliases, otherwise one text) of term numbers. */
export function writeSequence(fields: readonly (readonly (readonly number[])[])[]): string {
  const units: number[] = [];
  for (const names of fields) {
    for (const name of names) {
      for (const term of name) {
        const code = codeOf(term);
        if (code < wide) units.push(code);
        else units.push(wide | (code >>> 15), code & 0x7fff);
      }
      units.push(nameEnd);
    }
    units.push(fieldEnd);
  }
  let text = "";
  for (let at = 0; at < units.length; at += mostUnits)
    text += String.fromCharCode(...units.slice(at, at + mostUnits));
  return text;
}

/** As many arguments as a call may safely have. */
const mostUnits = 8_192;

let buffer = new Uint32Array(1_024);

export function readSequence(text: string): Sequence {
  if (text.length > buffer.length) buffer = new Uint32Array(text.length * 2);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    buffer[length++] = unit < wide ? unit : ((unit & 0x7fff) << 15) | text.charCodeAt(++at);
  }
  return { codes: buffer, length };
}
