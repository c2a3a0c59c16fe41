import type { Message } from "./message.ts";
import type { ChatState, World } from "./world.ts";

/**
 * Whether a message reaches the bot. With privacy mode on, of what a group says a bot that is no administrator gets
 * commands and mentions addressed to it, bare commands unless another bot spoke last, replies to it, and service messages.
 */
export function hears({ me, readsAll }: World, chat: ChatState, message: Message): boolean {
  if (chat.botStatus === "kicked" || chat.botStatus === "left") return false;
  if (readsAll || chat.botStatus === "administrator" || !/group$/.test(chat.facts.type)) return true;
  const written = message.text ?? message.caption;
  if (written === undefined && !isContent(message)) return true;
  if (message.reply_to_message?.from?.id === me.id || message.from?.is_bot === true) return true;
  const isFree = chat.lastBot === undefined || chat.lastBot === me.id;
  return [...(message.entities ?? []), ...(message.caption_entities ?? [])].some(
    ({ type, offset, length }) => {
      const marked = (written ?? "").slice(offset, offset + length).toLowerCase();
      const name = `@${me.username}`.toLowerCase();
      if (type === "mention") return marked === name;
      return type === "bot_command" && (marked.endsWith(name) || (isFree && !marked.includes("@")));
    },
  );
}

const contents =
  `photo voice sticker location document audio video video_note animation contact venue poll dice`.split(" ");
const isContent = (message: Message): boolean => contents.some((kind) => kind in message);
