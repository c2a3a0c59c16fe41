import { type Call, createCalls, type Violation } from "../../fake-server/calls.ts";
import { createFaults } from "../../fake-server/faults.ts";
import { idle } from "../../fake-server/idle.ts";
import type { Params } from "../../fake-server/params.ts";
import { type Chat, type ChatHost, createChat } from "./chat.ts";
import { chatMethods } from "./chat-methods.ts";
import { createDispatch } from "./dispatch.ts";
import type { Fault } from "./faults.ts";
import { createInlineQuery, type InlineQuery } from "./inline-query.ts";
import type { Message, Update, User } from "./message.ts";
import { messageMethods } from "./message-methods.ts";
import { newPerson } from "./people.ts";
import { createProfile, type Profile } from "./profile-methods.ts";
import { queryMethods } from "./query-methods.ts";
import { createBotApiServer } from "./server.ts";
import { readSpec } from "./spec.ts";
import { updateMethods } from "./update-methods.ts";
import { createUpdates } from "./updates.ts";
import { createWebhook, type Delivery, type WebhookOptions } from "./webhook.ts";
import { createWorld } from "./world.ts";

export interface BotApiOptions extends Partial<WebhookOptions> {
  readonly token?: string;
  readonly username?: string;
  /** Privacy mode off: every message of a group reaches the bot. */
  readonly readsAllGroupMessages?: boolean;
  /** After this a press or an inline query cannot be answered any more. */
  readonly queryLifetimeMs?: number;
  /** How long the waiting functions wait. */
  readonly waitMs?: number;
}

export interface GroupOptions {
  readonly title?: string;
  readonly supergroup?: boolean;
  readonly forum?: boolean;
  readonly username?: string;
  readonly people?: readonly User[];
}

export interface BotApi {
  /** For grammY's `client.apiRoot`. */
  readonly root: string;
  readonly token: string;
  readonly me: User;
  readonly calls: readonly Call[];
  readonly violations: readonly Violation[];
  /** Every update there ever was, delivered or not. */
  readonly updates: readonly Update[];
  readonly deliveries: readonly Delivery[];
  readonly profile: Pick<Profile, "commands" | "texts">;
  privateChat(options?: { readonly from?: User }): Chat;
  group(options?: GroupOptions): Chat;
  channel(options?: { readonly title?: string; readonly username?: string }): Chat;
  person(facts?: Partial<User>): User;
  inline(from: User, query: string, offset?: string): InlineQuery;
  /** What an inline message shows now. */
  inlineMessage(id: string): Message | undefined;
  updateOf(message: Message): Update;
  redeliver(update: Update): void;
  issue(kind: string, content: unknown): Update;
  /** Returns how to take it back. */
  fault(fault: Fault): () => void;
  offline(isOffline: boolean): Promise<void>;
  /** The next call since the user last acted that no earlier `next` returned; long polls only by name. */
  next(method?: string, options?: { readonly timeoutMs?: number }): Promise<Call>;
  /** Resolves when no update waits and no call is under way, and so it stays for `quietMs`. */
  idle(options?: { readonly quietMs?: number; readonly timeoutMs?: number }): Promise<void>;
  /** Forgets chats, updates, calls, violations, faults and the profile; the webhook stays. */
  reset(): void;
  close(): Promise<void>;
}

