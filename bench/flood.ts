import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { botToken, formatUpdate, webhookPath, webhookSecret } from "./measure/bot-world.ts";
import { formatBar, formatCount, formatMachine, formatMs, formatRatio, quantile } from "./measure/figures.ts";
import { inFolder, program } from "./measure/program.ts";
import { type Asked, readQuestions } from "./measure/questions.ts";
import { type Server, untilReady, withServer } from "./measure/server.ts";
import { connectDeliverer, type Deliverer } from "./measure/webhook-client.ts";

/** As many connections as Telegram opens to a webhook that asks for no other number. */
const connections = 40;
/** Messages a second in the noisy chat, and the share of them that goes into each step. */
const floodPerSecond = 500;
const stepMs = 20;
/** How often the quiet chat asks: less than its allowance gives back, so that it is answered each time. */
const quietEveryMs = 250;
const rounds = 3;
const roundMs = 15_000;
const bar = { most: 5, unit: "×" };

let updateId = 0;
const updateOf = (chat: number, text: string): string => formatUpdate(++updateId, chat, text);
const fileOf = (name: string): string => fileURLToPath(new URL(`./measure/${name}.js`, import.meta.url));

/**
 * A chat that asks now and then, by itself and while another one says 500 things a second: how long it waits for its answers,
 * from an update's delivery until the message was sent, through the whole process and a Bot API server on loopback.
 */
export async function bench(): Promise<readonly string[]> {
  const machine = formatMachine();
  const questions = (await readQuestions()).filter(({ previous }) => previous === undefined);
  return inFolder((folder) =>
    withServer([fileOf("cheap-bot-api")], { folder }, (api) =>
      withServer([program, "serve"], { folder, env: connected(api) }, async (served) => {
        await untilReady(served);
        const quiet = await connectDeliverer(served.url);
        await askAll(quiet, questions, 4_000);
        const [alone, beside, sent]: [number[], number[], number[]] = [[], [], []];
        for (let round = 0; round < rounds; round++) {
          alone.push(...(await askAll(quiet, questions, roundMs)));
          const flood = await startFlood(served, questions);
          beside.push(...(await askAll(quiet, questions, roundMs)));
          sent.push(await flood.stop());
        }
        quiet.close();
        const p99 = (all: readonly number[]): number => quantile(all, 0.99);
        const perSecond = sent.reduce((sum, one) => sum + one, 0) / ((rounds * roundMs) / 1_000);
        return [
          machine,
          `the quiet chat alone, ${formatCount(alone.length)} questions: ${formatSpread(alone)}`,
          `beside ${formatCount(perSecond)} messages a second in another chat, ${formatCount(beside.length)} questions: ${formatSpread(beside)}`,
          `p99 ${formatRatio(p99(beside) / p99(alone))} of that alone; ${formatBar(p99(beside) / p99(alone), bar)}`,
        ];
      }),
    ),
  );
}

const formatSpread = (all: readonly number[]): string =>
  `median ${formatMs(quantile(all, 0.5))}, p99 ${formatMs(quantile(all, 0.99))}, longest ${formatMs(Math.max(...all))}`;

function connected(api: Server): NodeJS.ProcessEnv {
  return {
    PORT: "0",
    LOG_LEVEL: "info",
    TELEGRAM_BOT_TOKEN: botToken,
    TELEGRAM_API_ROOT: api.url,
    TELEGRAM_WEBHOOK_URL: `http://127.0.0.1${webhookPath}`,
    TELEGRAM_WEBHOOK_SECRET: webhookSecret,
  };
}

/** The process takes an update when it is answered: so long the quiet chat waits. Milliseconds of each question. */
async function askAll(
  quiet: Deliverer,
  questions: readonly Asked[],
  forMs: number,
): Promise<readonly number[]> {
  const waits: number[] = [];
  const until = performance.now() + forMs;
  for (let at = 0; performance.now() < until; at++) {
    const started = performance.now();
    // A new chat each time: nothing is remembered of it, and nobody's allowance is used up.
    await quiet.deliver([updateOf(900_000_000 + updateId, questions[at % questions.length]?.text ?? "/mou")]);
    waits.push(performance.now() - started);
    await setTimeout(Math.max(0, started + quietEveryMs - performance.now()));
  }
  return waits;
}

interface Flood {
  /** How many were taken. */
  stop(): Promise<number>;
}

/** One chat of a few people says 500 things a second, without waiting for answers. */
async function startFlood(served: Server, questions: readonly Asked[]): Promise<Flood> {
  const deliverers = await Promise.all(
    Array.from({ length: connections }, () => connectDeliverer(served.url)),
  );
  const noisy = 700_000_000 + updateId;
  const started = performance.now();
  let isOver = false;
  let [sent, step] = [0, 0];
  const under: Promise<void>[] = [];
  const pour = (async () => {
    while (!isOver) {
      const due = Math.floor(((performance.now() - started) / 1_000) * floodPerSecond) - sent;
      const texts = Array.from(
        { length: due },
        (_, at) => questions[(sent + at) % questions.length]?.text ?? "/mou",
      );
      const deliverer = deliverers[step++ % connections];
      sent += due;
      if (due > 0 && deliverer !== undefined)
        under.push(deliverer.deliver(texts.map((text) => updateOf(noisy, text))));
      await setTimeout(stepMs);
    }
  })();
  return {
    async stop() {
      isOver = true;
      await pour;
      await Promise.race([Promise.allSettled(under), setTimeout(5_000)]);
      for (const { close } of deliverers) close();
      return sent;
    },
  };
}
