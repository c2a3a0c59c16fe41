import { isRecord, type Params } from "../../fake-server/params.ts";
import { isUpload } from "./body.ts";
import { caption, type FormattedText, formattedText, messageText } from "./formatted-text.ts";
import { inlineKeyboard } from "./keyboard.ts";
import type { Message } from "./message.ts";
import type { Methods, Turn } from "./methods.ts";
import { badRequest } from "./refusal.ts";
import { type ChatState, findMessage, openChat, put, quoted, type World } from "./world.ts";

const unchanged =
  "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

export function messageMethods(world: World): Methods {
  return {
    sendMessage: (turn) => {
      const chat = openChat(world, turn.params.chat_id);
      return send(world, chat, turn.params, textOf(formattedText(turn.params, messageText, turn.tolerate)));
    },
    sendDocument: (turn) => {
      const chat = openChat(world, turn.params.chat_id);
      const { text, entities } = formattedText(turn.params, caption, turn.tolerate);
      return send(world, chat, turn.params, {
        document: documentOf(world, turn.params.document),
        ...(text === "" ? {} : { caption: text }),
        ...(entities.length === 0 ? {} : { caption_entities: entities }),
      });
    },
    editMessageText: (turn) => {
      const content = textOf(formattedText(turn.params, messageText, turn.tolerate));
      return edit(world, turn, (message) => {
        if (message.text === undefined) throw badRequest("there is no text in the message to edit");
        const { entities: _, ...rest } = message;
        return { ...rest, ...content };
      });
    },
    editMessageReplyMarkup: (turn) => edit(world, turn, (message) => message),
    deleteMessage: ({ params }) => {
      const chat = openChat(world, params.chat_id);
      const message = findMessage(chat, params.message_id, "message to delete not found");
      const isFree = message.from?.id === world.me.id || chat.facts.type === "private";
      if (!isFree && chat.botStatus !== "administrator")
        throw badRequest("message can't be deleted", "world");
      chat.messages.delete(message.message_id);
      chat.erased.add(message.message_id);
      return true;
    },
  };
}

const textOf = ({ text, entities }: FormattedText): Partial<Message> => ({
  text,
  ...(entities.length === 0 ? {} : { entities }),
});

function send(world: World, chat: ChatState, params: Params, content: Partial<Message>): Message {
  const keyboard = inlineKeyboard(params.reply_markup);
  const thread = threadOf(chat, params.message_thread_id);
  const reply = repliedTo(world, chat, params.reply_parameters);
  const inChannel = chat.facts.type === "channel";
  return put(chat, {
    message_id: world.nextMessageId(chat),
    ...(inChannel ? { sender_chat: chat.facts } : { from: world.me }),
    chat: chat.facts,
    date: world.nowS(),
    ...thread,
    ...(reply === undefined ? {} : { reply_to_message: quoted(reply) }),
    ...content,
    ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
  });
}

/** Only forums have threads to send to: the thread of a reply chain elsewhere is none. */
function threadOf(chat: ChatState, id: unknown): Partial<Message> {
  if (id === undefined) return {};
  if (!chat.topics.has(Number(id))) throw badRequest("message thread not found");
  return { message_thread_id: Number(id), is_topic_message: true };
}

function repliedTo(world: World, chat: ChatState, parameters: unknown): Message | undefined {
  if (!isRecord(parameters)) return undefined;
  const { message_id: id, chat_id: elsewhere, allow_sending_without_reply: optional } = parameters;
  const home = elsewhere === undefined ? chat : openChat(world, elsewhere);
  const message = home.messages.get(Number(id));
  if (message === undefined && optional !== true) {
    findMessage(home, id, "message to be replied not found");
  }
  return message;
}

/** Without markup in the call the keyboard goes. */
function edit(world: World, { params }: Turn, change: (message: Message) => Message): Message | true {
  const keyboard = inlineKeyboard(params.reply_markup);
  const inlineId = params.inline_message_id;
  const chat = inlineId === undefined ? openChat(world, params.chat_id) : undefined;
  const before =
    chat === undefined
      ? world.inlineMessages.get(String(inlineId))
      : findMessage(chat, params.message_id, "message to edit not found");
  if (before === undefined) throw badRequest("MESSAGE_ID_INVALID");
  const isOwn = chat === undefined || chat.facts.type === "channel" || before.from?.id === world.me.id;
  if (!isOwn) throw badRequest("message can't be edited");
  const { reply_markup: _, edit_date: __, ...bare } = change(before);
  const after = { ...bare, ...(keyboard === undefined ? {} : { reply_markup: keyboard }) } as Message;
  if (content(after) === content(before)) throw badRequest(unchanged);
  const edited = { ...after, edit_date: world.nowS() };
  if (chat === undefined) world.inlineMessages.set(String(inlineId), edited);
  else put(chat, edited);
  return chat === undefined ? true : edited;
}

const content = ({ text, entities, caption: below, reply_markup: keyboard }: Message): string =>
  JSON.stringify([text, entities ?? [], below, keyboard ?? null]);

function documentOf(world: World, file: unknown): Readonly<Record<string, unknown>> {
  if (!isUpload(file) && (typeof file !== "string" || file === ""))
    throw badRequest("there is no document in the request");
  const serial = world.nextSerial();
  const upload = isUpload(file)
    ? { file_name: file.name, mime_type: file.type, file_size: file.bytes.length }
    : {};
  if (isUpload(file) && file.bytes.length === 0) throw badRequest("file must be non-empty");
  return { file_id: `BQACAgUAAxkB${serial}`, file_unique_id: `AgAD${serial}`, ...upload };
}
