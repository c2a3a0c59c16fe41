import { type App, isValidSlackRequest, type Receiver } from "@slack/bolt";
import type { Intake } from "./intake.ts";
import { eventsPath } from "./manifest.ts";

/** A route for the web's own Request and Response. */
export interface EventsRoute {
  readonly method: "POST";
  readonly path: string;
  handle(request: Request): Promise<Response>;
}

export interface HttpReceiver extends Receiver {
  readonly route: EventsRoute;
}

/** Slack's own limit on a request is far lower; bytes. */
const longestBody = 1 << 20;
/** Slack waits three seconds for an acknowledgement; what has none by then gets an error, and comes again. */
const ackMs = 2_900;

/** Slack over HTTP, on a listener that is not Bolt's. */
export function createHttpReceiver(signingSecret: string, intake: Pick<Intake, "take">): HttpReceiver {
  let app: App | undefined;
  let isOpen = false;
  return {
    init(given) {
      app = given;
    },
    start: async () => {
      isOpen = true;
    },
    stop: async () => {
      isOpen = false;
    },
    route: {
      method: "POST",
      path: eventsPath,
      async handle(request) {
        const body = await readAtMost(request, longestBody);
        if (body === undefined) return new Response("Too large.", { status: 413 });
        if (!isSigned(request, body, signingSecret)) return new Response("Wrong signature.", { status: 401 });
        const parsed = parseBody(request.headers.get("content-type") ?? "", body);
        if (parsed === undefined) return new Response("Not understood.", { status: 400 });
        if (parsed.ssl_check !== undefined) return new Response(null, { status: 200 });
        if (parsed.type === "url_verification") return Response.json({ challenge: parsed.challenge });
        if (app === undefined || !isOpen) return new Response("Not ready.", { status: 503 });
        return acknowledged(app, intake, request, parsed);
      },
    },
  };
}

/**
 * The body as text; nothing where it is longer, said or not: then the rest of it stays unread. One whose length is said is never
 * longer than that, and is read at once: as a stream it would take longer than all else until the acknowledgement.
 */
async function readAtMost(request: Request, limitBytes: number): Promise<string | undefined> {
  const said = request.headers.get("content-length");
  if (said !== null) {
    if (!(Number(said) <= limitBytes)) return undefined;
    return Buffer.from(await request.arrayBuffer()).toString("utf8");
  }
  const { body } = request;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > limitBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function isSigned(request: Request, body: string, signingSecret: string): boolean {
  return isValidSlackRequest({
    signingSecret,
    body,
    headers: {
      "x-slack-signature": request.headers.get("x-slack-signature") ?? "",
      "x-slack-request-timestamp": Number(request.headers.get("x-slack-request-timestamp") ?? Number.NaN),
    },
  });
}

type Body = Readonly<Record<string, unknown>>;

function parseBody(type: string, body: string): Body | undefined {
  try {
    if (!type.startsWith("application/x-www-form-urlencoded")) return objectIn(JSON.parse(body));
    const fields = Object.fromEntries(new URLSearchParams(body));
    return fields.payload === undefined ? fields : objectIn(JSON.parse(fields.payload));
  } catch {
    return undefined;
  }
}

function objectIn(value: unknown): Body | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Body) : undefined;
}

/** Answers Slack as soon as that is acknowledged, whatever is done then. */
function acknowledged(
  app: App,
  intake: Pick<Intake, "take">,
  request: Request,
  body: Body,
): Promise<Response> {
  const retry = request.headers.get("x-slack-retry-num");
  const reason = request.headers.get("x-slack-retry-reason");
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(new Response("Not acknowledged.", { status: 503 })), ackMs);
    const ack = async (answer?: unknown): Promise<void> => {
      clearTimeout(timer);
      resolve(
        answer === undefined || answer === ""
          ? new Response(null, { status: 200 })
          : typeof answer === "string"
            ? new Response(answer, { status: 200 })
            : Response.json(answer),
      );
    };
    intake
      .take(app, {
        body: body as Record<string, unknown>,
        ack,
        ...(retry === null ? {} : { retryNum: Number(retry) }),
        ...(reason === null ? {} : { retryReason: reason }),
      })
      .catch(reject);
  });
}
