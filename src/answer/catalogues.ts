import { fold } from "../text.ts";
import type { Messages } from "./messages.ts";

/** The catalogues of all languages that a desk speaks. */
export interface Catalogues {
  readonly languages: readonly string[];
  /** The catalogue of a language, or of the one that the desk falls back to. */
  in(lang: string | undefined): Messages;
  /** The language that a text names by its code, or by its name in any of them. */
  named(text: string): Messages | undefined;
}

/** Spoken where nothing says which language, if the desk has it. */
const fallback = "en";

/** @throws RangeError where there is none at all. */
export function createCatalogues(all: readonly Messages[]): Catalogues {
  const byLang = new Map(all.map((messages) => [messages.lang, messages]));
  const otherwise = byLang.get(fallback) ?? all[0];
  if (otherwise === undefined) throw new RangeError("a desk needs at least one language");
  return {
    languages: [...byLang.keys()],
    in: (lang) => byLang.get(lang ?? fallback) ?? otherwise,
    named(text) {
      const wanted = fold(text.trim());
      return all.find(({ lang, say }) =>
        [lang, say("settings.name"), ...all.map((other) => other.label([`choice.${lang}`], lang))].some(
          (name) => fold(name) === wanted,
        ),
      );
    },
  };
}
