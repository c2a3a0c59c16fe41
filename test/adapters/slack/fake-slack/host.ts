import type { Calls } from "../../fake-server/calls.ts";
import type { Params } from "../../fake-server/params.ts";
import type { AppFacts } from "./app-facts.ts";
import type { EnvelopeKind, Reception } from "./delivery.ts";
import type { Events } from "./events.ts";
import type { Message, View } from "./message.ts";
import type { ResponseUrls } from "./response-url.ts";
import type { UserState, World } from "./world.ts";

/** What people and channels need of the rest. */
export interface Host {
  readonly world: World;
  readonly calls: Calls;
  readonly facts: AppFacts;
  readonly events: Events;
  readonly responseUrls: ResponseUrls;
  readonly waitMs: number;
  deliver(kind: EnvelopeKind, payload: Params): Promise<Reception>;
  /** The address of a response_url. */
  responseUrl(id: string): string;
}

/** A trigger, good for opening one view. */
export function newTrigger({ world }: Host, user: string, from?: View): string {
  const id = `${world.nextId("")}.${world.team.id}.${world.nextId("t")}`;
  world.triggers.set(id, { user, bornMs: Date.now(), from, isUsed: false });
  return id;
}

/** What all interactive payloads begin with. */
export function payloadOf(host: Host, type: string, user: UserState, from?: View): Params {
  const { world } = host;
  return {
    type,
    token: "verification-token",
    team: { id: world.team.id, domain: world.team.domain },
    enterprise: null,
    is_enterprise_install: false,
    api_app_id: world.app.id,
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    trigger_id: newTrigger(host, user.id, from),
  };
}

/** The newest state of a message that somebody still looks at. */
export function now({ world }: Host, message: Message): Message {
  const channel = world.channels.get(message.channel);
  return channel?.messages.get(message.ts) ?? channel?.ephemerals.get(message.ts) ?? message;
}
