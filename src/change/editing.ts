import type { Composing, Draft } from "../answer/composing.ts";
import type { Form } from "../answer/reply.ts";
import type { Kind } from "../register/field.ts";
import type { Clearance } from "../register/view.ts";
import type { ReadTime } from "./date-text.ts";
import type { Typing } from "./field-text.ts";
import { choiceLabel, partLabel } from "./labels.ts";
import type { Seer } from "./parted.ts";

/** Who changes something, where, and what their words are read against. */
export interface Editing {
  readonly composing: Composing;
  readonly readTime: ReadTime;
  readonly clearance: Clearance;
  /** Such as `telegram:1`; `terminal` is the operator. */
  readonly by: string;
  readonly byName?: string;
  /** The chat or channel. */
  readonly from: string;
  readonly conversation?: string;
  /** True where the asker's app shows a form; otherwise each value is asked for by itself. */
  readonly showsForms: boolean;
  /** Names what was sent: it takes no step twice. */
  readonly sent?: string;
  /** What a form was filled in with, by key. */
  readonly values?: Readonly<Record<string, string>>;
  /** The text as it was sent. */
  readonly text: string;
  readonly now: number;
  /** The zone of times that name none. */
  readonly timezone: string;
  readonly mayEdit: boolean;
  /** Those who may, by their keys. */
  readonly editors: readonly string[];
}

/** An answer about a change, perhaps with a form to fill in. */
export interface Changed extends Draft {
  readonly form?: Form;
  /** Set where the next text is a value, and not one of a few to choose from. */
  readonly awaits?: "value";
  /** The draft that it is about, also one that has just ended: showing that again says what became of it. */
  readonly draft?: string;
}

export function seerOf({ composing: { view }, clearance }: Pick<Editing, "composing" | "clearance">): Seer {
  return { view, clearance };
}

/** What the values of an entry of a kind are read against. */
export function typingOf({ composing, readTime, timezone }: Editing, kind: Kind): Typing {
  const { view, find } = composing;
  return {
    view,
    timezone,
    readTime,
    choiceLabel: (key, value) => choiceLabel(composing, kind, key, value),
    partLabel: (part) => partLabel(composing, kind, part),
    near: (words) => find(words, 10).flatMap(({ id }) => view.get(id) ?? []),
  };
}
