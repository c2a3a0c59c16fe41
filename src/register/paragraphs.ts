const listLine = /^\s*(?:[-*•☐]\s+|(?:[-*]\s+)?\d{1,3}[.)](?:\s+\S|[^\s\d]))/u;
const rule = /^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/;

/**
 * The paragraphs of a source's text, as citations count them from 1.
 *
 * A paragraph is a block between blank lines; rules (`---`) do not count, and each line of a list is one of its own.
 */
export function paragraphsOf(text: string): readonly string[] {
  const paragraphs: string[] = [];
  let block: string[] = [];
  const close = (): void => {
    if (block.length > 0) paragraphs.push(block.join(" "));
    block = [];
  };
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = raw.trim();
    if (line === "" || rule.test(line)) close();
    else if (listLine.test(raw)) {
      close();
      paragraphs.push(line);
    } else block.push(line);
  }
  close();
  return paragraphs;
}
