import { App, type Receiver, webApi } from "@slack/bolt";
import { createSeen, type Desk, type Messenger, type Store } from "../../src/index.ts";
import { type CallNews, noted } from "../chat/noted-calls.ts";
import { allCommand } from "./command-text.ts";
import { attemptMs, hintMs, reconnectConfig, retryConfig } from "./delivery.ts";
import { createFetch } from "./fetch.ts";
import { createIntake } from "./intake.ts";
import { listenToButtons } from "./listen-buttons.ts";
import { listenToCommands } from "./listen-commands.ts";
import { listenToForms } from "./listen-forms.ts";
import { listenToHome } from "./listen-home.ts";
import { listenToMessages } from "./listen-messages.ts";
import { listenToShortcuts } from "./listen-shortcuts.ts";
import { createSdkLog, type Log } from "./log.ts";
import { createLookups } from "./lookups.ts";
import { peopleScope } from "./manifest.ts";
import { createMessenger } from "./messenger.ts";
import { createOnce } from "./once.ts";
import { besideOutsiders, createOutsiders } from "./outsiders.ts";
import { createHttpReceiver, type EventsRoute } from "./receiver.ts";
import { createSocketReceiver } from "./socket.ts";
import { appTokenRemedy, botTokenRemedy, type Identity, readIdentity, untilAnswered } from "./start.ts";
import { createThreads } from "./threads.ts";
import { createUnderWay } from "./under-way.ts";
import { isWellFormed } from "./well-formed.ts";
import type { Work } from "./work.ts";

export interface SlackOptions {
  readonly botToken: string;
  /** Another Web API than slack.com's. */
  readonly apiUrl?: string;
  readonly connection:
    | { readonly kind: "socket"; readonly appToken: string }
    | { readonly kind: "http"; readonly signingSecret: string };
  readonly desk: Desk;
  /** The present, in milliseconds since 1970. */
  now(): number;
  /** Logs an error and gives the id under which it was logged. */
  report(error: unknown, during: string): string;
  readonly log: Log;
  /** A call failed, or is made again. */
  noteCall?(news: CallNews): void;
  /** What outlives the process; without it, memory does until then. */
  readonly keeping?: { readonly store: Pick<Store, "seen" | "notes"> };
}

export interface SlackConnection {
  /** Settles when events are taken; rejects with a ConfigError where Slack refuses a token. */
  readonly ready: Promise<void>;
  readonly routes: readonly EventsRoute[];
  /** Says something unasked. */
  readonly messenger: Messenger;
  /** Whether events come, and why not. */
  check(): { readonly ok: boolean; readonly [fact: string]: unknown };
  /** Takes no more events and finishes those under way. */
  stop(): Promise<void>;
}

/** Work under way gets this long to end by itself. */
const finishMs = 8_000;

