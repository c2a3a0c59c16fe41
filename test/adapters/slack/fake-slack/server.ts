import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Calls } from "../../fake-server/calls.ts";
import type { Faults } from "../../fake-server/faults.ts";
import type { Params } from "../../fake-server/params.ts";
import { jsonObject, paramsOf, readBody } from "./body.ts";
import type { Answer } from "./dispatch.ts";
import { type Fault, isDone, strike } from "./faults.ts";
import { Refusal } from "./refusal.ts";

export interface ServerParts {
  readonly calls: Calls;
  readonly faults: Faults<Fault>;
  readonly provided: string;
  readonly dispatch: (method: string, params: Params, token: string | undefined) => Answer;
  /** A post to a response_url; throws a refusal. */
  readonly respond: (id: string, params: Params) => void;
  /** A file's bytes; throws a refusal. */
  readonly upload: (id: string, bytes: Uint8Array | undefined) => string;
  /** What broke inside the fake itself: a test must hear of it. */
  readonly report: (error: unknown) => void;
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON for methods, plain text elsewhere. */
  readonly body: Params | string;
}

/** One request, read. */
interface Request {
  /** A method's name, or "response_url", or "upload". */
  readonly method: string;
  readonly params: Params;
  readonly run: () => Reply;
}

export function createSlackServer(parts: ServerParts): Server {
  return createServer((request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
      // A caller that hangs up while it sends gets no answer, and has none to lose.
      if (request.errored === null) parts.report(error);
      response.destroy();
    });
  });
}

async function handle(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const hungUp = new AbortController();
  response.on("close", () => hungUp.abort());
  const { method, params, run } = read(parts, request, await readBody(request));
  const finish = parts.calls.begin(method, params, method === "response_url" ? "response_url" : "request");
  const fault = parts.faults.take(method);
  const lost = (to: string): void => finish({ kind: "lost", to });
  const reply = fault === undefined || isDone(fault) ? run() : undefined;
  const end = (): void => {
    if (reply === undefined) return;
    const { status, headers, body } = reply;
    const isText = typeof body === "string";
    const type = isText ? "text/plain; charset=utf-8" : "application/json; charset=utf-8";
    response
      .writeHead(status, { "content-type": type, ...headers })
      .end(isText ? body : JSON.stringify(body));
    const error = isText
      ? status === 200
        ? undefined
        : body
      : body.ok === true
        ? undefined
        : String(body.error);
    if (error === undefined) finish({ kind: "answered", result: body });
    else finish({ kind: "refused", code: status, description: error });
  };
  if (fault === undefined) return end();
  const body = typeof reply?.body === "string" ? { body: reply.body } : reply?.body;
  strike(fault, { response, body, hungUp: hungUp.signal, provided: parts.provided, end, lost });
}

function read(parts: ServerParts, request: IncomingMessage, body: Buffer): Request {
  const url = new URL(request.url ?? "/", "http://localhost");
  const type = request.headers["content-type"] ?? "";
  const [, kind, id = ""] = /^\/(api|response|upload)\/(.+)$/.exec(url.pathname) ?? [];
  if (kind === "api") return readCall(parts, id, type, url, request, body);
  if (kind === "response") {
    return attempt(
      parts,
      "response_url",
      () => jsonObject(body.toString("utf8")),
      (params) => {
        parts.respond(id, params);
        return "ok";
      },
    );
  }
  if (kind === "upload") {
    const bytes = (params: Params): Uint8Array | undefined => {
      if (!type.startsWith("multipart/form-data")) return body;
      return Object.values(params).find((value) => value instanceof Uint8Array);
    };
    const file = (): Params =>
      type.startsWith("multipart/form-data") ? paramsOf(body, type, new URLSearchParams()) : {};
    return attempt(parts, "upload", file, (params) => parts.upload(id, bytes(params)));
  }
  return { method: url.pathname, params: {}, run: () => ({ status: 404, headers: {}, body: "not_found" }) };
}

function readCall(
  parts: ServerParts,
  method: string,
  type: string,
  url: URL,
  request: IncomingMessage,
  body: Buffer,
): Request {
  try {
    const { token: inBody, ...params } = paramsOf(body, type, url.searchParams);
    const [, bearer] = /^Bearer (.+)$/.exec(request.headers.authorization ?? "") ?? [];
    const token = bearer ?? (inBody === undefined ? undefined : String(inBody));
    return { method, params, run: () => ({ status: 200, ...parts.dispatch(method, params, token) }) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    parts.calls.complain("refused", method, {}, error.message);
    return {
      method,
      params: {},
      run: () => ({ status: 200, headers: {}, body: { ok: false, error: error.error } }),
    };
  }
}

/** Addresses beside the Web API answer in plain text, and refuse by status. */
function attempt(
  { calls }: ServerParts,
  method: string,
  readParams: () => Params,
  run: (params: Params) => string,
): Request {
  let params: Params = {};
  let problem: unknown;
  try {
    params = readParams();
  } catch (error) {
    problem = error;
  }
  return {
    method,
    params,
    run() {
      try {
        if (problem !== undefined) throw problem;
        return { status: 200, headers: {}, body: run(params) };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (error.blame === "app") calls.complain("refused", method, params, error.message);
        const status = /_url$|not_found$/.test(error.error) ? 404 : 400;
        return { status, headers: {}, body: error.error };
      }
    },
  };
}
