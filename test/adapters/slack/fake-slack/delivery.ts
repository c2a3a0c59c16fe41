import type { Params } from "../../fake-server/params.ts";

export type EnvelopeKind = "slash_commands" | "interactive" | "events_api";

/** How one attempt ended. */
export type Reception =
  | { readonly kind: "acked"; readonly afterMs: number; readonly body: unknown; readonly noRetry?: boolean }
  | {
      readonly kind: "missed";
      /** In Slack's words: "timeout", "http_error", "connection_failed", "no_connection". */
      readonly reason: string;
      readonly status?: number;
      readonly noRetry?: boolean;
    };

export interface Delivery {
  readonly kind: EnvelopeKind;
  readonly payload: Params;
  /** 0 at first. */
  readonly retry: number;
  readonly retryReason: string | undefined;
  readonly reception: Reception | undefined;
}

/** A way to the app. */
export interface Transport {
  readonly via: "socket" | "http";
  /** Events wait for a connection; people do not. */
  ready(): Promise<void>;
  send(kind: EnvelopeKind, payload: Params, retry: number, reason: string | undefined): Promise<Reception>;
}

export interface Deliveries {
  readonly list: readonly Delivery[];
  underway(): number;
  /** Sends once; for events again, until it was received or given up. */
  deliver(kind: EnvelopeKind, payload: Params): Promise<Reception>;
  stop(): void;
  clear(): void;
}

type Mutable = { -readonly [K in keyof Delivery]: Delivery[K] };

export function createDeliveries(
  transport: () => Transport,
  retryDelaysMs: readonly number[],
  changed: () => void,
): Deliveries {
  const list: Mutable[] = [];
  const waits = new Map<NodeJS.Timeout, () => void>();
  let underway = 0;
  let generation = 0;

  const wait = (delayMs: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => {
        waits.delete(timer);
        resolve();
      }, delayMs);
      waits.set(timer, resolve);
    });

  async function attempt(
    kind: EnvelopeKind,
    payload: Params,
    retry: number,
    retryReason: string | undefined,
  ): Promise<Reception> {
    const delivery: Mutable = { kind, payload, retry, retryReason, reception: undefined };
    list.push(delivery);
    changed();
    const reception = await transport().send(kind, payload, retry, retryReason);
    delivery.reception = reception;
    return reception;
  }

  async function untilReceived(payload: Params): Promise<Reception> {
    const since = generation;
    await transport().ready();
    if (since !== generation) return { kind: "missed", reason: "forgotten" };
    let reception = await attempt("events_api", payload, 0, undefined);
    for (const [index, delayMs] of retryDelaysMs.entries()) {
      if (reception.kind === "acked" || reception.noRetry === true) break;
      await wait(delayMs);
      await transport().ready();
      if (since !== generation) break;
      reception = await attempt("events_api", payload, index + 1, reception.reason);
    }
    return reception;
  }

  const stop = (): void => {
    generation += 1;
    for (const [timer, resolve] of waits) {
      clearTimeout(timer);
      resolve();
    }
    waits.clear();
  };

  return {
    list,
    underway: () => underway,
    async deliver(kind, payload) {
      underway += 1;
      changed();
      try {
        return kind === "events_api"
          ? await untilReceived(payload)
          : await attempt(kind, payload, 0, undefined);
      } finally {
        underway -= 1;
        changed();
      }
    },
    stop,
    clear() {
      stop();
      list.length = 0;
    },
  };
}
