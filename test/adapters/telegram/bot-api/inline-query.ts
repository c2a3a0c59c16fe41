import { waitFor } from "../../fake-server/calls.ts";
import type { ChatHost } from "./chat.ts";
import type { InlineAnswer } from "./inline-results.ts";
import type { InlineKeyboard, Message, User } from "./message.ts";

/** What a person types after the bot's name, in any chat. */
export interface InlineQuery {
  readonly id: string;
  answered(timeoutMs?: number): Promise<InlineAnswer>;
  /** Sends a result; returns the id by which the bot edits it, if the result has buttons. */
  choose(resultId: string): string | undefined;
}

export function createInlineQuery(host: ChatHost, from: User, query: string, offset: string): InlineQuery {
  const { world } = host;
  host.acted();
  const id = `59${world.nextSerial()}`;
  world.inlineQueries.set(id, { from, bornMs: Date.now(), answer: undefined });
  world.issue("inline_query", { id, from, query, offset, chat_type: "sender" });
  const answer = (): InlineAnswer | undefined => world.inlineQueries.get(id)?.answer;
  return {
    id,
    answered: (timeoutMs = host.waitMs) =>
      waitFor(answer, host.onChange, timeoutMs, () => `the inline query "${query}" was not answered`),
    choose(resultId) {
      host.acted();
      const result = answer()?.results.find((other) => other.id === resultId);
      if (result === undefined) throw new Error(`The inline query "${query}" has no result "${resultId}".`);
      const keyboard = result.reply_markup as InlineKeyboard | undefined;
      const inlineId = keyboard === undefined ? undefined : `BQAAAInline${world.nextSerial()}`;
      if (inlineId !== undefined)
        world.inlineMessages.set(inlineId, sent(result.text, from, world.nowS(), keyboard));
      world.issue("chosen_inline_result", {
        result_id: resultId,
        from,
        query,
        ...(inlineId === undefined ? {} : { inline_message_id: inlineId }),
      });
      return inlineId;
    },
  };
}

/** The bot never sees the chat that an inline message went to. */
const sent = (text: string, from: User, date: number, keyboard: InlineKeyboard | undefined): Message => ({
  message_id: 0,
  chat: { id: 0, type: "private" },
  from,
  date,
  text,
  ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
});