/** A Bot API server on loopback, for one bot. It is strict: `violations` should be empty at the end of a test. */
export async function createBotApi(options: BotApiOptions = {}): Promise<BotApi> {
  const token = options.token ?? "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0";
  const waitMs = options.waitMs ?? 5000;
  const spec = readSpec();
  const calls = createCalls("getUpdates");
  const faults = createFaults<Fault>("getUpdates");
  const updates = createUpdates(calls.touch);
  const profile = createProfile();
  const failures: unknown[] = [];
  let isLoggedOut = false;
  const world = createWorld(token, options, (kind, content) => {
    const problems = spec?.problemsOf("Update", { update_id: 1, [kind]: content }) ?? [];
    if (problems.length > 0) throw new Error(`The Bot API has no such update: ${problems.join("; ")}`);
    return updates.issue(kind, content);
  });
  const webhook = createWebhook(
    updates,
    {
      anyWebhookUrl: options.anyWebhookUrl ?? true,
      webhookRetry: options.webhookRetry ?? { firstMs: 10, mostMs: 200 },
    },
    runReply,
    calls.touch,
  );
  const dispatch = createDispatch(
    {
      ...updateMethods(world.me, world.readsAll, updates, webhook, () => {
        isLoggedOut = true;
      }),
      ...messageMethods(world),
      ...queryMethods(world, options.queryLifetimeMs ?? 10_000),
      ...chatMethods(world),
      ...profile.methods,
    },
    calls,
    spec,
  );
  const server = await createBotApiServer({
    token,
    calls,
    faults,
    dispatch,
    isLoggedOut: () => isLoggedOut,
    report: (error) => {
      failures.push(error);
    },
  });
  const host: ChatHost = { world, waitMs, acted: calls.mark, onChange: calls.onChange };
  const person = (facts: Partial<User> = {}): User => newPerson(world.nextSerial(), facts);
  const newId = (): number => 500_000_000 + world.nextSerial();

  async function runReply(method: string, params: Params): Promise<void> {
    const finish = calls.begin(method, params, "webhook reply");
    if (/^get|^(set|delete)Webhook$|^(close|logOut)$/i.test(method)) {
      calls.complain("refused", method, params, "this method cannot be run from a webhook's answer");
      return finish({ kind: "refused", code: 400, description: "not from a webhook" });
    }
    const { status, body } = await dispatch(method, params, new AbortController().signal);
    if (status === 200) finish({ kind: "answered", result: body.result });
    else finish({ kind: "refused", code: status, description: String(body.description) });
  }

  return {
    root: server.root,
    token,
    me: world.me,
    calls: calls.list,
    violations: calls.violations,
    updates: updates.all,
    deliveries: webhook.deliveries,
    profile,
    person,
    privateChat({ from = person() } = {}) {
      const { id, first_name, username } = from;
      return createChat(
        host,
        { id, type: "private", first_name, ...(username === undefined ? {} : { username }) },
        [from],
      );
    },
    group({ title = "Reading room", supergroup = false, forum = false, username, people = [person()] } = {}) {
      const isLarge = supergroup || forum || username !== undefined;
      const facts = {
        title,
        ...(username === undefined ? {} : { username }),
        ...(forum ? { is_forum: true as const } : {}),
      };
      if (isLarge)
        return createChat(host, { id: -1_000_000_000_000 - newId(), type: "supergroup", ...facts }, people);
      return createChat(host, { id: -newId(), type: "group", ...facts }, people);
    },
    channel: ({ title = "Notices", username } = {}) =>
      createChat(
        host,
        {
          id: -1_000_000_000_000 - newId(),
          type: "channel",
          title,
          ...(username === undefined ? {} : { username }),
        },
        [person()],
      ),
    inline: (from, query, offset = "") => createInlineQuery(host, from, query, offset),
    inlineMessage: (id) => world.inlineMessages.get(id),
    updateOf(message) {
      const update = updates.all.find((other) => Object.values(other).includes(message));
      if (update === undefined) throw new Error(`Message ${message.message_id} never became an update.`);
      return update;
    },
    redeliver: updates.redeliver,
    issue: world.issue,
    fault: faults.add,
    offline: server.offline,
    next: (method, { timeoutMs = waitMs } = {}) => calls.next(method, timeoutMs),
    idle: ({ quietMs = 60, timeoutMs = waitMs } = {}) =>
      idle(calls, quietMs, timeoutMs, () => webhook.underway() + updates.pending.length),
    reset() {
      updates.clear();
      calls.clear();
      faults.clear();
      profile.clear();
      for (const kept of [world.chats, world.presses, world.inlineQueries, world.inlineMessages])
        kept.clear();
    },
    async close() {
      webhook.stop();
      await server.offline(true);
      if (failures.length > 0)
        throw new AggregateError(failures, `The fake itself failed: ${failures.map(String).join("; ")}`);
    },
  };
}
