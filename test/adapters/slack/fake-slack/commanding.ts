import { isRecord, type Params } from "../../fake-server/params.ts";
import type { Channel } from "./channel.ts";
import { type Host, newTrigger, now, payloadOf } from "./host.ts";
import { createInteraction, type Interaction } from "./interaction.ts";
import { asPayload, type Message } from "./message.ts";
import type { ChannelState, UserState } from "./world.ts";

/** What a person asks of the app by name. */
export interface Commanding {
  /** Never in a thread: Slack runs no commands there. */
  command(command: string, text: string, channel: Channel): Interaction;
  /** A global shortcut, or a message's own. */
  shortcut(callbackId: string, message?: Message): Interaction;
}

export function createCommanding(host: Host, user: UserState): Commanding {
  const { world, calls, facts, responseUrls } = host;

  function known(what: string, names: readonly string[] | undefined, name: string): void {
    if (names === undefined || names.includes(name)) return;
    throw new Error(`The manifest has no ${what} "${name}"; it has: ${names.join(", ") || "none"}`);
  }

  return {
    command(command, text, channel) {
      calls.mark();
      const names = facts.commands?.map((one) => one.command);
      known("command", names, command);
      const escapes = facts.commands?.find((one) => one.command === command)?.shouldEscape ?? false;
      const { id, state } = responseUrls.open(channel.state, user.id, undefined);
      const payload: Params = {
        token: "verification-token",
        team_id: world.team.id,
        team_domain: world.team.domain,
        channel_id: channel.id,
        channel_name: nameOf(channel.state),
        user_id: user.id,
        user_name: user.name,
        command,
        text: asArgument(text.trim(), escapes),
        api_app_id: world.app.id,
        is_enterprise_install: "false",
        response_url: host.responseUrl(id),
        trigger_id: newTrigger(host, user.id),
      };
      return createInteraction({
        calls,
        payload,
        waitMs: host.waitMs,
        deliver: host.deliver,
        kind: "slash_commands",
        posted: state.posted,
        onAck(body) {
          const answer = typeof body === "string" ? { text: body } : body;
          if (isRecord(answer)) responseUrls.say(state, answer, `acknowledgement of ${command}`);
        },
      });
    },
    shortcut(callbackId, message) {
      calls.mark();
      const type = message === undefined ? "global" : "message";
      known(
        `${type} shortcut`,
        facts.shortcuts?.filter((one) => one.type === type).map((one) => one.callbackId),
        callbackId,
      );
      const current = message === undefined ? undefined : now(host, message);
      const channel = current === undefined ? undefined : world.channels.get(current.channel);
      const answers = channel === undefined ? undefined : responseUrls.open(channel, user.id, undefined);
      const payload: Params = {
        ...payloadOf(host, current === undefined ? "shortcut" : "message_action", user),
        callback_id: callbackId,
        action_ts: world.nextTs(),
        ...(current === undefined || channel === undefined || answers === undefined
          ? {}
          : {
              message_ts: current.ts,
              channel: { id: channel.id, name: nameOf(channel) },
              message: asPayload(current),
              response_url: host.responseUrl(answers.id),
            }),
      };
      return createInteraction({
        calls,
        payload,
        waitMs: host.waitMs,
        deliver: host.deliver,
        kind: "interactive",
        posted: answers?.state.posted ?? [],
        onAck(body) {
          if (body !== undefined)
            calls.complain("tolerated", callbackId, payload, "a shortcut's acknowledgement says nothing");
        },
      });
    },
  };
}

export const nameOf = ({ kind, name }: ChannelState): string =>
  kind === "im" ? "directmessage" : kind === "group" ? "privategroup" : name;

/** Entities are escaped; mentions come as tokens only where the manifest says so. */
function asArgument(text: string, escapes: boolean): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return escapes ? escaped.replaceAll(/&lt;([@#][A-Z0-9]+(\|[^&]*)?)&gt;/g, "<$1>") : escaped;
}
