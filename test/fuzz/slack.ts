import { createHmac } from "node:crypto";
import fc from "fast-check";
import { connectSlack } from "../../adapters/slack/adapter.ts";
import { createManifest } from "../../adapters/slack/manifest.ts";
import { askShortcut, lookUpShortcut } from "../../adapters/slack/shortcuts.ts";
import type { Params } from "../adapters/fake-server/params.ts";
import type { Channel } from "../adapters/slack/fake-slack/channel.ts";
import { createSlack } from "../adapters/slack/fake-slack/fake-slack.ts";
import type { Person } from "../adapters/slack/fake-slack/person.ts";
import { shown } from "../adapters/slack/fake-slack/shown.ts";
import { type Mutation, mutated, mutations, typed } from "./inputs.ts";
import { type FuzzedDesk, listenBetween, type Tally } from "./world.ts";

/** One thing that somebody does on Slack, and what becomes of it on its way. */
export type SlackAct = {
  readonly kind: "say" | "mention" | "command" | "press" | "home" | "prompts" | "shortcut" | "form";
  readonly text: string;
  readonly changes: readonly Mutation[];
};

export const slackAct: fc.Arbitrary<SlackAct> = fc.record({
  kind: fc.constantFrom<SlackAct["kind"]>(
    "say",
    "say",
    "say",
    "mention",
    "mention",
    "command",
    "command",
    "press",
    "press",
    "home",
    "prompts",
    "shortcut",
    "form",
  ),
  text: typed,
  changes: mutations,
});

/** What Slack may refuse although the app did nothing wrong: it was told of what is not there, or a form was not answered. */
const untold =
  /channel_not_found|user_not_found|thread_not_found|message_not_found|no_such_url|used_url|expired_url|trigger|hash_conflict|not_in_channel|not_found|acknowledg|view_not_found|replace_original/i;

/** Acts against an app on a Slack on loopback; gives the rules that it broke. */
export async function openSlackFuzz({ desk, during }: FuzzedDesk, tally: Tally, reported: string[]) {
  const slack = await createSlack({
    manifest: createManifest(desk) as Params,
    waitMs: 60_000,
    retryDelaysMs: [],
  });
  let waiting: (readonly Mutation[])[] = [];
  const between = await listenBetween("/slack/events", async (request) => {
    const [route] = bot.routes;
    if (route === undefined) throw new Error("there is no request URL");
    const type = request.headers.get("content-type") ?? "";
    const text = await request.text();
    const changes = waiting.shift() ?? [];
    const body = changes.length === 0 ? text : bodyWith(text, type, changes);
    const stamp = String(Math.floor(Date.now() / 1_000));
    const signature = createHmac("sha256", slack.signingSecret).update(`v0:${stamp}:${body}`).digest("hex");
    const answer = await during(tally, () =>
      route.handle(
        new Request(`${between.url}/slack/events`, {
          method: "POST",
          headers: {
            "content-type": type,
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": `v0=${signature}`,
          },
          body,
        }),
      ),
    );
    // Slack itself would not have sent what was changed: no answer of its is held against the app.
    return changes.length === 0 ? answer : new Response(null, { status: 200 });
  });
  const bot = connectSlack({
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    connection: { kind: "http", signingSecret: slack.signingSecret },
    desk,
    now: () => Date.now(),
    report: (error, during) => `e${reported.push(`slack, ${during}: ${String(error)}`)}`,
    log: () => {},
  });
  await bot.ready;
  await slack.useRequestUrl(`${between.url}/slack/events`);

  const act = ({ kind, text }: SlackAct, person: Person, direct: Channel, room: Channel): void => {
    const quiet = (work: Promise<unknown>): void => void work.catch(() => {});
    const short = [...text].slice(0, 2_900).join("");
    if (kind === "mention") person.say(`${slack.botUser.mention} ${short}`, room);
    else if (kind === "command") quiet(person.command("/mou", short, room).acked());
    else if (kind === "home") person.openHome();
    else if (kind === "prompts") person.openHome("messages");
    else if (kind === "shortcut") quiet(person.shortcut(lookUpShortcut, person.say(short, room)).acked());
    else if (
      kind === "form" &&
      person.modal !== undefined &&
      shown(person.modal).controls.some(({ label }) => label === "Ask")
    )
      quiet(person.submit(person.modal, { question: short }).acked());
    else if (kind === "form") quiet(person.shortcut(askShortcut).acked());
    else {
      const last = [...direct.messages, ...room.ephemeralFor(person)].findLast((message) =>
        shown(message).controls.some(({ url }) => url === undefined),
      );
      const control =
        last === undefined ? undefined : shown(last).controls.find(({ url }) => url === undefined);
      if (kind === "press" && last !== undefined && control !== undefined)
        quiet(person.press(last, control.actionId).acked());
      else person.say(short, direct);
    }
  };

  return {
    async run(acts: readonly SlackAct[]): Promise<void> {
      const people = Array.from({ length: 8 }, () => slack.person());
      const room = slack.channel({ members: people });
      const directs = people.map((person) => slack.dm(person));
      for (let at = 0; at < acts.length; at += 24) {
        const some = acts.slice(at, at + 24);
        waiting = some.map(({ changes }) => changes);
        for (const [index, one] of some.entries()) {
          const [person, direct] = [people[index % people.length], directs[index % people.length]];
          if (person !== undefined && direct !== undefined) act(one, person, direct, room);
        }
        await slack.idle({ quietMs: 10, timeoutMs: 60_000 });
      }
    },
    refused(): readonly string[] {
      const found = slack.violations.filter(({ message, kind }) => kind !== "late" && !untold.test(message));
      // Slack goes on, with people whom it knows: only what was noted of it is forgotten.
      for (const noted of [slack.violations, slack.calls, slack.deliveries, slack.events])
        (noted as unknown[]).length = 0;
      return found.map(
        ({ method, message, params }) =>
          `slack ${method}: ${message} ${JSON.stringify(params).slice(0, 400)}`,
      );
    },
    async close(): Promise<void> {
      await bot.stop();
      await slack.close();
      await between.close();
    },
  };
}

/** The body with its payload changed: JSON, or a form that holds it. */
function bodyWith(text: string, type: string, changes: readonly Mutation[]): string {
  if (!type.startsWith("application/x-www-form-urlencoded"))
    return JSON.stringify(mutated(JSON.parse(text), changes));
  const fields = Object.fromEntries(new URLSearchParams(text));
  if (fields.payload !== undefined)
    return new URLSearchParams({
      payload: JSON.stringify(mutated(JSON.parse(fields.payload), changes)),
    }).toString();
  const other = mutated(fields, changes) as Record<string, unknown>;
  const written = Object.entries(other).map(
    ([name, value]) => [name, typeof value === "string" ? value : (JSON.stringify(value) ?? "")] as const,
  );
  return new URLSearchParams(Object.fromEntries(written)).toString();
}
