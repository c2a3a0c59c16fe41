import type { Desk, EntryRef, Phrases, Question, Reply, ReplyWords } from "../../src/index.ts";

/** The words around every reply of a test. */
export const words: ReplyWords = {
  sources: "Sources",
  more: "More",
  share: "Share",
  shareHere: "Share here",
  back: "Back",
  open: "Open",
};

const phrases: Phrases = {
  failed: (errorId) => `Something went wrong (error ${errorId}).`,
  stale: "That button is out of date.",
  open: "Ask me",
  language: "English",
  eachLanguage: "Each question's own",
  working: "working",
  sharedBy: (name) => `Shared by ${name}`,
  stopped: "Stopped.",
  stopWords: ["stop"],
  recent: "Recent",
  canBeAsked: "What can be asked",
  askTitle: "Ask",
  askQuestion: "Question",
  askLanguage: "Language",
  askSubmit: "Ask",
  close: "Close",
  changeTitle: "Change the register",
  fillIn: "Fill in the form",
  nothing: "nothing",
  staysAsItIs: (fields) => `Stays as it is: ${fields}`,
};

const entry: EntryRef = { kind: "agreement", id: "mou-foghorns", title: "MoU on foghorns" };

/** A reply with one of each part; `text` stands wherever the register's or a user's words can stand. */
export function sampleReply(text = "foghorns", over: Partial<Reply> = {}): Reply {
  const named = { ...entry, title: text };
  const marks = [{ source: 1, paragraphs: [4, 7] }];
  return {
    outcome: "answered",
    lang: "en",
    head: [
      { kind: "text", text, marks: [{ source: 2, paragraphs: [] }] },
      { kind: "card", entry: named, subtitle: text, facts: [{ label: "Signed", text, marks }] },
      {
        kind: "choice",
        options: [
          { label: text, command: "/one" },
          { label: "Two", command: "/two" },
        ],
      },
    ],
    more: [
      {
        kind: "list",
        rows: [{ entry: named, text: "2024", marks, command: "/row" }],
        page: { page: 2, pages: 3, total: 25, next: { label: "Next page", command: "/next" } },
      },
    ],
    sources: [
      {
        number: 1,
        id: "news",
        title: text,
        publisher: "Press",
        date: "2024-01-02",
        text: `Press, ${text}`,
        paragraphs: [4, 7],
      },
      {
        number: 2,
        id: "law",
        title: "Law",
        publisher: "State",
        url: "https://example.org/law",
        text: "State, Law",
        paragraphs: [],
      },
    ],
    entries: [named],
    followUps: [{ label: text, command: "/more-of-it" }],
    words,
    ...over,
  };
}

/** A desk that answers what it is told to, and keeps what it was asked. */
export function fakeDesk(
  answer: (question: Question) => Reply | Promise<Reply>,
): Desk & { readonly asked: Question[] } {
  const asked: Question[] = [];
  return {
    asked,
    languages: ["en", "ms", "zh"],
    commands: () => [],
    knows: () => false,
    phrases: () => phrases,
    complete: (text) => ["/mou", "/visits"].filter((line) => line.startsWith(text)),
    answer: async (question) => {
      asked.push(question);
      return answer(question);
    },
    standingOf: () => ({ known: true, role: "visitor", clearance: { level: "public", groups: [] } }),
    fetchCalendar: async () => ({ kind: "none" }),
    explain: async () => {
      throw new Error("This desk explains nothing.");
    },
  };
}

/** A reply of one sentence. */
export function sentence(text: string, over: Partial<Reply> = {}): Reply {
  return sampleReply("", {
    head: [{ kind: "text", text, marks: [] }],
    more: [],
    sources: [],
    entries: [],
    followUps: [],
    ...over,
  });
}
