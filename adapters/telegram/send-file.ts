import { type Context, InputFile } from "grammy";
import type { MaybeInaccessibleMessage } from "grammy/types";
import type { Attachment, Reply } from "../../src/index.ts";
import { formatCaption } from "./format.ts";
import { placeOf } from "./question.ts";

/** Answers a message with a file, and what the reply says below it. */
export async function sendFile(
  ctx: Context,
  message: MaybeInaccessibleMessage,
  reply: Reply,
  { name, text }: Attachment,
): Promise<void> {
  const { chat, thread } = placeOf(message, ctx.me);
  await ctx.api.sendDocument(chat.id, new InputFile(Buffer.from(text), name), {
    caption: formatCaption(reply),
    parse_mode: "HTML",
    ...(thread === undefined ? {} : { message_thread_id: thread }),
    ...(message.date === 0 || chat.type === "private"
      ? {}
      : { reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true } }),
  });
}
