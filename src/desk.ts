import { createCatalogues } from "./answer/catalogues.ts";
import { type CommandHelp, commandHelp } from "./answer/command-help.ts";
import { compose } from "./answer/compose.ts";
import type { Composing, Draft } from "./answer/composing.ts";
import { textPart } from "./answer/composing.ts";
import { suggestions } from "./answer/follow-ups.ts";
import { cutHead } from "./answer/head.ts";
import { createMarks } from "./answer/marks.ts";
import type { Messages } from "./answer/messages.ts";
import { type Phrases, phrasesIn } from "./answer/phrases.ts";
import { remarksOn } from "./answer/remarks.ts";
import type { Reply } from "./answer/reply.ts";
import { wordingFor } from "./answer/wording.ts";
import { type ExplainedLanguage, type Explanation, explain } from "./explain/explanation.ts";
import { createPreferences, type PreferenceKeeper, type Preferences } from "./preferences.ts";
import { formatQuery } from "./question/command-line.ts";
import { completionsFor } from "./question/complete.ts";
import { createConversations } from "./question/conversations.ts";
import { detectLanguage } from "./question/language.ts";
import type { Lexicon } from "./question/lexicon.ts";
import { dayOf } from "./question/now.ts";
import type { Query } from "./question/query.ts";
import type { Question } from "./question/question.ts";
import { type Understanding, type Understood, understand } from "./question/understand.ts";
import { createReading, type Reading } from "./question/view-reader.ts";
import { partialDate } from "./register/partial-date.ts";
import type { Register } from "./register/register.ts";
import { type Clearance, createView, formatClearance, publicClearance } from "./register/view.ts";
import { clean, clip } from "./text.ts";

/** The languages that the desk understands and speaks. */
export interface Languages {
  readonly lexicons: readonly Lexicon[];
  readonly messages: readonly Messages[];
}

export interface DeskOptions {
  readonly register: Register;
  readonly languages: Languages;
  /** The desk's zone, an IANA name: in it days begin and end. */
  readonly timezone: string;
  /** Set where a demonstration clock runs: then every reply says as of when it speaks. Milliseconds since 1970. */
  readonly startedAt?: number;
  /** What people choose for all answers; without it, kept in memory. */
  readonly preferences?: PreferenceKeeper;
}

/** The whole core behind one method. */
export interface Desk {
  answer(question: Question): Promise<Reply>;
  /** Why the question would be answered as it is; a conversation is looked at, and goes on as if nothing had been asked. */
  explain(question: Question): Promise<Explanation>;
  readonly languages: readonly string[];
  /** The commands as a platform lists them; in English, or what the desk falls back to, where no language is said. */
  commands(lang?: string): readonly CommandHelp[];
  phrases(lang?: string): Phrases;
  /** Whole lines that a beginning may become: commands and names. */
  complete(text: string, clearance?: Clearance): readonly string[];
}

/** A question with what it is read against and answered from. */
interface Opened {
  readonly language: ExplainedLanguage;
  readonly messages: Messages;
  readonly understanding: Understanding;
  readonly composing: Composing;
  /** Its length, where that is too long for a question; code points. */
  readonly tooLong?: number;
}

interface Answered {
  readonly reply: Reply;
  /** What the asker chose for all answers. */
  readonly keep?: Preferences;
}

/** A longer text is no question; code points. */
const longestQuestion = 4_000;
/** Views kept ready; the one used longest ago goes first. */
const keptViews = 8;

