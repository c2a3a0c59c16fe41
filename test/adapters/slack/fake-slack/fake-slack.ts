import { createCalls } from "../../fake-server/calls.ts";
import { createFaults } from "../../fake-server/faults.ts";
import { idle } from "../../fake-server/idle.ts";
import { listenOnLoopback } from "../../fake-server/loopback.ts";
import { appFacts } from "./app-facts.ts";
import { assistantMethods } from "./assistant-methods.ts";
import { createChannel } from "./channel.ts";
import { chatMethods } from "./chat-methods.ts";
import { conversationMethods } from "./conversation-methods.ts";
import { createDeliveries } from "./delivery.ts";
import { createDispatch, type Tokens } from "./dispatch.ts";
import { createEvents } from "./events.ts";
import type { Fault } from "./faults.ts";
import { fileMethods, takeUpload } from "./file-methods.ts";
import type { Host } from "./host.ts";
import type { Methods } from "./methods.ts";
import { peopleMethods } from "./people-methods.ts";
import { createPerson } from "./person.ts";
import type { Emit } from "./posting.ts";
import { reactionMethods } from "./reaction-methods.ts";
import { createRequestUrl } from "./request-url.ts";
import { createResponseUrls } from "./response-url.ts";
import { createSlackServer } from "./server.ts";
import type { Slack, SlackOptions } from "./slack.ts";
import { createSockets } from "./sockets.ts";
import { readSpec } from "./spec.ts";
import { viewMethods } from "./view-methods.ts";
import { addChannel, createWorld, directChannel, type UserState } from "./world.ts";

