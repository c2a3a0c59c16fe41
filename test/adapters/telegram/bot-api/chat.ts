import { waitFor } from "../../fake-server/calls.ts";
import type { Params } from "../../fake-server/params.ts";
import { memberChange } from "./membership.ts";
import type { Button, ChatFacts, Entity, Message, User } from "./message.ts";
import { plainEntities, sorted } from "./plain-entities.ts";
import { hears } from "./privacy.ts";
import { type CallbackAnswer, type ChatState, createChatState, put, quoted, type World } from "./world.ts";

export interface SayOptions {
  /** The person who speaks; the chat's first one otherwise. */
  readonly from?: User;
  readonly replyTo?: Message;
  /** A topic's id. */
  readonly thread?: number;
  /** Entities beside those that Telegram finds by itself. */
  readonly entities?: readonly Entity[];
  /** Other fields of the message, as they are. */
  readonly facts?: Params;
}

export interface Press {
  readonly id: string;
  readonly data: string;
  /** What the bot answers to the press itself. */
  answered(timeoutMs?: number): Promise<CallbackAnswer>;
}

/** A chat as its people use it. What they do reaches the bot as updates. */
export interface Chat {
  readonly id: number;
  readonly facts: ChatFacts;
  /** What the chat shows now, oldest first. */
  readonly messages: readonly Message[];
  reactionsTo(message: Message): readonly unknown[];
  say(text: string, options?: SayOptions): Message;
  /** A message that is no text: `{ photo: [...] }`, `{ voice: {...} }`, also `{ new_chat_title: "…" }`. */
  send(content: Params, options?: SayOptions): Message;
  edit(message: Message, text: string): Message;
  erase(message: Message): void;
  /** Presses the button with that label or data; a button the message had earlier is still in reach. */
  press(message: Message, labelOrData: string, from?: User): Press;
  /** The bot's first message after this one that replies to it, or to nothing. */
  answerTo(message: Message, timeoutMs?: number): Promise<Message>;
  topic(name: string): number;
  join(person: User): void;
  /** In a private chat the person blocks the bot; elsewhere it is removed. */
  block(by?: User): void;
  unblock(by?: User): void;
  promote(by?: User): void;
  /** A group becomes a supergroup with another id. */
  migrate(): Chat;
}

export interface ChatHost {
  readonly world: World;
  readonly waitMs: number;
  /** The user acts: what was waited for before is past. */
  acted(): void;
  onChange(listener: () => void): () => void;
}

export function createChat(host: ChatHost, facts: ChatFacts, people: readonly User[]): Chat {
  const { world } = host;
  const state = createChatState(facts, people);
  world.chats.set(facts.id, state);
  const isChannel = facts.type === "channel";
  const speaker = (from: User | undefined): User => {
    const person = from ?? state.people.values().next().value;
    if (person === undefined) throw new Error(`Nobody is in the chat ${facts.id}: say from whom.`);
    state.people.set(person.id, person);
    return person;
  };
  const now = (message: Message): Message => state.messages.get(message.message_id) ?? message;

  function send(content: Params, { from, replyTo, thread, facts: more }: SayOptions = {}): Message {
    host.acted();
    const message = put(state, {
      message_id: world.nextMessageId(state),
      ...(isChannel ? { sender_chat: facts } : { from: speaker(from) }),
      chat: facts,
      date: world.nowS(),
      ...threadOf(state, replyTo, thread),
      ...content,
      ...more,
    });
    if (hears(world, state, message)) world.issue(isChannel ? "channel_post" : "message", message);
    return message;
  }

  const chat: Chat = {
    id: facts.id,
    facts,
    get messages() {
      return [...state.messages.values()];
    },
    reactionsTo: ({ message_id: id }) => state.reactions.get(id) ?? [],
    send,
    say: (text, options = {}) => {
      const entities = sorted([...(options.entities ?? []), ...plainEntities(text, options.entities)]);
      return send({ text, ...(entities.length === 0 ? {} : { entities }) }, options);
    },
    edit(message, text) {
      host.acted();
      const { entities: _, ...before } = now(message);
      const entities = plainEntities(text);
      const after = {
        ...before,
        text,
        ...(entities.length === 0 ? {} : { entities }),
        edit_date: world.nowS(),
      };
      put(state, after);
      if (hears(world, state, after))
        world.issue(isChannel ? "edited_channel_post" : "edited_message", after);
      return after;
    },
    erase({ message_id: id }) {
      state.messages.delete(id);
      state.erased.add(id);
    },
    press: (message, labelOrData, from) => press(host, now(message), message, labelOrData, speaker(from)),
    answerTo: (message, timeoutMs = host.waitMs) =>
      waitFor(
        () => [...state.messages.values()].find((other) => isAnswer(world, other, message)),
        host.onChange,
        timeoutMs,
        () => `no answer to "${message.text ?? `message ${message.message_id}`}"`,
      ),
    topic(name) {
      const created = { name, icon_color: 7_322_096 };
      const message_id = world.nextMessageId(state);
      state.topics.set(message_id, name);
      send({
        message_id,
        message_thread_id: message_id,
        is_topic_message: true,
        forum_topic_created: created,
      });
      return message_id;
    },
    join(person) {
      state.people.set(person.id, person);
      send({ new_chat_members: [person] }, { from: person });
    },
    block: (by) => memberChange(world, state, speaker(by), "kicked"),
    unblock: (by) => memberChange(world, state, speaker(by), "member"),
    promote: (by) => memberChange(world, state, speaker(by), "administrator"),
    migrate() {
      const id = -1_000_000_000_000 - Math.abs(facts.id);
      const grown = createChat(host, { ...facts, id, type: "supergroup" }, [...state.people.values()]);
      send({ migrate_to_chat_id: id });
      state.migratedTo = id;
      grown.send({ migrate_from_chat_id: facts.id });
      return grown;
    },
  };
  return chat;
}

