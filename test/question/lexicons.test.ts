import { readdirSync, readFileSync } from "node:fs";
import IntlMessageFormat from "intl-messageformat";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { loadMessages } from "../../src/answer/messages.ts";
import { loadLexicons } from "../../src/question/lexicon.ts";
import { kindTables } from "../../src/register/kinds.ts";
import { tokensOf, wordKey } from "../../src/text.ts";

type Words = Readonly<Record<string, Readonly<Record<string, readonly string[]>> | readonly string[]>>;

const lexicons = new URL("../../src/question/lexicons/", import.meta.url);
const catalogues = new URL("../../src/answer/messages/", import.meta.url);
const languages = readdirSync(catalogues).map((name) => name.replace(".yaml", ""));

function wordsOf(lang: string): Words {
  return parse(readFileSync(new URL(`${lang}.words.yaml`, lexicons), "utf8")) as Words;
}

/** `ask.sign`, `kind.agreement/mou`, `noise`: every list of a lexicon with its words. */
function listsOf(words: Words): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(words).flatMap(([section, meanings]): (readonly [string, readonly string[]])[] =>
      Array.isArray(meanings)
        ? [[section, meanings]]
        : Object.entries(meanings).map(([meaning, list]) => [`${section}.${meaning}`, list]),
    ),
  );
}

function messagesOf(lang: string): ReadonlyMap<string, string> {
  const flatten = (data: unknown, path: readonly string[]): [string, string][] =>
    typeof data === "object" && data !== null
      ? Object.entries(data).flatMap(([key, value]) => flatten(value, [...path, key]))
      : [[path.join("."), String(data)]];
  return new Map(flatten(parse(readFileSync(new URL(`${lang}.yaml`, catalogues), "utf8")), []));
}

const english = listsOf(wordsOf("en"));
const others = languages.filter((lang) => lang !== "en");

test("every language has words, times and messages", () => {
  expect(languages).toEqual(["en", "ms", "zh"]);
  expect(readdirSync(lexicons).sort()).toEqual(
    languages.flatMap((lang) => [`${lang}.time.yaml`, `${lang}.words.yaml`]).sort(),
  );
});

describe.each(languages)("the %s lexicon", (lang) => {
  const lists = listsOf(wordsOf(lang));

  test("has a word at least for every meaning of English", () => {
    expect([...english.keys()].filter((meaning) => (lists.get(meaning)?.length ?? 0) === 0)).toEqual([]);
  });

  /** English is what topics are written in: it needs no word for what others must translate. */
  test("means nothing that English or a field does not know, but topics", () => {
    const asks = Object.values(kindTables).flatMap(({ fields }) =>
      Object.values(fields).flatMap((field) => field.asks.map((ask) => `ask.${ask}`)),
    );
    const known = new Set([...english.keys(), ...asks, "own"]);
    expect(
      [...lists.keys()].filter((meaning) => !known.has(meaning) && !meaning.startsWith("topic.")),
    ).toEqual([]);
  });

  test("has no phrase that is longer than the reading looks for", () => {
    const long = [...lists.values()].flat().filter((phrase) => tokensOf(phrase).length > 8);
    expect(long).toEqual([]);
  });
});

describe.each(others)("the %s lexicon", (lang) => {
  test("lists no word twice under one meaning", () => {
    const twice = [...listsOf(wordsOf(lang))].flatMap(([meaning, list]) => {
      const keys = list.map(wordKey);
      return list
        .filter((_, index) => keys.indexOf(keys[index] ?? "") !== index)
        .map((word) => `${meaning}: ${word}`);
    });
    expect(twice).toEqual([]);
  });
});

test("Chinese words are written in characters that folding leaves as they are", () => {
  const folded = [...listsOf(wordsOf("zh")).values()].flat().filter((word) => word !== fold(word));
  expect(folded).toEqual([]);
});

function fold(word: string): string {
  return wordKey(word).replaceAll(" ", "");
}

test("a language's own words are known to it, and to English only where English has them", async () => {
  const loaded = await loadLexicons();
  const find = (lang: string) => loaded.find((lexicon) => lexicon.lang === lang);
  for (const word of ["siapa", "bila", "perjanjian", "ditandatangani", "pengerusinya"]) {
    expect(find("ms")?.own.has(word), word).toBe(true);
    expect(find("en")?.own.has(word), word).toBe(false);
  }
  for (const word of ["谁", "什么时候", "谅解备忘录", "见证"]) {
    expect(find("zh")?.senses.has(wordKey(word)), word).toBe(true);
  }
});

