import type { Kind } from "../register/field.ts";

/**
 * What the bot says, as data. Every string is plain text: an adapter escapes, and adds no word of its own.
 *
 * `head` fits a phone (8 lines, 600 characters); `more` holds the rest. Chats show the head and a button for more,
 * the command line shows all.
 */
export interface Reply {
  readonly outcome: Outcome;
  /** Set where nothing is to be said: a stranger was told today. What they were told stands here, for places that must show something. */
  readonly silent?: true;
  readonly lang: string;
  readonly head: readonly ReplyPart[];
  readonly more: readonly ReplyPart[];
  /** Numbered marks that the facts carry, in their order, each listed once. */
  readonly sources: readonly SourceMark[];
  /** The answer's own entries, best first; not those merely mentioned. */
  readonly entries: readonly EntryRef[];
  /** What could be asked next; each leads to an answer. */
  readonly followUps: readonly FollowUp[];
  /** The canonical command line of what was understood; asks the same again. */
  readonly command?: string;
  /** What was understood, where asking it again would do more than show the same: a step of a change, or the value of one. */
  readonly asked?: string;
  /** Set where the next text is taken as a value, whatever it looks like: a number is no choice then. */
  readonly awaits?: "value";
  /** A file that goes with the answer, where the asker's app takes files. */
  readonly attachment?: Attachment;
  /** What to fill in, where the asker's app shows forms; `head` says the same without one. */
  readonly form?: Form;
  /** Set where it is its asker's alone, a step of a change: asked again by somebody else, it would be another answer. */
  readonly own?: true;
  /** The words a format needs around the parts, in the reply's language. */
  readonly words: ReplyWords;
}

/** A file of text; `name` is letters, digits, hyphens and a suffix. */
export interface Attachment {
  readonly name: string;
  /** Its media type, such as `text/calendar; charset=utf-8`. */
  readonly type: string;
  readonly text: string;
}

/**
 * Fields, values and errors of one change, made from the schema of its entry. An adapter shows it and hands the values
 * back with its command; it knows no field.
 */
export interface Form {
  readonly title: string;
  /** The command line that takes the values. */
  readonly command: string;
  readonly fields: readonly FormField[];
  /** What is wrong with no field in particular. */
  readonly errors: readonly string[];
  readonly submit: string;
  readonly cancel: string;
}

export interface FormField {
  /** Under which its value is handed back. */
  readonly key: string;
  readonly label: string;
  readonly help: string;
  readonly value: string;
  /** What it may be, where that is a choice. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** True where the value may have several lines. */
  readonly lines: boolean;
  readonly required: boolean;
  readonly error?: string;
  /** Code points. */
  readonly limitChars: number;
}

export type Outcome = "answered" | "partly" | "choose" | "notFound" | "refused" | "failed";

export type ReplyPart =
  /** One sentence, such as "Nothing is upcoming; the latest past ones:". */
  | { readonly kind: "text"; readonly text: string; readonly marks: readonly Mark[] }
  /** One entry: its heading, and facts line by line. */
  | {
      readonly kind: "card";
      readonly entry: EntryRef;
      readonly subtitle: string;
      readonly facts: readonly Fact[];
      readonly continues?: Continues;
    }
  /** Entries in a row each. */
  | {
      readonly kind: "list";
      readonly rows: readonly Row[];
      readonly page?: PageOf;
      readonly continues?: Continues;
    }
  /** Several entries that a name fits. */
  | { readonly kind: "choice"; readonly options: readonly FollowUp[]; readonly continues?: Continues };

/** Set where a part goes on with what the head began: shown after it, it needs no heading of its own. */
export type Continues = true;

/** One line of a card: a label, what is known, and the marks of the sources that bear it out. */
export interface Fact {
  readonly label: string;
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Times of day that the text holds, for platforms that can show them in the reader's own zone. */
  readonly moments?: readonly Moment[];
}

/** A time of day as it stands in a text, and when that is, in milliseconds since 1970. */
export interface Moment {
  readonly text: string;
  readonly at: number;
}

/** A source's number and the paragraphs in it that bear the line out. */
export interface Mark {
  readonly source: number;
  readonly paragraphs: readonly number[];
}

export interface Row {
  readonly entry: EntryRef;
  /** What follows the heading: parties, date, status. */
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly moments?: readonly Moment[];
  readonly command: string;
}

/** Which part of a long list is shown; pages count from 1. */
export interface PageOf {
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  readonly previous?: FollowUp;
  readonly next?: FollowUp;
}

export interface EntryRef {
  readonly kind: Kind;
  readonly id: string;
  readonly title: string;
}

export interface SourceMark {
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly date?: string;
  readonly url?: string;
  /** All paragraphs cited, ascending. */
  readonly paragraphs: readonly number[];
  /** The line as a reader sees it: publisher, title, date. */
  readonly text: string;
}

/** A button: what it says and the command line it stands for. */
export interface FollowUp {
  readonly label: string;
  readonly command: string;
  /** Set where it ends what the reply is about: it does what is shown, or calls it off. */
  readonly does?: "confirm" | "cancel";
}

export interface ReplyWords {
  readonly sources: string;
  readonly more: string;
  readonly share: string;
  /** For a button that shows the answer to everybody where it was asked. */
  readonly shareHere: string;
  readonly back: string;
  /** For a button that opens a row. */
  readonly open: string;
  readonly asOf?: string;
}
