import type { webApi } from "@slack/bolt";
import type { Shown } from "./format.ts";

type Client = webApi.WebClient;
/** Bolt's way to the `response_url` of a command, a button or a shortcut. */
export type Respond = (message: object) => Promise<unknown>;

/** A call that fails is tried again within about 20 seconds; 429 is waited for as long as Slack says. */
export const retryConfig = { retries: 5, factor: 2, minTimeout: 500, maxTimeout: 8_000 } as const;
/**
 * A connection is asked for until it is given: where the SDK gives up, its promise is rejected with nobody to hear, and it never
 * tries again.
 */
export const reconnectConfig = { forever: true, factor: 1.5, minTimeout: 500, maxTimeout: 5_000 } as const;
/** One attempt at a call, milliseconds. */
export const attemptMs = 10_000;
/** What nobody waits for gets this long, milliseconds. */
export const hintMs = 3_000;
const quiet = { unfurl_links: false, unfurl_media: false } as const;

const waitsMs = [300, 1_500];

/** Says something to one person, by the way that their question opened; where that is closed by now, by another. */
export async function tellAsker(
  shown: Shown,
  { respond, client, channel, user }: { respond?: Respond; client: Client; channel?: string; user: string },
  how: { readonly replace?: boolean } = {},
): Promise<void> {
  const message = { ...plain(shown), response_type: "ephemeral", replace_original: how.replace === true };
  if (respond !== undefined && (await tried(() => respond(message)))) return;
  if (channel !== undefined) {
    try {
      await client.chat.postEphemeral({ ...plain(shown), channel, user });
      return;
    } catch (error) {
      if (platformError(error) === undefined) throw error;
    }
  }
  await client.chat.postMessage({ ...plain(shown), ...quiet, channel: user });
}

/** Says something to everybody in a channel, or in one of its threads. */
export async function tellChannel(
  shown: Shown,
  { client, channel, thread }: { client: Client; channel: string; thread?: string },
): Promise<void> {
  await client.chat.postMessage({
    ...plain(shown),
    ...quiet,
    channel,
    ...(thread === undefined ? {} : { thread_ts: thread }),
  });
}

/** A `response_url` answers for half an hour and five times; false where it does no more. */
export async function tried(call: () => Promise<unknown>): Promise<boolean> {
  for (let attempt = 0; ; attempt++) {
    try {
      await call();
      return true;
    } catch (error) {
      const wait = waitsMs[attempt];
      if (wait === undefined || isClosed(error)) return false;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/**
 * What hangs once would hang again, and may have been said: the other way is taken at once. So it is where Slack asks for more
 * waits than are kept.
 */
function isClosed(error: unknown): boolean {
  if (error instanceof Error && error.name === "TimeoutError") return true;
  const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 0;
  return status >= 400 && status < 500;
}

/** What Slack called an error, where it answered at all. */
export function platformError(error: unknown): string | undefined {
  const data = error instanceof Error && "data" in error ? error.data : undefined;
  if (typeof data !== "object" || data === null || !("error" in data)) return undefined;
  return typeof data.error === "string" ? data.error : undefined;
}

/** A view opens within three seconds of what somebody did, and once. */
export const isLateTrigger = (error: unknown): boolean => /trigger/.test(platformError(error) ?? "");

/** Somebody has closed the view meanwhile. */
export const isGoneView = (error: unknown): boolean => platformError(error) === "not_found";

const plain = ({ text, blocks }: Shown) => ({ text, blocks: [...blocks] });
