import { type CommandHelp, commandHelp } from "./answer/command-help.ts";
import { compose } from "./answer/compose.ts";
import type { Composing, Draft } from "./answer/composing.ts";
import { textPart } from "./answer/composing.ts";
import { suggestions } from "./answer/follow-ups.ts";
import { cutHead } from "./answer/head.ts";
import { createMarks } from "./answer/marks.ts";
import type { Messages } from "./answer/messages.ts";
import type { Reply } from "./answer/reply.ts";
import { wordingFor } from "./answer/wording.ts";
import { type ExplainedLanguage, type Explanation, explain } from "./explain/explanation.ts";
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
}

/** The whole core behind one method. */
export interface Desk {
  answer(question: Question): Promise<Reply>;
  /** Why the question would be answered as it is; a conversation is looked at, and goes on as if nothing had been asked. */
  explain(question: Question): Promise<Explanation>;
  readonly languages: readonly string[];
  readonly commands: readonly CommandHelp[];
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

/** A longer text is no question; code points. */
const longestQuestion = 4_000;
/** Views kept ready; the one used longest ago goes first. */
const keptViews = 8;

export function createDesk({ register, languages, timezone, startedAt }: DeskOptions): Desk {
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
  const messagesIn = (lang: string): Messages => {
    const found =
      languages.messages.find((messages) => messages.lang === lang) ??
      languages.messages.find((messages) => messages.lang === "en") ??
      languages.messages[0];
    if (found === undefined) throw new RangeError("a desk needs at least one language");
    return found;
  };

  const languageOf = ({ text, lang }: Question): ExplainedLanguage => {
    if (lang !== undefined) return { lang: messagesIn(lang).lang, from: "asker" };
    const own = detectLanguage(text.slice(0, longestQuestion), languages.lexicons);
    return own === undefined
      ? { lang: messagesIn("en").lang, from: "desk" }
      : { lang: messagesIn(own).lang, from: "text" };
  };

  /** All that a question is read against and answered from. */
  const open = (question: Question): Opened => {
    const { view, reader, find, contentWords } = readingFor(question.clearance ?? publicClearance);
    const today = dayOf(question.now, timezone);
    const language = languageOf(question);
    const messages = messagesIn(language.lang);
    const wording = wordingFor(messages, view, question.timezone ?? timezone);
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

  const answer = (question: Question): Reply => {
    const opened = open(question);
    const { composing, messages } = opened;
    const { marks, wording, today } = composing;
    const finish = (draft: Draft, query?: Query): Reply => {
      const { head, more } = cutHead(draft.parts);
      return {
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
          ...(startedAt === undefined
            ? {}
            : { asOf: messages.say("asOf", { date: wording.date({ form: "point", ...pointOf(today) }) }) }),
        },
      };
    };
    if (opened.tooLong !== undefined) return finish(tooLongDraft(opened, opened.tooLong));
    const understood = hear(question, opened);
    if (question.conversation !== undefined)
      conversations.remember(question.conversation, understood.query, question.now);
    const draft = compose(understood.query, composing);
    const remarks = remarksOn(understood, messages);
    return finish({ ...draft, parts: [...remarks.map(textPart), ...draft.parts] }, understood.query);
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
    answer: (question) => Promise.resolve().then(() => answer(question)),
    explain: (question) => Promise.resolve().then(() => explained(question)),
    languages: languages.messages.map((messages) => messages.lang),
    commands: commandHelp(messagesIn("en")),
    complete: (text, clearance = publicClearance) => completionsFor(clean(text), readingFor(clearance).view),
  };
}

function pointOf(day: string): {
  readonly from: { year: number; month: number; day: number };
  readonly to: { year: number; month: number; day: number };
} {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return { from: { year, month, day: date }, to: { year, month, day: date } };
}

/** What must be said before the answer: words that were taken for others, dates that are none. */
function remarksOn({ reading }: Understood, messages: Messages): readonly string[] {
  if (reading === undefined) return [];
  return [
    ...reading.bent
      .filter(({ to }) => !reading.strangers.includes(to))
      .map(({ from, to }) => messages.say("bent", { from: clip(from, 40), to })),
    ...reading.impossibleDates
      .slice(0, 3)
      .map((text) => messages.say("impossibleDate", { text: clip(text, 40) })),
  ];
}
