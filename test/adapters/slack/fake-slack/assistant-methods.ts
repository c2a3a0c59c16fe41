import { isRecord } from "../../fake-server/params.ts";
import type { Methods, Turn } from "./methods.ts";
import { Refusal, refuseWith } from "./refusal.ts";
import { type AssistantThread, type ChannelState, findChannel, type World } from "./world.ts";

const maxPrompts = 4;
const maxLoadingMessages = 10;

/** Under the agent view a conversation has prompts of its own, and threads have none. */
export function assistantMethods(world: World, isAgentView: boolean): Methods {
  const keyOf = (channel: ChannelState, thread: unknown): string => `${channel.id}/${String(thread ?? "")}`;

  function threadOf({ params }: Turn): AssistantThread {
    const channel = findChannel(world, params.channel_id);
    const ts = params.thread_ts;
    if (ts !== undefined && !channel.messages.has(String(ts)) && !channel.erased.has(String(ts))) {
      throw new Refusal("invalid_thread_ts", String(ts));
    }
    const key = keyOf(channel, ts);
    const thread = world.assistant.get(key) ?? { status: "", title: "", prompts: [] };
    world.assistant.set(key, thread);
    return thread;
  }

  return {
    "assistant.threads.setStatus": {
      scopes: ["chat:write"],
      required: ["channel_id", "thread_ts"],
      run(turn) {
        const { status, loading_messages: loading = [] } = turn.params;
        if (status === undefined) throw refuseWith("invalid_arguments", ["missing required field: status"]);
        if (!Array.isArray(loading) || loading.length > maxLoadingMessages) {
          throw refuseWith("invalid_arguments", [`loading_messages holds at most ${maxLoadingMessages}`]);
        }
        threadOf(turn).status = String(status);
        return {};
      },
    },
    "assistant.threads.setSuggestedPrompts": {
      scopes: ["assistant:write"],
      required: ["channel_id", "prompts"],
      run(turn) {
        const { prompts, thread_ts: thread } = turn.params;
        const whole = Array.isArray(prompts) ? prompts.filter(isPrompt) : [];
        const isFine =
          Array.isArray(prompts) && whole.length === prompts.length && whole.length <= maxPrompts;
        if (!isFine || whole.length === 0) {
          throw refuseWith("invalid_arguments", [`prompts are 1 to ${maxPrompts} of {title, message}`]);
        }
        if (isAgentView && thread !== undefined) {
          turn.note("tolerated", "prompts with thread_ts are never shown under the agent view");
          return {};
        }
        threadOf(turn).prompts = whole;
        return {};
      },
    },
    "assistant.threads.setTitle": {
      scopes: ["assistant:write"],
      required: ["channel_id", "thread_ts", "title"],
      run(turn) {
        threadOf(turn).title = String(turn.params.title);
        return {};
      },
    },
  };
}

const isPrompt = (value: unknown): value is { readonly title: string; readonly message: string } =>
  isRecord(value) && typeof value.title === "string" && typeof value.message === "string";
