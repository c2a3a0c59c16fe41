import { parseArgs } from "node:util";
import { engines } from "./engines.js";
import { inLanguage, meanNdcg, misspell, readSets, withAliases } from "./sets.js";
import { measureSpeed } from "./speed.js";

const { values } = parseArgs({
  options: {
    sets: { type: "string", default: new URL("../../../shared/ir", import.meta.url).pathname },
    entries: { type: "string", default: "1000,10000,100000" },
    only: { type: "string", default: "quality,speed" },
    engines: { type: "string", default: engines.map(({ name }) => name).join(",") },
  },
});

const compared = engines.filter(({ name }) => values.engines.split(",").includes(name));
const row = (cells) => console.log(`| ${cells.join(" | ")} |`);

if (values.only.includes("quality")) {
  const read = await readSets(values.sets);
  const sets = read.flatMap((set) => [
    set,
    ...(set.documents.every(({ text }) => text === "") ? [withAliases(set)] : []),
    ...[...new Set(set.queries.map(({ lang }) => lang))].flatMap((lang) =>
      lang === undefined ? [] : [inLanguage(set, lang)],
    ),
  ]);
  const wrong = await Promise.all(
    sets.map((set) => misspell(set, `${values.sets}/typos.tsv`).catch(() => undefined)),
  );
  console.log("nDCG@10; after a slash with one word of each question misspelt");
  row(["", ...sets.map(({ name }) => name)]);
  row(["---", ...sets.map(() => "---")]);
  for (const { name, make } of compared) {
    const cells = [];
    for (const [at, set] of sets.entries()) {
      const { find } = await make(set.documents);
      const [right, bent] = [await meanNdcg(set, find), wrong[at] && (await meanNdcg(wrong[at], find))];
      cells.push(bent === undefined ? right.toFixed(3) : `${right.toFixed(3)} / ${bent.toFixed(3)}`);
    }
    row([name, ...cells]);
  }
}

if (values.only.includes("speed")) {
  for (const entries of values.entries.split(",").map(Number)) {
    console.log(`\n${entries.toLocaleString("en")} generated entries; queries and updates in ms`);
    const columns = [
      "build s",
      "heap MB",
      "beside heap MB",
      "exact p50",
      "p95",
      "p99",
      "misspelt p50",
      "p95",
      "p99",
      "update p50",
      "p99",
      "most",
    ];
    row(["", ...columns]);
    row(["---", ...columns.map(() => "---:")]);
    const measured = new Map();
    for (const engine of compared) {
      const figures = await measureSpeed(engine, entries);
      measured.set(engine.name, figures);
      row([engine.name, ...figures.cells]);
    }
    const [plain, fuzzy, ours] = ["MiniSearch", "MiniSearch fuzzy", "ours"].map((name) => measured.get(name));
    if (plain === undefined || fuzzy === undefined || ours === undefined) continue;
    const ratio = (one, other) => `${(one / other).toFixed(other > one ? 2 : 0)} ×`;
    console.log(
      `ours against MiniSearch: exact p50 ${ratio(plain.exact.p50, ours.exact.p50)} as fast, mean ${ratio(plain.exact.mean, ours.exact.mean)}; misspelt against its fuzzy and prefix p50 ${ratio(fuzzy.misspelt.p50, ours.misspelt.p50)}, mean ${ratio(fuzzy.misspelt.mean, ours.misspelt.mean)}; memory ${ratio(ours.memory, plain.memory)}`,
    );
  }
}
