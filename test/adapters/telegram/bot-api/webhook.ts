import { isRecord, type Params } from "../../fake-server/params.ts";
import type { Update } from "./message.ts";
import { badRequest } from "./refusal.ts";
import { queueOf, type Updates } from "./updates.ts";

export interface WebhookOptions {
  /** Also http, and any port: what tests on loopback need. */
  readonly anyWebhookUrl: boolean;
  /** The wait after a first failure; it doubles up to `mostMs`. */
  readonly webhookRetry: { readonly firstMs: number; readonly mostMs: number };
}

export interface Delivery {
  readonly update: Update;
  /** From 1. */
  readonly attempt: number;
  /** How long was waited before this attempt. */
  readonly waitedMs: number;
  /** Undefined where no answer came. */
  readonly status: number | undefined;
}

/** Posts updates to the bot's address: in order within a chat, side by side between chats, until each is taken. */
export interface Webhook {
  /** Empty while none is set. */
  url(): string;
  readonly deliveries: readonly Delivery[];
  set(params: Params): string;
  remove(): string;
  info(): Readonly<Record<string, unknown>>;
  underway(): number;
  stop(): void;
}

interface Settings {
  readonly url: string;
  readonly secret: string | undefined;
  readonly maxConnections: number;
}

const ports: ReadonlySet<string> = new Set(["", "443", "80", "88", "8443"]);

/** `run` carries out the method that a webhook's answer may name. */
export function createWebhook(
  updates: Updates,
  options: WebhookOptions,
  run: (method: string, params: Params) => Promise<void>,
  changed: () => void,
): Webhook {
  const deliveries: Delivery[] = [];
  const busy = new Set<string>();
  const waits = new Set<NodeJS.Timeout>();
  let settings: Settings | undefined;
  let calls = new AbortController();
  let connections = 0;
  let lastError: { last_error_date: number; last_error_message: string } | undefined;

  const pump = (): void => {
    if (settings === undefined) return;
    for (const update of updates.pending) {
      const queue = queueOf(update);
      if (connections >= settings.maxConnections) return;
      if (busy.has(queue)) continue;
      busy.add(queue);
      void deliver(update, queue, settings, 1, 0);
    }
  };
  updates.onIssue(pump);

  async function deliver(
    update: Update,
    queue: string,
    to: Settings,
    attempt: number,
    waitedMs: number,
  ): Promise<void> {
    connections += 1;
    const { status, retryAfterMs, body, problem } = await post(update, to, calls.signal);
    connections -= 1;
    if (settings !== to) return;
    deliveries.push({ update, attempt, waitedMs, status });
    if (status !== undefined && status >= 200 && status < 300) {
      updates.taken(update);
      busy.delete(queue);
      if (body !== undefined) await run(String(body.method), withoutMethod(body));
    } else {
      lastError = { last_error_date: Math.floor(Date.now() / 1000), last_error_message: problem };
      const { firstMs, mostMs } = options.webhookRetry;
      const waitMs = retryAfterMs ?? Math.min(firstMs * 2 ** (attempt - 1), mostMs);
      const wait = setTimeout(() => {
        waits.delete(wait);
        void deliver(update, queue, to, attempt + 1, waitMs);
      }, waitMs);
      waits.add(wait);
    }
    changed();
    pump();
  }

  const leave = (): void => {
    settings = undefined;
    calls.abort();
    calls = new AbortController();
    for (const wait of waits) clearTimeout(wait);
    waits.clear();
    busy.clear();
  };

  return {
    url: () => settings?.url ?? "",
    deliveries,
    set(params) {
      const next = checkedSettings(params, options.anyWebhookUrl);
      updates.allow(params.allowed_updates);
      if (params.drop_pending_updates === true) updates.drop();
      const same = JSON.stringify(settings) === JSON.stringify(next);
      leave();
      settings = next;
      pump();
      return same ? "Webhook is already set" : "Webhook was set";
    },
    remove() {
      const was = settings;
      leave();
      return was === undefined ? "Webhook is already deleted" : "Webhook was deleted";
    },
    info() {
      const allowed = updates.allowed();
      return {
        url: settings?.url ?? "",
        has_custom_certificate: false,
        pending_update_count: updates.pending.length,
        ...(settings === undefined ? {} : { max_connections: settings.maxConnections, ...lastError }),
        ...(allowed === undefined ? {} : { allowed_updates: allowed }),
      };
    },
    underway: () => connections,
    stop: leave,
  };
}

function checkedSettings(params: Params, anyUrl: boolean): Settings {
  const { url, secret_token: secret, max_connections: most = 40 } = params;
  const bad = (what: string): Error => badRequest(`bad webhook: ${what}`);
  if (typeof url !== "string" || !URL.canParse(url)) throw bad("invalid webhook URL specified");
  const { protocol, port } = new URL(url);
  if (!anyUrl && protocol !== "https:") throw bad("An HTTPS URL must be provided for webhook");
  if (!anyUrl && !ports.has(port)) throw bad("Webhook can be set up only on ports 80, 88, 443 or 8443");
  if (secret !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(String(secret))) {
    throw badRequest("secret token contains unallowed characters");
  }
  return {
    url,
    secret: secret === undefined ? undefined : String(secret),
    maxConnections: Math.min(Math.max(Number(most), 1), 100),
  };
}

interface Posted {
  readonly status: number | undefined;
  readonly problem: string;
  readonly retryAfterMs?: number;
  /** A JSON object with `method`, if the answer is one. */
  readonly body?: Params;
}

async function post(update: Update, { url, secret }: Settings, signal: AbortSignal): Promise<Posted> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(secret === undefined ? {} : { "x-telegram-bot-api-secret-token": secret }),
      },
      body: JSON.stringify(update),
      signal,
      redirect: "manual",
    });
    const { status } = response;
    const text = await response.text();
    const retryAfterS = Number(response.headers.get("retry-after") ?? Number.NaN);
    const body = status < 300 ? methodIn(text) : undefined;
    return {
      status,
      problem: `Wrong response from the webhook: ${status} ${response.statusText}`,
      ...(Number.isFinite(retryAfterS) ? { retryAfterMs: Math.min(retryAfterS, 3600) * 1000 } : {}),
      ...(body === undefined ? {} : { body }),
    };
  } catch (error) {
    return { status: undefined, problem: `Connection failed: ${String(error)}` };
  }
}

function methodIn(text: string): Params | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return isRecord(body) && typeof body.method === "string" ? body : undefined;
  } catch {
    return undefined;
  }
}

const withoutMethod = (body: Params): Params =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name !== "method"));
