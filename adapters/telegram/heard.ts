import type { Message, UserFromGetMe } from "grammy/types";

/** What a message asks: a text, or something else where a text was awaited. */
export type Heard = { readonly kind: "text"; readonly text: string } | { readonly kind: "other" };

/** Whether a word is one of the bot's commands; in a reply to the bot, one of those that only go on with something, too. */
export type IsCommand = (name: string, isReply: boolean) => boolean;

/**
 * What a message asks of the bot; nothing where it is not meant for it.
 *
 * In a private chat everything is. In a group: commands that are the bot's, or addressed to it (`/mou@ThisBot`), mentions of
 * it, and replies to it. Never what other bots say, or what came here from a channel or by an inline query.
 */
export function heardIn(message: Message, me: UserFromGetMe, isCommand: IsCommand): Heard | undefined {
  if (!isFromPerson(message) || message.via_bot !== undefined) return undefined;
  const written = message.text ?? message.caption;
  if (written === undefined) {
    const isContent = contents.some((kind) => message[kind] !== undefined);
    return message.chat.type === "private" && isContent ? { kind: "other" } : undefined;
  }
  const { text, isMentioned } = withoutMention(message, written, me);
  const command = /^\/(\w+)(?:@(\w+))?/.exec(written);
  const asks = (): boolean => {
    if (command === null) return isMentioned || isReplyTo(message, me);
    const [, name = "", addressee] = command;
    if (addressee !== undefined) return isSame(addressee, me.username);
    return isCommand(name, isReplyTo(message, me));
  };
  return message.chat.type === "private" || asks() ? { kind: "text", text: opened(text) } : undefined;
}

/** An administrator who writes in a group's name comes as a bot, but in the name of the group itself. */
function isFromPerson({ from, sender_chat, chat, is_automatic_forward }: Message): boolean {
  if (is_automatic_forward === true || chat.type === "channel" || from === undefined) return false;
  return sender_chat === undefined ? !from.is_bot : sender_chat.id === chat.id;
}

/** In a topic, a message that answers nothing comes as a reply to the one that opened the topic. */
export function isReplyTo({ reply_to_message: to }: Message, me: Pick<UserFromGetMe, "id">): boolean {
  return to?.from?.id === me.id && to.forum_topic_created === undefined;
}

/** What a person can send instead of a text; everything else without text only tells what happened in the chat. */
const contents = [
  "animation",
  "audio",
  "checklist",
  "contact",
  "dice",
  "document",
  "game",
  "location",
  "paid_media",
  "photo",
  "poll",
  "sticker",
  "story",
  "venue",
  "video",
  "video_note",
  "voice",
] as const satisfies readonly (keyof Message)[];

/** The text without the bot's own name in it; offsets are in UTF-16 units. */
function withoutMention(
  message: Message,
  written: string,
  me: UserFromGetMe,
): { readonly text: string; readonly isMentioned: boolean } {
  const own = (message.entities ?? message.caption_entities ?? []).filter((entity) => {
    const { offset, length } = entity;
    if (entity.type === "text_mention") return entity.user.id === me.id;
    return entity.type === "mention" && isSame(written.slice(offset + 1, offset + length), me.username);
  });
  const text = [...own]
    .sort((a, b) => b.offset - a.offset)
    .reduce((rest, { offset, length }) => `${rest.slice(0, offset)} ${rest.slice(offset + length)}`, written);
  return { text: text.trim(), isMentioned: own.length > 0 };
}

const isSame = (name: string | undefined, username: string): boolean =>
  name?.toLowerCase() === username.toLowerCase();

/** `?start=` leads here from the button above inline results: nothing in particular is asked. */
export const startAnywhere = "ask";

/** A link to an entry arrives as `/start ID`; the bot's name alone is a greeting. */
function opened(text: string): string {
  const link = /^\/start(?:@\w+)?\s+(\S+)$/.exec(text)?.[1];
  if (link === startAnywhere || text === "") return "/start";
  return link === undefined ? text : `/show ${link}`;
}
