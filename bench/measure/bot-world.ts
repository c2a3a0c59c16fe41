import type { UserFromGetMe } from "grammy/types";

/** What the parts of a benchmark of a bot agree on. */
export const botToken = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0";
export const webhookSecret = "bench-secret_1";
export const webhookPath = "/telegram/bench";

export const me: UserFromGetMe = {
  id: 110_201_543,
  is_bot: true,
  first_name: "Bench",
  username: "BenchBot",
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: true,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  can_manage_bots: false,
  supports_join_request_queries: false,
};

/** An update in which somebody says something to the bot, in a chat of their own. */
export function formatUpdate(updateId: number, chat: number, text: string): string {
  const from = { id: chat, is_bot: false, first_name: "Person", language_code: "en" };
  return JSON.stringify({
    update_id: updateId,
    message: {
      message_id: updateId,
      date: 1_800_000_000,
      chat: { id: chat, type: "private", first_name: "Person" },
      from,
      text,
      ...(text.startsWith("/")
        ? { entities: [{ type: "bot_command", offset: 0, length: text.split(" ")[0]?.length ?? 0 }] }
        : {}),
    },
  });
}
