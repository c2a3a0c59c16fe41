import { describe, expect, test } from "vitest";
import { malayRoot } from "../../src/search/malay-root.ts";
import { createSearchIndex } from "../../src/search/search-index.ts";
import { termsOf } from "../../src/search/terms.ts";

describe("a text is read into terms", () => {
  test.each([
    ["The Signed Letters", ["the", "sign", "letter"]],
    ["R&D", ["r", "d", "rd"]],
    ["Z-Park", ["z", "park", "zpark"]],
    ["U.S.A.", ["u", "s", "a", "usa"]],
    ["an e-mail", ["an", "e", "mail", "email"]],
    ["well-known words", ["well", "known", "word"]],
    ["5-year plan", ["5", "year", "5year", "plan"]],
    ["Łódź Ærø straße", ["lodz", "aero", "strass"]],
    ["签署协议", ["签署", "签", "署协", "署", "协议", "协", "议"]],
    ["簽署", ["签署", "签", "署"]],
    ["签署了", ["签署", "签", "署了", "署"]],
    ["的", ["的"]],
    ["подписание подписания", ["подписан", "подписан"]],
    ["ประเทศ", ["ปร", "ระ", "ะเ", "เท", "ทศ"]],
    ["カメラ", ["カメ", "メラ"]],
    ["a - b & c", ["a", "b", "c"]],
  ])("%s", (text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });

  test("that passes over the words it is told to", () => {
    expect(termsOf("the hall of the north", new Set(["the", "of"]))).toEqual(["hall", "north"]);
  });
});

test.each([
  ["menandatangani", "tandatangan"],
  ["ditandatangani", "tandatangan"],
  ["penandatanganan", "tandatangan"],
  ["perbincangan", "bincang"],
  ["dibincangkan", "bincang"],
  ["membincangkan", "bincang"],
  ["pembangunan", "bangun"],
  ["membangunkan", "bangun"],
  ["penyelidikan", "selidik"],
  ["menyelidik", "selidik"],
  ["perjanjian", "janji"],
  ["melaksanakan", "laksana"],
  ["pelaksanaan", "laksana"],
  ["kedudukannya", "duduk"],
  ["memperkenalkan", "kenal"],
  ["diperkenalkan", "kenal"],
])("of the Malay word %s the root is %s", (word, root) => {
  expect(malayRoot(word)).toBe(root);
});

test.each(
  "memorandum meeting member mention department person permission terrain human period director different kernel pelican begin digital beneficial delegation median medical".split(
    " ",
  ),
)("the English word %s has no Malay root", (word) => {
  expect(malayRoot(word)).toBe(word);
});

describe("a code is found however it is written", () => {
  const documents = [
    { id: "hyphen", text: "the Z-Park office" },
    { id: "joined", text: "the XPark office" },
    { id: "apart", text: "the Y Park office" },
    { id: "research", text: "the R&D office" },
    { id: "other", text: "a park and an office" },
  ];
  const index = createSearchIndex(documents);
  test.each([
    ["zpark", "hyphen"],
    ["z park", "hyphen"],
    ["Z-PARK", "hyphen"],
    ["X-Park", "joined"],
    ["x park", "joined"],
    ["xpark", "joined"],
    ["Y-Park", "apart"],
    ["R & D", "research"],
    ["r&d", "research"],
    ["RD", "research"],
    ["r d", "research"],
  ])("%s", (ask, first) => {
    expect(index.find(ask)[0]?.id).toBe(first);
  });
});
