import { Readable, Writable } from "node:stream";
import { afterAll, describe, expect, test } from "vitest";
import { connectSlack } from "../../adapters/slack/adapter.ts";
import { createManifest } from "../../adapters/slack/manifest.ts";
import { connectTelegram } from "../../adapters/telegram/adapter.ts";
import { type AskWorld, ask } from "../../adapters/terminal/ask.ts";
import type { Access } from "../../src/index.ts";
import type { Clearance } from "../../src/register/view.ts";
import type { Params } from "../adapters/fake-server/params.ts";
import { createSlack } from "../adapters/slack/fake-slack/fake-slack.ts";
import { createBotApi } from "../adapters/telegram/bot-api/bot-api.ts";
import { names, whole, without } from "./guarded.ts";
import { openTwins, type Twin, type Twins } from "./twins.ts";

const now = Date.parse("2031-04-01T04:00:00Z");
const hourMs = 3_600_000;

const clearances: readonly Clearance[] = [
  { level: "public", groups: [] },
  { level: "restricted", groups: ["board"] },
];

/** Everybody is an editor who sees so much. */
const seeing = (clearance: Clearance): Access => ({
  standingOf: () => ({ known: true, role: "editor", clearance }),
  rules: () => undefined,
});

/** What people type: each hidden thing by name, in turns of different ways to come upon it. */
const ways = ["{}", "/show {}", "who is {}?", "/find {}", "/history {}", "/watch {}", "/mou {}", "/edit {}"];
const lines: readonly string[] = [
  ...names.flatMap(([name, mark], at) =>
    mark === undefined ? [] : [(ways[at % ways.length] ?? "{}").replace("{}", () => name)],
  ),
  "/cancel",
  "/mou",
  "and in 2031?",
  "how many visits are coming?",
  "/brief Brinmouth Harbour",
  "what happens in april?",
  "/watch visits",
  "/watch expiring",
  "/watching",
  "/calendar",
  "/overview",
];
/** What is typed after the bot's name, or begun. */
const beginnings = [
  "",
  "Vesh",
  "Dunm",
  "Brin",
  "quay",
  "Salv",
  "Deep Reach",
  "Sale of",
  "Lantern",
  "99 5550",
];

const opened: Twins[] = [];
afterAll(async () => {
  for (const twins of opened) await twins.close();
});

/** Lets two weeks pass, and tells what falls due in them. */
type Tick = () => Promise<void>;

/** What two bots said, of whom the same was asked. */
async function bothOf(
  clearance: Clearance,
  run: (twin: Twin, tick: Tick) => Promise<readonly string[]>,
): Promise<readonly (readonly string[])[]> {
  const twins = await openTwins([whole(), without(clearance)], seeing(clearance), now);
  opened.push(twins);
  const { clock, both } = twins;
  const said: (readonly string[])[] = [];
  for (const twin of both) {
    clock.now = now;
    const lines = await run(twin, async () => {
      for (let halfDays = 0; halfDays < 28; halfDays++) {
        clock.now += 12 * hourMs;
        await twin.watch.tick();
      }
      expect(twin.told.length).toBeGreaterThan(0);
    });
    said.push(lines);
  }
  return said;
}

/** Time stamps and other names that Slack makes, by the order in which they appear. */
function numbered(texts: readonly string[]): readonly string[] {
  const known = new Map<string, string>();
  return texts.map((text) =>
    text.replace(/\b\d{10}\.\d{6}\b|\b[0-9a-f]{8}-[0-9a-f-]{27}\b/g, (one) => {
      const number = known.get(one) ?? `#${known.size}`;
      known.set(one, number);
      return number;
    }),
  );
}

