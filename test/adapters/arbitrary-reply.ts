import fc from "fast-check";
import type {
  EntryRef,
  Fact,
  FollowUp,
  Mark,
  Moment,
  Reply,
  ReplyPart,
  Row,
  SourceMark,
} from "../../src/index.ts";
import { words } from "./sample-reply.ts";

/**
 * Replies that reach what Telegram and Slack refuse. A desk makes none as large; a register that somebody else writes might.
 *
 * Every option's command is its own, every mark's source is there, and most replies have a fence around each text, so that a
 * test can tell what was lost.
 */

/** What hurts: markup, pairs of surrogates and halves of them, joined emoji, direction, no spaces, nothing to see. */
const hurtful = [
  ..."&<>\"'`*_~|[](){}#@/\\;=",
  "&amp;",
  "&lt",
  "&#60;",
  "</b>",
  "<b>",
  "</blockquote>",
  '"><a href="https://evil.example">',
  "<tg-time unix=1>",
  "<!channel>",
  "<@U0READER>",
  "<!date^1^{time}|9>",
  "<https://evil.example|this>",
  "*bold*",
  "_so_",
  "~no~",
  ":wave:",
  "```",
  "&gt;",
  "😀",
  "👨‍👩‍👧",
  "🇲🇾",
  "é",
  "e\u0301",
  "汉",
  "한",
  "عربي",
  "\u202e",
  "\u2066",
  "\u200f",
  "\u200b",
  "\ufeff",
  "\u2028",
  "\u{e0041}",
  "\0",
  "\u001b[2J",
  "\u0007",
  "\t",
  "\r\n",
  "\n",
  "\ud83d",
  "\ude00",
  "a",
  "Z",
  "7",
  " ",
  "  ",
];
const shred = fc.constantFrom(...hurtful);
const shredsOf = (most: number): fc.Arbitrary<string> =>
  fc.array(shred, { minLength: 0, maxLength: most }).map((parts) => parts.join(""));

/** Mostly short, at times empty or blank, at times longer than any message. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 24, arbitrary: shredsOf(12) },
  { weight: 4, arbitrary: fc.constantFrom("", " ", "\n", "\u200b", "\ud800", "\u3000") },
  { weight: 6, arbitrary: shredsOf(120) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(shred, fc.integer({ min: 1_000, max: 5_500 }))
      .map(([one, units]) => one.repeat(Math.ceil(units / one.length))),
  },
);
/** Of which a reply may have hundreds. */
const shortText = fc.oneof({ weight: 5, arbitrary: shredsOf(8) }, { weight: 1, arbitrary: shredsOf(60) });

/** Somewhat beyond what people write, within what Telegram takes as a time. */
const moment: fc.Arbitrary<Moment> = fc.record({
  text: fc.constantFrom("09:00", "23:59", "4 pm", "<9>"),
  at: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 1_000, max: 4_102_444_800_000 }) },
    { weight: 1, arbitrary: fc.constantFrom(-86_400_000, 0, 999, 1e16, Number.NaN) },
  ),
});
const withMoments = fc.oneof(
  { weight: 3, arbitrary: fc.record({ text }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.tuple(shortText, moment), { minLength: 1, maxLength: 30 }).map((pieces) => ({
      text: pieces.map(([before, { text: at }]) => `${before}${at}`).join(""),
      moments: pieces.map(([, one]) => one),
    })),
  },
);

const url = fc.oneof(
  fc.constantFrom(
    "https://example.org/a?b=1&c=<2>",
    'https://example.org/"quoted"',
    "ftp://example.org/",
    "javascript:alert(1)",
    "https://exa mple",
    "https://localhost/",
    "",
    `https://example.org/${"&".repeat(150)}`,
    `https://example.org/${"汉".repeat(150)}`,
    `https://example.org/${"x".repeat(5_000)}`,
    "https://例え.example/路",
  ),
  fc.webUrl(),
);

/** How much of everything a reply has. */
interface Size {
  readonly sources: number;
  readonly facts: number;
  readonly rows: number;
  readonly options: number;
  readonly followUps: number;
  readonly marks: number;
  /** All texts are next to nothing, so that something else than their length comes to its limit. */
  readonly isBrief: boolean;
}

const small = { sources: 6, facts: 8, rows: 8, options: 5, followUps: 4, marks: 2, isBrief: false };

