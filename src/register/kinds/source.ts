import { choice, date, type KindTable, link, number, proper, text } from "../field.ts";

export const source: KindTable = {
  kind: "source",
  file: "sources.yaml",
  heading: "title",
  help: "A document that bears facts out.",
  dated: "date",
  row: ["publisher", "date", "type"],
  head: ["type", "publisher", "date", "rank", "note"],
  fields: {
    type: choice(["press-release", "news-report", "web-page", "treaty", "letter", "minutes"], "What it is.", {
      asks: ["type"],
    }),
    publisher: link(["organisation"], "Who published it.", {
      inverse: "publications",
      asks: ["publish", "who"],
    }),
    date: date("When it was published.", { asks: ["when", "publish"] }),
    language: choice(["en", "ms", "zh"], "The language it is written in.", { asks: ["language"] }),
    rank: number(
      "How far it is relied on, from 1 (the body concerned) to 5 (supports a fact, never sets one).",
      { asks: ["reliable"] },
    ),
    file: proper("The name of its text's file, for `jambatan check --documents`.", { hidden: true }),
    url: proper("Where it can be read.", { asks: ["website", "where"] }),
    note: text("What to know about it.", { many: true, asks: ["about"] }),
  },
};
