import type { Channel } from "./channel.ts";
import { type Commanding, createCommanding } from "./commanding.ts";
import type { SlackEvent } from "./events.ts";
import { createForms, type Forms } from "./forms.ts";
import type { Host } from "./host.ts";
import type { View } from "./message.ts";
import { createSpeech, type Speech } from "./speech.ts";
import { createUsing, type Using } from "./using.ts";
import { directChannel, type UserState } from "./world.ts";

/** Somebody with a Slack client, and what they see of the app. */
export interface Person extends Speech, Commanding, Using, Forms {
  readonly id: string;
  readonly name: string;
  /** What a mention of them is, as text. */
  readonly mention: string;
  readonly home: View | undefined;
  /** The modal on top. */
  readonly modal: View | undefined;
  readonly modals: readonly View[];
  /** Looks at the app's home: the home tab unless told otherwise. */
  openHome(tab?: "home" | "messages"): SlackEvent;
  /** Looks at a channel, or at nothing, while the app's pane is open. */
  lookAt(channel?: Channel): SlackEvent;
}

export function createPerson(host: Host, user: UserState): Person {
  const { world, events, calls } = host;
  const contextOf = (channel: Channel | undefined) =>
    channel === undefined
      ? {}
      : { entities: [{ type: "slack#/types/channel_id", value: channel.id, team_id: world.team.id }] };
  return {
    ...createSpeech(host, user),
    ...createCommanding(host, user),
    ...createUsing(host, user),
    ...createForms(host, user),
    id: user.id,
    name: user.name,
    mention: `<@${user.id}>`,
    get home() {
      return world.deskOf(user.id).home;
    },
    get modal() {
      return world.deskOf(user.id).modals.at(-1);
    },
    get modals() {
      return world.deskOf(user.id).modals;
    },
    openHome(tab = "home") {
      calls.mark();
      if (tab === "home" && !host.facts.hasHomeTab) throw new Error("The manifest has no home tab to open.");
      const { home } = world.deskOf(user.id);
      return events.emit({
        type: "app_home_opened",
        user: user.id,
        channel: directChannel(world, user.id).id,
        tab,
        ...(tab === "home" && home !== undefined ? { view: home } : {}),
        event_ts: world.nextTs(),
      });
    },
    lookAt(channel) {
      calls.mark();
      return events.emit({
        type: "app_context_changed",
        user: user.id,
        channel: directChannel(world, user.id).id,
        context: contextOf(channel),
        event_ts: world.nextTs(),
      });
    },
  };
}
