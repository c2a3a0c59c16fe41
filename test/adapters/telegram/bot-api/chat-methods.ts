import { isRecord } from "../../fake-server/params.ts";
import { botMember, memberChange } from "./membership.ts";
import type { Methods } from "./methods.ts";
import { badRequest } from "./refusal.ts";
import { findChat, findMessage, openChat, type World } from "./world.ts";

const actions: ReadonlySet<string> = new Set(
  `typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker
  find_location record_video_note upload_video_note`.split(/\s+/),
);

/** What a bot may react with. */
const reactions: ReadonlySet<string> = new Set(
  `❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃
  🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡`.split(/\s+/),
);

export function chatMethods(world: World): Methods {
  return {
    sendChatAction: ({ params }) => {
      const chat = openChat(world, params.chat_id);
      const thread = params.message_thread_id;
      if (!actions.has(String(params.action))) throw badRequest("wrong parameter action in request");
      if (thread !== undefined && !chat.topics.has(Number(thread)))
        throw badRequest("message thread not found");
      return true;
    },
    setMessageReaction: ({ params }) => {
      const chat = openChat(world, params.chat_id);
      const message = findMessage(chat, params.message_id, "message to react not found");
      const given = Array.isArray(params.reaction) ? params.reaction : [];
      if (given.length > 1) throw badRequest("REACTIONS_TOO_MANY");
      for (const reaction of given) {
        const { type, emoji } = isRecord(reaction) ? reaction : {};
        if (type === "emoji" && !reactions.has(String(emoji))) throw badRequest("REACTION_INVALID");
        if (type === "paid") throw badRequest("REACTION_INVALID");
      }
      chat.reactions.set(message.message_id, given);
      return true;
    },
    getChat: ({ params }) => ({
      ...openChat(world, params.chat_id).facts,
      accent_color_id: 3,
      max_reaction_count: 11,
      accepted_gift_types: {
        unlimited_gifts: true,
        limited_gifts: true,
        unique_gifts: true,
        premium_subscription: true,
        gifts_from_channels: true,
      },
    }),
    getChatMember: ({ params }) => {
      const chat = openChat(world, params.chat_id);
      const id = Number(params.user_id);
      if (id === world.me.id) return botMember(world.me, chat.botStatus);
      const person = chat.people.get(id);
      if (person === undefined) throw badRequest("PARTICIPANT_ID_INVALID", "world");
      return { user: person, status: "member" };
    },
    leaveChat: ({ params }) => {
      const chat = findChat(world, params.chat_id);
      if (chat.facts.type === "private")
        throw badRequest("chat member status can't be changed in private chats");
      openChat(world, params.chat_id);
      memberChange(world, chat, world.me, "left");
      return true;
    },
  };
}
