import { isRecord } from "../../../fake-server/params.ts";

const words: ReadonlySet<string> = new Set(["text", "alt_text", "title", "caption", "fallback"]);

/** The characters of everything below that is to be read. */
export function charactersIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + charactersIn(item), 0);
  if (!isRecord(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, below]) =>
      sum + (typeof below === "string" ? (words.has(name) ? below.length : 0) : charactersIn(below)),
    0,
  );
}
