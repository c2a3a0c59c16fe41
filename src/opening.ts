import { setImmediate } from "node:timers/promises";
import type { Catalogues } from "./answer/catalogues.ts";
import type { Composing } from "./answer/composing.ts";
import { createMarks } from "./answer/marks.ts";
import type { Messages } from "./answer/messages.ts";
import { wordingFor } from "./answer/wording.ts";
import type { ExplainedLanguage } from "./explain/explanation.ts";
import type { Preferences } from "./preferences.ts";
import { detectLanguage } from "./question/language.ts";
import type { Lexicon } from "./question/lexicon.ts";
import { dayOf } from "./question/now.ts";
import type { Question } from "./question/question.ts";
import { createReadings, type Readings } from "./question/readings.ts";
import type { Understanding } from "./question/understood.ts";
import type { Reading } from "./question/view-reader.ts";
import type { Register } from "./register/register.ts";
import { type Clearance, publicClearance } from "./register/view.ts";

/** The languages that the desk understands and speaks. */
export interface Languages {
  readonly lexicons: readonly Lexicon[];
  readonly messages: readonly Messages[];
}

/** A question with what it is read against and answered from. */
export interface Opened {
  readonly language: ExplainedLanguage;
  readonly messages: Messages;
  readonly understanding: Understanding;
  readonly composing: Composing;
  /** Its length, where that is too long for a question; code points. */
  readonly tooLong?: number;
}

export interface OpeningOptions {
  /** The register in force: another object after each change. */
  register(): Register;
  readonly languages: Languages;
  readonly catalogues: Catalogues;
  readonly timezone: string;
}

/** What every question begins with: the view of who asks, their language, and the day. */
export interface Opening {
  open(question: Question, preferences?: Preferences): Opened;
  readingFor(clearance: Clearance): Reading;
  /** Builds what the views that are ready now need of another register, with turns of the event loop between the steps. */
  prepare(register: Register): Promise<void>;
}

/** A longer text is no question; code points. */
export const longestQuestion = 4_000;

export function createOpening({ register, languages, catalogues, timezone }: OpeningOptions): Opening {
  let readings = createReadings(register(), languages);
  let coming = readings;
  const current = (): Readings => {
    const inForce = register();
    if (readings.register !== inForce)
      readings = coming.register === inForce ? coming : createReadings(inForce, languages);
    return readings;
  };
  const readingFor = (clearance: Clearance): Reading => current().for(clearance);
  const prepare = async (next: Register): Promise<void> => {
    const prepared = createReadings(next, languages);
    for (const clearance of current().ready()) {
      await setImmediate();
      for (const _ of prepared.prepare(clearance)) await setImmediate();
    }
    coming = prepared;
  };
  const languageOf = ({ text, lang, appLang }: Question, preferences?: Preferences): ExplainedLanguage => {
    const chosen = lang ?? preferences?.lang;
    if (chosen !== undefined) return { lang: catalogues.in(chosen).lang, from: "asker" };
    const own = detectLanguage(text.slice(0, longestQuestion), languages.lexicons);
    if (own !== undefined) return { lang: catalogues.in(own).lang, from: "text" };
    const isSpoken = appLang !== undefined && catalogues.languages.includes(appLang);
    return isSpoken ? { lang: appLang, from: "app" } : { lang: catalogues.in(undefined).lang, from: "desk" };
  };

  /** All that a question is read against and answered from. */
  const open = (question: Question, preferences?: Preferences): Opened => {
    const { view, reader, find, contentWords } = readingFor(question.clearance ?? publicClearance);
    const today = dayOf(question.now, timezone);
    const language = languageOf(question, preferences);
    const messages = catalogues.in(language.lang);
    const wording = wordingFor(messages, view, question.timezone ?? preferences?.timezone ?? timezone);
    const { pageRows, takesFiles } = question;
    const length = question.text.length > longestQuestion ? [...question.text].length : 0;
    return {
      language,
      messages,
      understanding: { view, reader: reader(today), today },
      composing: {
        view,
        wording,
        marks: createMarks(view, wording),
        today,
        find,
        contentWords,
        ...(pageRows === undefined ? {} : { pageRows }),
        ...(takesFiles === undefined ? {} : { takesFiles }),
        ...(preferences === undefined ? {} : { asker: { preferences, catalogues, timezone } }),
      },
      ...(length > longestQuestion ? { tooLong: length } : {}),
    };
  };
  return { open, readingFor, prepare };
}
