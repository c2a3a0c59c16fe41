import { create, insertMultiple, search } from "@orama/orama";
import flexsearch from "flexsearch";
import Database from "libsql";
import lunr from "lunr";
import MiniSearch from "minisearch";
import { createSearchIndex } from "../../dist/src/index.js";

const limit = 10;
const fields = ["title", "aliases", "text"];
const flat = ({ id, title = "", aliases = [], text }) => ({ id, title, aliases: aliases.join("\n"), text });
const wordsOf = (text) => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** Each index made of documents, as its own documentation makes it; `find` gives the ids of the ten best. */
export const engines = [
  { name: "MiniSearch", make: (documents) => miniSearch(documents, {}) },
  { name: "MiniSearch fuzzy", make: (documents) => miniSearch(documents, { fuzzy: 0.2, prefix: true }) },
  { name: "lunr", make: makeLunr },
  { name: "FlexSearch", make: makeFlexSearch },
  { name: "Orama", make: makeOrama },
  { name: "SQLite FTS5", make: makeSqlite },
  { name: "ours", make: makeOurs },
];

function miniSearch(documents, options) {
  const index = new MiniSearch({ fields, searchOptions: options });
  index.addAll(documents.map(flat));
  return {
    find: (text) =>
      index
        .search(text)
        .slice(0, limit)
        .map(({ id }) => id),
    replace: (document) => index.replace(flat(document)),
  };
}

function makeLunr(documents) {
  const index = lunr(function () {
    this.ref("id");
    for (const field of fields) this.field(field);
    for (const document of documents) this.add(flat(document));
  });
  return {
    find: (text) =>
      index
        .query((query) => query.term(lunr.tokenizer(text), {}))
        .slice(0, limit)
        .map(({ ref }) => ref),
  };
}

function makeFlexSearch(documents) {
  const index = new flexsearch.Document({ document: { id: "id", index: fields } });
  for (const document of documents) index.add(flat(document));
  return {
    // Without `suggest` a text must have every word of the question.
    find: (text) =>
      index
        .search(text, { limit, suggest: true, merge: true })
        .slice(0, limit)
        .map(({ id }) => id),
  };
}

async function makeOrama(documents) {
  const index = create({ schema: { id: "string", title: "string", aliases: "string", text: "string" } });
  await insertMultiple(index, documents.map(flat));
  return {
    find: async (text) =>
      (await search(index, { term: text, properties: fields, limit, threshold: 1 })).hits.map(({ id }) => id),
  };
}

function makeSqlite(documents) {
  const database = new Database(":memory:");
  database.exec(
    "create virtual table held using fts5(id unindexed, title, aliases, text, tokenize = 'porter unicode61')",
  );
  const insert = database.prepare("insert into held values (?, ?, ?, ?)");
  database.exec("begin");
  for (const { id, title, aliases, text } of documents.map(flat)) insert.run(id, title, aliases, text);
  database.exec("commit");
  const select = database.prepare("select id from held where held match ? order by bm25(held) limit 10");
  return {
    find: (text) => {
      const words = wordsOf(text);
      return words.length === 0
        ? []
        : select.all(words.map((word) => `"${word}"`).join(" OR ")).map(({ id }) => id);
    },
  };
}

function makeOurs(documents) {
  const index = createSearchIndex(documents);
  return { find: (text) => index.find(text, { limit }).map(({ id }) => id), replace: index.replace };
}
