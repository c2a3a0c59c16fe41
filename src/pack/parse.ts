import {
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parse,
  parseDocument,
  type YAMLError,
} from "yaml";
import type { Problem } from "../errors.ts";
import type { PackFile } from "./pack.ts";

/** The only importer of `yaml`. Positions cost more than the parse, so they are taken only when something is wrong. */

export type Path = readonly (string | number)[];

/** A problem as a check finds it: where in the data, not yet where in the text. */
export interface Finding {
  readonly file: string;
  readonly path: Path;
  readonly message: string;
  /** True where the key itself is meant (an unknown one), not its value. */
  readonly atKey?: boolean;
}

/** The data of a file, or what is wrong with its text. */
export function parseYaml(
  file: PackFile,
): { readonly data: unknown } | { readonly problems: readonly Problem[] } {
  try {
    return { data: parse(file.text, { maxAliasCount: 100 }) as unknown };
  } catch (error) {
    const lines = new LineCounter();
    const document = parseDocument(file.text, { lineCounter: lines });
    const errors: readonly YAMLError[] = document.errors;
    if (errors.length === 0) {
      const wrong = error instanceof Error ? error.message : String(error);
      const alias = /: ([^\s:]+)$/.exec(wrong)?.[1];
      const { line, col } = lines.linePos(
        alias === undefined ? 0 : Math.max(0, file.text.indexOf(`*${alias}`)),
      );
      return { problems: [{ file: file.name, line, column: col, path: "", message: `not YAML: ${wrong}` }] };
    }
    return {
      problems: errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return { file: file.name, line, column: col, path: "", message: `not YAML: ${sentenceOf(error)}` };
      }),
    };
  }
}

function sentenceOf(error: YAMLError): string {
  return (error.message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, "");
}

/** Turns findings into problems with line and column, in the order of the files and their lines. */
export function locate(files: readonly PackFile[], findings: readonly Finding[]): readonly Problem[] {
  const problems: Problem[] = [];
  for (const file of files) {
    const own = findings.filter((finding) => finding.file === file.name);
    if (own.length === 0) continue;
    const lines = new LineCounter();
    const document = parseDocument(file.text, { lineCounter: lines });
    const located = own.map((finding) => {
      const offset = offsetOf(document.contents, finding.path, finding.atKey === true);
      const { line, col } = lines.linePos(offset);
      return { file: file.name, line, column: col, path: formatPath(finding.path), message: finding.message };
    });
    problems.push(...located.sort((a, b) => a.line - b.line || a.column - b.column));
  }
  const known = new Set(files.map((file) => file.name));
  for (const { file, path, message } of findings) {
    if (!known.has(file)) problems.push({ file, path: formatPath(path), message });
  }
  return problems;
}

/** The offset of the deepest node on the path that the text has. */
function offsetOf(root: ParsedNode | Node | null, path: Path, atKey: boolean): number {
  let node: unknown = root;
  let offset = isNode(root) ? (root.range?.[0] ?? 0) : 0;
  for (const [depth, step] of path.entries()) {
    let key: unknown;
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step),
      );
      if (pair === undefined) break;
      key = pair.key;
      node = pair.value;
    } else if (isSeq(node) && typeof step === "number") node = node.items[step];
    else break;
    const last = depth === path.length - 1;
    const pointed = (last && atKey && key !== undefined) || !isNode(node) ? (key ?? node) : node;
    if (isNode(pointed) && pointed.range) offset = pointed.range[0];
  }
  return offset;
}

/** `[3].signed.value` */
export function formatPath(path: Path): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .replace(/^\./, "");
}
