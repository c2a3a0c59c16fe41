import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { botToken, formatUpdate, webhookPath, webhookSecret } from "./measure/bot-world.ts";
import { formatBar, formatCount, formatMachine, formatMs, formatRatio, median } from "./measure/figures.ts";
import { inFolder, program } from "./measure/program.ts";
import { formatMb, residentMb, type Server, untilReady, withServer } from "./measure/server.ts";
import { connectDeliverer, type Deliverer } from "./measure/webhook-client.ts";

/** As many connections as Telegram opens to a webhook that asks for no other number. */
const connections = 40;
const rounds = 9;
const roundMs = 1_500;
const starts = 5;
const chats = 1_000;
const question = "/mou MRANTI";
/** What each chat of a thousand asks; each has an answer of its own. */
const questions = [question, "/visits", "/help", "/mou xyzzy plugh", "who signed the latest agreement?"];

const fileOf = (name: string): string => fileURLToPath(new URL(`./measure/${name}.js`, import.meta.url));

let updateId = 0;
const updateOf = (chat: number, text: string): string => formatUpdate(++updateId, chat, text);

/**
 * The bot on Telegram by webhook, as a whole process against a Bot API server on loopback: how many questions a second it
 * answers, against a bare grammY bot that only echoes; what being connected costs in memory; and whether a crowd is
 * answered once each and in order.
 */
export async function bench(): Promise<readonly string[]> {
  const machine = formatMachine();
  return inFolder((folder) =>
    withServer([fileOf("cheap-bot-api")], { folder }, async (api) => {
      const memory = await measureMemory(folder, api);
      const pace = await withServer([fileOf("bare-bot"), api.url], { folder }, (bare) =>
        withServer([program, "serve"], { folder, env: connected(api) }, async (served) => {
          await untilReady(served);
          return [...(await comparePace(served, bare)), ...(await askAtOnce(served, api))];
        }),
      );
      return [machine, ...pace, ...memory];
    }),
  );
}

function connected(api: Server): NodeJS.ProcessEnv {
  return {
    ...alone,
    TELEGRAM_BOT_TOKEN: botToken,
    TELEGRAM_API_ROOT: api.url,
    TELEGRAM_WEBHOOK_URL: `http://127.0.0.1${webhookPath}`,
    TELEGRAM_WEBHOOK_SECRET: webhookSecret,
  };
}
const alone = { PORT: "0", LOG_LEVEL: "info" };

/** Both bots take turns, so that whatever else the machine does falls on both. */
async function comparePace(served: Server, bare: Server): Promise<readonly string[]> {
  const [ours, theirs] = [await connectAll(served.url), await connectAll(bare.url)];
  const rates: Record<"ours" | "theirs", number[]> = { ours: [], theirs: [] };
  for (let round = 0; round <= rounds; round++) {
    const [a, b] = [await rateOf(ours), await rateOf(theirs)];
    // The first round only warms.
    if (round === 0) continue;
    rates.ours.push(a);
    rates.theirs.push(b);
  }
  for (const { close } of [...ours, ...theirs]) close();
  const ratio = median(rates.ours.map((rate, round) => rate / (rates.theirs[round] ?? Number.NaN)));
  return [
    `"${question}" by webhook over ${connections} connections, medians of ${rounds} rounds: serve ${formatCount(median(rates.ours))} a second, a bare grammY bot ${formatCount(median(rates.theirs))} a second`,
    `ratio ${formatRatio(ratio)}; ${formatRatioBar(ratio, 0.6)}`,
    `resident after that: serve ${formatMb(await residentMb(served.process))}, the bare bot ${formatMb(await residentMb(bare.process))}`,
  ];
}

const formatRatioBar = (ratio: number, least: number): string =>
  `bar ≥ ${formatRatio(least)}: ${ratio >= least ? "met" : "MISSED"}, ${(ratio / least).toFixed(2)} of it`;

