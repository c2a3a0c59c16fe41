import type { Excuse } from "../answer/excuse.ts";
import type { Reply } from "../answer/reply.ts";
import type { Desk, ServedDesk } from "../desk.ts";
import { createMemory } from "../memory.ts";
import type { Question } from "../question/question.ts";
import { isTerminal } from "../standing.ts";
import { createAllowance, type Rate } from "./allowance.ts";
import { createFairQueue, type QueueLimits } from "./fair-queue.ts";

/**
 * What stands between the chats and the desk, so that none of them takes it all: who asks too often is told so once a
 * minute, the others wait for their turn, and nobody waits for ever. The terminal is its operator's, and goes past it.
 */
export interface FrontDesk extends Desk {
  /** How many questions wait for their turn. */
  waiting(): number;
}

export interface FrontLimits {
  readonly person: Rate;
  readonly place: Rate;
  readonly queue: QueueLimits;
  /** From when a question came until its answer, milliseconds. */
  readonly answerMs: number;
}

export const frontLimits: FrontLimits = {
  // Half a second's work of the desk at once, as of who tries a list of questions with a script; then more than anybody types and reads.
  person: { burst: 600, perSecond: 2 },
  // A lively group; a bot may send a chat about one message a second anyway.
  place: { burst: 1_200, perSecond: 8 },
  queue: {
    // Answers are made by one thread; the others wait for the store meanwhile.
    underWay: 16,
    // A few seconds' worth at a thousand answers a second: who would wait longer asks again.
    waiting: 2_000,
    // A seventh of all, so that one place never fills it.
    waitingInPlace: 300,
  },
  // Whatever the store waits for is given up before; people are gone by then.
  answerMs: 20_000,
};

export interface FrontOptions {
  readonly desk: ServedDesk;
  /** Milliseconds, of a clock that only goes on. */
  now(): number;
  readonly limits?: FrontLimits;
}

/** Somebody is told so once in this time, and then nothing. */
const tellMs = 60_000;
/** Those of whom it is known when they were told. */
const keptTold = 10_000;

export function createFrontDesk({ desk, now, limits = frontLimits }: FrontOptions): FrontDesk {
  const people = createAllowance(limits.person);
  const places = createAllowance(limits.place);
  const queue = createFairQueue(limits.queue);
  const told = createMemory<{ readonly at: number; readonly reply: Promise<Reply> }>(keptTold);

  const excuse = async (question: Question, why: Excuse): Promise<Reply> => {
    const key = `${why} ${question.asker ?? ""} ${question.place ?? ""}`;
    const known = told.get(key);
    const isTold = known !== undefined && now() - known.at < tellMs;
    // Noted before its words are there: of a hundred that come at once, one is told.
    const reply = isTold ? known.reply : desk.excuse(question, why);
    if (!isTold) told.set(key, { at: now(), reply });
    // A stranger is told how to be let in, once a day, and nothing else.
    return isTold || !desk.standingOf(question).known ? { ...(await reply), silent: true } : reply;
  };

  const mayAsk = ({ asker, place }: Question): boolean => {
    const at = now();
    const isPersons = asker === undefined || people.take(asker, at);
    return isPersons && (place === undefined || places.take(place, at));
  };

  return {
    ...desk,
    async answer(question) {
      const { asker, place } = question;
      const where = place ?? asker;
      if (where === undefined || isTerminal(question)) return desk.answer(question);
      if (!mayAsk(question)) return excuse(question, "often");
      let isLate = false;
      const answered = queue.run(
        where,
        () => desk.answer(question),
        () => !isLate,
      );
      if (answered === undefined) return excuse(question, "busy");
      return within(limits.answerMs, answered, () => {
        isLate = true;
        return excuse(question, "slow");
      });
    },
    waiting: queue.waiting,
  };
}

/** The work's outcome, or what stands for it once the time is over. */
async function within<T>(ms: number, work: Promise<T>, instead: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    const outcome = await Promise.race([work.then((value) => ({ value })), late]);
    if (outcome !== undefined) return outcome.value;
    work.catch(() => {});
    return await instead();
  } finally {
    clearTimeout(timer);
  }
}