/** What a size is at most: half of it or more, for those that go far. */
const upTo = (most: Size): fc.Arbitrary<Size> => {
  const number = (limit: number) => fc.integer({ min: limit > 20 ? limit / 2 : 0, max: limit });
  return fc.record({
    sources: number(most.sources),
    facts: number(most.facts),
    rows: number(most.rows),
    options: number(most.options),
    followUps: number(most.followUps),
    marks: number(most.marks),
    isBrief: fc.constant(most.isBrief),
  });
};

const size: fc.Arbitrary<Size> = fc.oneof(
  { weight: 12, arbitrary: upTo(small) },
  { weight: 1, arbitrary: upTo({ ...small, rows: 90 }) },
  { weight: 2, arbitrary: upTo({ ...small, options: 220, followUps: 24, isBrief: true }) },
  { weight: 2, arbitrary: upTo({ ...small, sources: 240, facts: 44, marks: 50 }) },
  { weight: 4, arbitrary: upTo({ ...small, sources: 240, facts: 120, rows: 120, marks: 2, isBrief: true }) },
);

const command = fc
  .oneof(
    { weight: 5, arbitrary: fc.constantFrom("/show a", "/mou 汉", "/visits page:2") },
    { weight: 1, arbitrary: fc.integer({ min: 50, max: 90 }).map((times) => `/mou ${"汉é<".repeat(times)}`) },
    { weight: 1, arbitrary: fc.constant("/mou \ud800") },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 1_700, max: 2_100 }).map((units) => `/mou ${"x".repeat(units)}`),
    },
  )
  .chain((line) => fc.nat({ max: 1e9 }).map((number) => `${line} ${number}`));

const entryCalled = (title: fc.Arbitrary<string>): fc.Arbitrary<EntryRef> =>
  fc.record({
    kind: fc.constant("agreement" as const),
    id: fc.constantFrom("mou-foghorns", "visit_2024", "x".repeat(70), "ä b"),
    title,
  });

const exactly = <T>(one: fc.Arbitrary<T>, count: number): fc.Arbitrary<T[]> =>
  fc.array(one, { minLength: count, maxLength: count });

function markIn({ sources, isBrief }: Size): fc.Arbitrary<Mark> {
  const paragraphs = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: isBrief ? 0 : 4 });
  return fc.record({
    source: fc.integer({ min: 1, max: sources }),
    paragraphs: paragraphs.map((all) => all.sort((a, b) => a - b)),
  });
}

function sourcesOf({ sources: count, isBrief }: Size): fc.Arbitrary<SourceMark[]> {
  const said = fc.oneof({ weight: 8, arbitrary: shortText }, { weight: 1, arbitrary: text });
  const brief = fc
    .constantFrom("https://a.example/", `https://a.example/?${"&".repeat(170)}`)
    .chain((address) => exactly(fc.record({ said: shredsOf(1), url: fc.constant(address) }), count));
  const full = exactly(fc.record({ said, url: fc.option(url) }), count);
  return (isBrief ? brief : full).map((all) =>
    all.map(({ said, url: at }, index) => ({
      number: index + 1,
      id: `source-${index + 1}`,
      title: said,
      publisher: "Press",
      text: said,
      paragraphs: Array.from({ length: 40 }, (_, paragraph) => paragraph + 1),
      ...(at === null ? {} : { url: at }),
    })),
  );
}

