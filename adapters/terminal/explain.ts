import { type AskWorld, exitCodes, openFor, questionOf } from "./ask.ts";
import { parseAsk } from "./ask-options.ts";
import { formatExplanation } from "./format-explanation.ts";

/**
 * `jambatan explain`: how a question is read and why its answer is what it is. Gives the exit code, which is the answer's.
 *
 * @throws UsageError where the call is wrong; whatever `openDesk` throws.
 */
export async function explain(given: readonly string[], world: AskWorld): Promise<number> {
  const options = parseAsk(given, "explain");
  const open = await openFor(options, world);
  const { output, report } = world;
  try {
    const explanation = await open.desk.explain(questionOf(options, open)());
    output.write(`${options.json ? JSON.stringify(explanation) : formatExplanation(explanation)}\n`);
    return exitCodes[explanation.outcome];
  } catch (error) {
    const sentence = `Something went wrong here (error ${report(error, "explaining a question")}).`;
    output.write(
      options.json ? `${JSON.stringify({ outcome: "failed", error: sentence })}\n` : `${sentence}\n`,
    );
    return exitCodes.failed;
  }
}
