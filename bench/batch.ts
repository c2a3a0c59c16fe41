import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatBar, formatCount, formatMachine, formatMs, median } from "./measure/figures.ts";
import { inFolder, program, timeNode } from "./measure/program.ts";
import { readQuestions } from "./measure/questions.ts";

const lines = 20_000;
const starts = 5;

/** How many questions a second `ask --batch` answers: as a process from start to end, and net of its start. */
export async function bench(): Promise<readonly string[]> {
  const machine = formatMachine();
  const questions = await readQuestions();
  const lineOf = (index: number): string => {
    const asked = questions[index % questions.length];
    return `${JSON.stringify({ ...asked, id: String(index) })}\n`;
  };
  return inFolder(async (folder) => {
    const files = { folder, input: join(folder, "in.jsonl"), output: join(folder, "out.jsonl") };
    const time = async (count: number): Promise<number> => {
      await writeFile(files.input, Array.from({ length: count }, (_, index) => lineOf(index)).join(""));
      return timeNode([program, "ask", "--batch"], files);
    };
    const startTimes: number[] = [];
    for (let run = 0; run < starts; run++) startTimes.push(await time(1));
    const start = median(startTimes);
    const whole = await time(lines);
    const outcomes = (await readFile(files.output, "utf8"))
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { readonly outcome: string }).outcome);
    if (outcomes.length !== lines) throw new Error(`${lines} lines were asked, ${outcomes.length} answered`);
    const failed = outcomes.filter((outcome) => outcome === "failed").length;
    const perSecond = lines / (whole / 1_000);
    const net = (lines - 1) / ((whole - start) / 1_000);
    return [
      machine,
      `${formatCount(lines)} lines of ${formatCount(questions.length)} different questions in ${formatMs(whole)}, of which the start ${formatMs(start)}; ${formatCount(failed)} failed`,
      `end to end ${formatCount(perSecond)} a second; ${formatBar(perSecond, { least: 2_000, unit: "a second" })}`,
      `net of the start ${formatCount(net)} a second, ${formatMs(1_000 / net)} each`,
    ];
  });
}
