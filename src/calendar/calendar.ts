import { setImmediate } from "node:timers/promises";
import type { Entry } from "../register/statement.ts";
import { type EventWorld, eventOf } from "./entry-event.ts";
import { calendarEnd, calendarHead, formatEvent } from "./ics.ts";
import { scheduledOf } from "./taking-part.ts";

/**
 * The visits and events that somebody may see, as a calendar that other programs read. Start here: entry-event.ts says what
 * an entry becomes, ics.ts how that is written, feed.ts who may fetch it, and answering.ts what is said about it in chat.
 */

/** Entries that are written before others get their turn. */
const stride = 100;

/** What stands for a person, an organisation or a visit that the reader may not see. */
export type CalendarOf =
  | { readonly kind: "all" }
  | { readonly kind: "one"; readonly entry: Entry | undefined };

/** The whole of a feed: the same for the same view, language, zone, history and day. */
export async function composeCalendar(world: EventWorld, of: CalendarOf): Promise<string> {
  const { view, wording } = world.composing;
  const { say } = wording.messages;
  const entries =
    of.kind === "all" ? scheduledOf(view) : of.entry === undefined ? [] : scheduledOf(view, of.entry);
  const events: string[] = [];
  let left = 0;
  for (const [index, entry] of entries.entries()) {
    if (index % stride === stride - 1) await setImmediate();
    const event = eventOf(world, entry);
    if (event === undefined) left++;
    else events.push(formatEvent(event));
  }
  const name =
    of.kind === "one" && of.entry !== undefined
      ? say("calendar.nameOf", { title: wording.title(of.entry) })
      : say("calendar.name");
  const description = say("calendar.description", { count: events.length, left });
  return [calendarHead({ name, description }), ...events, calendarEnd].join("");
}

/** One visit or event as a file; nothing where its day is not known. */
export function composeFile(world: EventWorld, entry: Entry): string | undefined {
  const event = eventOf(world, entry);
  if (event === undefined) return undefined;
  return [calendarHead(), formatEvent(event), calendarEnd].join("");
}
