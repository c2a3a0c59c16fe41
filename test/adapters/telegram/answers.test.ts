import { describe, expect, test } from "vitest";
import { createAnswers, type View, viewAfter } from "../../../adapters/telegram/answers.ts";
import { createMemory } from "../../../src/index.ts";

const view = (command: string, page = 0, back?: View): View => ({
  target: { command, page },
  lang: "en",
  ...(back === undefined ? {} : { back }),
});

describe("what a message shows after a press", () => {
  test("leads back to what it showed before", () => {
    expect(viewAfter(view("/a"), view("/b"))).toEqual(view("/b", 0, view("/a")));
    expect(viewAfter(undefined, view("/b"))).toEqual(view("/b"));
  });

  test("goes back a step, and does not lead forward again", () => {
    const two = view("/c", 0, view("/b", 0, view("/a")));
    expect(viewAfter(two, view("/b"))).toEqual(view("/b", 0, view("/a")));
  });

  test("takes the pages of one answer for one step", () => {
    const paged = view("/b", 1, view("/a"));
    expect(viewAfter(paged, view("/b", 2))).toEqual(view("/b", 2, view("/a")));
  });
});

describe("the answers that are remembered", () => {
  test("are found by their chat and message, and by nobody else's", () => {
    const answers = createAnswers();
    answers.keep(1, 10, { message: 11, text: "who?" }, view("/who"));
    expect(answers.to(1, 10)).toEqual({ message: 11, text: "who?" });
    expect([answers.to(2, 10), answers.to(1, 11), answers.shownIn(2, 11)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(answers.shownIn(1, 11)).toEqual(view("/who"));
  });

  test("keep ten steps back", () => {
    const answers = createAnswers();
    let shown = view("/0");
    for (let step = 1; step <= 30; step++) {
      answers.show(1, 1, viewAfter(shown, view(`/${step}`)));
      shown = answers.shownIn(1, 1) ?? shown;
    }
    let steps = 0;
    for (let one = shown.back; one !== undefined; one = one.back) steps += 1;
    expect(steps).toBe(10);
  });

  test("know a long command by its digest", () => {
    const answers = createAnswers();
    answers.offer(["/find x"]);
    expect(answers.commandOf("nothing")).toBeUndefined();
  });
});

describe("a memory", () => {
  test("forgets what was used longest ago", () => {
    const memory = createMemory<number>(2);
    memory.set("a", 1);
    memory.set("b", 2);
    memory.get("a");
    memory.set("c", 3);
    expect([memory.get("a"), memory.get("b"), memory.get("c")]).toEqual([1, undefined, 3]);
    memory.delete("a");
    expect(memory.get("a")).toBeUndefined();
  });
});