function partsOf(of: Size): fc.Arbitrary<ReplyPart[]> {
  const { facts, rows, options, marks: most, sources, isBrief } = of;
  const marks =
    sources === 0
      ? fc.constant([])
      : fc.array(markIn(of), { minLength: most > 20 || isBrief ? most : 0, maxLength: most });
  const label = isBrief ? shredsOf(1) : shortText;
  const entry = entryCalled(
    isBrief ? label : fc.oneof({ weight: 12, arbitrary: shortText }, { weight: 1, arbitrary: text }),
  );
  const said = isBrief ? fc.record({ text: label }) : withMoments;
  const fact: fc.Arbitrary<Fact> = fc.tuple(label, said, marks).map(([name, known, cited]) => ({
    label: name,
    ...known,
    marks: cited,
  }));
  const row: fc.Arbitrary<Row> = fc
    .tuple(entry, said, marks, command)
    .map(([about, known, cited, line]) => ({ entry: about, ...known, marks: cited, command: line }));
  const continues = fc.constantFrom({}, { continues: true as const });
  const page = fc.constantFrom(
    {},
    {
      page: {
        page: 2,
        pages: 3,
        total: 25,
        previous: { label: "Previous", command: "/list page:1" },
        next: { label: "Next", command: "/list page:3" },
      },
    },
  );
  const part: fc.Arbitrary<ReplyPart> = fc.oneof(
    fc.record({ kind: fc.constant("text" as const), text, marks }),
    fc.tuple(entry, text, exactly(fact, facts), continues).map(([about, subtitle, lines, on]) => ({
      kind: "card" as const,
      entry: about,
      subtitle,
      facts: lines,
      ...on,
    })),
    fc
      .tuple(exactly(row, rows), page, continues)
      .map(([lines, turn, on]) => ({ kind: "list" as const, rows: lines, ...turn, ...on })),
    fc
      .tuple(exactly(fc.record({ label: isBrief ? label : text, command }), options), continues)
      .map(([choices, on]) => ({ kind: "choice" as const, options: choices, ...on })),
  );
  return fc.array(part, { minLength: isBrief ? 1 : 0, maxLength: 3 });
}

/** The first of the rare Han characters with which texts are fenced: two UTF-16 units each, never cut in two. */
const firstFence = 0x20000;

/** Where a text of a reply begins and ends, wherever it is shown. */
export interface Fence {
  readonly open: string;
  readonly close: string;
}

/** A fenced text: the characters between its fences. */
export interface Fenced extends Fence {
  readonly said: string;
}

/** The fences of a text, nothing where it has none. */
export function fenceOf(text: string): Fenced | undefined {
  const match = /^([\u{20000}-\u{2ffff}])(.*)([\u{20000}-\u{2ffff}])$/su.exec(text);
  return match === null ? undefined : { open: match[1] ?? "", said: match[2] ?? "", close: match[3] ?? "" };
}

/** Tells commands apart, and fences texts, so that a test finds each again. */
function toldApart(reply: Reply, isFenced: boolean): Reply {
  let commands = 0;
  let fences = firstFence;
  const fenced = (said: string): string =>
    isFenced ? `${String.fromCodePoint(fences++)}${said}${String.fromCodePoint(fences++)}` : said;
  const own = <T extends FollowUp | Row>(option: T): T => ({
    ...option,
    command: `${option.command} ${++commands}`,
  });
  const choice = ({ label, ...rest }: FollowUp): FollowUp => own({ ...rest, label: fenced(label) });
  const about = (named: EntryRef): EntryRef => ({ ...named, title: fenced(named.title) });
  const inPart = (part: ReplyPart): ReplyPart => {
    switch (part.kind) {
      case "text":
        return { ...part, text: fenced(part.text) };
      case "card":
        return {
          ...part,
          entry: about(part.entry),
          subtitle: fenced(part.subtitle),
          facts: part.facts.map((fact) => ({ ...fact, label: fenced(fact.label), text: fenced(fact.text) })),
        };
      case "list":
        return {
          ...part,
          rows: part.rows.map((row) => own({ ...row, entry: about(row.entry), text: fenced(row.text) })),
        };
      case "choice":
        return { ...part, options: part.options.map(choice) };
    }
  };
  return {
    ...reply,
    head: reply.head.map(inPart),
    more: reply.more.map(inPart),
    followUps: reply.followUps.map(choice),
    sources: reply.sources.map((source) => ({ ...source, text: fenced(source.text) })),
  };
}

export const reply: fc.Arbitrary<Reply> = fc
  .tuple(
    size,
    fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  )
  .chain(([of, isFenced]) =>
    fc
      .record({
        outcome: fc.constantFrom<Reply["outcome"]>(
          "answered",
          "partly",
          "choose",
          "notFound",
          "refused",
          "failed",
        ),
        lang: fc.constantFrom("en", "ms", "zh"),
        head: partsOf(of),
        more: fc.oneof(fc.constant([]), partsOf(of)),
        sources: sourcesOf(of),
        followUps: exactly(fc.record({ label: shortText, command }), of.followUps),
        command: fc.oneof(command, fc.constant("/short")),
        words: fc.constantFrom(words, { ...words, asOf: "As of 20 April <2024> & later" }),
      })
      .map((one) => toldApart({ ...one, entries: [] }, isFenced)),
  );
