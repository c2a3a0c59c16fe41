import type { App, ReceiverEvent } from "@slack/bolt";
import { createTurns } from "./turns.ts";
import type { Body, UnderWay } from "./under-way.ts";

/** What Slack sends, whichever way it comes. */
export interface Intake {
  /**
   * Acknowledges it, and has the app deal with it at its turn.
   *
   * @throws what acknowledging it throws: then nobody deals with it, and Slack sends it again.
   */
  take(app: App, event: ReceiverEvent): Promise<void>;
  /** Has the app deal with what was acknowledged by another process. */
  resume(app: App, body: Body): Promise<void>;
  /** Settles when all that was taken is dealt with. */
  finished(): Promise<void>;
}

/**
 * Slack waits three seconds for an acknowledgement, and shows its sender an error where it gets none. So that comes first, and
 * unless it is an answer itself before any work, Bolt's own included: however much there is to do, none waits for it.
 */
export function createIntake(
  report: (error: unknown, during: string) => string,
  kept?: Pick<UnderWay, "begin">,
): Intake {
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
  const acknowledgedFirst = async (app: App, event: ReceiverEvent): Promise<void> => {
    const { body, ack } = event;
    const dealt: ReceiverEvent = { ...event, ack: async () => {} };
    if (kept === undefined || !isKept(body)) {
      await ack();
      return dealWith(app, dealt);
    }
    const keeping = kept.begin(body);
    // Who sent a command sees an error after three seconds, and sends it again; an event is sent again by Slack, until then.
    if (body.type === "event_callback") await keeping;
    try {
      await ack();
      await dealWith(app, dealt);
    } finally {
      void keeping.then(({ end }) => end());
    }
  };
  const taken = async (app: App, event: ReceiverEvent): Promise<void> => {
    if (!answering.has(event.body.type)) return acknowledgedFirst(app, event);
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
    async resume(app, body) {
      const work = dealWith(app, { body: { ...body }, ack: async () => {} });
      underWay.add(work);
      await work.finally(() => underWay.delete(work));
    },
    async finished() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}

/** Whose answer can be given later, too. A button can be pressed again. */
const isKept = ({ type, command }: ReceiverEvent["body"]): boolean =>
  type === "event_callback" || typeof command === "string";

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
