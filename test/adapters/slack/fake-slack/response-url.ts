import type { Calls, Violation } from "../../fake-server/calls.ts";
import type { Params } from "../../fake-server/params.ts";
import { type Content, contentOf } from "./content.ts";
import type { Message } from "./message.ts";
import { isTrue } from "./methods.ts";
import { appMessage, change, type Emit, post, remove, threadFacts } from "./posting.ts";
import { Refusal } from "./refusal.ts";
import type { ChannelState, ResponseUrl, World } from "./world.ts";

const maxUses = 5;

export interface ResponseUrls {
  open(
    channel: ChannelState,
    user: string,
    source: Message | undefined,
  ): { readonly id: string; readonly state: ResponseUrl };
  /** What a post to the address does; throws a refusal. */
  answer(id: string, params: Params): void;
  /** The same by an acknowledgement of a command, which needs no address. */
  say(state: ResponseUrl, params: Params, method: string): void;
}

export function createResponseUrls(world: World, calls: Calls, emit: Emit, lifetimeMs: number): ResponseUrls {
  function say(state: ResponseUrl, params: Params, method: string): void {
    const note = (kind: Violation["kind"], message: string): void =>
      calls.complain(kind, method, params, message);
    const { channel, source } = state;
    if (isTrue(params.delete_original)) {
      if (source !== undefined) erase(channel, source);
      return;
    }
    const content = contentOf(world, params, note, {});
    const isReplacing = isTrue(params.replace_original);
    if (source === undefined && isReplacing)
      note("tolerated", "replace_original: there is no message to replace");
    if (source !== undefined && params.replace_original === undefined) {
      note("tolerated", "replace_original is left unsaid in an answer to a message's own button");
    }
    if (source !== undefined && isReplacing) replace(channel, source, content, state);
    else add(state, content, params);
  }

  function add(state: ResponseUrl, content: Content, params: Params): void {
    const { channel, user } = state;
    const thread = params.thread_ts === undefined ? undefined : String(params.thread_ts);
    const message = appMessage(world, channel, content, thread);
    if (params.response_type === "in_channel") state.posted.push(post(channel, message, emit));
    else {
      const hidden = {
        ...message,
        onlyFor: user,
        ...(thread === undefined ? {} : threadFacts(channel, thread)),
      };
      channel.ephemerals.set(hidden.ts, hidden);
      state.posted.push(hidden);
    }
  }

  function replace(channel: ChannelState, source: Message, content: Content, state: ResponseUrl): void {
    const kept = source.onlyFor === undefined ? channel.messages : channel.ephemerals;
    const before = kept.get(source.ts);
    if (before === undefined) return;
    const { blocks: _, attachments: __, ...rest } = before;
    const after = { ...rest, ...content };
    if (source.onlyFor === undefined) {
      const edited = { user: world.app.userId, ts: world.nextTs() };
      state.posted.push(change(world, channel, before, { ...after, edited }, emit));
    } else {
      channel.ephemerals.set(source.ts, after);
      state.posted.push(after);
    }
  }

  function erase(channel: ChannelState, source: Message): void {
    if (source.onlyFor !== undefined) channel.ephemerals.delete(source.ts);
    else if (channel.messages.has(source.ts)) remove(world, channel, source, emit);
  }

  return {
    say,
    open(channel, user, source) {
      const id = `${world.team.id}/${world.nextId("R")}`;
      const state: ResponseUrl = { bornMs: Date.now(), channel, user, source, usesLeft: maxUses, posted: [] };
      world.responseUrls.set(id, state);
      return { id, state };
    },
    answer(id, params) {
      const state = world.responseUrls.get(id);
      if (state === undefined) throw new Refusal("no_such_url", id);
      if (Date.now() - state.bornMs > lifetimeMs) throw new Refusal("expired_url");
      if (state.usesLeft === 0) throw new Refusal("used_url", `${maxUses} answers are all`);
      say(state, params, "response_url");
      state.usesLeft -= 1;
    },
  };
}
