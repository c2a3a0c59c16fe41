/** A line of input without its end, or nothing where it was too long to keep. */
export type Line = string | undefined;

export interface LineSplitter {
  /** The lines that this piece completes. */
  push(piece: string): readonly Line[];
  /** The last line, where the input did not end with a line's end. */
  end(): readonly Line[];
}

/** Cuts a stream of text into lines (LF or CRLF), holding at most one line of `limitUnits` UTF-16 units. */
export function createLineSplitter(limitUnits: number): LineSplitter {
  let held = "";
  let overlong = false;
  const keep = (text: string): void => {
    overlong ||= held.length + text.length > limitUnits;
    held = overlong ? "" : held + text;
  };
  const take = (): Line => {
    const line = overlong ? undefined : held.replace(/\r$/, "");
    held = "";
    overlong = false;
    return line;
  };
  return {
    push(piece) {
      const parts = piece.split("\n");
      const rest = parts.pop() ?? "";
      const lines = parts.map((part) => {
        keep(part);
        return take();
      });
      keep(rest);
      return lines;
    },
    end: () => (held === "" && !overlong ? [] : [take()]),
  };
}
