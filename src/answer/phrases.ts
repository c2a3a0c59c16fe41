import type { Messages } from "./messages.ts";

/** What an adapter must say where no question was answered, in one language. */
export interface Phrases {
  /** Something broke; the id leads to its line in the log. */
  failed(errorId: string): string;
  /** A button that no longer leads anywhere. */
  readonly stale: string;
  /** An invitation to ask the bot by itself. */
  readonly open: string;
}

export function phrasesIn({ say }: Messages): Phrases {
  return {
    failed: (errorId) => say("phrases.failed", { id: errorId }),
    stale: say("phrases.stale"),
    open: say("phrases.open"),
  };
}
