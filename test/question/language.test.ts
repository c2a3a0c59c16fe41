import { describe, expect, test } from "vitest";
import { detectLanguage } from "../../src/question/language.ts";
import { loadLexicons } from "../../src/question/lexicon.ts";

const lexicons = await loadLexicons();
const detect = (text: string): string | undefined => detectLanguage(text, lexicons);

describe("English", () => {
  test.each([
    "who signed the MoU",
    "When was the agreement with the university signed?",
    "What does 云桥谷 mean?",
    "who is 王小明",
    "Who is Yang Xiao?",
    "upcoming visits",
    "Did the minister visit Kota Dan?",
  ])("%s", (text) => {
    expect(detect(text)).toBe("en");
  });
});

describe("Malay", () => {
  test.each([
    "bila?",
    "siapa CEO syarikat tu",
    "Siapa saksi MoU antara dua universiti itu?",
    "bila MoU signed?",
    "BILA MOU DITANDATANGANI",
    "siapa attend meeting tu",
    "senarai lawatan 2024",
    "siapa pula pengerusinya?",
    "kenapa menteri pergi ke Beijing",
    "Adakah perjanjian itu masih sah?",
    "terima kasih",
    "/ask siapa yang hadir",
  ])("%s", (text) => {
    expect(detect(text)).toBe("ms");
  });
});

describe("Chinese", () => {
  test.each([
    "谁签署了谅解备忘录？",
    "還有誰在場",
    "MoU 什么时候到期",
    "Brindlewick Technology Park Sdn Bhd 在哪里?",
    "Joint Research Group on AI 是谁负责?",
    "CEO 是谁",
    "MoU 的 status",
    "云桥谷",
    "/mou 云桥谷",
  ])("%s", (text) => {
    expect(detect(text)).toBe("zh");
  });
});

describe("no language is told from", () => {
  test.each([
    ["a name", "Brindlewick"],
    ["a name whose first word another language has", "Yang Xiao"],
    ["a name that is an acronym", "MOZU"],
    ["a command", "/mou"],
    ["a command with a name", "/mou Brindlewick"],
    ["a command with an id", "/show mou-brindlewick-2024"],
    ["a command with a year", "/visits 2024"],
    ["a word that languages share", "status MoU"],
    ["a number", "2024"],
    ["nothing", ""],
    ["signs", "?!"],
    ["another language", "waar werd dit ondertekend"],
  ])("%s: %s", (_, text) => {
    expect(detect(text)).toBeUndefined();
  });
});

test("a long text is told in time that grows with its length", () => {
  const text = "siapa yang menandatangani perjanjian itu 谁签署了 ".repeat(90).slice(0, 4000);
  const before = performance.now();
  expect(detect(text)).toBeDefined();
  expect(performance.now() - before).toBeLessThan(500);
});
