import { loadLanguages, loadRegister } from "../src/index.ts";
import { dayOf } from "../src/question/now.ts";
import type { Query } from "../src/question/query.ts";
import { understand } from "../src/question/understand.ts";
import { createReading, type Reading } from "../src/question/view-reader.ts";
import { createView, publicClearance } from "../src/register/view.ts";
import { formatBar, formatCount, formatMachine, quantile } from "./measure/figures.ts";
import { type Asked, questionOf, readQuestions, timezone } from "./measure/questions.ts";
import { formatSlowest, formatSpread, mediansOf, msOf, timeRounds } from "./measure/rounds.ts";

const bar = { most: 2, unit: "ms" };

/** How long it takes to understand a question: to make a Query of a text, without composing the answer. */
export async function bench(): Promise<readonly string[]> {
  const machine = formatMachine();
  const register = await loadRegister();
  const { lexicons } = await loadLanguages();
  const reading = createReading(createView(register, publicClearance), lexicons);
  const questions = await readQuestions();
  // What was asked before is understood before the clock runs.
  const before = new Map(questions.map((asked) => [asked, lastQuery(reading, asked)]));
  const timed = await timeRounds(questions, { warmUps: 4, rounds: 5 }, async (asked) =>
    queryOf(reading, asked, asked.text, before.get(asked)),
  );
  const all = msOf(timed);
  return [
    machine,
    `${formatCount(questions.length)} different questions, 5 rounds: ${formatSpread(all)}`,
    `p99: ${formatBar(quantile(all, 0.99), bar)}; of the questions' medians ${formatBar(quantile(msOf(mediansOf(timed)), 0.99), bar)}`,
    "the ten slowest, by their median of the rounds:",
    ...formatSlowest(timed),
  ];
}

function queryOf({ view, reader }: Reading, asked: Asked, text: string, previous: Query | undefined): Query {
  const today = dayOf(questionOf(asked).now, timezone);
  const more = previous === undefined ? {} : { previous };
  return understand(text, { view, reader: reader(today), today, ...more }).query;
}

function lastQuery(reading: Reading, asked: Asked): Query | undefined {
  let last: Query | undefined;
  for (const text of asked.previous ?? []) last = queryOf(reading, asked, text, last);
  return last;
}
