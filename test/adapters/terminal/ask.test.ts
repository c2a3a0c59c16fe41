import { describe, expect, test } from "vitest";
import { type AskWorld, ask } from "../../../adapters/terminal/ask.ts";
import { noonOf, type Outcome, type Reply } from "../../../src/index.ts";
import { collected, pieces } from "../collected.ts";
import { fakeDesk, sentence } from "../sample-reply.ts";

const now = Date.UTC(2026, 0, 1);

function world(answer: () => Reply) {
  const desk = fakeDesk(answer);
  const output = collected();
  const opened: (string | undefined)[] = [];
  const ports: AskWorld = {
    input: pieces(),
    output,
    colour: false,
    openDesk: async (folder) => {
      opened.push(folder);
      return { desk, timezone: "Asia/Kuala_Lumpur", now: () => now };
    },
    report: () => "e1",
  };
  return { ports, desk, output, opened };
}

describe("the exit code is the outcome's", () => {
  const rows: readonly (readonly [Outcome, number])[] = [
    ["answered", 0],
    ["partly", 0],
    ["choose", 0],
    ["notFound", 4],
    ["refused", 5],
    ["failed", 1],
  ];
  test.each(rows)("%s: %i", async (outcome, code) => {
    const { ports, output } = world(() => sentence("So it is.", { outcome }));
    expect(await ask(["is", "it?"], ports)).toBe(code);
    expect(output.text()).toBe("So it is.\n");
  });
});

test("options reach the question and the register", async () => {
  const { ports, desk, opened } = world(() => sentence("Yes."));
  const options = [
    "--as-of",
    "2024-04-20",
    "--lang",
    "zh",
    "--data",
    "d",
    "--as",
    "internal",
    "--timezone",
    "Asia/Tokyo",
  ];
  await ask([...options, "what", "now"], ports);
  expect(opened).toEqual(["d"]);
  expect(desk.asked).toEqual([
    {
      place: "terminal",
      text: "what now",
      now: noonOf("2024-04-20", "Asia/Kuala_Lumpur"),
      lang: "zh",
      clearance: { level: "internal", groups: [] },
      timezone: "Asia/Tokyo",
    },
  ]);
});

test("without options a question has the present and the terminal, and nothing else", async () => {
  const { ports, desk } = world(() => sentence("Yes."));
  await ask(["x"], ports);
  expect(desk.asked).toEqual([{ text: "x", now, place: "terminal" }]);
});

test("a wrong call is told before the register is opened", async () => {
  const { ports, opened } = world(() => sentence("Yes."));
  await expect(ask(["--as-of", "soon", "x"], ports)).rejects.toThrow("expected a day");
  expect(opened).toEqual([]);
});

test("a language that the desk does not speak is a wrong call", async () => {
  const { ports } = world(() => sentence("Yes."));
  await expect(ask(["--lang", "xx", "x"], ports)).rejects.toThrow("expected en, ms, zh");
});

test("--json prints one object on one line", async () => {
  const { ports, output } = world(() => sentence("Two\nlines"));
  expect(await ask(["--json", "x"], ports)).toBe(0);
  expect(output.text().trimEnd()).not.toContain("\n");
  expect(JSON.parse(output.text())).toMatchObject({ outcome: "answered", text: "Two\nlines", citations: [] });
});

test("an error inside becomes one sentence with the id of its log line", async () => {
  const broken = (): Reply => {
    throw new Error("secret detail");
  };
  const { ports, output } = world(broken);
  expect(await ask(["x"], ports)).toBe(1);
  expect(output.text()).toBe("Something went wrong here (error e1).\n");
  const json = world(broken);
  expect(await ask(["--json", "x"], json.ports)).toBe(1);
  expect(JSON.parse(json.output.text())).toMatchObject({
    outcome: "failed",
    error: expect.stringContaining("e1"),
  });
});
