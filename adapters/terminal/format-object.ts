import type { Kind, Outcome, Reply } from "../../src/index.ts";
import { formatReply, plain } from "./format.ts";

/** A reply as one line of JSON, for programs. */
export interface ReplyObject {
  /** The question's own, or nothing where it could not be read. */
  readonly id: string | number | null;
  readonly outcome: Outcome;
  readonly lang: string;
  /** What a person reads: plain, whole, sources included. */
  readonly text: string;
  readonly entries: readonly { readonly kind: Kind; readonly id: string; readonly title: string }[];
  readonly citations: readonly Citation[];
  readonly ms: number;
  readonly error?: string;
}

/** One paragraph of a source, or a whole one. */
export interface Citation {
  readonly source: string;
  readonly paragraph?: number;
  readonly title: string;
  readonly publisher: string;
  readonly date?: string;
  readonly url?: string;
}

export function formatObject(reply: Reply, id: ReplyObject["id"], ms: number): ReplyObject {
  return {
    id,
    outcome: reply.outcome,
    lang: reply.lang,
    text: formatReply(reply, { colour: false, show: "all" }),
    entries: reply.entries.map((entry) => ({ kind: entry.kind, id: entry.id, title: plain(entry.title) })),
    citations: citationsOf(reply),
    ms: rounded(ms),
  };
}

/** What stands for an answer where there is none. */
export function failedObject(id: ReplyObject["id"], error: string, ms: number): ReplyObject {
  return {
    id,
    outcome: "failed",
    lang: "en",
    text: error,
    entries: [],
    citations: [],
    ms: rounded(ms),
    error,
  };
}

function citationsOf(reply: Reply): readonly Citation[] {
  return reply.sources.flatMap((source) => {
    const facts = {
      title: plain(source.title),
      publisher: plain(source.publisher),
      ...(source.date === undefined ? {} : { date: source.date }),
      ...(source.url === undefined ? {} : { url: source.url }),
    };
    if (source.paragraphs.length === 0) return [{ source: source.id, ...facts }];
    return source.paragraphs.map((paragraph) => ({ source: source.id, paragraph, ...facts }));
  });
}

const rounded = (ms: number): number => Math.round(ms * 100) / 100;
