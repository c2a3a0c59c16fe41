import type { Update } from "grammy/types";

/**
 * Whether an update says who wrote what where in the form in which Telegram says it. What it does not say so is nobody's question:
 * an answer to it would name a chat or a query that is none, and be refused.
 */
export function isWellFormed(update: Update): boolean {
  const {
    message,
    edited_message,
    callback_query: press,
    inline_query: query,
    my_chat_member: member,
  } = update;
  if (![message, edited_message].every((one) => one === undefined || isMessage(one))) return false;
  if (press !== undefined && !isPress(press)) return false;
  if (
    query !== undefined &&
    !(isObject(query) && isName(query.id) && isPerson(query.from) && isText(query.query))
  )
    return false;
  return (
    member === undefined || (isObject(member) && isChat(member.chat) && isObject(member.new_chat_member))
  );
}

function isPress(press: unknown): boolean {
  if (!isObject(press) || !isName(press.id) || !isPerson(press.from)) return false;
  return isAbsentOr(press.data, isText) && isAbsentOr(press.message, isMessage);
}

function isMessage(message: unknown): boolean {
  if (!isObject(message) || !isNumber(message.message_id) || !isChat(message.chat)) return false;
  return (
    isAbsentOr(message.from, isPerson) &&
    isAbsentOr(message.text, isText) &&
    isAbsentOr(message.caption, isText) &&
    isAbsentOr(message.entities, isMarked) &&
    isAbsentOr(message.caption_entities, isMarked) &&
    isAbsentOr(message.message_thread_id, isNumber) &&
    isAbsentOr(message.migrate_to_chat_id, isNumber) &&
    isAbsentOr(message.media_group_id, isText) &&
    isAbsentOr(message.reply_to_message, isMessage)
  );
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isNumber = (value: unknown): boolean => Number.isSafeInteger(value);
const isText = (value: unknown): boolean => typeof value === "string";
const isName = (value: unknown): boolean => typeof value === "string" && value !== "";
const isAbsentOr = (value: unknown, isSo: (value: unknown) => boolean): boolean =>
  value === undefined || isSo(value);
const isChat = (chat: unknown): boolean => isObject(chat) && isNumber(chat.id) && isName(chat.type);
const isPerson = (person: unknown): boolean =>
  isObject(person) &&
  isNumber(person.id) &&
  [person.first_name, person.last_name, person.username, person.language_code].every((one) =>
    isAbsentOr(one, isText),
  );
const isMarked = (entities: unknown): boolean =>
  Array.isArray(entities) &&
  entities.every(
    (one: unknown) => isObject(one) && isText(one.type) && isNumber(one.offset) && isNumber(one.length),
  );
