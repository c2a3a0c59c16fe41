import { readdir } from "node:fs/promises";

/** One question about speed or quality, asked of the built code; its lines say ratios, not bare numbers. */
export interface Benchmark {
  readonly bench: () => Promise<readonly string[]>;
}

/** Those that take minutes: they run only when they are named. */
const long: ReadonlySet<string> = new Set(["desk-100k"]);

/** Runs the benchmarks beside this file, or those named: `npm run bench -- ranking start-up`. */
async function run(wanted: readonly string[]): Promise<void> {
  const files = await readdir(new URL(".", import.meta.url));
  const names = files
    .filter((file) => /^(?!run\.)[a-z0-9-]+\.js$/.test(file))
    .map((file) => file.slice(0, -3));
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(`No benchmark ${unknown.join(", ")}; there are: ${names.join(", ") || "none yet"}`);
  }
  const usual = names.filter((name) => !long.has(name)).sort();
  for (const name of wanted.length > 0 ? wanted : usual) {
    const { bench }: Benchmark = await import(`./${name}.js`);
    for (const line of await bench()) console.log(`${name}: ${line}`);
  }
}

await run(process.argv.slice(2));