/** The desk on Slack. */
export function connectSlack(options: SlackOptions): SlackConnection {
  const { botToken, apiUrl, connection, desk, now, report, log, noteCall } = options;
  const logger = createSdkLog(log);
  // Made anew for each client: Bolt writes into the options that it is given.
  const optionsWith = <R>(retryConfig: R) => ({
    retryConfig,
    timeout: attemptMs,
    fetch: noted(createFetch(), noteCall),
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl.replace(/\/*$/, "/") }),
  });
  const stopping = new AbortController();
  const store = options.keeping?.store;
  const notes = store === undefined ? {} : { notes: store.notes };
  const underWay =
    store === undefined
      ? undefined
      : createUnderWay({ notes: store.notes, now, report, stopping: stopping.signal });
  const intake = createIntake(report, underWay);
  const http = connection.kind === "http" ? createHttpReceiver(connection.signingSecret, intake) : undefined;
  let identity: Identity | undefined;
  let trouble: string | undefined = "not connected yet";
  const onState = (state: string | undefined): void => {
    if (state === trouble) return;
    if (state === undefined)
      log("info", { as: identity?.botUserId, team: identity?.teamId }, "Slack is connected");
    else log("warn", { trouble: state }, "Slack gives no events");
    trouble = state;
  };
  const socket =
    connection.kind === "socket"
      ? createSocketReceiver({
          appToken: connection.appToken,
          clientOptions: optionsWith(reconnectConfig),
          onceOptions: optionsWith({ retries: 0 }),
          intake,
          logger,
          onState,
          stopping: stopping.signal,
        })
      : undefined;
  const receiver: Receiver | undefined = http ?? socket;
  if (receiver === undefined) throw new RangeError("Slack needs a connection");

  const app = new App({
    receiver,
    logger,
    // Nothing reads what Bolt would remember of each conversation.
    convoStore: false,
    clientOptions: optionsWith(retryConfig),
    authorize: async () => {
      if (identity === undefined) throw new Error("Slack has not yet said who the bot is.");
      return identity;
    },
  });
  app.error(async (error) => void report(error, "taking an event from Slack"));

  const once = createOnce({ seen: store?.seen ?? createSeen(), now, report });
  app.use(async ({ body, next, ...rest }) => {
    if (!isWellFormed(body)) return "ack" in rest && rest.ack !== undefined ? rest.ack() : undefined;
    outsiders.heard(body);
    const id = idOf(body);
    await (id === undefined ? next() : once(`slack:${identity?.teamId ?? ""}:${id}`, next));
  });
  const ownCommands = new Set(desk.commands().flatMap(({ name, aliases }) => [name, ...aliases]));
  const onTrouble = (error: unknown): void => void report(error, "remembering something of Slack");
  const hints = new webApi.WebClient(botToken, {
    ...optionsWith({ retries: 0 }),
    timeout: hintMs,
    rejectRateLimitedCalls: true,
    logger: createSdkLog(() => {}),
  });
  const outsiders = createOutsiders({
    desk,
    client: hints,
    mayReadPeople: () => identity?.missingScopes.includes(peopleScope) === false,
    ...notes,
    now,
    onTrouble,
  });
  const work: Work = {
    desk: besideOutsiders(desk, outsiders),
    now,
    report,
    hints,
    outsiders,
    lookups: createLookups({ ...notes, onTrouble }),
    threads: createThreads({ ...notes, onTrouble }),
    isCommand: (name) => ownCommands.has(name) || name === allCommand,
  };
  for (const listen of [
    listenToCommands,
    listenToMessages,
    listenToButtons,
    listenToShortcuts,
    listenToForms,
    listenToHome,
  ])
    listen(app, work);

  const start = async (): Promise<void> => {
    const { signal } = stopping;
    const client = new webApi.WebClient(botToken, { ...optionsWith({ retries: 0 }), logger });
    const remedy = botTokenRemedy(botToken);
    identity = await untilAnswered(() => readIdentity(client, botToken), remedy, onState, signal);
    if (signal.aborted) return;
    const { missingScopes: missing, unfollowed } = identity;
    if (missing.length > 0) log("warn", { missing }, "the Slack app lacks scopes of its manifest");
    if (unfollowed.length > 0) log("info", { without: unfollowed }, mentionsOnly);
    await underWay?.resume((body) => intake.resume(app, body));
    const token = connection.kind === "socket" ? connection.appToken : "";
    await untilAnswered(() => receiver.start(), appTokenRemedy(token), onState, signal);
    onState(undefined);
  };
  return {
    ready: start(),
    routes: http === undefined ? [] : [http.route],
    messenger: createMessenger(
      new webApi.WebClient(botToken, {
        ...optionsWith({ retries: 0 }),
        rejectRateLimitedCalls: true,
        logger: createSdkLog(() => {}),
      }),
    ),
    check: () => ({
      ok: trouble === undefined,
      by: connection.kind,
      ...(trouble === undefined ? {} : { reason: trouble }),
      ...(identity === undefined || identity.missingScopes.length === 0
        ? {}
        : { missingScopes: identity.missingScopes }),
    }),
    async stop() {
      stopping.abort();
      await receiver.stop();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, finishMs);
      });
      await Promise.race([intake.finished(), late]);
      clearTimeout(timer);
    },
  };
}

/** What is lost without the scopes that the minimal manifest does not ask for. */
const mentionsOnly =
  "threads of channels that the app may not read are not followed: each question there needs a mention";

/** What tells one delivery from another; a retry has the same. */
function idOf(body: object): string | undefined {
  const { event_id, trigger_id } = body as { readonly event_id?: unknown; readonly trigger_id?: unknown };
  const id = event_id ?? trigger_id;
  return typeof id === "string" ? id : undefined;
}
