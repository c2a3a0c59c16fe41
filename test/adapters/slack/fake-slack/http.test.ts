import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readBody } from "./body.ts";
import { createSlack } from "./fake-slack.ts";
import type { Slack } from "./slack.ts";

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

let slack: Slack;
let server: Server;
let heard: Heard[] = [];
let answer: (request: Heard) => Answer | undefined;

beforeEach(async () => {
  heard = [];
  answer = () => ({ status: 200 });
  slack = await createSlack({ ackMs: 400, retryDelaysMs: [0, 10, 20] });
  server = createServer((request, response) => {
    void readBody(request).then((bytes) => {
      const one = { headers: request.headers, body: bytes.toString() };
      const isChallenge = one.body.includes("url_verification");
      if (!isChallenge) heard.push(one);
      const reply: Answer | undefined = isChallenge
        ? { status: 200, body: JSON.parse(one.body).challenge }
        : answer(one);
      if (reply !== undefined) response.writeHead(reply.status, reply.headers).end(reply.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  await slack.useRequestUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
});
afterEach(async () => {
  await slack.close();
  server.closeAllConnections();
  server.close();
});

test("requests are signed over their very bytes", async () => {
  const aina = slack.person();
  await aina.command("/desk", "a & ü", slack.channel({ members: [aina] })).acked();
  const { headers, body } = heard[0] ?? { headers: {}, body: "" };
  expect(headers["content-type"]).toBe("application/x-www-form-urlencoded");
  expect(new URLSearchParams(body).get("text")).toBe("a &amp; ü");
  const base = `v0:${String(headers["x-slack-request-timestamp"])}:${body}`;
  const signature = createHmac("sha256", slack.signingSecret).update(base).digest("hex");
  expect(headers["x-slack-signature"]).toBe(`v0=${signature}`);
});

test("interactions come as a form with one field, events as JSON", async () => {
  const aina = slack.person();
  await aina.shortcut("ask").acked();
  aina.say("a", slack.channel({ members: [aina] }));
  await slack.idle();
  expect(JSON.parse(new URLSearchParams(heard[0]?.body).get("payload") ?? "")).toMatchObject({
    type: "shortcut",
    callback_id: "ask",
  });
  expect(heard[1]?.headers["content-type"]).toBe("application/json");
  expect(JSON.parse(heard[1]?.body ?? "")).toMatchObject({
    type: "event_callback",
    event: { type: "message" },
  });
});

test("an event comes again, with the reason, until it is taken", async () => {
  const answers = [{ status: 500 }, undefined, { status: 200 }];
  answer = () => answers.shift();
  const aina = slack.person();
  aina.say("a", slack.channel({ members: [aina] }));
  await slack.idle();
  const retries = heard.map(({ headers }) => [headers["x-slack-retry-num"], headers["x-slack-retry-reason"]]);
  expect(retries).toEqual([
    [undefined, undefined],
    ["1", "http_error"],
    ["2", "http_timeout"],
  ]);
  expect(new Set(heard.map(({ body }) => JSON.parse(body).event_id)).size).toBe(1);
});

test("an event does not come again when the app says so", async () => {
  answer = () => ({ status: 500, headers: { "x-slack-no-retry": "1" } });
  const aina = slack.person();
  aina.say("a", slack.channel({ members: [aina] }));
  await slack.idle();
  expect(heard).toHaveLength(1);
});

test("a command that is not answered in time fails", async () => {
  answer = () => undefined;
  const aina = slack.person();
  const channel = slack.channel({ members: [aina] });
  await expect(aina.command("/desk", "a", channel).acked()).rejects.toThrow("timeout");
  answer = () => ({ status: 200, body: "here" });
  expect(await aina.command("/desk", "a", channel).answered()).toMatchObject({
    text: "here",
    onlyFor: aina.id,
  });
  answer = () => ({
    status: 200,
    headers: { "content-type": "application/json" },
    body: '{"text":"all","response_type":"in_channel"}',
  });
  expect(await aina.command("/desk", "a", channel).answered()).toMatchObject({ text: "all" });
  expect(channel.messages).toMatchObject([{ text: "all" }]);
  expect(slack.violations.map(({ kind }) => kind)).toEqual(["late"]);
});

test("an address that does not answer the challenge is not taken", async () => {
  const { port } = server.address() as AddressInfo;
  server.removeAllListeners("request");
  server.on("request", (_, response) => response.end("hello"));
  await expect(slack.useRequestUrl(`http://127.0.0.1:${port}/`)).rejects.toThrow(
    "did not answer the challenge",
  );
});
