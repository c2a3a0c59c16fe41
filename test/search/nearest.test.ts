import { expect, test } from "vitest";
import { groupByInitial, nearestWords } from "../../src/search/nearest.ts";

const near = (word: string, ...known: readonly string[]): readonly string[] =>
  nearestWords(word, groupByInitial(known, 4)).words;

test("of words as near, the same letters in another order are likelier than another letter", () => {
  expect(near("mohamd", "mohamed", "mohmad")).toEqual(["mohmad"]);
  expect(near("singed", "signed", "winged")).toEqual(["signed"]);
});

test("words as near that are no forms of one word all stand", () => {
  expect(near("signe", "signed", "signer")).toEqual(["signed", "signer"]);
  expect(near("progrem", "program", "programs")).toEqual(["program"]);
});

test("two edits are forgiven from seven letters on, below it one", () => {
  expect(near("witnesd", "witness")).toEqual(["witness"]);
  expect(near("witnrsd", "witness")).toEqual(["witness"]);
  expect(near("sigmrd", "signed")).toEqual([]);
});

test("a short word, or one with a digit, is bent into none", () => {
  expect(near("mou", "mous")).toEqual([]);
  expect(near("ir40s", "ir4os")).toEqual([]);
});
