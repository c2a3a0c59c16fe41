import { expect, test } from "vitest";
import { commandText } from "../../../adapters/slack/command-text.ts";

const isCommand = (name: string): boolean => ["jambatan", "mou", "who"].includes(name);
const rows: readonly (readonly [name: string, text: string, wanted: string])[] = [
  ["/mou", "MRANTI", "/mou MRANTI"],
  ["/mou", "", "/mou"],
  ["/MOU", "a", "/mou a"],
  ["/desk-mou", "a", "/mou a"],
  ["/our-desk-mou", "a", "/mou a"],
  ["/jambatan", "", "/help"],
  ["/desk-jambatan", "", "/help"],
  ["/jambatan", "who Anna Berg", "/who Anna Berg"],
  ["/jambatan", "WHO Anna Berg", "/WHO Anna Berg"],
  ["/jambatan", "/who Anna Berg", "/who Anna Berg"],
  ["/jambatan", "What is due?", "What is due?"],
];
test.each(rows)("%s with %j stands for something to ask", (name, text, wanted) => {
  expect(commandText(name, text, isCommand)).toBe(wanted);
});
