import { waitFor } from "../../fake-server/calls.ts";
import type { Host } from "./host.ts";
import type { Message } from "./message.ts";
import type { AssistantThread, ChannelState } from "./world.ts";

/** A conversation as its members see it. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly state: ChannelState;
  /** Everything that stands in it now, replies too, oldest first. */
  readonly messages: readonly Message[];
  /** A message's thread, itself first. */
  thread(message: Message): readonly Message[];
  /** What only that person sees here. */
  ephemeralFor(person: { readonly id: string }): readonly Message[];
  /** The app's first message after this one, in its thread or beside it. */
  answerTo(message: Message, timeoutMs?: number): Promise<Message>;
  /** The app's status, title and suggested prompts: of a thread, or of the whole conversation. */
  assistant(thread?: Message): AssistantThread | undefined;
  archive(): void;
}

export function createChannel(host: Host, state: ChannelState): Channel {
  const { world, calls } = host;
  const all = (): Message[] => [...state.messages.values()].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  return {
    id: state.id,
    name: state.name,
    state,
    get messages() {
      return all();
    },
    thread: ({ ts }) => all().filter((one) => one.ts === ts || one.thread_ts === ts),
    ephemeralFor: ({ id }) => [...state.ephemerals.values()].filter(({ onlyFor }) => onlyFor === id),
    answerTo: (message, timeoutMs = host.waitMs) =>
      waitFor(
        () => all().find((one) => isAnswer(world.app.userId, one, message)),
        calls.onChange,
        timeoutMs,
        () => `no answer to "${message.text}"`,
      ),
    assistant: (thread) => world.assistant.get(`${state.id}/${thread?.ts ?? ""}`),
    archive() {
      state.isArchived = true;
    },
  };
}

function isAnswer(app: string, one: Message, question: Message): boolean {
  if (one.user !== app || one.ts <= question.ts || one.subtype !== undefined) return false;
  const root = question.thread_ts ?? question.ts;
  return one.thread_ts === root || (one.thread_ts === undefined && question.thread_ts === undefined);
}
