import type { Chat, MaybeInaccessibleMessage, Message, User } from "grammy/types";
import type { Question } from "../../src/index.ts";
import type { Answers } from "./answers.ts";
import { isReplyTo } from "./heard.ts";
import { pageRows } from "./limits.ts";
import { personOf } from "./person.ts";

/** A place where somebody asks. */
export interface Place {
  readonly chat: Chat;
  /** The topic, in chats that have them. */
  readonly thread?: number;
  readonly from: User;
}

/** Of a message that is no longer there, only the chat is known. */
export function placeOf(message: MaybeInaccessibleMessage, from: User): Place {
  const { chat } = message;
  if (message.date === 0) return { chat, from };
  const { is_topic_message, message_thread_id: thread } = message;
  return { chat, from, ...(is_topic_message === true && thread !== undefined ? { thread } : {}) };
}

/** What somebody asks in a place. In a group each person has a conversation of their own with the bot. */
export function questionIn({ chat, thread, from }: Place, text: string, now: number): Question {
  const who = chat.type === "private" ? [] : [from.id];
  return {
    text,
    now,
    pageRows,
    takesFiles: true,
    ...personOf(from),
    place: `telegram:${chat.id}`,
    ...(chat.type === "private" ? { placeIsDirect: true } : {}),
    conversation: ["telegram", chat.id, thread ?? 0, ...who].join(":"),
  };
}

/** What a message is called, so that it is taken once. */
export const nameOf = ({ chat, message_id }: Message): Pick<Question, "sent"> => ({
  sent: `telegram:${chat.id}:${message_id}`,
});

/** What a reply to one of the bot's messages follows: that message, whatever was asked since. */
export function followed(
  message: Message,
  me: User,
  answers: Answers,
): Pick<Question, "previous" | "noValue"> {
  const { reply_to_message: to, chat } = message;
  const view =
    to !== undefined && isReplyTo(message, me) ? answers.shownIn(chat.id, to.message_id) : undefined;
  return view === undefined || view.isChange === true
    ? {}
    : { previous: [view.target.command], noValue: true };
}
