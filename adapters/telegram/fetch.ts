import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import type { ApiClientOptions } from "grammy";

type Fetch = NonNullable<ApiClientOptions["fetch"]>;

/** What grammY hands over with each call of this bot, which sends no files: JSON, and a signal to give up. */
interface Call {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/**
 * What grammY needs of `fetch`, straight over Node's own client with connections that are kept: the one that it brings along
 * builds streams, headers and a request of its own around each call, which takes longer than the call.
 */
export function createFetch(): Fetch {
  const http = { request: requestHttp, agent: new HttpAgent({ keepAlive: true }) };
  const https = { request: requestHttps, agent: new HttpsAgent({ keepAlive: true }) };
  const call = (
    address: string,
    { method = "GET", headers = {}, body = "", signal }: Call,
  ): Promise<object> =>
    new Promise((resolve, reject) => {
      const { request, agent } = address.startsWith("https:") ? https : http;
      const length = String(Buffer.byteLength(body));
      const sent = request(address, { method, headers: { ...headers, "content-length": length }, agent });
      const abort = (): void => void sent.destroy(new Error("The call was given up."));
      sent.on("error", reject).on("close", () => signal?.removeEventListener("abort", abort));
      sent.on("response", (response) => {
        textOf(response).then((text) => resolve({ json: async () => JSON.parse(text) }), reject);
      });
      if (signal?.aborted === true) abort();
      signal?.addEventListener("abort", abort);
      sent.end(body);
    });
  return call as unknown as Fetch;
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
