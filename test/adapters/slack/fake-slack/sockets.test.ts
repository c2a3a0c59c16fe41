import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { Channel } from "./channel.ts";
import { connectEcho } from "./echo-app.ts";
import { createSlack } from "./fake-slack.ts";
import type { Person } from "./person.ts";
import { rawCall } from "./raw-call.ts";
import type { Slack } from "./slack.ts";

let slack: Slack;
let aina: Person;
let room: Channel;

beforeEach(async () => {
  slack = await createSlack({ ackMs: 400, retryDelaysMs: [0, 10, 20], pingMs: 20 });
  aina = slack.person();
  room = slack.channel({ members: [aina] });
});
afterEach(() => slack.close());

const told = (): string[] => slack.violations.map(({ kind, message }) => `${kind}: ${message}`);

describe("a connection", () => {
  test("is greeted, and its address opens no second one", async () => {
    const { url } = await rawCall(slack, "apps.connections.open", {}, slack.appToken);
    const first = new WebSocket(url);
    const [hello] = await new Promise<[string]>((resolve) =>
      first.on("message", (data) => resolve([String(data)])),
    );
    expect(JSON.parse(hello)).toMatchObject({ type: "hello", num_connections: 1 });
    const second = new WebSocket(url);
    await expect(new Promise((_, reject) => second.on("error", reject))).rejects.toThrow("404");
    first.terminate();
  });

  test("is one of ten at most", async () => {
    const apps = await Promise.all(Array.from({ length: 10 }, () => connectEcho(slack)));
    expect(slack.sockets.open).toBe(10);
    const eleventh = await connectEcho(slack);
    expect(eleventh.heard[0]).toMatchObject({ type: "disconnect", reason: "too_many_websockets" });
    for (const app of apps) app.close();
  });

  test("is pinged, until it is silent", async () => {
    const app = await connectEcho(slack);
    await new Promise((resolve) => app.socket.once("ping", resolve));
    slack.sockets.silence();
    let pings = 0;
    let pongs = 0;
    app.socket.on("ping", () => (pings += 1));
    app.socket.on("pong", () => (pongs += 1));
    app.socket.ping();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect([pings, pongs]).toEqual([0, 0]);
  });

  test("is warned, told to leave, and then closed", async () => {
    const app = await connectEcho(slack);
    slack.sockets.disconnect("warning");
    slack.sockets.disconnect("refresh_requested");
    await new Promise((resolve) => app.socket.on("close", resolve));
    expect(app.heard.slice(1).map(({ reason }) => reason)).toEqual(["warning", "refresh_requested"]);
  });
});

describe("an envelope", () => {
  test("of a command is acknowledged with what the asker reads", async () => {
    await connectEcho(slack, () => ({ text: "here" }));
    const command = aina.command("/desk", "a", room);
    expect(await command.acked()).toMatchObject({ body: { text: "here" } });
    expect(room.ephemeralFor(aina)).toMatchObject([{ text: "here" }]);
    expect(slack.violations).toEqual([]);
  });

  test("of an event comes again until it is acknowledged, with the same event_id", async () => {
    let count = 0;
    const app = await connectEcho(slack, () => {
      count += 1;
      return count === 3 ? {} : undefined;
    });
    aina.say("a", room);
    await slack.idle();
    const envelopes = app.heard.slice(1);
    expect(envelopes.map(({ retry_attempt, retry_reason }) => [retry_attempt, retry_reason])).toEqual([
      [0, ""],
      [1, "timeout"],
      [2, "timeout"],
    ]);
    expect(new Set(envelopes.map(({ envelope_id: id }) => id)).size).toBe(3);
    const ids = envelopes.map(({ payload }) => (payload as { event_id: string }).event_id);
    expect(new Set(ids).size).toBe(1);
    expect(slack.deliveries.map(({ reception }) => reception?.kind)).toEqual(["missed", "missed", "acked"]);
  });

  test("of an event is given up after three more tries", async () => {
    const app = await connectEcho(slack, () => undefined);
    aina.say("a", room);
    await slack.idle();
    expect(app.heard).toHaveLength(5);
  });

  test("of a command comes once, and the asker sees an error", async () => {
    const app = await connectEcho(slack, () => undefined);
    await expect(aina.command("/desk", "a", room).acked()).rejects.toThrow(
      "/desk was not acknowledged: timeout",
    );
    app.ack(app.heard[1] ?? {});
    await expect
      .poll(told)
      .toEqual(["late: /desk was not acknowledged: timeout", "late: an acknowledgement after 400 ms"]);
    expect(app.heard).toHaveLength(2);
  });

  test("without a connection fails at once for a person, and waits for an event", async () => {
    await expect(aina.command("/desk", "a", room).acked()).rejects.toThrow("no_connection");
    aina.say("a", room);
    const app = await connectEcho(slack);
    await slack.idle();
    expect(app.heard.slice(1).map(({ type }) => type)).toEqual(["events_api"]);
  });

  test("in flight on a cut connection comes again on the next", async () => {
    const first = await connectEcho(slack, () => undefined);
    aina.say("a", room);
    await expect.poll(() => first.heard.length).toBe(2);
    slack.sockets.drop();
    const second = await connectEcho(slack);
    await slack.idle();
    expect(second.heard[1]).toMatchObject({ retry_attempt: 1, retry_reason: "connection_failed" });
  });

  test("is acknowledged once, by its own name, and events without words", async () => {
    const app = await connectEcho(slack, ({ type }) => (type === "events_api" ? { text: "heard" } : {}));
    await aina.command("/desk", "a", room).acked();
    app.ack(app.heard[1] ?? {});
    app.ack({ envelope_id: "nobody's" });
    aina.say("a", room);
    await slack.idle();
    expect(told()).toEqual([
      "tolerated: an acknowledgement of what is acknowledged",
      "tolerated: an acknowledgement of what is unknown",
      "tolerated: an event's acknowledgement accepts no payload",
    ]);
  });

  test("is acknowledged where it came", async () => {
    const [first, second] = [
      await connectEcho(slack, () => undefined),
      await connectEcho(slack, () => undefined),
    ];
    const command = aina.command("/desk", "a", room);
    await expect.poll(() => first.heard.length + second.heard.length).toBe(3);
    const [to, other] = first.heard.length === 2 ? [first, second] : [second, first];
    other.ack(to.heard[1] ?? {});
    await command.acked();
    expect(told()).toEqual(["tolerated: acknowledged on another connection"]);
  });
});
