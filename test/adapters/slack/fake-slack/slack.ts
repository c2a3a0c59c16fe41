import type { Call, Violation } from "../../fake-server/calls.ts";
import type { Params } from "../../fake-server/params.ts";
import type { Channel } from "./channel.ts";
import type { Delivery, EnvelopeKind } from "./delivery.ts";
import type { SlackEvent } from "./events.ts";
import type { Fault } from "./faults.ts";
import type { Person } from "./person.ts";
import type { SignOptions } from "./request-url.ts";
import type { Sockets } from "./sockets.ts";

export interface SlackOptions {
  /** The app's manifest: its scopes, events, commands, shortcuts and tabs; everything is allowed without one. */
  readonly manifest?: Params;
  readonly botToken?: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  /** How long the app has to acknowledge. */
  readonly ackMs?: number;
  /** The waits before an event is sent again; three of them, as Slack has, at once and then much longer ones. */
  readonly retryDelaysMs?: readonly number[];
  readonly triggerLifetimeMs?: number;
  readonly responseUrlLifetimeMs?: number;
  /** Between pings to the app. */
  readonly pingMs?: number;
  /** How long the waiting functions wait. */
  readonly waitMs?: number;
}

export interface PersonFacts {
  readonly name?: string;
  readonly realName?: string;
  /** Like "ms-MY". */
  readonly locale?: string;
  readonly tz?: string;
  /** Another app's bot user. */
  readonly isBot?: boolean;
  /** Of another organisation, met in shared channels only. */
  readonly isStranger?: boolean;
  /** Of this workspace, with keys to a few of its channels, or to one. */
  readonly guest?: "few" | "one";
}

export interface ChannelFacts {
  readonly name?: string;
  readonly private?: boolean;
  /** Shared with another organisation by Slack Connect. */
  readonly shared?: boolean;
  readonly members?: readonly Person[];
  /** The app was never invited. */
  readonly withoutApp?: boolean;
}

export interface Slack {
  /** For SLACK_API_URL, with a slash at its end. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly botUser: {
    readonly id: string;
    readonly botId: string;
    readonly name: string;
    readonly mention: string;
  };
  readonly calls: readonly Call[];
  readonly violations: readonly Violation[];
  /** Every event there ever was, delivered or not. */
  readonly events: readonly SlackEvent[];
  /** Everything sent to the app, with how it ended. */
  readonly deliveries: readonly Delivery[];
  readonly sockets: Omit<Sockets, "send" | "ready" | "via" | "close" | "issueUrl">;
  person(facts?: PersonFacts): Person;
  channel(facts?: ChannelFacts): Channel;
  /** The person's conversation with the app. */
  dm(person: Person): Channel;
  /** From now on Slack posts to that address, which must answer the challenge; Socket Mode is over. */
  useRequestUrl(url: string): Promise<void>;
  /** Posts to the request URL what Slack would not: with another secret, or a time long past. */
  post(kind: EnvelopeKind | "url_verification", payload: Params, options?: SignOptions): Promise<Response>;
  issue(event: Params, channel?: Channel): SlackEvent;
  redeliver(event: SlackEvent): void;
  /** The event that a message became; with `type` "app_mention" its twin. */
  eventOf(message: { readonly ts: string }, type?: string): SlackEvent;
  /** Every call is answered with token_revoked, or no longer. */
  revoke(isRevoked: boolean): void;
  /** Returns how to take it back. */
  fault(fault: Fault): () => void;
  offline(isOffline: boolean): Promise<void>;
  /** The next call since somebody last acted that no earlier `next` returned. */
  next(method?: string, options?: { readonly timeoutMs?: number }): Promise<Call>;
  /** Resolves when nothing waits to be delivered and no call is under way, and so it stays for `quietMs`. */
  idle(options?: { readonly quietMs?: number; readonly timeoutMs?: number }): Promise<void>;
  /** Forgets people, channels, events, calls, violations and faults; connections and the request URL stay. */
  reset(): void;
  close(): Promise<void>;
}
