import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";

export interface Call {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** Gives the call up. */
  readonly signal?: AbortSignal;
  /** Gives it up where nothing is heard for so long. */
  readonly silentMs?: number;
}

export interface Answer {
  readonly status: number;
  readonly statusText: string;
  /** How long it asks to be left alone, in seconds or as a date. */
  readonly retryAfter?: string;
  readonly text: string;
}

export type HttpClient = (address: string, call: Call) => Promise<Answer>;

/** More calls at once wait for a connection: to open one takes longer than a call. */
const mostSockets = 64;

/**
 * Calls straight over Node's own client, with connections that are kept: what the SDKs bring along builds streams, headers and a
 * request of its own around each call, which takes longer than the call.
 */
export function createHttpClient(): HttpClient {
  const http = { request: requestHttp, agent: new HttpAgent({ keepAlive: true, maxSockets: mostSockets }) };
  const https = {
    request: requestHttps,
    agent: new HttpsAgent({ keepAlive: true, maxSockets: mostSockets }),
  };
  return (address, { method, headers, body, signal, silentMs }) =>
    new Promise((resolve, reject) => {
      const { request, agent } = address.startsWith("https:") ? https : http;
      const length = String(Buffer.byteLength(body));
      const sent = request(address, { method, headers: { ...headers, "content-length": length }, agent });
      const abort = (): void => void sent.destroy(new Error("The call was given up."));
      if (silentMs !== undefined) sent.setTimeout(silentMs, abort);
      sent.on("error", reject).on("close", () => signal?.removeEventListener("abort", abort));
      sent.on("response", (response) => {
        const { statusCode = 0, statusMessage = "", headers } = response;
        const { "retry-after": retryAfter } = headers;
        const answer = { status: statusCode, statusText: statusMessage, ...(retryAfter && { retryAfter }) };
        textOf(response).then((text) => resolve({ ...answer, text }), reject);
      });
      if (signal?.aborted === true) abort();
      signal?.addEventListener("abort", abort);
      sent.end(body);
    });
}

function textOf(response: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    response.setEncoding("utf8");
    response.on("data", (piece: string) => {
      text += piece;
    });
    response.on("end", () => resolve(text));
    response.on("error", reject);
  });
}
