import type { Params } from "../../fake-server/params.ts";
import { asPayload, type Message } from "./message.ts";
import { isTrue, type Methods, type Turn, textOf } from "./methods.ts";
import { Refusal } from "./refusal.ts";
import { type ChannelState, directChannel, findChannel, findMessage, type World } from "./world.ts";

const scopeOf = { channel: "channels", group: "groups", im: "im" } as const;
const anyScope = (what: string): string[] =>
  ["channels", "groups", "im", "mpim"].map((kind) => `${kind}:${what}`);

export function conversationMethods(world: World, scopes: readonly string[] | undefined): Methods {
  /** Each kind of conversation has its own scope. */
  function permitted({ params }: Turn, what: "read" | "history"): ChannelState {
    const channel = findChannel(world, params.channel);
    const needed = `${scopeOf[channel.kind]}:${what}`;
    if (scopes !== undefined && !scopes.includes(needed)) {
      throw new Refusal("missing_scope", needed, "app", { needed, provided: scopes.join(",") });
    }
    return channel;
  }

  function page({ params }: Turn, messages: readonly Message[]): Params {
    const limit = Math.min(Math.max(Number(params.limit ?? 100), 1), 999);
    const { oldest = "0", latest = "9", cursor = "" } = params;
    const isInclusive = isTrue(params.inclusive);
    const inTime = messages.filter(
      ({ ts }) =>
        (ts > String(oldest) && ts < String(latest)) || (isInclusive && (ts === oldest || ts === latest)),
    );
    const from =
      cursor === "" ? 0 : Number(Buffer.from(String(cursor), "base64").toString().replace("from:", ""));
    if (!Number.isInteger(from)) throw new Refusal("invalid_cursor", String(cursor));
    const hasMore = from + limit < inTime.length;
    const next = hasMore ? Buffer.from(`from:${from + limit}`).toString("base64") : "";
    return {
      messages: inTime.slice(from, from + limit).map(asPayload),
      has_more: hasMore,
      response_metadata: { next_cursor: next },
    };
  }

  const infoOf = (channel: ChannelState): Params => ({
    id: channel.id,
    name: channel.name,
    is_channel: channel.kind === "channel",
    is_group: channel.kind === "group",
    is_im: channel.kind === "im",
    is_private: channel.kind !== "channel",
    is_archived: channel.isArchived,
    is_member: channel.members.has(world.app.userId),
    is_ext_shared: channel.isShared,
    is_shared: channel.isShared,
    context_team_id: world.team.id,
    ...(channel.kind === "im" ? { user: [...channel.members].find((id) => id !== world.app.userId) } : {}),
  });

  return {
    "conversations.info": {
      scopes: anyScope("read"),
      required: ["channel"],
      run(turn) {
        const channel = permitted(turn, "read");
        const count = isTrue(turn.params.include_num_members) ? { num_members: channel.members.size } : {};
        return { channel: { ...infoOf(channel), ...count } };
      },
    },
    "conversations.open": {
      scopes: ["channels:manage", "groups:write", "im:write", "mpim:write"],
      run(turn) {
        const users = (textOf(turn, "users") ?? "").split(",").filter((id) => id !== "");
        const id = textOf(turn, "channel");
        if (id !== undefined) return { channel: { id: findChannel(world, id).id } };
        const [user] = users;
        if (user === undefined) throw new Refusal("users_list_not_supplied");
        if (users.length > 1) throw new Refusal("fatal_error", "the fake has no group conversations");
        if (!world.users.has(user)) throw new Refusal("user_not_found", user);
        const channel = directChannel(world, user);
        return { channel: isTrue(turn.params.return_im) ? infoOf(channel) : { id: channel.id } };
      },
    },
    "conversations.history": {
      scopes: anyScope("history"),
      required: ["channel"],
      run(turn) {
        const channel = permitted(turn, "history");
        if (!channel.members.has(world.app.userId)) throw new Refusal("not_in_channel", channel.id, "world");
        const roots = [...channel.messages.values()].filter(
          ({ ts, thread_ts: thread }) => thread === undefined || thread === ts,
        );
        return page(turn, roots.reverse());
      },
    },
    "conversations.replies": {
      scopes: anyScope("history"),
      required: ["channel", "ts"],
      run(turn) {
        const channel = permitted(turn, "history");
        const root = findMessage(channel, turn.params.ts, "thread_not_found");
        const thread = root.thread_ts ?? root.ts;
        return page(
          turn,
          [...channel.messages.values()].filter(({ ts, thread_ts: of }) => ts === thread || of === thread),
        );
      },
    },
    "conversations.members": {
      scopes: anyScope("read"),
      required: ["channel"],
      run(turn) {
        return { members: [...permitted(turn, "read").members], response_metadata: { next_cursor: "" } };
      },
    },
  };
}
