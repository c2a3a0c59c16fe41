import { Api, type ApiClientOptions, GrammyError, HttpError } from "grammy";
import { type Messenger, Undelivered } from "../../src/index.ts";
import type { Chats } from "./delivery.ts";
import { formatReply } from "./format.ts";
import { keyboardOf } from "./keyboard.ts";

export interface MessengerOptions {
  readonly token: string;
  readonly client: ApiClientOptions;
  readonly chats: Chats;
  /** The bot's name; absent until Telegram has said it. */
  username(): string | undefined;
}

/** One attempt; what takes longer may have arrived. Seconds. */
const attemptSeconds = 15;

/**
 * Says something in a chat unasked. Each call is made once: what may have arrived is not sent again behind the back of
 * whoever counts.
 */
export function createMessenger({ token, client, chats, username }: MessengerOptions): Messenger {
  const api = new Api(token, { ...client, timeoutSeconds: attemptSeconds });
  return {
    async send(place, reply) {
      const name = username();
      const chat = chats.idOf(Number(place.slice("telegram:".length)));
      if (name === undefined) throw new Undelivered("temporary");
      if (chats.isClosed(chat)) throw new Undelivered("blocked");
      const { html, buttons } = formatReply(reply, { page: 0, username: name });
      const { markup } = keyboardOf(buttons, reply.lang);
      const say = (to: number) =>
        api.sendMessage(to, html, {
          parse_mode: "HTML",
          link_preview_options: { is_disabled: true },
          reply_markup: markup,
        });
      try {
        const sent = await say(chat).catch((error: unknown) => {
          const to = error instanceof GrammyError ? error.parameters.migrate_to_chat_id : undefined;
          if (to === undefined) throw error;
          chats.moved(chat, to);
          return say(to);
        });
        return { trace: String(sent.message_id) };
      } catch (error) {
        const undelivered = undeliveredOf(error);
        if (undelivered.reason === "blocked") chats.close(chat);
        throw undelivered;
      }
    },
  };
}

/** Ways not to reach Telegram at all. */
const unreached = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH/;

function undeliveredOf(error: unknown): Undelivered {
  const cause = { cause: error };
  if (error instanceof GrammyError) {
    const { error_code: code, description, parameters } = error;
    if (code === 429)
      return new Undelivered("temporary", { ...cause, retryMs: (parameters.retry_after ?? 1) * 1_000 });
    if (code >= 500) return new Undelivered("doubtful", cause);
    return new Undelivered(
      code === 403 || /chat not found|upgraded to a supergroup/i.test(description) ? "blocked" : "refused",
      cause,
    );
  }
  const reason = error instanceof HttpError ? codeOf(error.error) : "";
  return new Undelivered(unreached.test(reason) ? "temporary" : "doubtful", cause);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const own = "code" in error ? String(error.code) : "";
  return `${own} ${codeOf(error.cause)}`;
}