export function createDesk({
  register,
  languages,
  timezone,
  startedAt,
  preferences: keeper = createPreferences(),
}: DeskOptions): Desk {
  const catalogues = createCatalogues(languages.messages);
  const readings = new Map<string, Reading>();
  const conversations = createConversations();
  const readingFor = (clearance: Clearance): Reading => {
    const key = formatClearance(clearance);
    const known = readings.get(key) ?? createReading(createView(register, clearance), languages.lexicons);
    readings.delete(key);
    readings.set(key, known);
    if (readings.size > keptViews)
      for (const oldest of [...readings.keys()].slice(0, 1)) readings.delete(oldest);
    return known;
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
    const { pageRows } = question;
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
        ...(preferences === undefined ? {} : { asker: { preferences, catalogues, timezone } }),
      },
      ...(length > longestQuestion ? { tooLong: length } : {}),
    };
  };

  const tooLongDraft = ({ messages, composing }: Opened, length: number): Draft => ({
    outcome: "notFound",
    parts: [textPart(messages.say("tooLong", { length, max: longestQuestion }))],
    entries: [],
    followUps: suggestions(composing),
  });

  /** Understands a question after those that came before it. */
  const hear = (question: Question, { understanding }: Opened): Understood => {
    const { conversation: key, now, text } = question;
    const after = (previous: Query | undefined): Understanding => ({
      ...understanding,
      ...(previous === undefined ? {} : { previous }),
    });
    let previous = key === undefined ? undefined : conversations.last(key, now);
    for (const earlier of question.previous ?? [])
      previous = understand(clip(earlier, longestQuestion), after(previous)).query;
    return understand(text, after(previous));
  };

  const answerWith = (question: Question, preferences?: Preferences): Answered => {
    const opened = open(question, preferences);
    const { composing, messages } = opened;
    const { marks, wording, today } = composing;
    const finish = (draft: Draft, query?: Query): Answered => {
      const { head, more } = cutHead(draft.parts);
      const reply: Reply = {
        outcome: draft.outcome,
        lang: messages.lang,
        head,
        more: [...more, ...(draft.behind ?? [])],
        sources: marks.sources(),
        entries: draft.entries,
        followUps: draft.followUps,
        ...(query === undefined ? {} : { command: formatQuery(query) }),
        words: {
          sources: messages.say("sources"),
          more: messages.say("more"),
          share: messages.say("share"),
          back: messages.say("back"),
          ...(startedAt === undefined
            ? {}
            : { asOf: messages.say("asOf", { date: wording.date(partialDate(today)) }) }),
        },
      };
      return draft.keep === undefined ? { reply } : { reply, keep: draft.keep };
    };
    if (opened.tooLong !== undefined) return finish(tooLongDraft(opened, opened.tooLong));
    const understood = hear(question, opened);
    // A choice of language is no subject: what was asked before it stays what a follow-up completes.
    if (question.conversation !== undefined && understood.query.kind !== "setting")
      conversations.remember(question.conversation, understood.query, question.now);
    const draft = compose(understood.query, composing);
    const remarks = remarksOn(understood, messages);
    return finish({ ...draft, parts: [...remarks.map(textPart), ...draft.parts] }, understood.query);
  };

  const answer = async (question: Question): Promise<Reply> => {
    const { asker } = question;
    if (asker === undefined) return answerWith(question).reply;
    const { reply, keep } = answerWith(question, await keeper.of(asker));
    if (keep === undefined) return reply;
    await keeper.keep(asker, keep);
    // What was chosen holds for the answer that says so, too.
    const { lang: _, timezone: __, ...rest } = question;
    return answerWith(rest, keep).reply;
  };

  const explained = (question: Question): Explanation => {
    const opened = open(question);
    const { language, composing, understanding } = opened;
    if (opened.tooLong !== undefined) {
      return {
        text: clip(clean(question.text), longestQuestion),
        language,
        conditions: [],
        outcome: "notFound",
        entries: [],
        entryCount: 0,
      };
    }
    const understood = hear(question, opened);
    const draft = compose(understood.query, composing);
    return explain({
      text: clean(question.text),
      language,
      understood,
      draft,
      composing,
      reader: understanding.reader,
    });
  };

  return {
    answer,
    explain: (question) => Promise.resolve().then(() => explained(question)),
    languages: catalogues.languages,
    commands: (lang) => commandHelp(catalogues.in(lang)),
    phrases: (lang) => phrasesIn(catalogues.in(lang)),
    complete: (text, clearance = publicClearance) => completionsFor(clean(text), readingFor(clearance).view),
  };
}