function isAnswer({ me }: World, other: Message, question: Message): boolean {
  const isOurs =
    other.from?.id === me.id || (other.chat.type === "channel" && other.message_id !== question.message_id);
  if (!isOurs || other.message_id <= question.message_id) return false;
  if (other.message_thread_id !== question.message_thread_id && question.is_topic_message === true)
    return false;
  return (other.reply_to_message?.message_id ?? question.message_id) === question.message_id;
}

/** In a topic the topic's own first message is replied to; a supergroup calls each chain of replies a thread. */
function threadOf(
  state: ChatState,
  replyTo: Message | undefined,
  thread: number | undefined,
): Partial<Message> {
  const topic = thread ?? (replyTo?.is_topic_message === true ? replyTo.message_thread_id : undefined);
  if (topic !== undefined) {
    const reply = replyTo ?? state.messages.get(topic);
    return {
      message_thread_id: topic,
      is_topic_message: true,
      ...(reply === undefined ? {} : { reply_to_message: quoted(reply) }),
    };
  }
  if (replyTo === undefined) return {};
  const root = replyTo.message_thread_id ?? replyTo.message_id;
  return {
    reply_to_message: quoted(replyTo),
    ...(state.facts.type === "supergroup" ? { message_thread_id: root } : {}),
  };
}

function press(host: ChatHost, now: Message, seen: Message, labelOrData: string, from: User): Press {
  const { world } = host;
  host.acted();
  const buttons = [now, seen].flatMap(({ reply_markup: keyboard }) => keyboard?.inline_keyboard.flat() ?? []);
  const isMeant = ({ text, callback_data: data }: Button): boolean =>
    data === labelOrData || text === labelOrData;
  const button = buttons.find(isMeant);
  const data = button?.callback_data;
  if (data === undefined) {
    const there = buttons.map(({ text }) => `"${text}"`).join(", ") || "none";
    throw new Error(`There is no button "${labelOrData}" that calls the bot; the buttons are: ${there}`);
  }
  const id = `48${world.nextSerial()}`;
  world.presses.set(id, { from, bornMs: Date.now(), answer: undefined });
  world.issue("callback_query", {
    id,
    from,
    message: now,
    chat_instance: `-31${Math.abs(now.chat.id)}`,
    data,
  });
  const answer = (): CallbackAnswer | undefined => world.presses.get(id)?.answer;
  return {
    id,
    data,
    answered: (timeoutMs = host.waitMs) =>
      waitFor(answer, host.onChange, timeoutMs, () => `the press of "${labelOrData}" was not answered`),
  };
}
