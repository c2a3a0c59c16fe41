import type { App, ReceiverEvent } from "@slack/bolt";
import { createTurns } from "./turns.ts";

/** What Slack sends, whichever way it comes. */
export interface Intake {
  /**
   * Acknowledges it, and has the app deal with it at its turn.
   *
   * @throws what acknowledging it throws: then nobody deals with it, and Slack sends it again.
   */
  take(app: App, event: ReceiverEvent): Promise<void>;
  /** Settles when all that was taken is dealt with. */
  finished(): Promise<void>;
}

/**
 * Slack waits three seconds for an acknowledgement, and shows its sender an error where it gets none. So that comes first, and
 * unless it is an answer itself before any work, Bolt's own included: however much there is to do, none waits for it.
 */
export function createIntake(report: (error: unknown, during: string) => string): Intake {
  const turn = createTurns();
  const underWay = new Set<Promise<void>>();
  const dealWith = async (app: App, event: ReceiverEvent): Promise<void> => {
    await turn();
    try {
      await app.processEvent(event);
    } catch (error) {
      report(error, "taking an event from Slack");
    }
  };
  const taken = async (app: App, event: ReceiverEvent): Promise<void> => {
    if (!answering.has(event.body.type)) {
      await event.ack();
      return dealWith(app, { ...event, ack: async () => {} });
    }
    const answered = once(event);
    await dealWith(app, answered);
    // What nobody here waits for is no reason to send it again.
    await answered.ack();
  };
  return {
    async take(app, event) {
      const work = taken(app, event);
      underWay.add(work);
      await work.finally(() => underWay.delete(work));
    },
    async finished() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}

/** Their acknowledgements say what becomes of a form, or what a menu offers. */
const answering: ReadonlySet<unknown> = new Set(["view_submission", "block_suggestion"]);

/** An acknowledgement after the first says nothing. */
function once(event: ReceiverEvent): ReceiverEvent {
  let isAcked = false;
  return {
    ...event,
    async ack(answer) {
      if (isAcked) return;
      isAcked = true;
      await event.ack(answer);
    },
  };
}
