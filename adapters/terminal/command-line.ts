/** A call that cannot be understood: said on stderr, and the exit code is 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The options a command knows: a flag stands alone, a value follows its option or an equals sign. */
export type OptionTable = Readonly<Record<string, "flag" | "value">>;

export interface CommandLine {
  readonly words: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
}

/**
 * Tells options from words, in any order. `--` ends the options; a lone dash and negative numbers are words.
 *
 * @throws UsageError for an unknown option, and for one that lacks its value or has one too many.
 */
export function parseCommandLine(given: readonly string[], options: OptionTable): CommandLine {
  const words: string[] = [];
  const flags = new Set<string>();
  const values = new Map<string, string>();
  for (let at = 0; at < given.length; at++) {
    const word = given[at] ?? "";
    if (word === "--") {
      words.push(...given.slice(at + 1));
      break;
    }
    if (!/^--|^-[a-z]/i.test(word)) {
      words.push(word);
      continue;
    }
    const [name = "", ...rest] = word.split("=");
    const kind = options[name];
    if (kind === undefined) throw new UsageError(unknown(name, options));
    if (kind === "flag") {
      if (rest.length > 0) throw new UsageError(`${name} takes no value.`);
      flags.add(name);
      continue;
    }
    const value = rest.length > 0 ? rest.join("=") : given[++at];
    if (value === undefined || value === "" || (rest.length === 0 && value.startsWith("--"))) {
      throw new UsageError(`${name} needs a value after it.`);
    }
    values.set(name, value);
  }
  return { words, flags, values };
}

function unknown(name: string, options: OptionTable): string {
  const known = Object.keys(options);
  const list = known.length === 0 ? "there are none here" : `there are ${known.join(", ")}`;
  return `${JSON.stringify(name)} is no option; ${list}. To ask about it, put -- before the words.`;
}
