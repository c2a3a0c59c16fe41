import { createHash, timingSafeEqual } from "node:crypto";
import type { Update } from "grammy/types";
import type { Dealt } from "./taking.ts";

/** A route for the web's own Request and Response. */
export interface WebhookRoute {
  readonly method: "POST";
  readonly path: string;
  handle(request: Request): Promise<Response>;
}

export interface WebhookOptions {
  deal(update: Update): Promise<Dealt>;
  readonly url: string;
  readonly secret: string;
  /** False until the bot knows who it is, and when it stops: then Telegram comes again. */
  isReady(): boolean;
}

/** Telegram waits longer; but what takes longer waits for Telegram itself, and other chats need the connection. */
const holdMs = 10_000;
/** After this Telegram asks again whether an update was dealt with: it is not lost then if the process ends meanwhile. */
const unansweredSeconds = 5;
/** No update is as large. */
const longestBody = 1 << 20;

/**
 * Where Telegram delivers updates. Answered when the update is dealt with, so that one which was lost comes again.
 *
 * Not grammY's own: that reads a body before it asks for the secret, and a body that is no JSON then ends the process.
 */
export function createWebhook({ deal, url, secret, isReady }: WebhookOptions): WebhookRoute {
  const wanted = hash(secret);
  return {
    method: "POST",
    path: new URL(url).pathname,
    async handle(request) {
      const given = request.headers.get("x-telegram-bot-api-secret-token") ?? "";
      if (!timingSafeEqual(hash(given), wanted)) return new Response("Wrong secret.", { status: 401 });
      if (!isReady()) return comeAgain("Not ready.", 1);
      const update = parseUpdate(await request.text());
      if (update === undefined) return new Response("No update.", { status: 400 });
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<"late">((resolve) => {
        timer = setTimeout(() => resolve("late"), holdMs);
      });
      const dealt = await Promise.race([deal(update), late]).finally(() => clearTimeout(timer));
      if (dealt !== "done") return comeAgain("Not answered yet.", unansweredSeconds);
      return new Response(null, { status: 200 });
    },
  };
}

const comeAgain = (why: string, seconds: number): Response =>
  new Response(why, { status: 503, headers: { "retry-after": String(seconds) } });

const hash = (text: string): Buffer => createHash("sha256").update(text).digest();

function parseUpdate(body: string): Update | undefined {
  if (body.length > longestBody) return undefined;
  try {
    const value: unknown = JSON.parse(body);
    const isUpdate = typeof value === "object" && value !== null && "update_id" in value;
    return isUpdate && Number.isSafeInteger(value.update_id) ? (value as Update) : undefined;
  } catch {
    return undefined;
  }
}
