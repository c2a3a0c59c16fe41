import { createCatalogues } from "./answer/catalogues.ts";
import { type CommandHelp, commandHelp } from "./answer/command-help.ts";
import { compose } from "./answer/compose.ts";
import { type Draft, textPart } from "./answer/composing.ts";
import { suggestions } from "./answer/follow-ups.ts";
import { type Phrases, phrasesIn } from "./answer/phrases.ts";
import { remarksOn } from "./answer/remarks.ts";
import type { Reply } from "./answer/reply.ts";
import { type ChangeOptions, createChanging } from "./changing.ts";
import { type Explanation, explain } from "./explain/explanation.ts";
import { finishReply } from "./finish.ts";
import { createMemory } from "./memory.ts";
import { createOpening, type Languages, longestQuestion, type Opened } from "./opening.ts";
import { createPreferences, type PreferenceKeeper, type Preferences } from "./preferences.ts";
import { formatQuery } from "./question/command-line.ts";
import { completionsFor } from "./question/complete.ts";
import { createConversations } from "./question/conversations.ts";
import { dayOf } from "./question/now.ts";
import { type ChangeQuery, isChange, type Query } from "./question/query.ts";
import type { Question } from "./question/question.ts";
import { understand } from "./question/understand.ts";
import type { Understanding, Understood } from "./question/understood.ts";
import type { Register } from "./register/register.ts";
import { type Clearance, formatClearance, publicClearance } from "./register/view.ts";
import { clean, clip } from "./text.ts";

export interface DeskOptions {
  readonly register: Register;
  /** What makes it a living one; without it, nothing can be changed. */
  readonly changes?: ChangeOptions;
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

interface Answered {
  readonly reply: Reply;
  /** What was understood; absent where the text is too long to be a question. */
  readonly query?: Query;
  /** What the asker chose for all answers. */
  readonly keep?: Preferences;
}

/** A change that is asked for, which nothing but the asker's own draft can answer. */
interface Wanted {
  readonly wants: ChangeQuery;
  readonly opened: Opened;
}

/** Answers kept: what everybody asks in a week, and the pages of a list that somebody turns. */
const keptAnswers = 2_000;
/** An answer with more entries takes more room than making it again takes time. */
const keptEntries = 100;

/** A change is explained by what was understood: what comes of it is its asker's. */
const noDraft: Draft = { outcome: "answered", parts: [], entries: [], followUps: [] };

export function createDesk({
  register,
  changes,
  languages,
  timezone,
  startedAt,
  preferences: keeper = createPreferences(),
}: DeskOptions): Desk {
  const catalogues = createCatalogues(languages.messages);
  const inForce = (): Register => changes?.living.register() ?? register;
  const { open, readingFor } = createOpening({ register: inForce, languages, catalogues, timezone });
  const isDemo = startedAt !== undefined;
  const changing = createChanging({ ...(changes === undefined ? {} : { changes }), timezone, isDemo });
  let answersFor = inForce();
  let answers = createMemory<Answered>(keptAnswers);
  const conversations = createConversations();
  const tooLongDraft = ({ messages, composing }: Opened, length: number): Draft => ({
    outcome: "notFound",
    parts: [textPart(messages.say("tooLong", { length, max: longestQuestion }))],
    entries: [],
    followUps: suggestions(composing),
  });

  /** Understands a question after those that came before it. */
  const hear = (question: Question, { understanding }: Opened, before?: Query): Understood => {
    const after = (previous: Query | undefined): Understanding => ({
      ...understanding,
      ...(previous === undefined ? {} : { previous }),
    });
    let previous = before;
    for (const earlier of question.previous ?? [])
      previous = understand(clip(earlier, longestQuestion), after(previous)).query;
    return understand(question.text, after(previous));
  };

  const lastIn = ({ conversation, now }: Question): Query | undefined =>
    conversation === undefined ? undefined : conversations.last(conversation, now);

  const answerAfresh = (question: Question, preferences?: Preferences, before?: Query): Answered | Wanted => {
    const opened = open(question, preferences);
    const { composing, messages } = opened;
    const finish = (draft: Draft, query?: Query): Answered => {
      const { keep } = draft;
      const command = query === undefined ? {} : { command: formatQuery(query) };
      return {
        reply: finishReply(opened, draft, { ...command, isDemo }),
        ...(keep === undefined ? {} : { keep }),
        ...(query === undefined ? {} : { query }),
      };
    };
    if (opened.tooLong !== undefined) return finish(tooLongDraft(opened, opened.tooLong));
    const understood = hear(question, opened, before);
    const { query } = understood;
    if (isChange(query)) return { wants: query, opened };
    const draft = compose(query, composing);
    const remarks = remarksOn(understood, messages);
    return finish({ ...draft, parts: [...remarks.map(textPart), ...draft.parts] }, understood.query);
  };

  /** The same question on the same day, asked after the same, has the same answer. */
  const answerWith = (question: Question, preferences?: Preferences): Answered | Wanted => {
    if (answersFor !== inForce()) {
      answersFor = inForce();
      answers = createMemory(keptAnswers);
    }
    const {
      text,
      now,
      lang,
      appLang,
      clearance,
      conversation,
      pageRows,
      previous,
      timezone: zone,
    } = question;
    const before = lastIn(question);
    const on = [dayOf(now, timezone), formatClearance(clearance ?? publicClearance), pageRows, zone];
    const asked = [text, previous, before === undefined ? undefined : formatQuery(before)];
    const key = JSON.stringify([...on, lang, appLang, preferences, ...asked]);
    const answered = answers.get(key) ?? answerAfresh(question, preferences, before);
    if ("wants" in answered) return answered;
    if (answered.reply.entries.length <= keptEntries) answers.set(key, answered);
    // A choice of language is no subject: what was asked before it stays what a follow-up completes.
    const { query } = answered;
    if (conversation !== undefined && query !== undefined && query.kind !== "setting")
      conversations.remember(conversation, query, now);
    return answered;
  };

  const answer = async (question: Question): Promise<Reply> => {
    const { asker } = question;
    const preferences = asker === undefined ? undefined : await keeper.of(asker);
    const lang = await changing.listens(question);
    const heard =
      lang === undefined
        ? undefined
        : await changing.hear(question, open({ ...question, lang }, preferences));
    if (heard !== undefined) return heard;
    const answered = answerWith(question, preferences);
    if ("wants" in answered) return changing.answer(answered.wants, question, answered.opened);
    const { reply, keep } = answered;
    if (keep === undefined || asker === undefined || question.onlyLooks === true) return reply;
    await keeper.keep(asker, keep);
    // What was chosen holds for the answer that says so, too.
    const { lang: _, timezone: __, ...rest } = question;
    const again = answerWith(rest, keep);
    return "wants" in again ? reply : again.reply;
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
    const understood = hear(question, opened, lastIn(question));
    const { query } = understood;
    const draft = isChange(query) ? noDraft : compose(query, composing);
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
