import { createChance } from "../../dist/bench/measure/chance.js";
import { createNames } from "../../dist/bench/measure/invented-names.js";
import { places, prose, subjects, topics } from "../../dist/bench/measure/name-stock.js";

const asks = 200;
const warmUps = 40;
const updates = 1_000;
/** Of a slow index no more is measured than fits into this. */
const mostMs = 20_000;

/** Build, memory after collection, queries as they are and misspelt, and replacements one at a time. */
export async function measureSpeed({ make }, entries) {
  const { documents, questions, misspelt } = generate(entries);
  const before = memory();
  const started = performance.now();
  const index = await make(documents);
  const buildMs = performance.now() - started;
  const after = memory();
  const heap = after.heap - before.heap;
  const beside = after.beside - before.beside;
  const exact = await time(questions, index.find);
  const bent = await time(misspelt, index.find);
  const chance = createChance(5);
  const changed = Array.from({ length: updates }, () => {
    const document = documents[chance.below(entries)];
    return { ...document, text: `${document.text} ${chance.pick(topics)}` };
  });
  const update = index.replace === undefined ? undefined : await time(changed, index.replace, 0);
  const ms = (value) => (value === undefined ? "–" : value.toFixed(value < 10 ? 2 : 0));
  return {
    exact,
    misspelt: bent,
    memory: heap + beside,
    cells: [
      (buildMs / 1000).toFixed(1),
      (heap / 1e6).toFixed(1),
      (beside / 1e6).toFixed(1),
      ...[
        exact.p50,
        exact.p95,
        exact.p99,
        bent.p50,
        bent.p95,
        bent.p99,
        update?.p50,
        update?.p99,
        update?.most,
      ].map(ms),
    ],
  };
}

function memory() {
  if (globalThis.gc === undefined)
    throw new Error("Run node with --expose-gc: heap is read after collection.");
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return { heap: heapUsed, beside: external };
}

async function time(inputs, act, unmeasured = warmUps) {
  const deadline = performance.now() + mostMs;
  const times = [];
  for (const input of inputs.slice(0, unmeasured)) {
    await act(input);
    if (performance.now() > deadline) break;
  }
  for (const input of inputs) {
    const started = performance.now();
    await act(input);
    times.push(performance.now() - started);
    if (performance.now() > deadline) break;
  }
  const mean = times.reduce((sum, one) => sum + one, 0) / times.length;
  times.sort((one, other) => one - other);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))];
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1), mean };
}

/** Entries like those of a register: bodies, agreements and visits; and words of which few are common, most are rare. */
function generate(entries) {
  const chance = createChance(20_240_425);
  const names = createNames(chance, []);
  const bodies = Array.from({ length: Math.ceil(entries / 10) }, () => names.body());
  const words = Array.from({ length: 3_000 + Math.ceil(entries / 4) }, () => inventWord(chance));
  const word = () => words[Math.floor(words.length ** (chance.below(1e6) / 1e6)) - 1];
  const sentence = () =>
    [
      ...Array.from({ length: 8 + chance.below(10) }, () => chance.pick(prose)),
      ...Array.from({ length: 6 + chance.below(12) }, word),
      chance.pick(topics),
    ].join(" ");
  const titleOf = (first, second) =>
    chance.pick([
      () => `MoU between ${first.short} and ${second.short} on ${chance.pick(topics)}`,
      () => `Visit of ${first.short} to ${second.short}, ${chance.pick(places).latin}`,
      () => `${chance.pick(subjects)} Forum of ${first.name}`,
      () => first.name,
    ])();
  const documents = Array.from({ length: entries }, (_, at) => {
    const [first, second] = [chance.pick(bodies), chance.pick(bodies)];
    return {
      id: `entry-${at}`,
      title: titleOf(first, second),
      aliases: at % 4 === 0 ? first.aliases.map(({ value }) => value) : [],
      text: `${sentence()}. ${sentence()}.`,
    };
  });
  const questions = Array.from({ length: asks }, () => {
    const { title, text } = chance.pick(documents);
    const all = `${title} ${text}`.split(/[ .,]+/).filter((one) => one !== "");
    return Array.from({ length: 2 + chance.below(4) }, () => chance.pick(all)).join(" ");
  });
  return { documents, questions, misspelt: questions.map((question) => swapIn(question, chance)) };
}

const syllables = "ba den fir gol hus kam lin mor nes pra ris sto tur vel wex yan zed cho shi qua".split(" ");

function inventWord(chance) {
  return Array.from({ length: 2 + chance.below(3) }, () => chance.pick(syllables)).join("");
}

/** Two letters swapped in the longest word. */
function swapIn(question, chance) {
  const [longest = ""] = question.split(" ").sort((one, other) => other.length - one.length);
  if (longest.length < 4) return question;
  const at = 1 + chance.below(longest.length - 2);
  return question.replace(
    longest,
    longest.slice(0, at) + longest[at + 1] + longest[at] + longest.slice(at + 2),
  );
}
