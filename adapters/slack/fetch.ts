import { type Answer, createHttpClient } from "../chat/http-client.ts";

/** An answer by a `response_url`, milliseconds: Bolt sets no limit of its own. */
const respondMs = 4_000;
/** A wait that Slack asks for is kept up to this, seconds; whoever would have to wait longer is answered by another way. */
const longestWaitSeconds = 60;
/** So often Slack may ask to wait with one answer. */
const mostWaits = 3;

/**
 * Answers to a `response_url` go by Node's own client, and again when Slack said where it asks to wait: Bolt's error would not tell
 * for how long. Everything else goes by the platform's own `fetch`.
 */
export function createFetch(): typeof fetch {
  const call = createHttpClient();
  return async (address, init = {}) => {
    const { method, body, signal, headers } = init;
    const isPlain = typeof address === "string" && typeof body === "string" && isRecord(headers);
    if (!isPlain || method !== "POST" || signal != null)
      return whole(await fetch(address, { ...init, signal: signal ?? AbortSignal.timeout(respondMs) }));
    for (let waits = 0; ; waits++) {
      const answer = await call(address, { method, headers, body, silentMs: respondMs });
      const waitMs = askedMs(answer);
      if (waitMs === undefined || waits === mostWaits) return responseOf(answer);
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  };
}

/** With all of its body: the SDK makes a call again whose answer never began, but not one whose answer broke off. */
async function whole(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  const bytes = await response.arrayBuffer();
  return new Response(isBare(status) ? null : bytes, { status, statusText, headers });
}

const isBare = (status: number): boolean => status === 204 || status === 304;

function responseOf({ status, statusText, text }: Answer): Response {
  return new Response(isBare(status) ? null : text, { status, statusText });
}

/** How long to wait before the same again; nothing where that is no use. */
function askedMs({ status, retryAfter }: Answer): number | undefined {
  const seconds = Number(retryAfter);
  return status === 429 && seconds <= longestWaitSeconds ? seconds * 1_000 : undefined;
}

const isRecord = (headers: unknown): headers is Readonly<Record<string, string>> =>
  typeof headers === "object" && headers !== null && Object.getPrototypeOf(headers) === Object.prototype;
