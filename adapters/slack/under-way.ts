import type { NoteKeeper } from "../../src/index.ts";
import { pause } from "../chat/reaching.ts";
import { later } from "./patience.ts";

/** What Slack sent. */
export type Body = Readonly<Record<string, unknown>>;

/**
 * What was acknowledged and is not answered yet. Slack sends it to nobody again: where the process dies, the next one answers it.
 */
export interface UnderWay {
  /** Settles when it is kept, or cannot be soon; `end` forgets it. */
  begin(body: Body): Promise<{ end(): void }>;
  /** Deals with what another process left: at once, and when that one's lease on it is over. */
  resume(deal: (body: Body) => Promise<void>): Promise<void>;
}

export interface UnderWayOptions {
  readonly notes: NoteKeeper;
  now(): number;
  report(error: unknown, during: string): string;
  readonly stopping: AbortSignal;
}

/** So many at once are kept; of more, the others are lost with the process. */
const slots = 200;
/** Longer than a taker that died keeps others from taking, milliseconds. */
const leaseMs = 61_000;
/** Nobody waits for an answer any longer, milliseconds. */
const keptMs = 3_600_000;
/** An acknowledgement waits for the keeper at most this long, milliseconds. */
const patienceMs = 300;
const resumeMs = 2_000;

const keyOf = (slot: number): string => `slack:under-way:${slot}`;

interface Left {
  readonly at: number;
  readonly body: Body;
}

export function createUnderWay({ notes, now, report, stopping }: UnderWayOptions): UnderWay {
  const free = Array.from({ length: slots }, (_, at) => slots - 1 - at);
  const failed = (error: unknown): void => void report(error, "keeping what is under way on Slack");
  const end = (slot: number): void => {
    notes.remove(keyOf(slot)).catch(failed);
    free.push(slot);
  };
  return {
    async begin({ token: _, ...body }) {
      const slot = free.pop();
      if (slot === undefined) return { end: () => {} };
      const left: Left = { at: now(), body };
      const kept = notes.write(keyOf(slot), JSON.stringify(left), now() + keptMs).catch(failed);
      await Promise.race([kept, later(patienceMs)]);
      // Forgotten before it was written, it would stay.
      return { end: () => void kept.then(() => end(slot)) };
    },
    async resume(deal) {
      const all = [...free];
      const reading = Promise.all(all.map((slot) => notes.read(keyOf(slot), now())));
      reading.catch(failed);
      const read = (await Promise.race([reading, later(resumeMs)]).catch(() => undefined)) ?? [];
      for (const [index, text] of read.entries()) {
        const slot = all[index];
        if (text === undefined || slot === undefined) continue;
        free.splice(free.indexOf(slot), 1);
        const { at, body } = JSON.parse(text) as Left;
        void (async () => {
          await deal(body);
          await pause(Math.max(0, at + leaseMs - now()), stopping);
          // The next process goes on with it.
          if (stopping.aborted) return;
          await deal(body);
          end(slot);
        })().catch(failed);
      }
    },
  };
}
