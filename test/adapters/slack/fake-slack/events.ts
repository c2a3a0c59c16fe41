import type { Params } from "../../fake-server/params.ts";
import type { AppFacts } from "./app-facts.ts";
import type { ChannelState, World } from "./world.ts";

/** An event as it is delivered, with what Slack wraps around it. */
export interface SlackEvent {
  readonly event_id: string;
  readonly event: Params;
  readonly [field: string]: unknown;
}

export interface Events {
  /** Everything that ever happened, also what the app did not subscribe to. */
  readonly list: readonly SlackEvent[];
  emit(event: Params, channel?: ChannelState): SlackEvent;
  redeliver(event: SlackEvent): void;
  clear(): void;
}

const kinds = { channel: "channels", group: "groups", im: "im" } as const;

/** The scope that an event needs; those that are not named need none. */
const scopeOf: Readonly<Record<string, string>> = {
  app_mention: "app_mentions:read",
  "message.channels": "channels:history",
  "message.groups": "groups:history",
  "message.im": "im:history",
  reaction_added: "reactions:read",
  reaction_removed: "reactions:read",
  member_joined_channel: "channels:read",
  member_left_channel: "channels:read",
};

export function createEvents(
  world: World,
  { scopes, events, isAgentView }: AppFacts,
  deliver: (event: SlackEvent) => void,
): Events {
  const list: SlackEvent[] = [];

  function isHeard(name: string, channel: ChannelState | undefined): boolean {
    if (channel !== undefined && !channel.members.has(world.app.userId)) return false;
    if (name === "app_context_changed" && !isAgentView) return false;
    const scope = scopeOf[name];
    const isScoped = scope === undefined || scopes === undefined || scopes.includes(scope);
    return isScoped && (events === undefined || events.includes(name));
  }

  return {
    list,
    emit(event, channel) {
      const name =
        event.type === "message" && channel !== undefined
          ? `message.${kinds[channel.kind]}`
          : String(event.type);
      const wrapped: SlackEvent = {
        token: "verification-token",
        team_id: world.team.id,
        context_team_id: world.team.id,
        context_enterprise_id: null,
        api_app_id: world.app.id,
        event,
        type: "event_callback",
        event_id: world.nextId("Ev"),
        event_time: Math.floor(Date.now() / 1000),
        authorizations: [
          {
            enterprise_id: null,
            team_id: world.team.id,
            user_id: world.app.userId,
            is_bot: true,
            is_enterprise_install: false,
          },
        ],
        is_ext_shared_channel: channel?.isShared ?? false,
        event_context: world.nextId("4-"),
      };
      list.push(wrapped);
      if (isHeard(name, channel)) deliver(wrapped);
      return wrapped;
    },
    redeliver: deliver,
    clear() {
      list.length = 0;
    },
  };
}
