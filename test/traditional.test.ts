import { Converter } from "opencc-js/t2cn";
import { describe, expect, test } from "vitest";
import { fold, tokensOf, wordKey } from "../src/text.ts";

const letters = Array.from({ length: 0x9fff - 0x3400 + 1 }, (_, index) =>
  String.fromCharCode(0x3400 + index),
);

/**
 * Traditional characters, those of Taiwan and Hong Kong among them, each with the simplified one it is folded to. What
 * is a simplified character itself stays, though a region may use it as a variant of another (么).
 */
function readPairs(): readonly (readonly [traditional: string, simplified: string])[] {
  const [convert, ...regional] = (["t", "tw", "hk"] as const).map((from) => Converter({ from, to: "cn" }));
  const plain = letters.map((letter) => convert?.(letter) ?? letter);
  const isSimplified = new Set(plain.filter((to, index) => to !== letters[index]));
  return letters.flatMap((letter, index) => {
    const others = isSimplified.has(letter) ? [] : regional.map((one) => one(letter));
    const found = [plain[index] ?? letter, ...others].find((one) => one !== letter);
    const to = found === undefined ? undefined : (plain[letters.indexOf(found)] ?? found);
    return to === undefined || to.length !== 1 ? [] : [[letter, to] as const];
  });
}

const pairs = readPairs();

describe("traditional characters", () => {
  test("the table is what opencc-js says; `npx vitest run test/traditional.test.ts --update` writes it anew", async () => {
    const source = `/**
 * Traditional Chinese characters and the simplified ones that stand for them, in the same order, that of their code points.
 *
 * Written from the dictionaries of OpenCC (Apache-2.0) by test/traditional.test.ts. One character for one, for comparing
 * only: where a simplified one stands for several, all of them fold to it.
 */
export const traditional =
  "${pairs.map(([from]) => from).join("")}";
export const simplified =
  "${pairs.map(([, to]) => to).join("")}";
`;
    await expect(source).toMatchFileSnapshot("../src/traditional.ts");
  });

  test("what is folded stays as it is when folded again", () => {
    expect(pairs.filter(([from, to]) => fold(from) !== to || fold(to) !== to)).toEqual([]);
  });

  test.each([
    ["諒解備忘錄", "谅解备忘录"],
    ["誰簽署了", "谁签署了"],
    ["什麼時候", "什么时候"],
    ["總部在哪裡", "总部在哪里"],
    ["總部在哪裏", "总部在哪里"],
    ["臺灣", "台湾"],
    ["著名", "着名"],
  ])("%s reads as %s", (written, read) => {
    expect(wordKey(written)).toBe(wordKey(read));
  });

  test("a character keeps its place in the text", () => {
    const text = "MoU 簽署日期";
    expect(tokensOf(text).map(({ word, start, end }) => [word, text.slice(start, end)])).toEqual([
      ["mou", "MoU"],
      ["签", "簽"],
      ["署", "署"],
      ["日", "日"],
      ["期", "期"],
    ]);
  });

  test("simplified text and text in other letters stay as they are", () => {
    expect(fold("什么时候")).toBe("什么时候");
    expect(fold("谅解备忘录")).toBe("谅解备忘录");
    expect(fold("Perjanjian É")).toBe("perjanjian e");
  });
});
