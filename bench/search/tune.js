import { parseArgs } from "node:util";
import { createSearchIndex } from "../../dist/src/index.js";
import { defaultRanking } from "../../dist/src/search/ranking.js";
import { inLanguage, ndcg, readSets, withAliases } from "./sets.js";

/**
 * Moves each number of the ranking to either side and prints what each set gains or loses, in ten-thousandths of nDCG@10,
 * then the mean over sets on either half of the questions. A number is better only where both halves gain: what one half
 * teaches, the other must confirm.
 */
const { values } = parseArgs({
  options: { sets: { type: "string", default: new URL("../../../shared/ir", import.meta.url).pathname } },
});

const sets = (await readSets(values.sets)).flatMap((set) => {
  const languages = [...new Set(set.queries.map(({ lang }) => lang))].filter((lang) => lang !== undefined);
  if (languages.length > 0) return languages.map((language) => inLanguage(set, language));
  return set.documents.every(({ text }) => text === "") ? [set, withAliases(set)] : [set];
});

const moves = Object.entries(defaultRanking).flatMap(([name, value]) => {
  if (typeof value === "boolean") return [[name, !value]];
  if (Array.isArray(value))
    return [0.75, 1.25].map((by) => [name, value.map((one, at) => (at === 2 ? one : one * by))]);
  if (value === 0) return [[name, 0.1]];
  return [0.75, 1.25].map((by) => [
    name,
    name === "pool" || name === "mostNear" ? Math.round(value * by) : value * by,
  ]);
});

const mean = (list) => list.reduce((sum, one) => sum + one, 0) / list.length;
const measure = (ranking) =>
  sets.map(({ documents, queries, grades }) => {
    const index = createSearchIndex(documents, { ranking });
    return queries.map(({ id, text }) =>
      ndcg(
        index.find(text).map((found) => found.id),
        grades.get(id),
      ),
    );
  });

const usual = measure({});
console.log(sets.map(({ name }) => name).join(" · "));
console.log(`as it is: ${usual.map((scores) => mean(scores).toFixed(4)).join(" ")}`);
for (const [name, value] of moves) {
  const gains = measure({ [name]: value }).map((scores, set) =>
    scores.map((score, at) => score - usual[set][at]),
  );
  const shown = (gain) => (gain * 10_000).toFixed(0).padStart(5);
  const halves = [0, 1].map((half) =>
    mean(gains.map((list) => mean(list.filter((_, at) => at % 2 === half)))),
  );
  console.log(
    `${`${name} ${value}`.padEnd(26)}${gains.map((list) => shown(mean(list))).join(" ")} | ${halves.map(shown).join(" ")}`,
  );
}
