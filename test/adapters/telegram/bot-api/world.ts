import type { InlineAnswer } from "./inline-results.ts";
import type { ChatFacts, Message, Update, User } from "./message.ts";
import { badRequest, forbidden, Refusal } from "./refusal.ts";

export type BotStatus = "member" | "administrator" | "left" | "kicked";

/** A chat as it is now. */
export interface ChatState {
  readonly facts: ChatFacts;
  readonly messages: Map<number, Message>;
  /** Ids of messages that were there, so that a bot that comes too late is not blamed. */
  readonly erased: Set<number>;
  readonly people: Map<number, User>;
  readonly topics: Map<number, string>;
  readonly reactions: Map<number, readonly unknown[]>;
  botStatus: BotStatus;
  /** The bot that spoke last: privacy mode hands bare commands to it alone. */
  lastBot: number | undefined;
  migratedTo: number | undefined;
}

/** What the person sees of an answered press. */
export interface CallbackAnswer {
  readonly text?: string;
  readonly showAlert: boolean;
  readonly url?: string;
}

/** A question of the client that wants exactly one answer, in time. */
export interface Query<Answer> {
  readonly from: User;
  readonly bornMs: number;
  answer: Answer | undefined;
}

export interface World {
  readonly me: User;
  readonly chats: Map<number, ChatState>;
  readonly presses: Map<string, Query<CallbackAnswer>>;
  readonly inlineQueries: Map<string, Query<InlineAnswer>>;
  /** Messages sent through an inline result; the bot edits them by this id alone. */
  readonly inlineMessages: Map<string, Message>;
  readonly readsAll: boolean;
  issue(kind: string, content: unknown): Update;
  /** Ids of messages outside supergroups and channels are counted over the whole account. */
  nextMessageId(chat: ChatState): number;
  /** A number that no other thing has: for ids of queries, callbacks, files. */
  nextSerial(): number;
  nowS(): number;
}

export function createChatState(facts: ChatFacts, people: readonly User[]): ChatState {
  return {
    facts,
    messages: new Map(),
    erased: new Set(),
    people: new Map(people.map((person) => [person.id, person])),
    topics: new Map(),
    reactions: new Map(),
    botStatus: facts.type === "channel" ? "administrator" : "member",
    lastBot: undefined,
    migratedTo: undefined,
  };
}

/** The chat that `chat_id` names, by number or `@username`, whether or not the bot may write there. */
export function findChat(world: World, id: unknown): ChatState {
  const isName = typeof id === "string" && id.startsWith("@");
  const chat = isName
    ? [...world.chats.values()].find(({ facts }) => `@${facts.username}` === id)
    : world.chats.get(Number(id));
  if (id === undefined || id === "") throw badRequest("chat_id is empty");
  if (chat === undefined) throw badRequest("chat not found");
  return chat;
}

/** The same, and the bot is there and not shut out. */
export function openChat(world: World, id: unknown): ChatState {
  const chat = findChat(world, id);
  const { type } = chat.facts;
  if (chat.migratedTo !== undefined) {
    throw new Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", "world", {
      migrate_to_chat_id: chat.migratedTo,
    });
  }
  if (chat.botStatus === "kicked") {
    const group = type === "group" ? "group chat" : type === "channel" ? "channel chat" : "supergroup chat";
    throw forbidden(type === "private" ? "bot was blocked by the user" : `bot was kicked from the ${group}`);
  }
  if (chat.botStatus === "left") throw forbidden(`bot is not a member of the ${type} chat`);
  return chat;
}

/** A message by its id; one that was erased is not the bot's mistake. */
export function findMessage(chat: ChatState, id: unknown, complaint: string): Message {
  const message = chat.messages.get(Number(id));
  if (message === undefined) throw badRequest(complaint, chat.erased.has(Number(id)) ? "world" : "bot");
  return message;
}

/** Puts a message in, and remembers who spoke. */
export function put(chat: ChatState, message: Message): Message {
  chat.messages.set(message.message_id, message);
  if (message.from?.is_bot) chat.lastBot = message.from.id;
  return message;
}

/** Replies are quoted one level deep. */
export function quoted({ reply_to_message: _, ...message }: Message): Message {
  return message as Message;
}

export interface WorldOptions {
  readonly username?: string;
  readonly readsAllGroupMessages?: boolean;
}

export function createWorld(token: string, options: WorldOptions, issue: World["issue"]): World {
  let serial = 0;
  let accountMessages = 100;
  const nextSerial = (): number => {
    serial += 1;
    return serial;
  };
  return {
    me: {
      id: Number(token.split(":")[0]),
      is_bot: true,
      first_name: "Desk",
      username: options.username ?? "desk_test_bot",
    },
    chats: new Map(),
    presses: new Map(),
    inlineQueries: new Map(),
    inlineMessages: new Map(),
    readsAll: options.readsAllGroupMessages ?? false,
    issue,
    nextSerial,
    nextMessageId(chat) {
      if (chat.facts.type === "private" || chat.facts.type === "group") {
        accountMessages += 1;
        return accountMessages;
      }
      return Math.max(0, ...chat.messages.keys(), ...chat.erased) + 1;
    },
    nowS: () => Math.floor(Date.now() / 1000),
  };
}
