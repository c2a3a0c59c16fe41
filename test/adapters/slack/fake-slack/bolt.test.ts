import type { AddressInfo } from "node:net";
import { App, ExpressReceiver, LogLevel } from "@slack/bolt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createSlack } from "./fake-slack.ts";
import { shown } from "./shown.ts";
import type { Slack } from "./slack.ts";

let slack: Slack;
let stops: (() => Promise<unknown> | unknown)[] = [];

beforeEach(async () => {
  slack = await createSlack();
});
afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  stops = [];
  await slack.close();
  expect(slack.violations).toEqual([]);
});

const common = () => ({
  token: slack.botToken,
  logLevel: LogLevel.ERROR,
  clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
});

/** An app that does a little of everything. */
function withDesk(app: App): App {
  app.command("/desk", async ({ ack, respond, command }) => {
    await ack();
    await respond({ text: `You asked ${command.text}` });
  });
  app.event("app_mention", async ({ event, client }) => {
    await client.chat.postMessage({
      channel: event.channel,
      thread_ts: event.ts,
      text: "A card",
      blocks: [
        { type: "header", text: { type: "plain_text", text: "A card" } },
        { type: "section", text: { type: "mrkdwn", text: "*Bold* &amp; <https://example.com|linked>" } },
        {
          type: "actions",
          elements: [
            { type: "button", text: { type: "plain_text", text: "More" }, action_id: "more", value: "1" },
          ],
        },
      ],
    });
  });
  app.action("more", async ({ ack, respond }) => {
    await ack();
    await respond({ text: "The rest", replace_original: true });
  });
  app.shortcut("ask", async ({ ack, client, shortcut }) => {
    await ack();
    await client.views.open({
      trigger_id: shortcut.trigger_id,
      view: {
        type: "modal",
        callback_id: "ask",
        title: { type: "plain_text", text: "Ask" },
        submit: { type: "plain_text", text: "Send" },
        blocks: [
          {
            type: "input",
            block_id: "words",
            label: { type: "plain_text", text: "Question" },
            element: { type: "plain_text_input", action_id: "words" },
          },
        ],
      },
    });
  });
  app.view("ask", async ({ ack, view, body, client }) => {
    const words = view.state.values.words?.words?.value ?? "";
    if (words.length < 3) {
      await ack({ response_action: "errors", errors: { words: "Say more" } });
      return;
    }
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: `Asked: ${words}` });
  });
  app.event("app_home_opened", async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: "home", blocks: [{ type: "section", text: { type: "mrkdwn", text: "Welcome" } }] },
    });
  });
  return app;
}

async function bySocket(): Promise<void> {
  const app = withDesk(new App({ ...common(), appToken: slack.appToken, socketMode: true }));
  await app.start();
  stops.push(() => app.stop());
}

async function byHttp(): Promise<void> {
  const receiver = new ExpressReceiver({ signingSecret: slack.signingSecret, logLevel: LogLevel.ERROR });
  withDesk(new App({ ...common(), receiver }));
  const server = await receiver.start(0);
  stops.push(() => receiver.stop());
  await slack.useRequestUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
}

describe.each([
  ["Socket Mode", bySocket],
  ["HTTP", byHttp],
])("Bolt by %s", (_, start) => {
  test("answers a command for its asker alone", async () => {
    await start();
    const [asker, other] = [slack.person(), slack.person()];
    const channel = slack.channel({ members: [asker, other] });
    const command = asker.command("/desk", "a & b", channel);
    expect((await command.acked()).body).toBeUndefined();
    expect(await command.answered()).toMatchObject({ text: "You asked a &amp; b", onlyFor: asker.id });
    expect(channel.ephemeralFor(asker).map((message) => shown(message).text)).toEqual(["You asked a & b"]);
    expect(channel.ephemeralFor(other)).toEqual([]);
    expect(channel.messages).toEqual([]);
  });

  test("answers a mention in its thread, and changes its message at a press", async () => {
    await start();
    const asker = slack.person();
    const channel = slack.channel({ members: [asker] });
    const question = asker.say(`${slack.botUser.mention} what now?`, channel);
    const answer = await channel.answerTo(question);
    expect(answer.thread_ts).toBe(question.ts);
    expect(shown(answer)).toMatchObject({
      text: "A card\nBold & linked",
      links: [{ label: "linked", url: "https://example.com" }],
      controls: [{ type: "button", label: "More", actionId: "more", value: "1" }],
    });
    const press = asker.press(answer, "More");
    await press.acked();
    expect(await press.answered()).toMatchObject({ ts: answer.ts, text: "The rest" });
    expect(channel.messages.map(({ text }) => text)).toEqual([question.text, "The rest"]);
    await slack.idle();
  });

  test("opens a modal, complains of it, takes it", async () => {
    await start();
    const asker = slack.person();
    await asker.shortcut("ask").acked();
    await slack.next("views.open");
    const view = asker.modal;
    if (view === undefined) throw new Error("no modal");
    const poor = asker.submit(view, { Question: "a" });
    await poor.acked();
    expect(poor.errors).toEqual({ words: "Say more" });
    expect(asker.modal).toBe(view);
    await asker.submit(view, { Question: "why" }).acked();
    expect(asker.modal).toBeUndefined();
    await slack.next("chat.postMessage");
    expect(slack.dm(asker).messages.map(({ text }) => text)).toEqual(["Asked: why"]);
  });

  test("shows a home", async () => {
    await start();
    const asker = slack.person();
    asker.openHome();
    await slack.next("views.publish");
    expect(shown(asker.home ?? {}).text).toBe("Welcome");
  });
});

test("Bolt takes nothing that Slack did not sign, or signed long ago", async () => {
  await byHttp();
  const payload = { type: "event_callback", event: { type: "team_join" } };
  expect((await slack.post("events_api", payload, { secret: "another" })).status).toBe(401);
  expect((await slack.post("events_api", payload, { ageS: 301 })).status).toBe(401);
  expect((await slack.post("events_api", payload, { ageS: 290 })).status).toBe(200);
});