/** A value for every name that a message may ask for. */
const samples: Readonly<Record<string, string | number>> = {
  places: "agreements.yaml:3:5",
  count: 3,
  days: 30,
  length: 5000,
  max: 4000,
  page: 2,
  ...Object.fromEntries(
    [
      ...[
        "amount",
        "command",
        "counts",
        "date",
        "entry",
        "fields",
        "from",
        "id",
        "kind",
        "label",
        "language",
      ],
      ...["languages", "left", "name", "quantity", "range", "remarks", "right", "text", "title", "to"],
      ...["value", "what", "zone"],
      ...["most"],
      ...["closed", "editors", "field", "help", "ids", "key", "known", "message", "near", "now", "number"],
      ...["options", "other", "part", "parts", "reason", "undoes", "was", "when", "who"],
      ...["clearance", "role", "under", "known", "line"],
      ...["day", "places", "time", "why"],
    ].map((name) => [name, `<${name}>`]),
  ),
};

/** The names that a message asks for as it is formatted, for one and for many. */
function argumentsOf(message: string): readonly string[] {
  const asked = new Set<string>();
  for (const count of [1, 3]) {
    const values = new Proxy<Record<string, string | number>>(
      {},
      {
        has: () => true,
        get: (_, name) => {
          asked.add(String(name));
          return { ...samples, count }[String(name)];
        },
      },
    );
    new IntlMessageFormat(message, "en").format(values);
  }
  return [...asked].sort();
}

describe.each(languages)("the %s catalogue", (lang) => {
  const messages = messagesOf(lang);
  const model = messagesOf("en");

  test("has every key of English", () => {
    expect([...model.keys()].filter((key) => !messages.has(key))).toEqual([]);
  });

  test("has no key of its own but choices and units", () => {
    const own = [...messages.keys()].filter((key) => !model.has(key) && !/^(choice|unit)\./.test(key));
    expect(own).toEqual([]);
  });

  test("formats each message with sample values, for one and for many", () => {
    for (const [key, message] of messages) {
      for (const count of [0, 1, 3]) {
        const text = new IntlMessageFormat(message, lang).format({ ...samples, count });
        expect(typeof text, key).toBe("string");
        if (message !== "") expect(text, key).not.toBe("");
      }
    }
  });

  test("asks for no value that English does not hand in", () => {
    const foreign = [...messages].filter(([key, message]) => {
      const given = argumentsOf(model.get(key) ?? "");
      return argumentsOf(message).some((name) => !given.includes(name));
    });
    expect(foreign.map(([key]) => key)).toEqual([]);
  });

  test("says what English fills in", () => {
    // A noun that does not change with its number needs no count.
    const silent = [...messages].filter(([key, message]) => {
      const said = argumentsOf(message);
      return argumentsOf(model.get(key) ?? "").some((name) => name !== "count" && !said.includes(name));
    });
    expect(silent.map(([key]) => key)).toEqual([]);
  });
});

describe.each(await loadMessages())("the labels of $lang", ({ lang, label, say }) => {
  test("name every kind and field", () => {
    for (const { kind } of Object.values(kindTables)) expect(say(`kind.${kind}`, { count: 2 })).not.toBe("");
    const nameless = Object.values(kindTables).flatMap(({ kind, fields }) =>
      Object.keys(fields).filter((field) => label([`field.${kind}.${field}`, `field.${field}`], "") === ""),
    );
    expect(nameless).toEqual([]);
  });

  test("name every choice; in English one that is a plain word names itself", () => {
    const nameless = Object.values(kindTables).flatMap(({ kind, fields }) =>
      Object.entries(fields).flatMap(([name, field]) =>
        (field.type === "choice" ? field.of : [])
          .filter((one) => !(lang === "en" && /^[a-z]{3,}$/.test(one)))
          .filter((one) => label([`choice.${kind}.${name}.${one}`, `choice.${one}`], "") === ""),
      ),
    );
    expect(nameless).toEqual([]);
  });
});

test("only English leaves a label in English", () => {
  const shared = new Set(["Status", "MoU", "forum"]);
  const model = messagesOf("en");
  const same = others.flatMap((lang) =>
    [...messagesOf(lang)]
      .filter(([key, text]) => /^(kind|field|choice)\./.test(key) && model.get(key) === text)
      .filter(([, text]) => !shared.has(text))
      .map(([key]) => `${lang} ${key}`),
  );
  expect(same).toEqual([]);
});
