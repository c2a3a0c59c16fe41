import type { Mention, Reading } from "../question/reading.ts";
import { type Entry, isGroup, type Name } from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { tokensOf, wordKey } from "../text.ts";

/** What of an entry some words of a question fit, and how well. */
export type Match =
  /** Its id, as it is written. */
  | { readonly by: "id" }
  /** A name as it is written, one in another form (turned round, written together, with a title), or a part of one. */
  | {
      readonly by: "name" | "form" | "part";
      readonly name: Pick<Name, "text" | "type" | "lang" | "editorial">;
    }
  /** The position that a person holds. */
  | { readonly by: "position"; readonly position: string };

/** Finds the name or position by which a mention fits an entry: the closest, and of those the first. */
export function matchOf(view: View, entry: Entry, mention: Mention, reading: Reading): Match {
  const key = reading.words.slice(mention.start, mention.end).join(" ");
  const position =
    mention.by === "office" ? positionOf(view, entry, [key, ...officesAt(reading, mention)]) : undefined;
  if (position !== undefined) return { by: "position", position };
  const found = closest(entry.names, key);
  if (found === undefined || (found.by !== "name" && wordKey(entry.id) === key)) return { by: "id" };
  const { text, type, lang, editorial } = found.name;
  return {
    by: found.by,
    name: {
      text,
      type,
      ...(lang === undefined ? {} : { lang }),
      ...(editorial === undefined ? {} : { editorial }),
    },
  };
}

interface Closest {
  readonly by: "name" | "form" | "part";
  readonly name: Name;
}

function closest(names: readonly Name[], key: string): Closest | undefined {
  const keyed = names.map((name) => ({ name, words: tokensOf(name.text).map((token) => token.word) }));
  const joined = (words: readonly string[]): string => [...words].sort().join(" ");
  const whole = keyed.find(({ words }) => words.join(" ") === key);
  if (whole !== undefined) return { by: "name", name: whole.name };
  const asked = key.split(" ");
  const form =
    keyed.find(({ words }) => words.join("") === asked.join("")) ??
    keyed.find(({ words }) => joined(words) === joined(asked));
  if (form !== undefined) return { by: "form", name: form.name };
  const [inside] = keyed
    .filter(({ words }) => ` ${key} `.includes(` ${words.join(" ")} `))
    .sort((a, b) => b.words.length - a.words.length);
  if (inside !== undefined) return { by: "form", name: inside.name };
  const part = keyed.find(({ words }) => ` ${words.join(" ")} `.includes(` ${key} `));
  if (part !== undefined) return { by: "part", name: part.name };
  const shared = (words: readonly string[]): number => words.filter((word) => asked.includes(word)).length;
  const [most] = [...keyed].sort((a, b) => shared(b.words) - shared(a.words));
  return most === undefined ? undefined : { by: "part", name: most.name };
}

/** What the lexicons call the position at a place: `ceo` → chief executive officer. */
function officesAt({ senses }: Reading, { start }: Mention): readonly string[] {
  return senses
    .filter((placed) => placed.start === start)
    .flatMap((placed) =>
      placed.senses.flatMap((sense) => (sense.is === "office" ? [wordKey(sense.office)] : [])),
    );
}

function positionOf(view: View, person: Entry, keys: readonly string[]): string | undefined {
  return view
    .statements(person, "roles")
    .flatMap(({ value }) => (isGroup(value) && typeof value.position === "string" ? [value.position] : []))
    .find((position) => keys.some((key) => `${wordKey(position)} `.startsWith(`${key} `)));
}
