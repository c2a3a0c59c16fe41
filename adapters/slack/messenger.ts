import type { webApi } from "@slack/bolt";
import { type Messenger, Undelivered } from "../../src/index.ts";
import { platformError } from "./delivery.ts";
import { firstLook, formatReply } from "./format.ts";

/** Under which a message remembers the notice that it tells. */
const eventType = "jambatan_notice";
/** Messages that are looked through for one that may have arrived. */
const lookedThrough = 100;

/** What Slack says where nothing can be said in a channel. */
const blocked =
  /^(channel_not_found|not_in_channel|is_archived|account_inactive|user_disabled|cannot_dm_bot|messages_tab_disabled|restricted_action|team_access_not_granted)$/;
const failing = /^(internal_error|fatal_error|request_timeout|service_unavailable)$/;
const unreached = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH/;

/**
 * Says something in a channel or to a person unasked, each time by one call.
 *
 * @param client makes no call twice, and does not wait where Slack asks to.
 */
export function createMessenger(client: webApi.WebClient): Messenger {
  return {
    async send(place, reply, key) {
      const { text, blocks } = formatReply(reply, firstLook);
      try {
        const { ts = "" } = await client.chat.postMessage({
          channel: channelOf(place),
          text,
          blocks: [...blocks],
          unfurl_links: false,
          unfurl_media: false,
          metadata: { event_type: eventType, event_payload: { key } },
        });
        return { trace: ts };
      } catch (error) {
        throw undeliveredOf(error);
      }
    },
    async find(place, key) {
      try {
        const { messages = [] } = await client.conversations.history({
          channel: channelOf(place),
          include_all_metadata: true,
          limit: lookedThrough,
        });
        const found = messages.find(({ metadata }) => {
          const payload = metadata?.event_payload as { readonly key?: unknown } | undefined;
          return metadata?.event_type === eventType && payload?.key === key;
        });
        return found?.ts === undefined ? "absent" : { trace: found.ts };
      } catch (error) {
        // Without the scope to read the channel nobody can tell.
        if (platformError(error) !== undefined) return "unknown";
        throw undeliveredOf(error);
      }
    },
  };
}

/** `C0001` of `slack:T0001/C0001`. */
const channelOf = (place: string): string => place.slice(place.indexOf("/") + 1);

function undeliveredOf(error: unknown): Undelivered {
  const cause = { cause: error };
  const said = platformError(error);
  if (said !== undefined) {
    if (said === "ratelimited" || said === "rate_limited") return new Undelivered("temporary", cause);
    if (failing.test(said)) return new Undelivered("doubtful", cause);
    return new Undelivered(blocked.test(said) ? "blocked" : "refused", cause);
  }
  if (error instanceof Error && "retryAfter" in error)
    return new Undelivered("temporary", { ...cause, retryMs: Number(error.retryAfter) * 1_000 });
  return new Undelivered(unreached.test(textOf(error)) ? "temporary" : "doubtful", cause);
}

/** An error's own words and those of what caused it. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const { code, original } = error as { readonly code?: unknown; readonly original?: unknown };
  return `${error.message} ${String(code)} ${textOf(original)} ${textOf(error.cause)}`;
}
