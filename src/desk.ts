import { askingOf, createAdmission } from "./admission.ts";
import { createCatalogues } from "./answer/catalogues.ts";
import { type CommandHelp, commandHelp } from "./answer/command-help.ts";
import { compose } from "./answer/compose.ts";
import { composeRefusal } from "./answer/compose-access.ts";
import { composeTrouble, type Trouble } from "./answer/compose-trouble.ts";
import { type Draft, type Present, textPart } from "./answer/composing.ts";
import { composeExcuse, type Excuse } from "./answer/excuse.ts";
import { tooLong } from "./answer/not-found.ts";
import { type Phrases, phrasesIn } from "./answer/phrases.ts";
import { remarksOn } from "./answer/remarks.ts";
import type { Reply } from "./answer/reply.ts";
import type { Asked } from "./changing.ts";
import { type DenialKeeper, noting } from "./denials.ts";
import type { Explanation } from "./explain/explanation.ts";
import { createExplaining } from "./explaining.ts";
import type { Fetched } from "./fetching.ts";
import { finishReply } from "./finish.ts";
import { createHearing } from "./hearing.ts";
import { createInForce } from "./in-force.ts";
import { type Answered, createKeptAnswers } from "./kept-answers.ts";
import { createNotes, type NoteKeeper } from "./notes.ts";
import { createOpening, type Languages, longestQuestion, type Opened } from "./opening.ts";
import { createPersonal, type Personal, type PersonalKeeping } from "./personal.ts";
import { createPreferences, type PreferenceKeeper, type Preferences } from "./preferences.ts";
import { formatQuery } from "./question/command-line.ts";
import { commandNamed } from "./question/command-table.ts";
import { completionsFor } from "./question/complete.ts";
import type { ConversationKeeper } from "./question/conversations.ts";
import { type AskerQuery, isLookup, type Query } from "./question/query.ts";
import type { Question } from "./question/question.ts";
import type { Register } from "./register/register.ts";
import { type Clearance, publicClearance } from "./register/view.ts";
import { type Access, openAccess, type Standing } from "./standing.ts";
import { clean } from "./text.ts";

export interface DeskOptions extends PersonalKeeping {
  readonly register: Register;
  readonly languages: Languages;
  /** The desk's zone, an IANA name: in it days begin and end. */
  readonly timezone: string;
  /** Set where a demonstration clock runs: then every reply says as of when it speaks. Milliseconds since 1970. */
  readonly startedAt?: number;
  /** What people choose for all answers; without it, kept in memory. */
  readonly preferences?: PreferenceKeeper;
  /** Who may do and see what; without it, everybody gets public answers. */
  readonly access?: Access;
  /** The last question of each conversation, for those who come back to it; without it, kept in memory. */
  readonly conversations?: ConversationKeeper;
  /** What is remembered for a while; without it, kept in memory. */
  readonly notes?: NoteKeeper;
  /** Who was denied what, for whoever keeps the register; without it, nobody is told of it. */
  readonly denials?: DenialKeeper;
}

/** The whole core behind one method. */
export interface Desk {
  answer(question: Question): Promise<Reply>;
  /** What whoever asks may do and see where they ask. */
  standingOf(question: Omit<Question, "text" | "now">): Standing;
  /** Why the question would be answered as it is; a conversation is looked at, and goes on as if nothing had been asked. */
  explain(question: Question): Promise<Explanation>;
  /** The calendar at the address with a secret. */
  fetchCalendar(secret: string, now: number): Promise<Fetched>;
  /** Tells what people watch, tick by tick: only a desk that keeps watches has it, and it is started once. */
  readonly startWatch?: Personal["startWatch"];
  readonly languages: readonly string[];
  /** The commands as a platform lists them; in English, or what the desk falls back to, where no language is said. */
  commands(lang?: string): readonly CommandHelp[];
  /** Whether a word is a command's name, also one that is not listed. */
  knows(command: string): boolean;
  phrases(lang?: string): Phrases;
  /** Whole lines that a beginning may become: commands and names. */
  complete(text: string, clearance?: Clearance): readonly string[];
}

/** A desk as a server keeps it. */
export interface ServedDesk extends Desk {
  /** What somebody hears who gets no answer now, in their language. */
  excuse(question: Question, why: Excuse): Promise<Reply>;
  /** What somebody who administers the desk is told of a changed file that cannot be used, in their language. */
  warn(admin: string, trouble: Trouble, now: number): Promise<Reply>;
  /** Puts what the files say in force, all at once; answers go on while it is made ready. */
  replaceRegister(files: Register): Promise<void>;
}

/** What is asked for that is done for the asker alone: a change of the register, a calendar or watches of their own. */
interface Wanted {
  readonly wants: AskerQuery;
  readonly opened: Opened;
}

