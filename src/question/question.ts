import type { Clearance } from "../register/view.ts";

/** What a person sent, wherever from. */
export interface Question {
  /** A command line (`/mou NAME page:2`) or free text. */
  readonly text: string;
  /** The instant it was asked, in milliseconds since 1970. */
  readonly now: number;
  /** The asker's language where it was set; else the text's own is taken. */
  readonly lang?: string;
  /** The language of the asker's app: taken where the text has none of its own, and none was set. */
  readonly appLang?: string;
  /** Who asks, such as `telegram:1`: what they chose for all answers is kept under it. */
  readonly asker?: string;
  /** What the asker is called where they asked. */
  readonly askerName?: string;
  /** True where the asker's app can show a form to fill in; otherwise each value is asked for by itself. */
  readonly showsForms?: true;
  /** Names what was sent, a message or a press: under the same name it takes no step of a change twice. */
  readonly sent?: string;
  /** Set where the text goes on from some other answer, and is no value of a change under way. */
  readonly noValue?: true;
  /** True where files can go with answers to the asker's app. */
  readonly takesFiles?: true;
  /** What a form was filled in with, by the keys of its fields. */
  readonly values?: Readonly<Record<string, string>>;
  /** Where it was asked, such as `telegram:-1001`, `slack:T0001/C0001` or `terminal`: whoever is there reads the answer. */
  readonly place?: string;
  /** Set where nobody but the asker reads the answer. */
  readonly placeIsDirect?: true;
  /** Set where people of other organisations read the answer, too: they get what is public, whoever asks. */
  readonly placeIsShared?: true;
  /** Set where the asker comes from another organisation, or is a guest. */
  readonly outside?: true;
  /** Who shows the answer to all who read the place, where that is not the asker: they show no more than they may see. */
  readonly sharer?: string;
  /** Set where an answer is only looked at: nothing that the question chooses is kept. */
  readonly onlyLooks?: true;
  /** The reader's zone, an IANA name, where it is not the desk's. */
  readonly timezone?: string;
  /** What the answer may draw on where nobody in particular asks, or the operator does; default public. */
  readonly clearance?: Clearance;
  /** Names the conversation and thread whose last query a follow-up completes. */
  readonly conversation?: string;
  /** The asker's earlier messages, oldest first, where the caller keeps them itself. */
  readonly previous?: readonly string[];
  /** How many rows a page of a list has; absent: all rows, never paged. */
  readonly pageRows?: number;
}
