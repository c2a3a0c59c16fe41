import { describe, expect, onTestFinished, test } from "vitest";
import type { Desk, Outcome, Question, Reply, ReplyPart } from "../../src/index.ts";
import { fakeDesk, sampleReply, sentence } from "../adapters/sample-reply.ts";

/** What a person sees after they did something. */
export interface Shown {
  /** All that can be read, in the person's eyes: no markup, line ends as they are. */
  readonly text: string;
  /** What looks or acts other than plain text: `bold`, `link`, a control sequence that draws. */
  readonly looks: readonly string[];
  /** What leads to the rest, as it is written there. */
  readonly more?: string;
}

/** One person's conversation with the bot, on a platform whose SDK is the real one. */
export interface Conversation {
  ask(text: string): Promise<Shown>;
  /** Chooses what stands there under this label: presses its button, or the one beside its words, or types its number. */
  press(label: string): Promise<Shown>;
  /** What was logged as an error, oldest first. */
  readonly errors: readonly unknown[];
  /** What the platform refused or frowned at. */
  readonly refusals: () => readonly string[];
  close(): Promise<void>;
}

export interface AdapterUnderTest {
  readonly name: string;
  /** Connects the adapter to a desk; it knows one person. */
  open(desk: Desk): Promise<Conversation>;
}

/** The id under which an error is logged. */
export const errorId = "e1d2f3a4";

const mostPages = 100;

/** What every adapter promises, whatever the platform. */
export function adapterContract({ name, open }: AdapterUnderTest): void {
  async function converse(answer: (question: Question) => Reply | Promise<Reply>) {
    const desk = fakeDesk(answer);
    const conversation = await open(desk);
    onTestFinished(async () => {
      await conversation.close();
      expect(conversation.refusals()).toEqual([]);
    });
    return { ...conversation, desk };
  }

  /** Everything that a reply shows, over its head and all that leads on from there. */
  async function showAll(reply: Reply): Promise<readonly Shown[]> {
    const { ask, press } = await converse(() => reply);
    const shown = [await ask("tell me")];
    for (let { more } = shown[0] ?? { more: undefined }; more !== undefined; ) {
      const next = await press(more);
      shown.push(next);
      more = next.more;
      if (shown.length > mostPages)
        throw new Error(`More than ${mostPages} pages; the last leads to "${more}"`);
    }
    return shown;
  }
  const textOf = (shown: readonly Shown[]): string => shown.map(({ text }) => text).join("\n");

  describe(`${name} keeps the contract of adapters:`, () => {
    test("every fact, row, option, source and what could be asked next reaches the person", async () => {
      const reply = fullReply();
      const text = textOf(await showAll(reply));
      expect(saidBy(reply).filter((said) => !text.includes(said))).toEqual([]);
    });

    test("whatever is chosen asks the desk for exactly what it stands for", async () => {
      const reply = fullReply();
      const options = optionsOf(reply);
      for (const { label, command } of options) {
        const { ask, press, desk } = await converse((question) =>
          question.text === "tell me" || question.text === reply.command
            ? reply
            : sentence("There", { command }),
        );
        const first = await ask("tell me");
        if (!first.text.includes(label) && first.more !== undefined) await press(first.more);
        expect((await press(label)).text).toContain("There");
        expect(desk.asked.at(-1)?.text).toBe(command);
      }
    });

    test("no text becomes markup, draws, or hides", async () => {
      const plain = await showAll(fullReply("quiet"));
      for (const hostile of hostileTexts) {
        const shown = await showAll(fullReply(hostile));
        expect(shown.map(({ looks }) => looks)).toEqual(plain.map(({ looks }) => looks));
        const text = textOf(shown);
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toMatch(unseen);
        expect(text).toContain(asRead(hostile));
      }
    });

    test("a long reply is reached to its last row, each page taken by the platform", async () => {
      const reply = longReply();
      const shown = await showAll(reply);
      const text = textOf(shown);
      expect(saidBy(reply).filter((said) => !text.includes(said))).toEqual([]);
    });

    test("a list comes in pages of the adapter's own length", async () => {
      const { ask, desk } = await converse(() => sentence("Here"));
      await ask("list");
      expect(desk.asked[0]?.pageRows).toBeGreaterThan(0);
    });

    test.each<Outcome>(["answered", "partly", "choose", "notFound", "refused", "failed"])(
      "the outcome %s is never silent",
      async (outcome) => {
        const { ask } = await converse(() => sentence(`This is ${outcome}.`, { outcome }));
        expect((await ask("anything")).text).toContain(`This is ${outcome}.`);
      },
    );

    test("an error is one sentence with its id and one line in the log, and the next question is answered", async () => {
      const { ask, errors } = await converse(({ text }) => {
        if (text === "break") throw new Error("inner detail");
        return sentence("Mended");
      });
      const { text } = await ask("break");
      expect(text.trim()).toBe(`Something went wrong (error ${errorId}).`);
      expect(errors).toEqual([expect.objectContaining({ message: "inner detail" })]);
      expect((await ask("again")).text).toContain("Mended");
      expect(errors).toHaveLength(1);
    });

    test("an error behind a button is told, too", async () => {
      const reply = sampleReply("foghorns", { command: "/all" });
      const { ask, press, errors } = await converse(({ text }) => {
        if (text === "/two") throw new Error("inner detail");
        return reply;
      });
      await ask("tell me");
      expect((await press("Two")).text).toContain(`error ${errorId}`);
      expect(errors).toHaveLength(1);
    });

    test("all that one person asks or chooses is one conversation", async () => {
      const reply = sampleReply("foghorns", { command: "/all" });
      const { ask, press, desk } = await converse(({ text }) =>
        text === "tell me" ? reply : sentence("There", { command: text }),
      );
      await ask("tell me");
      await press("Two");
      await ask("and the other one?");
      const keys = new Set(desk.asked.map(({ conversation }) => conversation));
      expect(keys.size).toBe(1);
      expect([...keys][0]).toMatch(/./);
      expect(new Set(desk.asked.map(({ asker }) => asker)).size).toBe(1);
      expect(desk.asked.map(({ text }) => text)).toEqual(["tell me", "/two", "and the other one?"]);
    });
  });
}