async function onSlack(twin: Twin, tick: Tick): Promise<readonly string[]> {
  const { desk } = twin;
  const slack = await createSlack({ manifest: createManifest(desk) as Params, waitMs: 15_000 });
  const said: string[] = [];
  const bot = connectSlack({
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    connection: { kind: "socket", appToken: slack.appToken },
    desk,
    now: () => now,
    report: (error, during) => `e${said.push(`${during}: ${String(error)}`)}`,
    log: (level, _, message) => void said.push(`${level} ${message}`),
  });
  await bot.ready;
  twin.messenger = bot.messenger;
  const person = slack.person({ name: "ann" });
  const [direct, channel] = [slack.dm(person), slack.channel({ name: "hall", members: [person] })];
  person.openHome("messages");
  await slack.next("assistant.threads.setSuggestedPrompts");
  for (const text of lines) await direct.answerTo(person.say(text, direct));
  person.openHome();
  await slack.next("views.publish");
  if (person.home !== undefined) person.press(person.home, "Open");
  await slack.next("views.open");
  for (const text of ["Veshka Salvage", "page:1", "quay"])
    await person.command("/mou", text, channel).answered();
  const asked = person.say(`${slack.botUser.mention} who is Marit Enger?`, channel);
  await channel.answerTo(asked);
  await tick();
  await slack.idle();
  await bot.stop();
  await slack.close();
  return numbered([
    ...said,
    // Which hint came before which call is not decided by anybody.
    ...slack.calls
      .filter(({ method }) => !/setStatus/.test(method))
      .map(({ method, params }) => `${method} ${JSON.stringify(params)}`),
  ]);
}

async function onTelegram(twin: Twin, tick: Tick): Promise<readonly string[]> {
  const { desk } = twin;
  const botApi = await createBotApi({ waitMs: 15_000 });
  const said: string[] = [];
  const bot = connectTelegram({
    token: botApi.token,
    apiRoot: botApi.root,
    desk,
    now: () => now,
    report: (error, during) => `e${said.push(`${during}: ${String(error)}`)}`,
    log: (level, _, message) => void said.push(`${level} ${message}`),
  });
  await bot.ready;
  twin.messenger = bot.messenger;
  await botApi.idle();
  const person = botApi.person({ id: 4_711, language_code: "en" });
  const chat = botApi.privateChat({ from: person });
  for (const text of [...lines, "/start ask"]) await chat.answerTo(chat.say(text));
  for (const text of [...beginnings, "Veshka Salvage", "Ilmi Sarras"])
    await botApi.inline(person, text).answered();
  const group = botApi.group({ title: "Hall", people: [person] });
  await group.answerTo(group.say(`/mou@${botApi.me.username} Veshka Salvage`));
  await tick();
  await botApi.idle();
  await bot.stop();
  await botApi.close();
  return [
    ...said,
    ...botApi.calls
      .filter(({ method }) => method !== "getUpdates")
      .map(({ method, params }) => `${method} ${JSON.stringify(params)}`),
  ];
}

/** One question as text, the same as an object, and all of them in a batch. */
async function onTerminal({ desk }: Twin): Promise<readonly string[]> {
  const written: string[] = [];
  const output = new Writable({
    write(piece: Buffer, _, done) {
      written.push(String(piece).replace(/"ms":[\d.]+/g, '"ms":0'));
      done();
    },
  });
  const world = (input = ""): AskWorld => ({
    input: Readable.from([Buffer.from(input)]),
    output,
    colour: true,
    openDesk: async () => ({ desk, timezone: "UTC", now: () => now }),
    report: (error) => `e${written.push(String(error))}`,
  });
  for (const text of lines) {
    await ask(["--", text], world());
    await ask(["--json", "--", text], world());
  }
  const batch = lines.map((text, id) =>
    JSON.stringify({ id: String(id), text, previous: lines.slice(id - 1, id) }),
  );
  await ask(["--batch"], world(`${batch.join("\n")}\n`));
  return written;
}

describe.each(clearances)("to those who see what is $level", (clearance) => {
  test.each([
    ["Slack", onSlack],
    ["Telegram", onTelegram],
    ["the terminal", onTerminal],
  ])(
    "%s sends not a byte else than if what is hidden had never been written",
    async (_, run) => {
      const [one = [], other = []] = await bothOf(clearance, run);
      expect(one).toEqual(other);
      expect(one.length).toBeGreaterThan(lines.length);
    },
    60_000,
  );
});
