import { App, LogLevel, type Receiver, type ReceiverEvent, SocketModeReceiver, webApi } from "@slack/bolt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createSlack } from "./fake-slack.ts";
import type { Slack } from "./slack.ts";

let slack: Slack;
let stops: (() => Promise<unknown> | unknown)[] = [];

beforeEach(async () => {
  slack = await createSlack({ pingMs: 50 });
});
afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  stops = [];
  await slack.close();
  expect(slack.violations).toEqual([]);
});

const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** Bolt by Socket Mode, impatient: as an adapter has to make its own receiver to set these times. */
async function startApp(): Promise<App> {
  const clientOptions = {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 3, minTimeout: 20, maxTimeout: 50 },
  };
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    clientPingTimeout: 100,
    serverPingTimeout: 200,
    logger: quiet,
    installerOptions: { clientOptions },
  });
  const app = new App({ token: slack.botToken, receiver, logger: quiet, clientOptions });
  app.command("/desk", async ({ ack }) => ack("here"));
  app.event("app_mention", async ({ event, client }) => {
    await client.chat.postMessage({ channel: event.channel, text: "heard" });
  });
  await app.start();
  stops.push(() => app.stop());
  return app;
}

describe("Bolt comes back", () => {
  const troubles: readonly (readonly [what: string, trouble: () => unknown])[] = [
    ["when its connection is cut", () => slack.sockets.drop()],
    ["when it is told to leave", () => slack.sockets.disconnect("refresh_requested")],
    ["when it is warned", () => slack.sockets.disconnect("warning")],
    ["when nothing comes any more", () => slack.sockets.silence()],
  ];
  for (const [what, trouble] of troubles) {
    test(what, async () => {
      await startApp();
      const opened = () => slack.calls.filter(({ method }) => method === "apps.connections.open").length;
      // It minds silence only after a first ping.
      await new Promise((resolve) => setTimeout(resolve, 120));
      trouble();
      await expect.poll(opened, { timeout: 4000 }).toBe(2);
      await slack.sockets.connected(2000);
      await expect.poll(() => slack.sockets.open).toBe(1);
      const aina = slack.person();
      await aina.command("/desk", "a", slack.channel({ members: [aina] })).acked();
    });
  }

  test("with the event that it had missed", async () => {
    await startApp();
    slack.sockets.drop();
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    await room.answerTo(aina.say(`${slack.botUser.mention} a`, room));
    await slack.idle();
    expect(room.messages).toHaveLength(2);
  });
});

describe("faults reach the SDK as its own errors", () => {
  const client = () =>
    new webApi.WebClient(slack.botToken, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      logger: quiet,
      timeout: 300,
    });

  test("a flood is waited out", async () => {
    const patient = new webApi.WebClient(slack.botToken, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 1, minTimeout: 1 },
      logger: quiet,
    });
    slack.fault({ kind: "flood", retryAfterS: 1, method: "auth.test" });
    const from = Date.now();
    await patient.auth.test();
    expect(Date.now() - from).toBeGreaterThan(900);
    expect(slack.calls.map(({ outcome }) => outcome.kind)).toEqual(["lost", "answered"]);
  });

  test("a lack of scope, a refusal, an error page, a cut and silence are told apart", async () => {
    const rows: readonly (readonly [Parameters<Slack["fault"]>[0], object])[] = [
      [
        { kind: "missingScope", needed: "users:read" },
        { data: { error: "missing_scope", needed: "users:read" } },
      ],
      [{ kind: "refuse", error: "ratelimited" }, { data: { error: "ratelimited" } }],
      [{ kind: "internal" }, { statusCode: 500 }],
      [{ kind: "cut" }, { code: "slack_webapi_request_error" }],
      [{ kind: "hang" }, { code: "slack_webapi_request_error" }],
      [{ kind: "slow", delayMs: 400 }, { code: "slack_webapi_request_error" }],
    ];
    for (const [fault, error] of rows) {
      slack.fault(fault);
      await expect(client().auth.test(), fault.kind).rejects.toMatchObject(error);
    }
    await slack.offline(true);
    await expect(client().auth.test()).rejects.toMatchObject({ code: "slack_webapi_request_error" });
    await slack.offline(false);
    await expect(client().auth.test()).resolves.toMatchObject({ ok: true });
  });

  test("a fault with done loses the answer alone, a fault of another method nothing", async () => {
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    slack.fault({ kind: "cut", half: true, done: true, method: "chat.postMessage" });
    await client().auth.test();
    await expect(client().chat.postMessage({ channel: room.id, text: "a" })).rejects.toThrow();
    expect(room.messages).toHaveLength(1);
    const takeBack = slack.fault({ kind: "internal", times: Number.POSITIVE_INFINITY });
    takeBack();
    await client().auth.test();
  });

  test("a file goes up in three steps", async () => {
    const aina = slack.person();
    const room = slack.channel({ members: [aina] });
    await client().filesUploadV2({
      channel_id: room.id,
      file: Buffer.from("a,b\n"),
      filename: "list.csv",
      initial_comment: "The list",
    });
    expect(room.messages).toMatchObject([{ text: "The list", files: [{ name: "list.csv", size: 4 }] }]);
  });
});

test("a receiver of three functions takes events without any network", async () => {
  let entered: App | undefined;
  const receiver: Receiver = {
    init: (app) => {
      entered = app;
    },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
  const app = new App({
    token: slack.botToken,
    receiver,
    logger: quiet,
    clientOptions: { slackApiUrl: slack.apiUrl },
    deferInitialization: true,
  });
  await app.init();
  app.command("/desk", async ({ ack, say }) => {
    await ack();
    await say("here");
  });
  const aina = slack.person();
  const room = slack.channel({ members: [aina] });
  const order: string[] = [];
  const body = { command: "/desk", text: "", channel_id: room.id, team_id: slack.team.id, user_id: aina.id };
  const event: ReceiverEvent = { body, ack: async () => void order.push("acknowledged") };
  await entered?.processEvent(event);
  expect(order).toEqual(["acknowledged"]);
  expect(room.messages).toMatchObject([{ text: "here" }]);
});
