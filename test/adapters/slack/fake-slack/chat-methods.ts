import { limits } from "./blocks/limits.ts";
import { contentOf } from "./content.ts";
import { asPayload, type Message } from "./message.ts";
import { isTrue, type Methods, type Turn, textOf } from "./methods.ts";
import { appMessage, change, type Emit, post, remove } from "./posting.ts";
import { Refusal } from "./refusal.ts";
import { type ChannelState, directChannel, findChannel, findMessage, type World } from "./world.ts";

export interface ChatRights {
  readonly scopes: readonly string[] | undefined;
  /** The messages tab of the app's home, without which nobody can be written to directly. */
  readonly hasMessagesTab: boolean;
}

export function chatMethods(world: World, emit: Emit, { scopes, hasMessagesTab }: ChatRights): Methods {
  const may = (scope: string): boolean => scopes === undefined || scopes.includes(scope);
  const scoped = { scopes: ["chat:write"], required: ["channel"] };

  /** Where the app may write; a person's id means the conversation with them. */
  function writable({ params, note }: Turn): ChannelState {
    const id = String(params.channel);
    if (id.startsWith("#")) note("tolerated", `channel "${id}" is a name: names change, ids do not`);
    const named = [...world.channels.values()].find(({ name }) => `#${name}` === id);
    const channel = world.users.has(id) ? directChannel(world, id) : (named ?? findChannel(world, id));
    const isIn = channel.members.has(world.app.userId);
    if (!isIn && !(channel.kind === "channel" && scopes?.includes("chat:write.public"))) {
      throw new Refusal("not_in_channel", channel.id, "world");
    }
    if (channel.isArchived) throw new Refusal("is_archived", channel.id, "world");
    if (channel.kind === "im" && !hasMessagesTab) throw new Refusal("messages_tab_disabled");
    for (const name of ["username", "icon_url", "icon_emoji"]) {
      if (params[name] === undefined || may("chat:write.customize")) continue;
      throw new Refusal("missing_scope", name, "app", { needed: "chat:write.customize" });
    }
    return channel;
  }

  function threadOf({ params, note }: Turn, channel: ChannelState): string | undefined {
    const ts = params.thread_ts;
    if (ts === undefined || ts === "") return undefined;
    const root = channel.messages.get(String(ts));
    if (root === undefined && !channel.erased.has(String(ts))) {
      const elsewhere = [...world.channels.values()].some(({ messages }) => messages.has(String(ts)));
      const why = elsewhere ? "it is of another channel" : "there is no such message";
      throw new Refusal("cannot_reply_to_message", `thread_ts "${String(ts)}": ${why}`);
    }
    if (root?.thread_ts !== undefined && root.thread_ts !== root.ts) {
      note("tolerated", `thread_ts "${root.ts}" is a reply: the thread's own is "${root.thread_ts}"`);
    }
    return String(ts);
  }

  const own = (channel: ChannelState, ts: unknown, error: string): Message => {
    const message = findMessage(channel, ts);
    if (message.bot_id !== world.app.botId) throw new Refusal(error, `ts "${String(ts)}" is somebody else's`);
    return message;
  };

  return {
    "chat.postMessage": {
      ...scoped,
      run(turn) {
        const channel = writable(turn);
        const content = contentOf(world, turn.params, turn.note, { tooLong: "msg_blocks_too_long" });
        const thread = threadOf(turn, channel);
        if (isTrue(turn.params.reply_broadcast) && thread === undefined) {
          turn.note("tolerated", "reply_broadcast means nothing without thread_ts");
        }
        const message = post(channel, appMessage(world, channel, content, thread), emit);
        return { channel: channel.id, ts: message.ts, message: asPayload(message) };
      },
    },
    "chat.postEphemeral": {
      scopes: ["chat:write"],
      required: ["channel", "user"],
      run(turn) {
        const channel = writable(turn);
        const content = contentOf(world, turn.params, turn.note, { tooLong: "msg_too_long" });
        const reader = String(turn.params.user);
        if (!channel.members.has(reader)) throw new Refusal("user_not_in_channel", reader);
        const message = { ...appMessage(world, channel, content, threadOf(turn, channel)), onlyFor: reader };
        channel.ephemerals.set(message.ts, message);
        return { message_ts: message.ts };
      },
    },
    "chat.update": {
      scopes: ["chat:write"],
      required: ["channel", "ts"],
      run(turn) {
        const channel = findChannel(world, turn.params.channel);
        const before = own(channel, turn.params.ts, "cant_update_message");
        const content = contentOf(world, turn.params, turn.note, {
          tooLong: "msg_too_long",
          maxText: limits.text,
        });
        const { blocks: _, attachments: __, ...kept } = before;
        const edited = { user: world.app.userId, ts: world.nextTs() };
        const after = change(world, channel, before, { ...kept, ...content, edited }, emit);
        return { channel: channel.id, ts: after.ts, text: after.text, message: asPayload(after) };
      },
    },
    "chat.delete": {
      scopes: ["chat:write"],
      required: ["channel", "ts"],
      run({ params }) {
        const channel = findChannel(world, params.channel);
        const message = own(channel, params.ts, "cant_delete_message");
        remove(world, channel, message, emit);
        return { channel: channel.id, ts: message.ts };
      },
    },
    "chat.getPermalink": {
      required: ["channel", "message_ts"],
      run(turn) {
        const channel = findChannel(world, turn.params.channel);
        const { ts, thread_ts: thread } = findMessage(channel, textOf(turn, "message_ts"));
        const root = `https://${world.team.domain}.slack.com/archives/${channel.id}/p${ts.replace(".", "")}`;
        const isReply = thread !== undefined && thread !== ts;
        return {
          channel: channel.id,
          permalink: isReply ? `${root}?thread_ts=${thread}&cid=${channel.id}` : root,
        };
      },
    },
  };
}