/** Slack on loopback, for one app in one workspace. It is strict: `violations` should be empty at the end of a test. */
export async function createSlack(options: SlackOptions = {}): Promise<Slack> {
  const { waitMs = 5000, ackMs = 3000, signingSecret = "8f742231b10e8888abcd99yyyzzz85a5" } = options;
  const tokens: Tokens = {
    bot: options.botToken ?? "xoxb-1111111111-2222222222-FakeBotToken",
    app: options.appToken ?? "xapp-1-A0TESTAPP-3333333333-fake",
    areRevoked: false,
  };
  const facts = appFacts(options.manifest);
  const calls = createCalls();
  const faults = createFaults<Fault>();
  const failures: unknown[] = [];
  const report = (error: unknown): void => void failures.push(error);
  const world = createWorld(facts.name);
  let port = 0;
  const root = (): string => `http://127.0.0.1:${port}`;

  const requestUrl = createRequestUrl(signingSecret, ackMs);
  let isHttp = false;
  const deliveries = createDeliveries(
    () => (isHttp ? requestUrl : sockets),
    options.retryDelaysMs ?? [0, 100, 300],
    calls.touch,
  );
  const events = createEvents(
    world,
    facts,
    (event) => void deliveries.deliver("events_api", event).catch(report),
  );
  const emit: Emit = (event, channel) => void events.emit(event, channel);
  const responseUrls = createResponseUrls(world, calls, emit, options.responseUrlLifetimeMs ?? 30 * 60_000);
  const { scopes, hasHomeTab, hasMessagesTab, isAgentView } = facts;
  const methods: Methods = {
    ...peopleMethods(world, () => `${root()}/api/`),
    ...chatMethods(world, emit, { scopes, hasMessagesTab }),
    ...viewMethods(world, { triggerLifetimeMs: options.triggerLifetimeMs ?? 3000, hasHomeTab }),
    ...conversationMethods(world, scopes),
    ...assistantMethods(world, isAgentView),
    ...reactionMethods(world, emit),
    ...fileMethods(world, emit, (id) => `${root()}/upload/${id}`),
  };
  const appMethods: Methods = { "apps.connections.open": { run: () => ({ url: sockets.issueUrl() }) } };
  const dispatch = createDispatch({ methods, appMethods, calls, spec: readSpec(), tokens, scopes });
  const server = createSlackServer({
    calls,
    faults,
    dispatch,
    provided: (scopes ?? []).join(","),
    respond: responseUrls.answer,
    upload: (id, bytes) => takeUpload(world, id, bytes),
    report,
  });
  const sockets = createSockets(server, {
    appId: world.app.id,
    ackMs,
    pingMs: options.pingMs ?? 10_000,
    port: () => port,
    complain: (kind, message, params) => calls.complain(kind, "acknowledgement", params, message),
    changed: calls.touch,
    onChange: calls.onChange,
  });
  const loopback = await listenOnLoopback(server);
  port = loopback.port;

  const host: Host = {
    world,
    calls,
    facts,
    events,
    responseUrls,
    waitMs,
    deliver: deliveries.deliver,
    responseUrl: (id) => `${root()}/response/${id}`,
  };

  return {
    apiUrl: `${root()}/api/`,
    botToken: tokens.bot,
    appToken: tokens.app,
    signingSecret,
    team: world.team,
    botUser: {
      id: world.app.userId,
      botId: world.app.botId,
      name: world.app.name,
      mention: `<@${world.app.userId}>`,
    },
    calls: calls.list,
    violations: calls.violations,
    events: events.list,
    deliveries: deliveries.list,
    sockets,
    person(given = {}) {
      const id = world.nextId("U");
      const name = given.name ?? `reader${id.slice(-2).toLowerCase()}`;
      const user: UserState = {
        id,
        name,
        realName: given.realName ?? name,
        locale: given.locale ?? "en-GB",
        tz: given.tz ?? "Asia/Kuala_Lumpur",
        teamId: given.isStranger === true ? "T0OTHERTEAM" : world.team.id,
        isDeleted: false,
        ...(given.guest === undefined ? {} : { guest: given.guest }),
        ...(given.isBot === true ? { botId: world.nextId("B") } : {}),
      };
      world.users.set(id, user);
      return createPerson(host, user);
    },
    channel({ name, private: isPrivate = false, shared = false, members = [], withoutApp = false } = {}) {
      const app = withoutApp ? [] : [world.app.userId];
      const kind = isPrivate ? "group" : "channel";
      const ids = [...app, ...members.map(({ id }) => id)];
      const called = name ?? world.nextId("room-").toLowerCase();
      return createChannel(host, addChannel(world, { kind, name: called, isShared: shared, members: ids }));
    },
    dm: ({ id }) => createChannel(host, directChannel(world, id)),
    async useRequestUrl(url) {
      requestUrl.set(url);
      const challenge = crypto.randomUUID();
      const payload = { token: "verification-token", challenge, type: "url_verification" };
      const response = await requestUrl.post("url_verification", payload);
      const text = await response.text();
      if (!response.ok || !text.includes(challenge)) {
        throw new Error(`${url} did not answer the challenge: ${response.status} ${text.slice(0, 80)}`);
      }
      isHttp = true;
    },
    post: requestUrl.post,
    issue: (event, channel) => events.emit(event, channel?.state),
    redeliver: events.redeliver,
    eventOf({ ts }, type = "message") {
      const found = events.list.find(({ event }) => event.type === type && event.ts === ts);
      if (found === undefined) throw new Error(`The message ${ts} never became an event "${type}".`);
      return found;
    },
    revoke(isRevoked) {
      tokens.areRevoked = isRevoked;
    },
    fault: faults.add,
    async offline(isOffline) {
      if (isOffline) sockets.drop();
      await loopback.offline(isOffline);
    },
    next: (method, { timeoutMs = waitMs } = {}) => calls.next(method, timeoutMs),
    idle: ({ quietMs = 60, timeoutMs = waitMs } = {}) => idle(calls, quietMs, timeoutMs, deliveries.underway),
    reset() {
      deliveries.clear();
      events.clear();
      calls.clear();
      faults.clear();
      world.clear();
      tokens.areRevoked = false;
    },
    async close() {
      deliveries.stop();
      requestUrl.stop();
      await sockets.close();
      await loopback.offline(true);
      if (failures.length > 0)
        throw new AggregateError(failures, `The fake itself failed: ${failures.map(String).join("; ")}`);
    },
  };
}
