import { isRecord, type Params } from "../../fake-server/params.ts";
import type { Update } from "./message.ts";
import { Refusal } from "./refusal.ts";

/** Kinds that come only when asked for by name. */
const onDemand: ReadonlySet<string> = new Set(["chat_member", "message_reaction", "message_reaction_count"]);
const limitTimeoutS = 50;

/** What waits for the bot, in the order of its ids, until a poll confirms it or the webhook takes it. */
export interface Updates {
  /** Everything that ever happened, also what the bot did not ask for. */
  readonly all: readonly Update[];
  readonly pending: readonly Update[];
  issue(kind: string, content: unknown): Update;
  /** Hands an update out once more, whatever was confirmed: what happens after a crash or a slow webhook. */
  redeliver(update: Update): void;
  allow(kinds: unknown): void;
  allowed(): readonly string[] | undefined;
  /** Takes an update out, once the webhook has it. */
  taken(update: Update): void;
  drop(): void;
  poll(params: Params, signal: AbortSignal): Promise<readonly Update[]>;
  onIssue(listener: () => void): void;
  clear(): void;
}

interface Poll {
  finish(): void;
  refuse(): void;
}

/** `changed` hears of every update that is confirmed or handed out. */
export function createUpdates(changed: () => void): Updates {
  const all: Update[] = [];
  const listeners: (() => void)[] = [];
  let pending: Update[] = [];
  let again: Update[] = [];
  let allowedKinds: readonly string[] | undefined;
  let parked: Poll | undefined;
  let nextId = 700_000_001;

  const isAllowed = (kind: string): boolean =>
    allowedKinds === undefined ? !onDemand.has(kind) : allowedKinds.includes(kind);
  const arrived = (): void => {
    parked?.finish();
    for (const listener of listeners) listener();
  };
  const confirm = (offset: number): void => {
    if (offset > 0) pending = pending.filter(({ update_id: id }) => id >= offset);
    if (offset < 0) pending = pending.slice(offset);
  };
  /** Repeats are handed out once, since no offset would ever ask for them. */
  const batch = (limit: number): Update[] => {
    const repeats = again.splice(0, limit);
    return [
      ...repeats,
      ...pending.filter((update) => !repeats.includes(update)).slice(0, limit - repeats.length),
    ];
  };

  return {
    all,
    get pending() {
      return [...again, ...pending];
    },
    issue(kind, content) {
      const update = { update_id: nextId, [kind]: content };
      nextId += 1;
      all.push(update);
      if (isAllowed(kind)) {
        pending.push(update);
        arrived();
      }
      return update;
    },
    redeliver(update) {
      again.push(update);
      arrived();
    },
    allow(kinds) {
      if (!Array.isArray(kinds)) return;
      allowedKinds = kinds.length === 0 ? undefined : kinds.map(String);
    },
    allowed: () => allowedKinds,
    taken(update) {
      const repeat = again.indexOf(update);
      if (repeat >= 0) again.splice(repeat, 1);
      else pending = pending.filter((other) => other !== update);
    },
    drop() {
      pending = [];
      again = [];
    },
    onIssue(listener) {
      listeners.push(listener);
    },
    poll(params, signal) {
      parked?.refuse();
      const whole = (name: string, fallback: number): number =>
        Number.isInteger(params[name]) ? Number(params[name]) : fallback;
      const limit = Math.min(Math.max(whole("limit", 100), 1), 100);
      const timeoutS = Math.min(Math.max(whole("timeout", 0), 0), limitTimeoutS);
      confirm(whole("offset", 0));
      const ready = batch(limit);
      changed();
      if (ready.length > 0 || timeoutS === 0 || signal.aborted) return Promise.resolve(ready);
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          clearTimeout(timer);
          signal.removeEventListener("abort", poll.finish);
          if (parked === poll) parked = undefined;
        };
        const poll: Poll = {
          finish() {
            leave();
            resolve(signal.aborted ? [] : batch(limit));
          },
          refuse() {
            leave();
            reject(terminated());
          },
        };
        const timer = setTimeout(poll.finish, timeoutS * 1000);
        signal.addEventListener("abort", poll.finish);
        parked = poll;
      });
    },
    clear() {
      parked?.finish();
      pending = [];
      again = [];
      all.length = 0;
      allowedKinds = undefined;
    },
  };
}

const terminated = (): Refusal =>
  new Refusal(
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    "world",
  );

/** Whose turn an update is: those of one chat are delivered one after the other. */
export function queueOf(update: Update): string {
  for (const content of Object.values(update)) {
    if (!isRecord(content)) continue;
    const message = isRecord(content.message) ? content.message : content;
    const chat = message.chat ?? content.from;
    if (isRecord(chat)) return String(chat.id);
  }
  return "";
}
