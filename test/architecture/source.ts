import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

/** One `import` or `export … from`, also `import("…")` and a bare `import "…"`. */
export interface Import {
  /** As written: "./limits.ts", "node:fs", "zod". */
  readonly specifier: string;
  /** The imported file's path from the root of the project, or undefined for a package or a builtin. */
  readonly file?: string;
  /** The package's name ("hono" for "hono/cors"), or "node:" for a builtin, or undefined for a file. */
  readonly library?: string;
  /** True for `import type` and `export type`, which leave nothing behind in the JavaScript. */
  readonly typeOnly: boolean;
  readonly line: number;
}

/** A file as the rules see it. Blanked text keeps every line and column where it was. */
export interface Source {
  /** From the root of the project, with forward slashes: "src/search/index.ts". */
  readonly path: string;
  readonly text: string;
  /** The text with comments blanked: for rules about strings. */
  readonly uncommented: string;
  /** The text with comments, strings and regular expressions blanked: for rules about code. */
  readonly bare: string;
  readonly imports: readonly Import[];
}

/** What a rule reports. */
export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

/** Everything that `pattern` (with the g flag) matches in a blanked text of `source`, as findings. */
export function findAll(source: Source, text: string, pattern: RegExp, message: string): Finding[] {
  return [...text.matchAll(pattern)].map((match) => ({
    path: source.path,
    line: lineAt(text, match.index + (match[0].length - match[0].trimStart().length)),
    message: message.replace("$&", match[0].trim()),
  }));
}

// Comments, templates, strings and regular expressions, in the order in which they shadow one another.
// A slash opens a regular expression only where a value may begin; elsewhere it divides.
const comment = String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/`;
const quoted = String.raw`"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'`;
const regex = String.raw`(?<=(?:^|[=(,:;!&|?{[+>]|\breturn|\bcase)[ \t]*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*`;
const token = new RegExp(`(?<comment>${comment})|(?<quoted>${quoted})|(?<regex>${regex})|[\`{}]`, "gm");

const blank = (text: string): string => text.replaceAll(/[^\n]/g, " ");

/** Walks the tokens; a stack tells whether a brace closes a block or the `${` of a template. */
function blanked(text: string): { uncommented: string; bare: string } {
  let uncommented = "";
  let bare = "";
  const open: ("block" | "template")[] = [];
  let at = 0;
  const keep = (to: number): void => {
    uncommented += text.slice(at, to);
    bare += text.slice(at, to);
    at = to;
  };
  /** Reads a template's own characters, up to its end or to the next `${`. */
  const readTemplate = (from: number): void => {
    let end = from;
    while (end < text.length && text[end] !== "`" && !text.startsWith("${", end))
      end += text[end] === "\\" ? 2 : 1;
    if (text.startsWith("${", end)) open.push("template");
    const stop = Math.min(text.length, end + (text[end] === "`" ? 1 : 2));
    uncommented += text.slice(at, stop);
    bare += blank(text.slice(at, stop));
    at = stop;
  };
  for (;;) {
    token.lastIndex = at;
    const match = token.exec(text);
    if (match === null) break;
    keep(match.index);
    const [found] = match;
    if (match.groups?.comment !== undefined) {
      uncommented += blank(found);
      bare += blank(found);
      at += found.length;
    } else if (match.groups?.quoted !== undefined || match.groups?.regex !== undefined) {
      uncommented += found;
      bare += found.length < 2 ? found : found[0] + blank(found.slice(1, -1)) + found.at(-1);
      at += found.length;
    } else if (found === "`") {
      readTemplate(at + 1);
    } else if (found === "}" && open.pop() === "template") {
      readTemplate(at + 1);
    } else {
      if (found === "{") open.push("block");
      keep(at + 1);
    }
  }
  keep(text.length);
  return { uncommented, bare };
}

const clause =
  /(?<![\w.$])(?:import|export)\s+(?<type>type\s+(?!from\b))?[\w$*{][\w$\s,*{}]*?\bfrom\s*["'](?<from>[^"'\n]+)["']/;
const sideEffect = /(?<![\w.$])import\s*["'](?<from>[^"'\n]+)["']/;
const dynamic = /(?<![\w.$])(?:import|require)\s*\(\s*["'`](?<from>[^"'`\n]+)["'`]/;

function importsOf(path: string, code: string, bare: string): Import[] {
  const found = new Map<number, Import>();
  for (const pattern of [clause, sideEffect, dynamic]) {
    for (const match of code.matchAll(new RegExp(pattern, "g"))) {
      const specifier = match.groups?.from ?? "";
      // What looks like an import inside a string is none: its keyword is blanked there.
      if (!/^(import|export|require)/.test(bare.slice(match.index))) continue;
      found.set(match.index, {
        specifier,
        ...target(path, specifier),
        typeOnly: match.groups?.type !== undefined,
        line: lineAt(code, match.index),
      });
    }
  }
  return [...found.entries()].sort(([a], [b]) => a - b).map(([, found]) => found);
}

function target(path: string, specifier: string): { file?: string; library?: string } {
  if (specifier.startsWith(".")) return { file: posix.join(posix.dirname(path), specifier) };
  if (specifier.startsWith("node:")) return { library: "node:" };
  return { library: specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/") };
}

export function parseSource(path: string, text: string): Source {
  const isCode = path.endsWith(".ts");
  const { uncommented, bare } = isCode ? blanked(text) : { uncommented: text, bare: text };
  return { path, text, uncommented, bare, imports: isCode ? importsOf(path, uncommented, bare) : [] };
}

/** Every .ts, .yaml and .yml file below `folder` of the project; none where the folder does not exist. */
export function readSources(root: string, folder: string): Source[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => posix.join(folder, name.replaceAll("\\", "/")))
    .filter((path) => /\.(ts|ya?ml)$/.test(path) && !path.includes("node_modules/"))
    .sort()
    .map((path) => parseSource(path, readFileSync(join(root, path), "utf8")));
}
