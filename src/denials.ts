import type { Reply } from "./answer/reply.ts";
import type { Question } from "./question/question.ts";

/** Somebody was not let in, or may not do what they asked for. What they wrote is not kept. */
export interface Denial {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Who, such as `telegram:1`. */
  readonly by: string;
  readonly byName?: string;
  /** Where they asked, such as `telegram:-1001`. */
  readonly from?: string;
  /** `stranger` who is not let in; else the command's name, such as `/edit`. */
  readonly denied: string;
}

/** What was denied, for whoever keeps the register. */
export interface DenialKeeper {
  add(denial: Denial): Promise<void>;
  /** Oldest first. */
  all(): Promise<readonly Denial[]>;
}

type Answer = (question: Question) => Promise<Reply>;

/** The same answers; what they deny is noted. What nobody is told, as where a stranger asks again, was noted before. */
export function noting(answer: Answer, denials: DenialKeeper | undefined): Answer {
  if (denials === undefined) return answer;
  return async (question) => {
    const reply = await answer(question);
    const { asker, sharer, askerName, place, now, onlyLooks } = question;
    const by = sharer ?? asker;
    const isTold = reply.outcome === "refused" && reply.silent !== true && onlyLooks !== true;
    if (!isTold || by === undefined) return reply;
    const denial = {
      at: now,
      by,
      ...(askerName === undefined ? {} : { byName: askerName }),
      ...(place === undefined ? {} : { from: place }),
      denied: /^\/[a-z]+/.exec(reply.command ?? "")?.[0] ?? "stranger",
    };
    // An answer does not wait for it, and is given where it cannot be kept.
    denials.add(denial).catch(() => {});
    return reply;
  };
}