const connectAll = (url: string): Promise<readonly Deliverer[]> =>
  Promise.all(Array.from({ length: connections }, () => connectDeliverer(url)));

/** Questions a second, each connection asking its next one when the last was dealt with. */
async function rateOf(deliverers: readonly Deliverer[]): Promise<number> {
  const started = performance.now();
  const until = started + roundMs;
  let asked = 0;
  await Promise.all(
    deliverers.map(async ({ deliver }, index) => {
      while (performance.now() < until) {
        // Each from a chat of its own: nobody may ask so fast.
        await deliver([updateOf(1_000_000 + index * 100_000 + asked, question)]);
        asked++;
      }
    }),
  );
  return asked / ((performance.now() - started) / 1_000);
}

type Sent = Readonly<Record<string, readonly string[]>>;

async function takeSent(api: Server): Promise<Sent> {
  return (await (await fetch(`${api.url}/sent`)).json()) as Sent;
}

/**
 * A thousand chats ask five questions each, each chat in an order of its own, and nobody waits for an answer. What each is told
 * is held against what one chat is told that asks alone.
 */
async function askAtOnce(served: Server, api: Server): Promise<readonly string[]> {
  const answers = new Map<string, string>();
  const lonely = await connectDeliverer(served.url);
  for (const [index, text] of questions.entries()) {
    await takeSent(api);
    await lonely.deliver([updateOf(10_000 + index, text)]);
    answers.set(text, Object.values(await takeSent(api))[0]?.[0] ?? "");
  }
  lonely.close();
  if (new Set(answers.values()).size < questions.length)
    throw new Error("two questions have the same answer");

  const asked = Array.from({ length: chats }, (_, chat) =>
    questions.map((_, at) => questions[(chat + at) % questions.length] ?? ""),
  );
  const crowd = await Promise.all(asked.map(() => connectDeliverer(served.url)));
  const started = performance.now();
  await Promise.all(
    crowd.map(({ deliver }, chat) =>
      deliver((asked[chat] ?? []).map((text) => updateOf(20_000 + chat, text))),
    ),
  );
  const ms = performance.now() - started;
  for (const { close } of crowd) close();
  const sent = await takeSent(api);
  const told = asked.map((_, chat) => sent[20_000 + chat] ?? []);
  const right = told.filter((texts, chat) => {
    const wanted = asked[chat]?.map((text) => answers.get(text)) ?? [];
    return texts.length === wanted.length && texts.every((text, at) => text === wanted[at]);
  });
  const count = told.reduce((sum, texts) => sum + texts.length, 0);
  return [
    `${formatCount(chats)} chats ask ${questions.length} questions each at once: ${formatCount(count)} answers in ${formatMs(ms)}, ${formatCount(count / (ms / 1_000))} a second`,
    `answered once each, rightly and in order: ${formatCount(right.length)} of ${formatCount(chats)} chats; ${formatBar(right.length, { least: chats, unit: "chats" })}`,
  ];
}

/** Idle processes a second after they are ready, with Telegram and without, by turns. */
async function measureMemory(folder: string, api: Server): Promise<readonly string[]> {
  if (process.platform !== "linux") return ["memory is not measured: there is no /proc here"];
  const idleMb = (env: NodeJS.ProcessEnv): Promise<number> =>
    withServer([program, "serve"], { folder, env }, async (server) => {
      await untilReady(server);
      await setTimeout(1_000);
      return residentMb(server.process);
    });
  const [plain, more]: [number[], number[]] = [[], []];
  for (let start = 0; start < starts; start++) {
    plain.push(await idleMb(alone));
    more.push(await idleMb(connected(api)));
  }
  const [without, withIt] = [median(plain), median(more)];
  return [
    `resident when ready, medians of ${starts} starts: ${formatMb(withIt)} with Telegram, ${formatMb(without)} without`,
    `difference ${formatMb(withIt - without)}; ${formatBar(withIt - without, { most: 30, unit: "MB" })}`,
  ];
}
