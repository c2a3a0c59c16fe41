import type { Params } from "../../fake-server/params.ts";
import type { Channel } from "./channel.ts";
import type { Host } from "./host.ts";
import { now } from "./host.ts";
import { asPayload, type Message } from "./message.ts";
import { typed } from "./mrkdwn.ts";
import { change, post, remove, threadFacts } from "./posting.ts";
import { react, unreact } from "./reaction-methods.ts";
import type { ChannelState, UserState } from "./world.ts";

export interface SayOptions {
  /** The message in whose thread this is said. */
  readonly thread?: Message;
  /** Other fields of the message, as they are. */
  readonly facts?: Params;
}

/** What a person does in a conversation. */
export interface Speech {
  /** Text as it is typed: `&` and `<` become entities, addresses links; tokens like `<@U…>` are mentions. */
  say(text: string, channel: Channel, options?: SayOptions): Message;
  edit(message: Message, text: string): Message;
  erase(message: Message): void;
  react(message: Message, name: string): void;
  unreact(message: Message, name: string): void;
  join(channel: Channel): void;
  leave(channel: Channel): void;
}

export function createSpeech(host: Host, user: UserState): Speech {
  const { world, events, calls } = host;
  const emit = (event: Params, channel: ChannelState): void => {
    events.emit({ ...event, ...foreign(event) }, channel);
  };
  /** People of another organisation in a shared channel. */
  const foreign = (event: Params): Params =>
    event.type === "message" && user.teamId !== world.team.id
      ? { user_team: user.teamId, source_team: user.teamId }
      : {};
  const placeOf = (message: Message): ChannelState => {
    const channel = world.channels.get(message.channel);
    if (channel === undefined) throw new Error(`There is no channel ${message.channel} any more.`);
    return channel;
  };

  /** In a channel a mention is an event of its own, beside the message. */
  function mention(message: Message, channel: ChannelState): void {
    if (channel.kind === "im" || !message.text.includes(`<@${world.app.userId}>`)) return;
    const { subtype: _, ...facts } = asPayload(message);
    const event = { ...facts, type: "app_mention", channel: channel.id, event_ts: message.ts };
    events.emit({ ...event, ...foreign({ type: "message" }) }, channel);
  }

  function membership(channel: Channel, type: "member_joined_channel" | "member_left_channel"): void {
    calls.mark();
    const isJoining = type === "member_joined_channel";
    if (isJoining) channel.state.members.add(user.id);
    const event = { type, user: user.id, channel: channel.id, channel_type: "C", team: world.team.id };
    events.emit({ ...event, event_ts: world.nextTs() }, channel.state);
    const words = isJoining ? "has joined the channel" : "has left the channel";
    const subtype = isJoining ? "channel_join" : "channel_leave";
    post(
      channel.state,
      { channel: channel.id, ts: world.nextTs(), user: user.id, text: `<@${user.id}> ${words}`, subtype },
      emit,
    );
    if (!isJoining) channel.state.members.delete(user.id);
  }

  return {
    say(text, channel, { thread, facts } = {}) {
      calls.mark();
      const { state } = channel;
      if (!state.members.has(user.id))
        throw new Error(`${user.name} is not in ${state.name || state.id}: join first.`);
      if (state.isArchived) throw new Error(`${state.name} is archived: nobody can say anything there.`);
      const said = typed(text);
      const message: Message = {
        client_msg_id: crypto.randomUUID(),
        channel: channel.id,
        ts: world.nextTs(),
        user: user.id,
        team: user.teamId,
        text: said,
        blocks: [richText(world.nextId("b"), text)],
        ...(thread === undefined ? {} : threadFacts(state, thread.ts)),
        ...(user.botId === undefined ? {} : { bot_id: user.botId }),
        ...facts,
      };
      post(state, message, emit);
      mention(message, state);
      return message;
    },
    edit(message, text) {
      calls.mark();
      const channel = placeOf(message);
      const before = now(host, message);
      const edited = { user: user.id, ts: world.nextTs() };
      const blocks = [richText(world.nextId("b"), text)];
      const after = change(world, channel, before, { ...before, text: typed(text), blocks, edited }, emit);
      if (!before.text.includes(`<@${world.app.userId}>`)) mention(after, channel);
      return after;
    },
    erase(message) {
      calls.mark();
      remove(world, placeOf(message), now(host, message), emit);
    },
    react(message, name) {
      calls.mark();
      react(world, placeOf(message), now(host, message), user.id, name, emit);
    },
    unreact(message, name) {
      calls.mark();
      unreact(world, placeOf(message), now(host, message), user.id, name, emit);
    },
    join: (channel) => membership(channel, "member_joined_channel"),
    leave: (channel) => membership(channel, "member_left_channel"),
  };
}

/** The client sends what is typed as rich text too. */
function richText(id: string, text: string): Params {
  const elements = text.split(/(<@[UW][A-Z0-9]+>)/).flatMap((part): Params[] => {
    if (part === "") return [];
    const [, user] = /^<@(\w+)>$/.exec(part) ?? [];
    return [user === undefined ? { type: "text", text: part } : { type: "user", user_id: user }];
  });
  return { type: "rich_text", block_id: id, elements: [{ type: "rich_text_section", elements }] };
}
