import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createIntake } from "../../../adapters/slack/intake.ts";
import { createHttpReceiver, type HttpReceiver } from "../../../adapters/slack/receiver.ts";

const secret = "open-sesame";

/** A receiver whose app acknowledges, and keeps what it was given. */
async function started(
  processing: (ack: () => Promise<unknown>) => Promise<void> = async (ack) => void (await ack()),
) {
  const intake = createIntake(() => "e1");
  const receiver = createHttpReceiver(secret, intake);
  const bodies: unknown[] = [];
  const app = {
    processEvent: async ({ body, ack }: { body: unknown; ack: () => Promise<unknown> }) => {
      bodies.push(body);
      await processing(ack);
    },
  };
  receiver.init(app as unknown as Parameters<HttpReceiver["init"]>[0]);
  await receiver.start();
  return { receiver, bodies, intake };
}

interface Post {
  readonly body?: string;
  readonly key?: string;
  readonly ageS?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

function signed({
  body = '{"type":"event_callback"}',
  key = secret,
  ageS = 0,
  headers = {},
}: Post = {}): Request {
  const timestamp = String(Math.floor(Date.now() / 1000) - ageS);
  const signature = createHmac("sha256", key).update(`v0:${timestamp}:${body}`).digest("hex");
  return new Request("http://localhost/slack/events", {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
      ...headers,
    },
  });
}

describe("a request that Slack signed", () => {
  test("reaches the app, and is acknowledged", async () => {
    const { receiver, bodies, intake } = await started();
    const response = await receiver.route.handle(signed());
    expect([response.status, await response.text()]).toEqual([200, ""]);
    await intake.finished();
    expect(bodies).toEqual([{ type: "event_callback" }]);
  });

  test("is acknowledged before the app begins, however many came before it", async () => {
    const { receiver, bodies } = await started(async (ack) => {
      await ack();
      await new Promise(() => {});
    });
    const responses = Array.from({ length: 50 }, () => receiver.route.handle(signed()));
    expect((await Promise.all(responses)).map(({ status }) => status)).toEqual(Array(50).fill(200));
    expect(bodies.length).toBeLessThan(50);
    await expect.poll(() => bodies.length).toBe(50);
  });

  test("may be a form, or a form with a payload", async () => {
    const { receiver, bodies, intake } = await started();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    await receiver.route.handle(signed({ headers, body: "command=%2Fmou&text=a+%26+b" }));
    await receiver.route.handle(
      signed({ headers, body: `payload=${encodeURIComponent('{"type":"shortcut"}')}` }),
    );
    await intake.finished();
    expect(bodies).toEqual([{ command: "/mou", text: "a & b" }, { type: "shortcut" }]);
  });

  test("for a form or a menu is answered with what the app acknowledges with", async () => {
    for (const [said, wanted] of [
      ["here", "here"],
      [{ response_action: "clear" }, '{"response_action":"clear"}'],
    ] as const) {
      const { receiver } = await started((ack) => (ack as (answer: unknown) => Promise<void>)(said));
      for (const type of ["view_submission", "block_suggestion"]) {
        const request = signed({ body: JSON.stringify({ type }) });
        expect(await (await receiver.route.handle(request)).text()).toBe(wanted);
      }
    }
  });

  test("that asks for a challenge gets it back, and a check of TLS gets nothing", async () => {
    const { receiver, bodies } = await started();
    const body = '{"type":"url_verification","challenge":"abc"}';
    expect(await (await receiver.route.handle(signed({ body }))).json()).toEqual({ challenge: "abc" });
    const check = await receiver.route.handle(signed({ body: '{"ssl_check":"1"}' }));
    expect([check.status, bodies]).toEqual([200, []]);
  });

  test("that holds nothing to read is refused", async () => {
    const { receiver, bodies } = await started();
    for (const body of ["", "null", "[]", "5", "{", '"text"'])
      expect((await receiver.route.handle(signed({ body }))).status, body).toBe(400);
    expect(bodies).toEqual([]);
  });

  test("of which the app makes nothing is acknowledged at once", async () => {
    const { receiver } = await started(async () => {});
    for (const type of ["event_callback", "view_submission"]) {
      const from = Date.now();
      const response = await receiver.route.handle(signed({ body: JSON.stringify({ type }) }));
      expect([response.status, await response.text()]).toEqual([200, ""]);
      expect(Date.now() - from).toBeLessThan(1_500);
    }
  });

  test("before the start and after the stop is to come again", async () => {
    const receiver = createHttpReceiver(
      secret,
      createIntake(() => "e1"),
    );
    expect((await receiver.route.handle(signed())).status).toBe(503);
    const { receiver: other, bodies } = await started();
    await other.stop();
    expect([(await other.route.handle(signed())).status, bodies]).toEqual([503, []]);
  });
});

describe("a request that Slack did not sign is refused", () => {
  const rows: readonly (readonly [why: string, post: Post])[] = [
    ["with another secret", { key: "guessed" }],
    ["an hour old", { ageS: 3_600 }],
    ["six minutes old", { ageS: 360 }],
    ["without a signature", { headers: { "x-slack-signature": "" } }],
    ["with a signature that is none", { headers: { "x-slack-signature": "v0=" } }],
    ["with a signature of another version", { headers: { "x-slack-signature": "v1=abc" } }],
    ["without a time", { headers: { "x-slack-request-timestamp": "" } }],
    ["with a time that is none", { headers: { "x-slack-request-timestamp": "now" } }],
    ["with a challenge", { key: "guessed", body: '{"type":"url_verification","challenge":"abc"}' }],
    ["as a check of TLS", { key: "guessed", body: '{"ssl_check":"1"}' }],
  ];
  for (const [why, post] of rows)
    test(why, async () => {
      const { receiver, bodies } = await started();
      expect([(await receiver.route.handle(signed(post))).status, bodies]).toEqual([401, []]);
    });

  test("with another body than was signed", async () => {
    const { receiver, bodies } = await started();
    const { headers } = signed();
    const request = new Request("http://localhost/slack/events", { method: "POST", body: "{}", headers });
    expect([(await receiver.route.handle(request)).status, bodies]).toEqual([401, []]);
  });
});

describe("a body of more than a megabyte is refused", () => {
  test("whether its length is said or not, in bytes", async () => {
    const { receiver } = await started();
    const long = `{"a":"${"é".repeat(600_000)}"}`;
    expect((await receiver.route.handle(signed({ body: long }))).status).toBe(413);
    const said = signed({ headers: { "content-length": "2000000" } });
    expect((await receiver.route.handle(said)).status).toBe(413);
  });

  test("without being read to its end", async () => {
    const { receiver } = await started();
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        if (pulled > 1_000) controller.close();
        else controller.enqueue(new Uint8Array(65_536));
      },
    });
    const request = new Request("http://localhost/slack/events", {
      method: "POST",
      body,
      duplex: "half",
    } as RequestInit);
    expect((await receiver.route.handle(request)).status).toBe(413);
    expect(pulled).toBeLessThan(40);
  });
});
