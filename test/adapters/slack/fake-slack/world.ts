import type { Message, View } from "./message.ts";
import { Refusal } from "./refusal.ts";

export interface UserState {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly locale: string;
  readonly tz: string;
  /** Set for other apps' bot users. */
  readonly botId?: string;
  readonly teamId: string;
  /** Has keys to a few channels of the workspace, or to one. */
  readonly guest?: "few" | "one";
  isDeleted: boolean;
}

export interface ChannelState {
  readonly id: string;
  readonly kind: "channel" | "group" | "im";
  readonly name: string;
  readonly isShared: boolean;
  readonly members: Set<string>;
  readonly messages: Map<string, Message>;
  /** Each seen by one person only. */
  readonly ephemerals: Map<string, Message>;
  /** Messages that were there, so that an app that comes too late is not blamed. */
  readonly erased: Set<string>;
  isArchived: boolean;
}

/** What a person has of the app outside channels. */
export interface Desk {
  home: View | undefined;
  /** The stack of modals, the open one last. */
  readonly modals: View[];
}

export interface Trigger {
  readonly user: string;
  readonly bornMs: number;
  /** The modal it came from, on which another may be pushed. */
  readonly from: View | undefined;
  isUsed: boolean;
}

/** The place where answers through a response_url go. */
export interface ResponseUrl {
  readonly bornMs: number;
  readonly channel: ChannelState;
  readonly user: string;
  /** The message that was acted on. */
  readonly source: Message | undefined;
  usesLeft: number;
  readonly posted: Message[];
}

export interface FileState {
  readonly id: string;
  readonly name: string;
  title: string;
  readonly length: number;
  bytes: Uint8Array | undefined;
  isComplete: boolean;
}

export interface World {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly app: {
    readonly id: string;
    readonly userId: string;
    readonly botId: string;
    readonly name: string;
  };
  readonly users: Map<string, UserState>;
  readonly channels: Map<string, ChannelState>;
  readonly desks: Map<string, Desk>;
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  readonly files: Map<string, FileState>;
  readonly assistant: Map<string, AssistantThread>;
  /** Like "U0001": the letter tells what it is. */
  nextId(letter: string): string;
  /** Strictly growing, like "1700000000.000100". */
  nextTs(): string;
  deskOf(user: string): Desk;
  clear(): void;
}

/** What the app told Slack to show around a thread. */
export interface AssistantThread {
  status: string;
  title: string;
  prompts: readonly { readonly title: string; readonly message: string }[];
}

export function createWorld(appName: string): World {
  let serial = 0;
  let lastMicros = 0;
  const nextId = (letter: string): string => {
    serial += 1;
    return `${letter}0${serial.toString(36).toUpperCase().padStart(8, "0")}`;
  };
  const world: World = {
    team: { id: "T0TESTTEAM", name: "Reading Room", domain: "reading-room" },
    app: { id: "A0TESTAPP", userId: "U0TESTBOT", botId: "B0TESTBOT", name: appName },
    users: new Map(),
    channels: new Map(),
    desks: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    files: new Map(),
    assistant: new Map(),
    nextId,
    nextTs() {
      lastMicros = Math.max(lastMicros + 1, Date.now() * 1000);
      return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, "0")}`;
    },
    deskOf(user) {
      const desk = world.desks.get(user) ?? { home: undefined, modals: [] };
      world.desks.set(user, desk);
      return desk;
    },
    clear() {
      const { users, channels, desks, triggers, responseUrls, files, assistant } = world;
      for (const kept of [users, channels, desks, triggers, responseUrls, files, assistant]) kept.clear();
    },
  };
  return world;
}

/** The direct conversation of the app with a person, opened when there was none. */
export function directChannel(world: World, user: string): ChannelState {
  const open = [...world.channels.values()].find(({ kind, members }) => kind === "im" && members.has(user));
  return (
    open ?? addChannel(world, { kind: "im", name: "", isShared: false, members: [user, world.app.userId] })
  );
}

export function addChannel(
  world: World,
  facts: Pick<ChannelState, "kind" | "name" | "isShared"> & { readonly members: readonly string[] },
): ChannelState {
  const channel: ChannelState = {
    ...facts,
    id: world.nextId(facts.kind === "im" ? "D" : "C"),
    members: new Set(facts.members),
    messages: new Map(),
    ephemerals: new Map(),
    erased: new Set(),
    isArchived: false,
  };
  world.channels.set(channel.id, channel);
  return channel;
}

/** The channel that an id names, as far as the app may know of it. */
export function findChannel(world: World, id: unknown): ChannelState {
  const channel = world.channels.get(String(id));
  const isHidden =
    channel !== undefined && channel.kind !== "channel" && !channel.members.has(world.app.userId);
  if (channel === undefined || isHidden) throw new Refusal("channel_not_found", `"${String(id)}"`);
  return channel;
}

/** A message by its ts; one that was erased is not the app's mistake. */
export function findMessage(channel: ChannelState, ts: unknown, error = "message_not_found"): Message {
  const message = channel.messages.get(String(ts));
  if (message !== undefined) return message;
  const why = channel.ephemerals.has(String(ts))
    ? "an ephemeral message is in no channel"
    : `ts "${String(ts)}"`;
  throw new Refusal(error, why, channel.erased.has(String(ts)) ? "world" : "app");
}
