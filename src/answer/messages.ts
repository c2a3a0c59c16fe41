import { existsSync } from "node:fs";
import IntlMessageFormat from "intl-messageformat";
import { type Problem, RegisterError } from "../errors.ts";
import { readCompiled, writeCompiled } from "../pack/cache.ts";
import { hashPack, readPack } from "../pack/pack.ts";
import { besideSources } from "../package-folder.ts";

/** A language's wording: every label and sentence of the bot, as ICU messages in `messages/LANG.yaml`. */
export interface Messages {
  readonly lang: string;
  /** The message of a key, with its values filled in; a key that the catalogue lacks is an error. */
  say(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** The message of the first key that the catalogue has, else the text given. */
  label(keys: readonly string[], otherwise: string): string;
}

type Catalogue = Readonly<Record<string, string>>;

export const shippedMessages = besideSources("answer/messages");

/**
 * Reads the catalogues of a folder, one language a file.
 *
 * @throws RegisterError where a file is no YAML or a message is no ICU message.
 */
export async function loadMessages(folder: string = shippedMessages): Promise<readonly Messages[]> {
  const pack = await readPack(folder);
  const compiled =
    (await readCompiled<Readonly<Record<string, Catalogue>>>(hashPack(pack, "messages 1"))) ??
    (await compileMessages(folder, pack.files));
  return Object.entries(compiled).map(([lang, catalogue]) => createMessages(lang, catalogue));
}

/** Compiles the shipped catalogues at build time. */
export async function compileShippedMessages(): Promise<void> {
  if (!existsSync(shippedMessages)) return;
  const pack = await readPack(shippedMessages);
  await writeCompiled(hashPack(pack, "messages 1"), await compileMessages(shippedMessages, pack.files));
}

async function compileMessages(
  folder: string,
  files: readonly { readonly name: string; readonly text: string }[],
): Promise<Readonly<Record<string, Catalogue>>> {
  const { parseYaml } = await import("../pack/parse.ts");
  const problems: Problem[] = [];
  const catalogues: Record<string, Catalogue> = {};
  for (const file of files) {
    const parsed = parseYaml(file);
    if ("problems" in parsed) {
      problems.push(...parsed.problems);
      continue;
    }
    const flat = flatten(parsed.data, "");
    for (const [key, message] of Object.entries(flat)) {
      try {
        new IntlMessageFormat(message, "en");
      } catch (error) {
        problems.push({
          file: file.name,
          path: key,
          message: `is no ICU message (${error instanceof Error ? error.message : String(error)})`,
        });
      }
    }
    catalogues[file.name.replace(/\.ya?ml$/, "")] = flat;
  }
  if (problems.length > 0) throw new RegisterError(folder, problems);
  return catalogues;
}

function flatten(data: unknown, prefix: string): Record<string, string> {
  if (typeof data !== "object" || data === null) return { [prefix]: String(data) };
  return Object.assign(
    {},
    ...Object.entries(data).map(([key, value]) => flatten(value, prefix === "" ? key : `${prefix}.${key}`)),
  ) as Record<string, string>;
}

function createMessages(lang: string, catalogue: Catalogue): Messages {
  const formats = new Map<string, IntlMessageFormat>();
  const say: Messages["say"] = (key, values) => {
    const message = catalogue[key];
    if (message === undefined) throw new RangeError(`the ${lang} catalogue has no message ${key}`);
    if (!message.includes("{") && !message.includes("'")) return message;
    let format = formats.get(key);
    if (format === undefined) {
      format = new IntlMessageFormat(message, lang);
      formats.set(key, format);
    }
    return String(format.format(values));
  };
  return {
    lang,
    say,
    label: (keys, otherwise) => {
      const key = keys.find((one) => Object.hasOwn(catalogue, one));
      return key === undefined ? otherwise : say(key);
    },
  };
}