export function createDesk({
  register,
  languages,
  timezone,
  startedAt,
  preferences: keeper = createPreferences(),
  conversations,
  access = openAccess,
  notes = createNotes(),
  denials,
  ...keeping
}: DeskOptions): ServedDesk {
  const { changes, watches } = keeping;
  const catalogues = createCatalogues(languages.messages);
  const files = createInForce(register, changes);
  const inForce = files.register;
  const opening = createOpening({ register: inForce, languages, catalogues, timezone });
  const { open, readingFor, prepare } = opening;
  const isDemo = startedAt !== undefined;
  const answers = createKeptAnswers(inForce, timezone);
  const { lastIn, hear, remember } = createHearing(conversations);
  const explained = createExplaining({ open, hear, lastIn });
  const { standingOf, mayBeTold } = createAdmission(access, notes);
  const { startWatch, ...personal } = createPersonal({
    keeping,
    preferences: keeper,
    register: inForce,
    opening,
    access,
    languages: catalogues.languages,
    timezone,
    isDemo,
  });

  /** A question opened for whoever asks it, with what they may do. */
  const openFor = ({ question, standing }: Asked, preferences?: Preferences): Opened => {
    const opened = open(question, preferences);
    const rules = access.rules();
    const present: Present = {
      asking: askingOf(question),
      standing,
      ...(rules === undefined ? {} : { rules }),
    };
    const keeps = watches === undefined ? {} : { keepsWatches: true as const };
    return { ...opened, composing: { ...opened.composing, ...keeps, present } };
  };

  const answerAfresh = (asked: Asked, preferences?: Preferences, before?: Query): Answered | Wanted => {
    const { question } = asked;
    const opened = openFor(asked, preferences);
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
    if (opened.tooLong !== undefined) return finish(tooLong(composing, opened.tooLong, longestQuestion));
    const understood = hear(question, opened.understanding, before);
    const { query } = understood;
    if (!isLookup(query)) return { wants: query, opened };
    const draft = compose(query, composing);
    const remarks = remarksOn(understood, messages);
    return finish({ ...draft, parts: [...remarks.map(textPart), ...draft.parts] }, understood.query);
  };

  const answerWith = (asked: Asked, preferences?: Preferences, before?: Query): Answered | Wanted => {
    const { question } = asked;
    const key = answers.keyOf(question, preferences, before);
    const answered = answers.get(key) ?? answerAfresh(asked, preferences, before);
    if ("wants" in answered) return answered;
    answers.keep(key, answered);
    // A choice of language is no subject: what was asked before it stays what a follow-up completes.
    const { query } = answered;
    if (query !== undefined && query.kind !== "setting") remember(question, query);
    return answered;
  };

  const answer = async (question: Question): Promise<Reply> => {
    const standing = standingOf(question);
    if (!standing.known) {
      const stranger = { question: { ...question, clearance: publicClearance }, standing };
      const opened = openFor(stranger);
      const reply = finishReply(opened, composeRefusal(opened.composing), { isDemo });
      return (await mayBeTold(question)) ? reply : { ...reply, silent: true };
    }
    if (question.onlyLooks !== true) personal.heard(question.place);
    const asked: Asked = { question: { ...question, clearance: standing.clearance }, standing };
    const { asker } = question;
    const preferences = asker === undefined ? undefined : await keeper.of(asker);
    const heard = await hearChange(asked, preferences);
    if (heard !== undefined) return heard;
    const before = await lastIn(asked.question, () => open(asked.question).understanding);
    const answered = answerWith(asked, preferences, before);
    if ("wants" in answered) return personal.answer(answered.wants, asked, answered.opened);
    const { reply, keep } = answered;
    if (keep === undefined || asker === undefined || question.onlyLooks === true) return reply;
    await keeper.keep(asker, keep);
    // What was chosen holds for the answer that says so, too.
    const { lang: _, timezone: __, ...rest } = asked.question;
    const again = answerWith({ ...asked, question: rest }, keep, before);
    return "wants" in again ? reply : again.reply;
  };

  /** The answer to a text that is a value of a change under way. */
  const hearChange = async (asked: Asked, preferences?: Preferences): Promise<Reply | undefined> => {
    const { question } = asked;
    const lang = await personal.listens(question);
    if (lang === undefined) return undefined;
    return personal.hear(asked, openFor({ ...asked, question: { ...question, lang } }, preferences));
  };

  return {
    answer: noting(answer, denials),
    standingOf,
    explain: (question) => explained({ ...question, clearance: standingOf(question).clearance }),
    fetchCalendar: personal.fetchCalendar,
    ...(startWatch === undefined ? {} : { startWatch }),
    languages: catalogues.languages,
    commands: (lang) => commandHelp(catalogues.in(lang)),
    knows: (command) => commandNamed(command) !== undefined,
    phrases: (lang) => phrasesIn(catalogues.in(lang)),
    complete: (text, clearance = publicClearance) => completionsFor(clean(text), readingFor(clearance).view),
    async excuse(question, why) {
      const { asker } = question;
      const preferences = asker === undefined ? undefined : await keeper.of(asker);
      const opened = open({ ...question, clearance: publicClearance }, preferences);
      return finishReply(opened, composeExcuse(opened.composing, why), { isDemo });
    },
    async warn(admin, trouble, now) {
      const opened = open({ text: "", now, clearance: publicClearance }, await keeper.of(admin));
      return finishReply(opened, composeTrouble(opened.composing, trouble), { isDemo });
    },
    async replaceRegister(next) {
      await prepare(files.with(next));
      files.replace(next);
    },
  };
}
