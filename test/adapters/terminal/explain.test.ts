import { describe, expect, test } from "vitest";
import type { AskWorld } from "../../../adapters/terminal/ask.ts";
import { UsageError } from "../../../adapters/terminal/command-line.ts";
import { explain } from "../../../adapters/terminal/explain.ts";
import { formatExplanation } from "../../../adapters/terminal/format-explanation.ts";
import { type Explanation, noonOf, type Outcome, type Question } from "../../../src/index.ts";
import { university } from "../../register/register-folder.ts";
import { openDesk } from "../../starter-desk.ts";
import { collected, pieces } from "../collected.ts";
import { fakeDesk, sentence } from "../sample-reply.ts";

const now = Date.UTC(2026, 0, 1);
const bare: Explanation = {
  text: "is it?",
  language: { lang: "en", from: "text" },
  query: "/help",
  conditions: [],
  outcome: "answered",
  entries: [],
  entryCount: 0,
};

function world(explanation: Partial<Explanation> = {}) {
  const output = collected();
  const opened: (string | undefined)[] = [];
  const asked: Question[] = [];
  const desk = {
    ...fakeDesk(() => sentence("No.")),
    explain: async (question: Question): Promise<Explanation> => {
      asked.push(question);
      return { ...bare, ...explanation };
    },
  };
  const ports: AskWorld = {
    input: pieces(),
    output,
    colour: true,
    openDesk: async (folder) => {
      opened.push(folder);
      return { desk, timezone: "Asia/Kuala_Lumpur", now: () => now };
    },
    report: () => "e1",
  };
  return { ports, output, opened, asked };
}

describe("the exit code is the answer's", () => {
  const rows: readonly (readonly [Outcome, number])[] = [
    ["answered", 0],
    ["partly", 0],
    ["choose", 0],
    ["notFound", 4],
    ["refused", 5],
    ["failed", 1],
  ];
  test.each(rows)("%s: %i", async (outcome, code) => {
    const { ports, output } = world({ outcome });
    expect(await explain(["is", "it?"], ports)).toBe(code);
    expect(output.text()).toContain(`Answer: ${outcome}`);
  });
});

test("the options of ask reach the question and the register", async () => {
  const { ports, asked, opened } = world();
  const options = ["--as-of", "2024-04-20", "--lang", "zh", "--data", "d", "--as", "internal"];
  await explain([...options, "what", "now"], ports);
  expect(opened).toEqual(["d"]);
  expect(asked).toEqual([
    {
      place: "terminal",
      text: "what now",
      now: noonOf("2024-04-20", "Asia/Kuala_Lumpur"),
      lang: "zh",
      clearance: { level: "internal", groups: [] },
    },
  ]);
});

test("a batch, an unknown language and no question are wrong calls", async () => {
  const { ports } = world();
  await expect(explain(["--batch"], ports)).rejects.toThrow(UsageError);
  await expect(explain(["--lang", "xx", "x"], ports)).rejects.toThrow("expected en, ms, zh");
  await expect(explain([], ports)).rejects.toThrow("jambatan explain what is upcoming");
});

test("--json prints the explanation as one object on one line", async () => {
  const { ports, output } = world();
  expect(await explain(["--json", "x"], ports)).toBe(0);
  expect(output.text().trimEnd()).not.toContain("\n");
  expect(JSON.parse(output.text())).toEqual(bare);
});

test("an error inside becomes one sentence with the id of its log line", async () => {
  const { ports, output } = world();
  const broken = {
    ...ports,
    openDesk: async () => ({ ...(await ports.openDesk()), desk: fakeDesk(() => sentence("")) }),
  };
  expect(await explain(["x"], broken)).toBe(1);
  expect(output.text()).toBe("Something went wrong here (error e1).\n");
});

const desk = await openDesk(university);
const printed = async (text: string): Promise<string> =>
  formatExplanation(await desk.explain({ text, now: noonOf("2026-06-12", "Asia/Kuala_Lumpur") }));

describe("the text", () => {
  test("goes from the words to the answer, a heading for each step", async () => {
    const text = await printed("which agreements were singed by Skarvík University in March 2022 on kelp?");
    const headings = text.split("\n").filter((line) => /^\S/.test(line));
    expect(headings.map((line) => line.replace(/:.*/, ""))).toEqual([
      "Question",
      "Language",
      "Spelling",
      "Names",
      "Times",
      "Words of the lexicons",
      "Left over",
      "Asked",
      "Its conditions, each by itself",
      "What else it might ask",
      "Answer",
    ]);
    expect(text).toContain("  22–28 “singed” taken as “signed”\n");
    expect(text).toContain(
      "  32–50 “Skarvík University”: organisation skarvik — its alias “Skarvík University” (editorial)\n",
    );
    expect(text).toContain("  51–64 “in March 2022”: 2022-03\n");
    expect(text).toContain("  22–28 “singed”: ask: sign (en)\n");
    expect(text).toContain("  68–72 “kelp”: neither in the register nor in a lexicon\n");
  });

  test("says why an entry answers, and how sure that is", async () => {
    const text = await printed("agreements signed on 15 November 2024");
    expect(text).toContain("  in:2024-11-15 — met by 1 entry\n");
    expect(text).toMatch(/ {2}agreement data-letter-2024 — .*\n {4}may meet in:2024-11-15$/);
    expect(text).toMatch(/^ {2}by the rule “described” \(.*\); it takes up \d+% of the question$/m);
  });

  test("lists what a name fits", async () => {
    expect(await printed("Oddvik")).toContain(
      "  0–6 “Oddvik”: fits 2 entries\n    person maren-oddvik — a part of its name “Maren Oddvik”\n",
    );
  });

  test("of a command says which words were read, and what needed no reading", async () => {
    expect(await printed("/mou USK")).toContain("Read: USK (");
    const whole = await printed("/mou parties:skarvik");
    expect(whole).not.toContain("Read:");
    expect(whole).toContain("as the command line has it");
  });

  test("holds no control sequence, whatever was asked", async () => {
    const lines = formatExplanation({ ...bare, text: "a\u001b[2Jb", query: "/find \u202ex" }).split("\n");
    expect(lines).toContain("Question: a[2Jb");
    expect(lines).toContain("Asked: /find x");
  });
});
