import type { webApi } from "@slack/bolt";
import type { Desk, Phrases, Reply } from "../../src/index.ts";
import type { Lookups } from "./lookups.ts";
import type { Outsiders } from "./outsiders.ts";
import { type Place, questionIn } from "./place.ts";
import type { Threads } from "./threads.ts";

/** What all listeners work with. */
export interface Work {
  readonly desk: Desk;
  /** For calls that are only a comfort: it tries once, and not for long. */
  readonly hints: webApi.WebClient;
  readonly lookups: Lookups;
  readonly outsiders: Pick<Outsiders, "marked">;
  readonly threads: Threads;
  /** The present, in milliseconds since 1970. */
  now(): number;
  /** Logs an error and gives the id under which it was logged. */
  report(error: unknown, during: string): string;
  isCommand(name: string): boolean;
}

/** Asks the desk, and remembers what was looked up. */
export async function ask(
  work: Work,
  place: Place,
  text: string,
  more: { readonly lang?: string; readonly values?: Readonly<Record<string, string>> } = {},
): Promise<Reply> {
  const { desk, lookups, now } = work;
  const reply = await desk.answer({ ...questionIn(place, text, now()), ...more });
  lookups.add(place.user, reply, now());
  return reply;
}

/** Whether the desk answers somebody in a place at all. */
export async function isKnown({ desk, outsiders, now }: Work, place: Place): Promise<boolean> {
  return desk.standingOf(await outsiders.marked(questionIn(place, "", now()))).known;
}

/** Whatever breaks is logged once, and the one who asked gets its id. */
export async function guarded(
  { desk, report }: Work,
  during: string,
  tell: (sentence: string, phrases: Phrases) => Promise<unknown>,
  doIt: () => Promise<void>,
): Promise<void> {
  try {
    await doIt();
  } catch (error) {
    const phrases = desk.phrases();
    try {
      await tell(phrases.failed(report(error, during)), phrases);
    } catch (again) {
      report(again, "telling somebody on Slack that something went wrong");
    }
  }
}
