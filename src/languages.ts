import { loadMessages } from "./answer/messages.ts";
import type { Languages } from "./opening.ts";
import { loadLexicons } from "./question/lexicon.ts";

/** Folders of a language more: its lexicon and its catalogue. */
export interface LanguageFolders {
  readonly lexicons?: string;
  readonly messages?: string;
}

/** The languages that come with the package, or those of other folders. */
export async function loadLanguages(folders: LanguageFolders = {}): Promise<Languages> {
  const [lexicons, messages] = await Promise.all([
    loadLexicons(folders.lexicons),
    loadMessages(folders.messages),
  ]);
  return { lexicons, messages };
}
