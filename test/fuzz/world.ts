import { AsyncLocalStorage } from "node:async_hooks";
import { createApp } from "../../adapters/http/adapter.ts";
import { createDesk, type Desk, loadLanguages, loadRegister } from "../../src/index.ts";
import { type Listening, listenOn } from "../adapters/slack/listening.ts";
import { timezone } from "../starter-desk.ts";

/** What became of what was put in. */
export interface Tally {
  inputs: number;
  /** Of those, the ones that a reply of the desk came of. */
  answered: number;
}

/** A desk that notes which inputs it answers. */
export interface FuzzedDesk {
  readonly desk: Desk;
  /** Does something with one input, and counts it. */
  during<T>(tally: Tally, work: () => Promise<T>): Promise<T>;
}

export async function fuzzedDesk(): Promise<FuzzedDesk> {
  const [register, languages] = await Promise.all([loadRegister(), loadLanguages()]);
  const desk = createDesk({ register, languages, timezone });
  const input = new AsyncLocalStorage<{ isAnswered: boolean; readonly tally: Tally }>();
  return {
    desk: {
      ...desk,
      async answer(question) {
        const reply = await desk.answer(question);
        const current = input.getStore();
        if (current !== undefined && !current.isAnswered) {
          current.isAnswered = true;
          current.tally.answered++;
        }
        return reply;
      },
    },
    during(tally, work) {
      tally.inputs++;
      return input.run({ isAnswered: false, tally }, work);
    },
  };
}

/** Stands between a platform and the bot, and hands on what the one says to the other. */
export function listenBetween(
  path: string,
  handle: (request: Request) => Promise<Response>,
): Promise<Listening> {
  // Each delivery on a connection of its own: one that is taken up again just as it is closed may never be answered.
  const once = async (request: Request): Promise<Response> => {
    const { status, headers, body } = await handle(request);
    return new Response(body, { status, headers: { ...Object.fromEntries(headers), connection: "close" } });
  };
  return listenOn(
    createApp({
      checks: {},
      routes: [{ method: "POST", path, handle: once }],
      report: (error) => String(error),
    }),
  );
}
