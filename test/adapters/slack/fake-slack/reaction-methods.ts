import type { Message, Reaction } from "./message.ts";
import type { Methods } from "./methods.ts";
import { channelTypeOf, type Emit } from "./posting.ts";
import { Refusal } from "./refusal.ts";
import { type ChannelState, findChannel, findMessage, type World } from "./world.ts";

export function reactionMethods(world: World, emit: Emit): Methods {
  const parts = { scopes: ["reactions:write"], required: ["channel", "name", "timestamp"] };
  return {
    "reactions.add": {
      ...parts,
      run: ({ params }) => {
        const channel = findChannel(world, params.channel);
        const message = findMessage(channel, params.timestamp);
        react(world, channel, message, world.app.userId, String(params.name), emit);
        return {};
      },
    },
    "reactions.remove": {
      ...parts,
      run: ({ params }) => {
        const channel = findChannel(world, params.channel);
        const message = findMessage(channel, params.timestamp);
        unreact(world, channel, message, world.app.userId, String(params.name), emit);
        return {};
      },
    },
  };
}

export function react(
  world: World,
  channel: ChannelState,
  message: Message,
  user: string,
  name: string,
  emit: Emit,
): void {
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new Refusal("invalid_name", name);
  const before = message.reactions ?? [];
  const same = before.find((reaction) => reaction.name === name);
  if (same?.users.includes(user)) throw new Refusal("already_reacted", name, "world");
  const users = [...(same?.users ?? []), user];
  keep(channel, message, [...before.filter((other) => other !== same), { name, users, count: users.length }]);
  emit(eventOf(world, "reaction_added", channel, message, user, name), channel);
}

export function unreact(
  world: World,
  channel: ChannelState,
  message: Message,
  user: string,
  name: string,
  emit: Emit,
): void {
  const before = message.reactions ?? [];
  const same = before.find((reaction) => reaction.name === name);
  if (!same?.users.includes(user)) throw new Refusal("no_reaction", name, "world");
  const users = same.users.filter((id) => id !== user);
  const rest = before.filter((other) => other !== same);
  keep(channel, message, users.length === 0 ? rest : [...rest, { name, users, count: users.length }]);
  emit(eventOf(world, "reaction_removed", channel, message, user, name), channel);
}

function keep(
  channel: ChannelState,
  { reactions: _, ...message }: Message,
  reactions: readonly Reaction[],
): void {
  const kept = { ...message, ...(reactions.length === 0 ? {} : { reactions }) } as Message;
  channel.messages.set(kept.ts, kept);
}

function eventOf(
  world: World,
  type: string,
  channel: ChannelState,
  { ts, user: author }: Message,
  user: string,
  reaction: string,
): Readonly<Record<string, unknown>> {
  const item = { type: "message", channel: channel.id, ts };
  return {
    type,
    user,
    reaction,
    item,
    item_user: author,
    event_ts: world.nextTs(),
    channel_type: channelTypeOf(channel),
  };
}
