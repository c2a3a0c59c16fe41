import { formatBar, formatMachine, formatMs, formatRatio, median, quantile } from "./measure/figures.ts";
import { inFolder, program, timeNode } from "./measure/program.ts";

const rounds = 21;
const question = "/mou MRANTI";

/**
 * How long one question from a shell takes, against Node starting for nothing.
 *
 * Both take turns, so that whatever else the machine does falls on both. The first round is told apart: only then are
 * the files perhaps not in memory, and, from Node 22.1, nothing is in its compile cache.
 */
export async function bench(): Promise<readonly string[]> {
  const machine = formatMachine();
  return inFolder(async (folder) => {
    const asks: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      asks.push(timeNode([program, "ask", question], { folder }));
      bare.push(timeNode(["-e", "0"], { folder }));
    }
    const [firstAsk = Number.NaN, ...laterAsks] = asks;
    const [firstBare = Number.NaN, ...laterBare] = bare;
    const ratio = median(laterAsks) / median(laterBare);
    const spread = (values: readonly number[]) =>
      `median ${formatMs(median(values))} (p10 ${formatMs(quantile(values, 0.1))}, p90 ${formatMs(quantile(values, 0.9))})`;
    return [
      machine,
      `ask "${question}": ${spread(laterAsks)} of ${rounds} runs; the first ${formatMs(firstAsk)}`,
      `node -e 0: ${spread(laterBare)} of ${rounds} runs; the first ${formatMs(firstBare)}`,
      `ratio of the medians: ${formatRatio(ratio)}; ${formatBar(ratio, { most: 5, unit: "×" })}`,
    ];
  });
}
