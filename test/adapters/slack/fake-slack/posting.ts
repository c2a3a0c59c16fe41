import type { Content } from "./content.ts";
import { asPayload, type Message } from "./message.ts";
import { type ChannelState, findMessage, type World } from "./world.ts";

/** Hears of what happens in channels, in order to tell the app. */
export type Emit = (event: Readonly<Record<string, unknown>>, channel: ChannelState) => void;

export const channelTypeOf = ({ kind }: ChannelState): string => kind;

/** What the app itself posts carries its names. */
export function appMessage(
  world: World,
  channel: ChannelState,
  content: Content,
  thread: string | undefined,
): Message {
  const { team, app } = world;
  return {
    channel: channel.id,
    ts: world.nextTs(),
    user: app.userId,
    bot_id: app.botId,
    app_id: app.id,
    team: team.id,
    ...content,
    ...(thread === undefined ? {} : threadFacts(channel, thread)),
  };
}

/** The thread that a reply goes to: always its first message's. */
export function threadFacts(channel: ChannelState, thread: string): Partial<Message> {
  const root = channel.messages.get(thread);
  const ts = root?.thread_ts ?? thread;
  return {
    thread_ts: ts,
    ...(root === undefined ? {} : { parent_user_id: channel.messages.get(ts)?.user ?? root.user }),
  };
}

export function post(channel: ChannelState, message: Message, emit: Emit): Message {
  channel.messages.set(message.ts, message);
  emit(
    {
      ...asPayload(message),
      channel: channel.id,
      event_ts: message.ts,
      channel_type: channelTypeOf(channel),
    },
    channel,
  );
  return message;
}

export function change(
  world: World,
  channel: ChannelState,
  before: Message,
  after: Message,
  emit: Emit,
): Message {
  channel.messages.set(before.ts, after);
  const ts = world.nextTs();
  emit(
    {
      type: "message",
      subtype: "message_changed",
      message: asPayload(after),
      previous_message: asPayload(before),
      channel: channel.id,
      hidden: true,
      ts,
      event_ts: ts,
      channel_type: channelTypeOf(channel),
    },
    channel,
  );
  return after;
}

export function remove(world: World, channel: ChannelState, message: Message, emit: Emit): void {
  findMessage(channel, message.ts);
  channel.messages.delete(message.ts);
  channel.erased.add(message.ts);
  const ts = world.nextTs();
  emit(
    {
      type: "message",
      subtype: "message_deleted",
      previous_message: asPayload(message),
      deleted_ts: message.ts,
      channel: channel.id,
      hidden: true,
      ts,
      event_ts: ts,
      channel_type: channelTypeOf(channel),
    },
    channel,
  );
}
