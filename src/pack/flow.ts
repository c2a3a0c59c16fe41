import { stringify, type ToStringOptions } from "yaml";

/** How values stand in the files: nothing is folded, so that a change of a statement is a change of a line. */
const style = {
  lineWidth: 0,
  blockQuote: false,
  doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
} as const;

/** Lists of bare values up to this long stand on one line. */
const lineChars = 100;

/** A value on one line: `{ value: 2024-04-25, cite: [report#7, letter] }`. */
export function formatFlow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(formatFlow).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const pairs = Object.entries(value).map(([key, one]) => `${key}: ${formatFlow(one)}`);
    return `{ ${pairs.join(", ")} }`;
  }
  // Within brackets more has to be quoted than outside.
  return stringify([value], { ...styleOf(value), collectionStyle: "flow", flowCollectionPadding: false })
    .trimEnd()
    .slice(1, -1);
}

/** A key with its value as it stands in an entry: several statements below each other, each on its line. */
export function formatKey(key: string, value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [`${key}: ${formatItem(value)}`];
  const isPlain = value.every((one) => typeof one !== "object");
  const flow = `${key}: ${formatFlow(value)}`;
  if (value.length === 0 || (isPlain && flow.length <= lineChars)) return [flow];
  return [`${key}:`, ...value.map((one) => `  - ${formatItem(one)}`)];
}

/** A value as it stands on a line of its own, after `- ` or after its key. */
export function formatItem(value: unknown): string {
  if (typeof value === "object") return formatFlow(value);
  return stringify({ k: value }, styleOf(value)).trimEnd().slice("k: ".length);
}

/** Text of several lines stands on one, in quotes. */
function styleOf(value: unknown): ToStringOptions {
  const isOneLine = typeof value !== "string" || !/[\r\n]/.test(value);
  return isOneLine ? style : { ...style, defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" };
}
