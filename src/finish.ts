import type { Draft } from "./answer/composing.ts";
import { cutHead } from "./answer/head.ts";
import type { Form, Reply } from "./answer/reply.ts";
import { replyWords } from "./answer/reply-words.ts";
import type { Opened } from "./opening.ts";

/** What an answer's command lines are, beside what it says. */
export interface Finishing {
  /** Asks the same again. */
  readonly command?: string;
  /** What was understood, where that is another. */
  readonly asked?: string;
  readonly form?: Form;
  readonly awaits?: "value";
  readonly own?: true;
  /** True where a demonstration clock runs: then the reply says as of when it speaks. */
  readonly isDemo: boolean;
}

/** A draft becomes a reply: its head cut to a phone's size, its sources listed, the words that a format needs beside it. */
export function finishReply(
  { composing, messages }: Opened,
  draft: Draft,
  { command, asked, form, awaits, own, isDemo }: Finishing,
): Reply {
  const { marks } = composing;
  const { head, more } = cutHead(draft.parts);
  return {
    outcome: draft.outcome,
    lang: messages.lang,
    head,
    more: [...more, ...(draft.behind ?? [])],
    sources: marks.sources(),
    entries: draft.entries,
    followUps: draft.followUps,
    ...(command === undefined ? {} : { command }),
    ...(asked === undefined || asked === command ? {} : { asked }),
    ...(awaits === undefined ? {} : { awaits }),
    ...(form === undefined ? {} : { form }),
    ...(own === undefined ? {} : { own }),
    words: replyWords(composing, isDemo),
  };
}
