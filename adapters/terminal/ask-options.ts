import { type Clearance, isTimezone, parseClearance, parseDay } from "../../src/index.ts";
import { type OptionTable, parseCommandLine, UsageError } from "./command-line.ts";

/** What `jambatan ask` or `jambatan explain` was called with. */
export interface AskOptions {
  /** The words of the question, joined by spaces; empty with `batch`. */
  readonly text: string;
  readonly json: boolean;
  readonly batch: boolean;
  /** YYYY-MM-DD, the "today" of the question. */
  readonly asOf?: string;
  readonly lang?: string;
  readonly data?: string;
  readonly clearance?: Clearance;
  readonly timezone?: string;
}

const options: OptionTable = {
  "--json": "flag",
  "--batch": "flag",
  "--as-of": "value",
  "--lang": "value",
  "--data": "value",
  "--as": "value",
  "--timezone": "value",
};

const { "--batch": _, ...optionsOfOne } = options;

/**
 * Reads the call of a command that takes a question; `explain` takes one at a time.
 *
 * @throws UsageError that says what was expected.
 */
export function parseAsk(given: readonly string[], command: "ask" | "explain" = "ask"): AskOptions {
  const { words, flags, values } = parseCommandLine(given, command === "ask" ? options : optionsOfOne);
  const batch = flags.has("--batch");
  const text = words.join(" ").trim();
  if (batch && words.length > 0) {
    throw new UsageError("--batch reads its questions from stdin; leave the words out.");
  }
  if (!batch && text === "") {
    throw new UsageError(
      `There is no question; write it after ${command}, such as: jambatan ${command} what is upcoming`,
    );
  }
  const read = <T>(
    name: string,
    parse: (value: string) => T | undefined,
    expected: string,
  ): T | undefined => {
    const value = values.get(name);
    if (value === undefined) return undefined;
    const parsed = parse(value);
    if (parsed === undefined)
      throw new UsageError(`${name} ${JSON.stringify(value)} is not usable; expected ${expected}.`);
    return parsed;
  };
  const asOf = read("--as-of", parseDay, "a day such as 2024-04-20");
  const clearance = read(
    "--as",
    parseClearance,
    "public, internal, restricted, or restricted: and names of groups",
  );
  const zone = (value: string): string | undefined => (isTimezone(value) ? value : undefined);
  const timezone = read("--timezone", zone, "an IANA time zone such as Europe/London");
  const lang = values.get("--lang");
  const data = values.get("--data");
  return {
    text,
    json: flags.has("--json"),
    batch,
    ...(asOf === undefined ? {} : { asOf }),
    ...(lang === undefined ? {} : { lang }),
    ...(data === undefined ? {} : { data }),
    ...(clearance === undefined ? {} : { clearance }),
    ...(timezone === undefined ? {} : { timezone }),
  };
}
