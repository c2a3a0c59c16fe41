import fc from "fast-check";
import { expect, test } from "vitest";
import { commandLineAct, runCommandLine } from "./command-line.ts";
import { openSlackFuzz, slackAct } from "./slack.ts";
import { openTelegramFuzz, telegramAct } from "./telegram.ts";
import { fuzzedDesk, type Tally } from "./world.ts";

/** How many are put in; `npm run soak:fuzz` puts in 100,000. */
const wanted = Number(process.env.FUZZ_INPUTS ?? 700);
/** Runs of the past that are made again each time; the first one is where a long run begins. */
const keptSeed = 20_311_104;
const seed = Number(process.env.FUZZ_SEED ?? keptSeed);
/** As many of each in one turn, after which the platforms forget. */
const inTurn = 200;

const empty = (): Tally => ({ inputs: 0, answered: 0 });

test(
  "whatever comes, nothing breaks, nothing is said that a platform refuses, and most of what is asked is answered",
  async () => {
    const fuzzed = await fuzzedDesk();
    const tallies = { telegram: empty(), slack: empty(), "command line": empty() };
    const reported: string[] = [];
    const telegram = await openTelegramFuzz(fuzzed, tallies.telegram, reported);
    const slack = await openSlackFuzz(fuzzed, tallies.slack, reported);
    const total = (): Tally =>
      Object.values(tallies).reduce(
        (sum, { inputs, answered }) => ({ inputs: sum.inputs + inputs, answered: sum.answered + answered }),
        empty(),
      );
    for (let turn = 0; total().inputs < wanted; turn++) {
      const sample = <T>(arbitrary: fc.Arbitrary<T>): T[] =>
        fc.sample(arbitrary, { numRuns: inTurn, seed: seed + turn });
      await Promise.all([
        telegram.run(sample(telegramAct)),
        slack.run(sample(slackAct)),
        runCommandLine(fuzzed, tallies["command line"], sample(commandLineAct)),
      ]);
      const refused = [...telegram.refused(), ...slack.refused()];
      expect(refused, `seed ${seed + turn}`).toEqual([]);
      if (turn % 20 === 19) console.log(`${total().inputs} of ${wanted}, ${formatTally(total())}`);
    }
    await telegram.close();
    await slack.close();
    const kinds = new Map<string, number>();
    for (const one of reported) kinds.set(one, (kinds.get(one) ?? 0) + 1);
    console.log(
      [
        `seeds from ${seed} on: ${formatTally(total())}; memory ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
        ...Object.entries(tallies).map(([name, tally]) => `${name}: ${formatTally(tally)}`),
        ...[...kinds]
          .sort((a, b) => b[1] - a[1])
          .slice(0, 12)
          .map(([what, count]) => `logged with an id ${count} times: ${what}`),
      ].join("\n"),
    );
    for (const { inputs, answered } of Object.values(tallies)) expect(answered / inputs).toBeGreaterThan(0.3);
  },
  60_000 + wanted * 60,
);

const formatTally = ({ inputs, answered }: Tally): string =>
  `${inputs} put in, ${answered} answered (${Math.round((answered / inputs) * 100)} %)`;
