import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { connectTerminal, type TerminalOptions } from "../../../adapters/terminal/adapter.ts";
import type { Question, Reply } from "../../../src/index.ts";
import { collected, pieces } from "../collected.ts";
import { fakeDesk, sampleReply, sentence, words } from "../sample-reply.ts";

const echo = ({ text }: Question): Reply => sentence(`You said ${text}`);

/** A conversation: all is typed at once, as somebody does who is faster than the answers. */
async function talk(
  typed: string,
  over: Partial<TerminalOptions> & { answer?: (question: Question) => Reply } = {},
) {
  const { answer = echo, ...options } = over;
  const desk = fakeDesk(answer);
  const output = collected();
  const terminal = connectTerminal({
    input: pieces(typed),
    output,
    interactive: true,
    colour: false,
    welcome: "Welcome.",
    desk,
    now: () => 5,
    report: () => "e1",
    ...options,
  });
  await terminal.ready;
  await terminal.closed;
  return { text: output.text(), asked: desk.asked.map((question) => question.text), questions: desk.asked };
}

describe("at the prompt", () => {
  test("one line greets, then questions are answered in one conversation", async () => {
    const { text, questions } = await talk("first\nsecond\n/quit\n");
    expect(text).toMatch(/^Welcome\.\n/);
    expect(text).toContain("You said first");
    expect(questions).toEqual([
      {
        text: "first",
        now: 5,
        conversation: "terminal",
        asker: "terminal",
        place: "terminal",
        placeIsDirect: true,
        pageRows: expect.any(Number),
      },
      {
        text: "second",
        now: 5,
        conversation: "terminal",
        asker: "terminal",
        place: "terminal",
        placeIsDirect: true,
        pageRows: expect.any(Number),
      },
    ]);
  });

  test("the end of the input leaves, and so do /quit and /exit", async () => {
    expect((await talk("one\n")).asked).toEqual(["one"]);
    expect((await talk("/quit\nnever\n")).asked).toEqual([]);
    expect((await talk(" /EXIT \nnever\n")).asked).toEqual([]);
  });

  test("the rest of an answer comes with Enter, once", async () => {
    const { text, asked } = await talk("x\n\n\n", { answer: () => sampleReply() });
    expect(text).toContain("More: Enter");
    expect(text.match(/foghorns — 2024/g)).toHaveLength(1);
    expect(asked).toEqual(["x"]);
  });

  test.each(["more", "/more", "MORE", "lagi"])("the rest of an answer comes with %s", async (word) => {
    const malay = { ...words, sources: "Sumber", more: "Lagi" };
    const { text, asked } = await talk(`x\n${word}\n`, { answer: () => sampleReply("y", { words: malay }) });
    expect(text).toContain("4. y — 2024");
    expect(asked).toEqual(["x"]);
  });

  test("more without anything behind it is a question like any other", async () => {
    expect((await talk("more\n")).asked).toEqual(["more"]);
  });

  test("a number asks what stands beside it, also after the rest was shown", async () => {
    const answer = ({ text }: Question): Reply => (text === "x" ? sampleReply() : echo({ text, now: 0 }));
    expect((await talk("x\n2\n", { answer })).asked).toEqual(["x", "/two"]);
    expect((await talk("x\n\n4\n", { answer })).asked).toEqual(["x", "/row"]);
  });

  test("a number that was not offered is said to be none, and a year is a question", async () => {
    const { asked, text } = await talk("3\n2024\n");
    expect(asked).toEqual(["2024"]);
    expect(text).toContain("3 is no number that was offered here");
  });

  test("an error becomes a sentence with its id, and the prompt lives on", async () => {
    const answer = (question: Question): Reply => {
      if (question.text === "break") throw new Error("inner detail");
      return echo(question);
    };
    const { text } = await talk("break\ngood\n", { answer });
    expect(text).toContain("error e1");
    expect(text).not.toContain("inner detail");
    expect(text).toContain("You said good");
  });

  test("Tab completes from the desk", async () => {
    const input = new PassThrough();
    const conversation = talk("", { input });
    // Key by key: readline takes a Tab inside a pasted piece for a plain one.
    for (const key of ["/vis", "\t", "\n"]) {
      input.write(key);
      await new Promise((resolve) => setImmediate(resolve));
    }
    input.end();
    expect((await conversation).asked).toEqual(["/visits"]);
  });

  test("Ctrl-C drops what was typed, and leaves where nothing was", async () => {
    expect((await talk("half\u0003whole\n\u0003never\n")).asked).toEqual(["whole"]);
  });

  test("Ctrl-D leaves", async () => {
    expect((await talk("one\n\u0004never\n")).asked).toEqual(["one"]);
  });

  test("stopping ends the conversation", async () => {
    const input = new PassThrough();
    const desk = fakeDesk(echo);
    const options = {
      interactive: true,
      colour: false,
      welcome: "W",
      desk,
      now: () => 0,
      report: () => "e1",
    };
    const terminal = connectTerminal({ input, output: collected(), ...options });
    await terminal.stop();
    await terminal.closed;
  });
});

describe("a notice at the prompt", () => {
  /** A prompt that is typed at piece by piece. */
  function sit(answer: (question: Question) => Reply = echo) {
    const [input, output, desk] = [new PassThrough(), collected(), fakeDesk(answer)];
    const how = { interactive: true, colour: false, welcome: "W", now: () => 0, report: () => "e1" };
    const terminal = connectTerminal({ input, output, desk, ...how });
    const type = async (text: string): Promise<void> => {
      input.write(text);
      for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    };
    const asked = (): readonly string[] => desk.asked.map(({ text }) => text);
    return { ...terminal, type, asked, text: output.text };
  }
  const tell = ({ messenger }: ReturnType<typeof sit>, reply: Reply) =>
    messenger.send("terminal", reply, "key");

  test("stands above what is being typed, which goes on", async () => {
    const prompt = sit();
    await prompt.type("half");
    await tell(prompt, sentence("Tomorrow: a visit"));
    expect(prompt.text().slice(prompt.text().indexOf("Tomorrow"))).toMatch(/^Tomorrow: a visit\n\n.*> half/s);
    await prompt.type(" and half\n");
    expect(prompt.asked()).toEqual(["half and half"]);
    await prompt.stop();
  });

  test("is what a number means next, but not where a number is a value", async () => {
    const prompt = sit(({ text }) =>
      text === "/edit"
        ? { ...echo({ text, now: 0 }), awaits: { form: {} } as never }
        : echo({ text, now: 0 }),
    );
    await tell(prompt, sampleReply());
    await prompt.type("2\n");
    await prompt.type("/edit\n");
    await tell(prompt, sampleReply());
    await prompt.type("2\n");
    expect(prompt.asked()).toEqual(["/two", "/edit", "2"]);
    await prompt.stop();
  });

  test("waits where the prompt was left", async () => {
    const prompt = sit();
    await prompt.stop();
    await expect(tell(prompt, sentence("late"))).rejects.toMatchObject({ reason: "temporary" });
    expect(prompt.text()).not.toContain("late");
  });
});

test("a pipe gets each whole answer and nothing else", async () => {
  const { text, asked } = await talk("one\r\n\n2\nlast", { interactive: false });
  expect(text).toBe("You said one\n\nYou said 2\n\nYou said last\n\n");
  expect(asked).toEqual(["one", "2", "last"]);
});
