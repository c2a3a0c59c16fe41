import { createHttpClient } from "../chat/http-client.ts";

/** An answer by a `response_url`, milliseconds: Bolt sets no limit of its own. */
const respondMs = 4_000;

/** Answers to a `response_url` go by Node's own client; everything else by the platform's own `fetch`. */
export function createFetch(): typeof fetch {
  const call = createHttpClient();
  return async (address, init = {}) => {
    const { method, body, signal, headers } = init;
    const isPlain = typeof address === "string" && typeof body === "string" && isRecord(headers);
    if (!isPlain || method !== "POST" || signal != null)
      return fetch(address, { ...init, signal: signal ?? AbortSignal.timeout(respondMs) });
    const { status, statusText, text } = await call(address, { method, headers, body, silentMs: respondMs });
    const isBare = status === 204 || status === 304;
    return new Response(isBare ? null : text, { status, statusText });
  };
}

const isRecord = (headers: unknown): headers is Readonly<Record<string, string>> =>
  typeof headers === "object" && headers !== null && Object.getPrototypeOf(headers) === Object.prototype;
