import { type Finding, findAll, lineAt, type Source } from "./source.ts";

const maxLines = 250;
const compositionRoot = "adapters/main.ts";
const vagueFolders = /(?:^|\/)(utils?|helpers?|types|common)\//;

const isCode = ({ path }: Source): boolean => path.endsWith(".ts");
const isProduct = ({ path }: Source): boolean => /^(src|adapters)\//.test(path);

/** Where the process, the clock and chance can be reached; each with what to do instead. */
const worldly: readonly (readonly [RegExp, string])[] = [
  [/\bprocess\s*\??\.\s*env\b/g, "reads process.env"],
  [/\bprocess\.loadEnvFile\b/g, "fills process.env"],
  [/\bDate\s*\.\s*now\b/g, "reads the clock (Date.now)"],
  [/\bnew\s+Date\s*(\(\s*\)|(?![\w\s(]))/g, "reads the clock (new Date without arguments)"],
  [/(?<!new\s+)(?<![\w.$])Date\s*\(/g, "reads the clock (Date called as a function)"],
  [/\bMath\s*\.\s*random\b/g, "takes chances (Math.random)"],
];

/** `process["env"]`, `const { env } = process`, `import { env } from "node:process"`. */
const byAnotherDoor =
  /\bprocess\s*(\?\.)?\[\s*["'`]env\b|\{[^{}]*\benv\b[^{}]*\}\s*(=\s*(globalThis\.)?process\b(?!\s*\.)|from\s*["'](node:)?process["'])/g;

/** Configuration, the clock and chance come in through arguments; adapters/main.ts alone takes them from the process. */
export function onlyMainSeesTheWorld(sources: readonly Source[]): Finding[] {
  const watched = sources.filter(
    (source) => isCode(source) && isProduct(source) && source.path !== compositionRoot,
  );
  return watched.flatMap((source) => [
    ...worldly.flatMap(([pattern, what]) =>
      findAll(source, source.bare, pattern, `${what}: only ${compositionRoot} does, hand it in instead`),
    ),
    ...findAll(source, source.uncommented, byAnotherDoor, `reads process.env: only ${compositionRoot} does`),
  ]);
}

export function shortFiles(sources: readonly Source[]): Finding[] {
  return sources
    .filter((source) => isCode(source) && isProduct(source))
    .map((source) => ({ path: source.path, lines: lineAt(source.text.trimEnd(), Infinity) }))
    .filter(({ lines }) => lines > maxLines)
    .map(({ path, lines }) => ({
      path,
      line: maxLines + 1,
      message: `has ${lines} lines, at most ${maxLines}: find the second noun in it and give it its own file`,
    }));
}

export function plainNames(sources: readonly Source[]): Finding[] {
  return sources.filter(isCode).flatMap(({ path }) => {
    const findings: Finding[] = [];
    const file = path.split("/").at(-1) ?? "";
    if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.test)?\.ts$/.test(file)) {
      findings.push({ path, line: 1, message: "is not named in kebab-case" });
    }
    const folder = vagueFolders.exec(path)?.[1];
    if (folder !== undefined) {
      findings.push({
        path,
        line: 1,
        message: `lies in a folder "${folder}": name folders for what they know`,
      });
    }
    return findings;
  });
}

const banned: readonly (readonly [RegExp, string])[] = [
  [/\bexport\s+default\b|\bexport\s*\{[^}]*\bas\s+default\b/g, "has a default export: name it"],
  [/^[ \t]*(export\s+)?(declare\s+)?(const\s+)?enum\s+\w+/gm, "has an enum: use a union of literals"],
  [/^[ \t]*(export\s+)?(declare\s+)?(namespace|module)\s+[\w.]+\s*\{/gm, "has a namespace: use a file"],
];

export function plainTypeScript(sources: readonly Source[]): Finding[] {
  return sources
    .filter((source) => isCode(source) && isProduct(source))
    .flatMap((source) =>
      banned.flatMap(([pattern, message]) => findAll(source, source.bare, pattern, message)),
    );
}