/** Looks as a person who reads it does: on one line, without what cannot be seen. */
const asRead = (text: string): string =>
  text.toWellFormed().replace(/\s+/g, " ").replace(new RegExp(unseen, "gu"), "").trim();
/** A line's end may stand between texts, not in them. */
const unseen = /(?!\n)[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\u200b-\u200d\ufeff\u{e0000}-\u{e007f}]/u;

const hostileTexts = [
  '<b>bold</b> & <a href="https://evil.example">this</a> &lt; "quoted" \'so\'',
  "</blockquote></b>&amp;&#60;tg-spoiler>",
  "*bold* _italic_ `code` ~gone~ ||hidden|| [link](https) <!channel> <U123|name>",
  "\u001b[31mred\u001b[0m \u009b2J\u0007\b\u0000 bell",
  "evil\u202egnp.exe \u2066and\u2069 \u200bzero\u200d width\ufeff",
  "half \ud83d of a pair \udc00",
  "汉字 عربي 한국 😀 👍🏽 é",
  "two\nlines\r\nand\u2028more\ttabs",
];

function fullReply(text = "foghorns"): Reply {
  const reply = sampleReply(text, { command: "/all of it" });
  return {
    ...reply,
    followUps: [
      { label: "What else", command: "/else" },
      { label: "A long way", command: `/show ${"very long ".repeat(12)}end` },
    ],
  };
}

/** Three hundred rows, each with a source of its own, behind a card of sixty facts. */
function longReply(): Reply {
  const reply = sampleReply();
  const many = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  return sampleReply("start", {
    command: "/all",
    head: [{ kind: "text", text: "Here they are", marks: [] }],
    more: [
      {
        kind: "card",
        entry: { kind: "agreement", id: "long", title: "The long one" },
        subtitle: "of many facts",
        facts: many(60).map((at) => ({
          label: `Label ${at};`,
          text: `fact ${at}, told at length`,
          marks: [],
        })),
      },
      {
        kind: "list",
        rows: many(300).map((at) => ({
          entry: { kind: "agreement", id: `row-${at}`, title: `Title ${at};` },
          text: `row ${at}; <parties> & date`,
          marks: [{ source: at, paragraphs: [at] }],
          command: `/show row-${at}`,
        })),
      },
    ],
    sources: many(300).map((at) => ({
      number: at,
      id: `source-${at}`,
      title: `Report ${at}`,
      publisher: "Press",
      url: `https://example.org/reports/${at}`,
      text: `Press, Report ${at};`,
      paragraphs: [at],
    })),
    entries: reply.entries,
    followUps: [],
  });
}

/** Every string of a reply that a person must be able to read. */
export function saidBy({ head, more, sources, words }: Reply): readonly string[] {
  const cited = sources.length === 0 ? [] : [words.sources, ...sources.map(({ text }) => text)];
  return [...[...head, ...more].flatMap(saidIn), ...cited];
}

function saidIn(part: ReplyPart): readonly string[] {
  switch (part.kind) {
    case "text":
      return [part.text];
    case "card":
      return [part.entry.title, part.subtitle, ...part.facts.flatMap(({ label, text }) => [label, text])];
    case "list":
      return part.rows.flatMap(({ entry, text }) => [entry.title, text]);
    case "choice":
      return part.options.map(({ label }) => label);
  }
}

/** What can be chosen, each by words that stand there once. */
function optionsOf({
  head,
  more,
  followUps,
}: Reply): readonly { readonly label: string; readonly command: string }[] {
  const inParts = [...head, ...more].flatMap((part) => {
    if (part.kind === "choice") return part.options.filter(({ label }) => label === "Two");
    return part.kind === "list"
      ? [...part.rows.map(({ text, command }) => ({ label: text, command })), part.page?.next ?? []].flat()
      : [];
  });
  return [...inParts, ...followUps];
}
