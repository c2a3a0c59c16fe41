import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Calls } from "../../fake-server/calls.ts";
import type { Faults } from "../../fake-server/faults.ts";
import { listenOnLoopback } from "../../fake-server/loopback.ts";
import type { Params } from "../../fake-server/params.ts";
import { readParams } from "./body.ts";
import { type Answer, refused } from "./dispatch.ts";
import type { Fault } from "./faults.ts";
import { badRequest, Refusal } from "./refusal.ts";

export interface ServerParts {
  readonly token: string;
  readonly calls: Calls;
  readonly faults: Faults<Fault>;
  readonly isLoggedOut: () => boolean;
  /** What broke inside the fake itself: a test must hear of it. */
  readonly report: (error: unknown) => void;
  readonly dispatch: (method: string, params: Params, signal: AbortSignal) => Promise<Answer>;
}

export interface BotApiServer {
  /** Like `http://127.0.0.1:40123`: without a slash at its end, as an `apiRoot` must be. */
  readonly root: string;
  /** Refuses connections, or listens on the same port again. */
  offline(isOffline: boolean): Promise<void>;
}

/** The HTTP side: addresses, tokens, bodies, and what goes wrong with them. */
export async function createBotApiServer(parts: ServerParts): Promise<BotApiServer> {
  const server = createServer((request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
      parts.report(error);
      response.destroy();
    });
  });
  const { port, offline } = await listenOnLoopback(server);
  return { root: `http://127.0.0.1:${port}`, offline };
}

async function handle(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const [, token, method = ""] = /^\/bot(\d+:[\w-]+)\/(\w+)$/.exec(url.pathname) ?? [];
  const hungUp = new AbortController();
  response.on("close", () => hungUp.abort());
  const lost = token === undefined ? new Refusal(404, "Not Found", "bot") : undefined;
  const stranger = token !== parts.token ? new Refusal(401, "Unauthorized", "bot") : undefined;
  const out = parts.isLoggedOut() ? new Refusal(400, "Logged out", "world") : undefined;
  const closedDoor = lost ?? stranger ?? out;
  if (closedDoor !== undefined) {
    request.resume();
    return reply(response, refused(closedDoor));
  }
  const params = await readParams(request, url).catch((error: unknown) => {
    if (error instanceof Refusal) return error;
    // A caller that hangs up while it sends gets no answer, and has none to lose.
    return request.errored === null ? badRequest(String(error)) : undefined;
  });
  if (params === undefined) return;
  if (params instanceof Refusal) {
    parts.calls.complain("refused", method, {}, params.message);
    return reply(response, refused(params));
  }
  const finish = parts.calls.begin(method, params, "request");
  const fault = parts.faults.take(method);
  if (fault !== undefined && !isDone(fault)) {
    return strike(fault, response, undefined, hungUp.signal, (to) => finish({ kind: "lost", to }));
  }
  const answer = await parts.dispatch(method, params, hungUp.signal);
  if (fault !== undefined) {
    return strike(
      fault,
      response,
      answer,
      hungUp.signal,
      (to) => finish({ kind: "lost", to }),
      () => end(answer),
    );
  }
  end(answer);

  function end({ status, body }: Answer): void {
    reply(response, { status, body });
    if (status === 200) finish({ kind: "answered", result: body.result });
    else finish({ kind: "refused", code: status, description: String(body.description) });
  }
}

const isDone = (fault: Fault): boolean => fault.kind === "slow" || ("done" in fault && fault.done === true);

function reply(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function strike(
  fault: Fault,
  response: ServerResponse,
  answer: Answer | undefined,
  hungUp: AbortSignal,
  lost: (to: string) => void,
  end?: () => void,
): void {
  const refuse = (code: number, description: string, parameters?: { retry_after: number }): void => {
    reply(response, refused(new Refusal(code, description, "world", parameters)));
  };
  switch (fault.kind) {
    case "flood":
      refuse(429, `Too Many Requests: retry after ${fault.retryAfterS}`, { retry_after: fault.retryAfterS });
      break;
    case "internal":
      refuse(500, "Internal Server Error");
      break;
    case "blocked":
      refuse(403, "Forbidden: bot was blocked by the user");
      break;
    case "refuse":
      refuse(fault.code ?? 400, fault.description);
      break;
    case "badGateway":
      response
        .writeHead(502, { "content-type": "text/html" })
        .end("<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>");
      break;
    case "cut":
      cut(response, fault.half === true ? (answer ?? { status: 200, body: { ok: true } }) : undefined);
      break;
    case "slow": {
      const timer = setTimeout(() => end?.(), fault.delayMs);
      hungUp.addEventListener("abort", () => {
        clearTimeout(timer);
        lost("slow");
      });
      return;
    }
    case "hang":
      break;
  }
  lost(fault.kind);
}

function cut(response: ServerResponse, answer: Answer | undefined): void {
  if (answer === undefined) {
    response.destroy();
    return;
  }
  const text = JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
  });
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}
