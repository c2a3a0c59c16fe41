import { createHmac } from "node:crypto";
import type { Params } from "../../fake-server/params.ts";
import type { EnvelopeKind, Reception, Transport } from "./delivery.ts";

/** How long an address has to answer the challenge. */
const challengeMs = 5000;

export interface SignOptions {
  /** Another secret than the app's. */
  readonly secret?: string;
  /** How old the request claims to be. */
  readonly ageS?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The app's own HTTP address, as Slack posts to it. */
export interface RequestUrl extends Transport {
  set(url: string): void;
  /** Posts a body that Slack would or would not send; the whole answer. */
  post(kind: EnvelopeKind | "url_verification", payload: Params, options?: SignOptions): Promise<Response>;
  stop(): void;
}

export function createRequestUrl(signingSecret: string, ackMs: number): RequestUrl {
  let url: string | undefined;
  const closing = new AbortController();

  async function post(
    kind: EnvelopeKind | "url_verification",
    payload: Params,
    { secret = signingSecret, ageS = 0, headers = {} }: SignOptions = {},
  ): Promise<Response> {
    if (url === undefined) throw new Error("There is no request URL: call useRequestUrl first.");
    const { body, contentType } = bodyOf(kind, payload);
    const timestamp = String(Math.floor(Date.now() / 1000) - ageS);
    const signature = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
    return fetch(url, {
      method: "POST",
      headers: {
        "content-type": contentType,
        "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": `v0=${signature}`,
        ...headers,
      },
      body,
      redirect: "manual",
      signal: AbortSignal.any([
        AbortSignal.timeout(kind === "url_verification" ? challengeMs : ackMs),
        closing.signal,
      ]),
    });
  }

  return {
    via: "http",
    post,
    set(next) {
      url = next;
    },
    stop: () => closing.abort(),
    ready: () => Promise.resolve(),
    async send(kind, payload, retry, reason): Promise<Reception> {
      const sentMs = performance.now();
      const headers =
        retry === 0
          ? {}
          : {
              "x-slack-retry-num": String(retry),
              "x-slack-retry-reason": httpReason(reason ?? "unknown_error"),
            };
      try {
        const response = await post(kind, payload, { headers });
        const text = await response.text();
        const noRetry = response.headers.get("x-slack-no-retry") === "1" ? { noRetry: true } : {};
        if (!response.ok)
          return { kind: "missed", reason: "http_error", status: response.status, ...noRetry };
        const isJson = response.headers.get("content-type")?.includes("json") === true;
        const body = text === "" ? undefined : isJson ? JSON.parse(text) : text;
        return { kind: "acked", afterMs: performance.now() - sentMs, body, ...noRetry };
      } catch (error) {
        const isLate = error instanceof DOMException && error.name === "TimeoutError";
        return { kind: "missed", reason: isLate ? "timeout" : "connection_failed" };
      }
    },
  };
}

const httpReason = (reason: string): string => (reason === "timeout" ? "http_timeout" : reason);

function bodyOf(
  kind: EnvelopeKind | "url_verification",
  payload: Params,
): { body: string; contentType: string } {
  if (kind === "events_api" || kind === "url_verification") {
    return { body: JSON.stringify(payload), contentType: "application/json" };
  }
  const fields = kind === "interactive" ? { payload: JSON.stringify(payload) } : payload;
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
  return { body: form.toString(), contentType: "application/x-www-form-urlencoded" };
}
