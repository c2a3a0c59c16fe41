import type { User } from "./message.ts";
import type { BotStatus, ChatState, World } from "./world.ts";

const rights = {
  can_manage_chat: true,
  can_delete_messages: true,
  can_manage_video_chats: false,
  can_restrict_members: true,
  can_promote_members: false,
  can_change_info: true,
  can_invite_users: true,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
};

/** The bot as a ChatMember. */
export function botMember(user: User, status: BotStatus): Readonly<Record<string, unknown>> {
  if (status === "kicked") return { user, status, until_date: 0 };
  if (status === "administrator")
    return { user, status, can_be_edited: false, is_anonymous: false, ...rights };
  return { user, status };
}

/** Changes what the bot is in a chat, and tells it so. */
export function memberChange(world: World, chat: ChatState, by: User, status: BotStatus): void {
  const before = chat.botStatus;
  chat.botStatus = status;
  world.issue("my_chat_member", {
    chat: chat.facts,
    from: by,
    date: world.nowS(),
    old_chat_member: botMember(world.me, before),
    new_chat_member: botMember(world.me, status),
  });
}
