import type { User } from "./message.ts";
import type { Methods } from "./methods.ts";
import { Refusal } from "./refusal.ts";
import type { Updates } from "./updates.ts";
import type { Webhook } from "./webhook.ts";

const conflict =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";

/** How the bot gets at updates, and the session itself. */
export function updateMethods(
  me: User,
  readsAll: boolean,
  updates: Updates,
  webhook: Webhook,
  logOut: () => void,
): Methods {
  return {
    getMe: () => ({
      ...me,
      can_join_groups: true,
      can_read_all_group_messages: readsAll,
      supports_inline_queries: true,
      can_connect_to_business: false,
      has_main_web_app: false,
      has_topics_enabled: false,
      allows_users_to_create_topics: false,
      can_manage_bots: false,
      supports_join_request_queries: false,
    }),
    getUpdates: ({ params, signal }) => {
      if (webhook.url() !== "") throw new Refusal(409, conflict, "world");
      updates.allow(params.allowed_updates);
      return updates.poll(params, signal);
    },
    setWebhook: ({ params, describe }) => {
      describe(params.url === "" ? webhook.remove() : webhook.set(params));
      return true;
    },
    deleteWebhook: ({ params, describe }) => {
      describe(webhook.remove());
      if (params.drop_pending_updates === true) updates.drop();
      return true;
    },
    getWebhookInfo: () => webhook.info(),
    close: () => true,
    logOut: () => {
      logOut();
      return true;
    },
  };
}
