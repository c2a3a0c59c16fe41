import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  formatBar,
  formatCount,
  formatMachine,
  formatMs,
  formatRatio,
  median,
  quantile,
} from "./measure/figures.ts";
import { inFolder, program } from "./measure/program.ts";
import { formatMb, residentMb, type Server, untilReady, withServer } from "./measure/server.ts";
import { formatCommand, signingSecret, slackToken } from "./measure/slack-world.ts";
import { connectDeliverer, type Deliverer } from "./measure/webhook-client.ts";

const connections = 40;
const rounds = 9;
const commandsInRound = 1_200;
const inFlight = 200;
const bursts = 10;
const starts = 5;
const question = "/mou MRANTI";

const fileOf = (name: string): string => fileURLToPath(new URL(`./measure/${name}.js`, import.meta.url));

/**
 * The desk on Slack over HTTP, as a whole process against a Slack on loopback: how many slash commands a second it answers,
 * against a bare Bolt app that only echoes; how long Slack waits for an acknowledgement when many come at once; and what being
 * connected costs in memory.
 */
export async function bench(): Promise<readonly string[]> {
  const machine = formatMachine();
  return inFolder((folder) =>
    withServer([fileOf("cheap-slack")], { folder }, async (slack) => {
      const memory = await measureMemory(folder, slack);
      const pace = await withServer([fileOf("bare-slack-app"), `${slack.url}/api/`], { folder }, (bare) =>
        withServer([program, "serve"], { folder, env: connected(slack) }, async (served) => {
          await untilReady(served);
          return [...(await comparePace(served, bare, slack)), ...(await timeAcks(served, bare, slack))];
        }),
      );
      return [machine, ...pace, ...memory];
    }),
  );
}

function connected(slack: Server): NodeJS.ProcessEnv {
  return {
    ...alone,
    SLACK_BOT_TOKEN: slackToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: `${slack.url}/api/`,
  };
}
const alone = { PORT: "0", LOG_LEVEL: "info" };

let person = 0;

const connectMany = (url: string, count: number, slack: Server): Promise<readonly Deliverer[]> =>
  Promise.all(
    Array.from({ length: count }, () =>
      // Each by a person of their own: nobody may ask so fast.
      connectDeliverer(url, (host, text) => formatCommand(host, slack.url, ++person, text)),
    ),
  );

/** Both apps take turns, so that whatever else the machine does falls on both. */
async function comparePace(served: Server, bare: Server, slack: Server): Promise<readonly string[]> {
  const [ours, theirs] = [
    await connectMany(served.url, connections, slack),
    await connectMany(bare.url, connections, slack),
  ];
  const rates: Record<"ours" | "theirs", number[]> = { ours: [], theirs: [] };
  for (let round = 0; round <= rounds; round++) {
    const [a, b] = [await rateOf(ours, slack), await rateOf(theirs, slack)];
    // The first round only warms.
    if (round === 0) continue;
    rates.ours.push(a);
    rates.theirs.push(b);
  }
  for (const { close } of [...ours, ...theirs]) close();
  const ratio = median(rates.ours.map((rate, round) => rate / (rates.theirs[round] ?? Number.NaN)));
  const bar = `bar ≥ 0.60 ×: ${ratio >= 0.6 ? "met" : "MISSED"}, ${(ratio / 0.6).toFixed(2)} of it`;
  return [
    `"${question}" as a signed command over ${connections} connections until answered, medians of ${rounds} rounds: serve ${formatCount(median(rates.ours))} a second, a bare Bolt app ${formatCount(median(rates.theirs))} a second`,
    `ratio ${formatRatio(ratio)}; ${bar}`,
    `resident after that: serve ${formatMb(await residentMb(served.process))}, the bare app ${formatMb(await residentMb(bare.process))}`,
  ];
}

/** Commands a second, until the last of them is answered and not only acknowledged. */
async function rateOf(deliverers: readonly Deliverer[], slack: Server): Promise<number> {
  await untilTold(slack, 0);
  const started = performance.now();
  await Promise.all(
    deliverers.map(async ({ deliver }) => {
      for (let sent = 0; sent < commandsInRound / deliverers.length; sent++) await deliver([question]);
    }),
  );
  await untilTold(slack, commandsInRound);
  return commandsInRound / ((performance.now() - started) / 1_000);
}

/** Waits until so many answers came since it was last waited for. */
async function untilTold(slack: Server, count: number): Promise<void> {
  const started = performance.now();
  for (let told = 0; ; await setTimeout(3)) {
    told += ((await (await fetch(`${slack.url}/told`)).json()) as { readonly told: number }).told;
    if (told >= count) return;
    if (performance.now() - started > 30_000)
      throw new Error(`${told} of ${count} commands were answered within 30 s`);
  }
}

/** For requests that are signed beforehand, so that signing is not waited for. */
const connectRaw = (url: string): Promise<readonly Deliverer[]> =>
  Promise.all(Array.from({ length: inFlight }, () => connectDeliverer(url, (_, request) => request)));

/** Many commands at once, each on a connection of its own: how long each waits for its acknowledgement. */
async function timeAcks(served: Server, bare: Server, slack: Server): Promise<readonly string[]> {
  const [ours, theirs] = [await connectRaw(served.url), await connectRaw(bare.url)];
  const waits: Record<"ours" | "theirs", number[]> = { ours: [], theirs: [] };
  for (let burst = 0; burst <= bursts; burst++) {
    const [a, b] = [await burstOf(ours, slack), await burstOf(theirs, slack)];
    if (burst === 0) continue;
    waits.ours.push(...a);
    waits.theirs.push(...b);
  }
  for (const { close } of [...ours, ...theirs]) close();
  const late = quantile(waits.ours, 0.99);
  return [
    `${inFlight} commands at once, ${bursts} times: acknowledged after p50 ${formatMs(median(waits.ours))}, p99 ${formatMs(late)}, by the bare app p50 ${formatMs(median(waits.theirs))}, p99 ${formatMs(quantile(waits.theirs, 0.99))}`,
    `p99 of the acknowledgements; ${formatBar(late, { most: 50, unit: "ms" })}`,
  ];
}

async function burstOf(deliverers: readonly Deliverer[], slack: Server): Promise<readonly number[]> {
  await untilTold(slack, 0);
  const requests = deliverers.map((_, user) => formatCommand("127.0.0.1", slack.url, user, question));
  const waits = await Promise.all(
    deliverers.map(async ({ deliver }, user) => {
      const started = performance.now();
      await deliver([requests[user] ?? ""]);
      return performance.now() - started;
    }),
  );
  await untilTold(slack, deliverers.length);
  return waits;
}

/** Idle processes a second after they are ready, with Slack and without, by turns. */
async function measureMemory(folder: string, slack: Server): Promise<readonly string[]> {
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
    more.push(await idleMb(connected(slack)));
  }
  const [without, withIt] = [median(plain), median(more)];
  return [
    `resident when ready, medians of ${starts} starts: ${formatMb(withIt)} with Slack, ${formatMb(without)} without`,
    `difference ${formatMb(withIt - without)}; ${formatBar(withIt - without, { most: 50, unit: "MB" })}`,
  ];
}
