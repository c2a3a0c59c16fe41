import { createMemory, type Reply } from "../../src/index.ts";
import type { Target } from "../chat/button.ts";
import { digestOf } from "./payload.ts";

/** What a message of the bot shows, and what it showed before. */
export interface View {
  readonly target: Target;
  readonly lang: string;
  readonly back?: View;
  /** Set where it shows a change under way: a reply to it goes on with that. */
  readonly isChange?: true;
}

/** A message of the bot, and what the question said that it answers. */
export interface Answer {
  readonly message: number;
  readonly text: string;
  /** Where it was a step of a change: the command that shows how far that is. */
  readonly shows?: string;
}

/**
 * The bot's latest messages, so that an edited question finds its answer, a reply to an answer what it follows, and "back"
 * what was shown before. Buttons work without: they carry what they lead to.
 */
export interface Answers {
  /** The answer to somebody's message. */
  to(chat: number, question: number): Answer | undefined;
  /** What a message of the bot shows. */
  shownIn(chat: number, message: number): View | undefined;
  /** Without a view where the reply cannot be asked for again. */
  keep(chat: number, question: number, answer: Answer, view: View | undefined): void;
  show(chat: number, message: number, view: View): void;
  /** The command that was too long for a button, by its digest. */
  commandOf(digest: string): string | undefined;
  offer(commands: readonly string[]): void;
}

const keptAnswers = 10_000;
/** Steps back from one message. */
const mostSteps = 10;

export function createAnswers(): Answers {
  const answers = createMemory<Answer>(keptAnswers);
  const views = createMemory<View>(keptAnswers);
  const commands = createMemory<string>(keptAnswers);
  const key = (chat: number, message: number): string => `${chat}/${message}`;
  const show = (chat: number, message: number, view: View): void =>
    views.set(key(chat, message), cut(view, mostSteps));
  return {
    to: (chat, question) => answers.get(key(chat, question)),
    shownIn: (chat, message) => views.get(key(chat, message)),
    keep(chat, question, answer, view) {
      answers.set(key(chat, question), answer);
      if (view !== undefined) show(chat, answer.message, view);
    },
    show,
    commandOf: (digest) => commands.get(digest),
    offer(offered) {
      for (const command of offered) commands.set(digestOf(command), command);
    },
  };
}

/** What a message shows after a button was pressed: pages of one answer are one step, and "back" takes a step away. */
export function viewAfter(before: View | undefined, { target, lang, isChange }: Omit<View, "back">): View {
  // A change has its own way back; away from it, only its own buttons lead.
  if (isChange === true) return { target, lang, isChange };
  const isTurn = before?.target.command === target.command;
  const isBack = before?.back?.target.command === target.command;
  const back = isTurn ? before.back : isBack ? before.back?.back : before;
  return { target, lang, ...(back === undefined ? {} : { back }) };
}

function cut({ back, ...view }: View, steps: number): View {
  return back === undefined || steps === 0 ? view : { ...view, back: cut(back, steps - 1) };
}

/** What a reply shows, so that a button can lead back to it. */
export function viewOf({ command, asked, awaits, lang }: Reply): View | undefined {
  if (command === undefined) return undefined;
  const isChange = asked !== undefined || awaits !== undefined;
  return { target: { command, page: 0 }, lang, ...(isChange ? { isChange } : {}) };
}

/** What shows a change again, where a step of one was answered. */
export function shownBy({ asked, command }: Reply): Pick<Answer, "shows"> {
  return asked === undefined || command === undefined ? {} : { shows: command };
}
