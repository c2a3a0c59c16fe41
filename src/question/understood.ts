import type { Kind } from "../register/field.ts";
import type { Day } from "../register/partial-date.ts";
import type { View } from "../register/view.ts";
import type { Decision } from "./choose.ts";
import type { Query } from "./query.ts";
import type { Reader, Reading } from "./reading.ts";

/** What became of a text. */
export interface Understood {
  readonly query: Query;
  /** Absent where the text was a whole command line that needed no reading. */
  readonly reading?: Reading;
  /** Why the Query is what it is. */
  readonly decision?: Decision;
}

export interface Understanding {
  readonly view: View;
  readonly reader: Reader;
  readonly today: Day;
  readonly previous?: Query;
  /** Set where the text is a part of a question: what is parted once is not parted again. */
  readonly isPart?: true;
}

/** How words are read: of a question, or, of a command that shows some kinds, for entries of those. */
export type ReadWords = (words: string, understanding: Understanding, kinds?: readonly Kind[]) => Understood;
