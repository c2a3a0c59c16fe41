import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createChance } from "../../dist/bench/measure/chance.js";

/** Sets of documents, questions and judgements: every folder that has `docs.jsonl`, `queries.jsonl` and `qrels.tsv`. */
export async function readSets(folder) {
  const names = (await readdir(folder, { withFileTypes: true })).filter((one) => one.isDirectory());
  return Promise.all(names.map(({ name }) => readSet(join(folder, name), name)));
}

async function readSet(folder, name) {
  const linesOf = async (file) => (await readFile(join(folder, file), "utf8")).split("\n").filter(Boolean);
  const documents = (await linesOf("docs.jsonl")).map((line) => JSON.parse(line));
  const grades = new Map();
  for (const line of await linesOf("qrels.tsv")) {
    const [query, document, grade] = line.split("\t");
    if (!grades.has(query)) grades.set(query, new Map());
    grades.get(query).set(document, Number(grade));
  }
  const queries = (await linesOf("queries.jsonl"))
    .map((line) => JSON.parse(line))
    .filter(({ id }) => grades.has(id));
  return { name, documents, queries, grades };
}

/** nDCG at 10 (Järvelin and Kekäläinen 2002), the grade itself as the gain, the mean over the questions. */
export async function meanNdcg({ queries, grades }, find) {
  let sum = 0;
  for (const { id, text } of queries) sum += ndcg(await find(text), grades.get(id));
  return sum / queries.length;
}

const places = 10;

export function ndcg(ids, grades) {
  const gained = (list) => list.slice(0, places).reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0);
  const most = gained([...grades.values()].sort((one, other) => other - one));
  return most === 0 ? 0 : gained(ids.map((id) => grades.get(id) ?? 0)) / most;
}

/** The same questions with one word misspelt: as people did where the list has it, else two letters swapped. */
export async function misspell(set, file) {
  const known = new Map();
  for (const line of (await readFile(file, "utf8")).split("\n")) {
    const [word, wrong] = line.split("\t");
    if (wrong !== undefined && word !== wrong) known.set(word, [...(known.get(word) ?? []), wrong]);
  }
  const chance = createChance(20_240_425);
  const queries = set.queries.map((query) => {
    const words = [...query.text.matchAll(/[A-Za-z]{4,}/g)];
    if (words.length === 0) return query;
    const inList = words.filter(([word]) => known.has(word.toLowerCase()));
    const { 0: word, index } = chance.pick(inList.length > 0 ? inList : words);
    const at = 1 + chance.below(word.length - 2);
    const swapped = word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
    const wrong = inList.length > 0 ? chance.pick(known.get(word.toLowerCase())) : swapped;
    return { ...query, text: query.text.slice(0, index) + wrong + query.text.slice(index + word.length) };
  });
  return { ...set, queries };
}

/** Of the questions that a document answers every other one is given as its alias, three at most; the rest are asked. */
export function withAliases(set) {
  const asked = new Map();
  for (const query of set.queries)
    for (const id of set.grades.get(query.id).keys()) asked.set(id, [...(asked.get(id) ?? []), query]);
  const aliases = new Map();
  const left = new Set();
  for (const [id, queries] of asked) {
    if (queries.length < 2) continue;
    aliases.set(
      id,
      queries
        .filter((_, at) => at % 2 === 0)
        .slice(0, 3)
        .map(({ text }) => text),
    );
    for (const query of queries.filter((_, at) => at % 2 === 1)) left.add(query);
  }
  return {
    ...set,
    name: `${set.name}, aliases`,
    documents: set.documents.map((document) => ({ ...document, aliases: aliases.get(document.id) ?? [] })),
    queries: [...left],
  };
}

/** Of a set whose questions say their language, the documents and questions of one, whose ids begin with it. */
export function inLanguage(set, language) {
  return {
    ...set,
    name: `${set.name} ${language}`,
    documents: set.documents.filter(({ id }) => id.startsWith(language)),
    queries: set.queries.filter((query) => query.lang === language),
  };
}
