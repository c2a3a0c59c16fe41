import type { Messages } from "./messages.ts";

/** What an adapter must say where no question was answered, in one language. */
export interface Phrases {
  /** Something broke; the id leads to its line in the log. */
  failed(errorId: string): string;
  /** A button that no longer leads anywhere. */
  readonly stale: string;
  /** An invitation to ask the bot by itself. */
  readonly open: string;
  /** The language's own name. */
  readonly language: string;
  /** The choice to answer each question in its own language. */
  readonly eachLanguage: string;
  /** While an answer is made. */
  readonly working: string;
  /** Below an answer that somebody showed to everybody. */
  sharedBy(name: string): string;
  /** The bot answers no more where it was told to stop. */
  readonly stopped: string;
  /** Words that tell it to stop, in all languages. */
  readonly stopWords: readonly string[];
  /** Headings of an overview. */
  readonly recent: string;
  readonly canBeAsked: string;
  /** A form to ask with: its title (at most 24 characters), its two fields, its buttons. */
  readonly askTitle: string;
  readonly askQuestion: string;
  readonly askLanguage: string;
  readonly askSubmit: string;
  readonly close: string;
  /** A form to change something with: its title (at most 24 characters), the button that opens it, the choice of nothing. */
  readonly changeTitle: string;
  readonly fillIn: string;
  readonly nothing: string;
  /** Fields of a form that the platform cannot hold. */
  staysAsItIs(fields: string): string;
}

export function phrasesIn({ say }: Messages): Phrases {
  return {
    failed: (errorId) => say("phrases.failed", { id: errorId }),
    stale: say("phrases.stale"),
    open: say("phrases.open"),
    language: say("settings.name"),
    eachLanguage: say("settings.each"),
    working: say("phrases.working"),
    sharedBy: (name) => say("phrases.sharedBy", { name }),
    stopped: say("phrases.stopped"),
    stopWords: say("phrases.stopWords").split("|"),
    recent: say("phrases.recent"),
    canBeAsked: say("phrases.canBeAsked"),
    askTitle: say("phrases.askTitle"),
    askQuestion: say("phrases.askQuestion"),
    askLanguage: say("phrases.askLanguage"),
    askSubmit: say("phrases.askSubmit"),
    close: say("phrases.close"),
    changeTitle: say("phrases.changeTitle"),
    fillIn: say("phrases.fillIn"),
    nothing: say("phrases.nothing"),
    staysAsItIs: (fields) => say("phrases.staysAsItIs", { fields }),
  };
}
