import { createFeeds } from "../../src/calendar/feed.ts";
import { createLiving, createRevisions } from "../../src/change/living.ts";
import type { Changes } from "../../src/change/open-changes.ts";
import {
  type Access,
  createDesk,
  type Desk,
  type DeskOptions,
  loadLanguages,
  type Question,
  type Register,
  type Reply,
} from "../../src/index.ts";
import type { Entry } from "../../src/register/statement.ts";
import { createReviser } from "../change/revising.ts";
import { timezone } from "../starter-desk.ts";

export const person = "telegram:1";
export const address = "https://bot.example.org/desk";
export const now = Date.UTC(2031, 2, 1, 4);

/** A desk whose register people change, and that gives out calendars. */
export interface CalendarDesk {
  readonly desk: Desk;
  /** What somebody asks in a direct message. */
  ask(text: string, more?: Partial<Question>): Promise<Reply>;
  /** The secret in the address that a reply holds. */
  secretIn(reply: Reply): string;
  /** What is at the address with a secret. */
  fetch(secret: string, at?: number): Promise<string | undefined>;
  /** The feed of all that a person may see. */
  feed(more?: Partial<Question>): Promise<string>;
  /** Changes an entry, as somebody does in chat. */
  edit(id: string, stated: Parameters<ReturnType<typeof createReviser>["edit"]>[1]): Promise<void>;
  remove(id: string): Promise<void>;
}

export async function openCalendarDesk(
  register: Register,
  { access, ...more }: { readonly access?: Access } & Partial<DeskOptions> = {},
): Promise<CalendarDesk> {
  const living = createLiving(register, createRevisions());
  const reviser = createReviser(register.entries);
  let made = 0;
  const desk = createDesk({
    register,
    languages: await loadLanguages(),
    timezone,
    changes: { living, editor: undefined as never } satisfies Changes,
    feeds: createFeeds(),
    publicUrl: address,
    newSecret: () => String(++made).padStart(43, "s"),
    ...(access === undefined ? {} : { access }),
    ...more,
  });
  const ask: CalendarDesk["ask"] = (text, given) =>
    desk.answer({ text, now, lang: "en", asker: person, place: person, placeIsDirect: true, ...given });
  const secretIn = ({ head }: Reply): string =>
    head.flatMap((part) =>
      part.kind === "text" ? (/calendar\/([\w-]+)\.ics$/.exec(part.text)?.[1] ?? []) : [],
    )[0] ?? "";
  const fetch = async (secret: string, at = now): Promise<string | undefined> => {
    const fetched = await desk.fetchCalendar(secret, at);
    return fetched.kind === "calendar" ? fetched.text : undefined;
  };
  const keep = async (revision: ReturnType<typeof reviser.edit>): Promise<void> => {
    const { number: _, ...rest } = revision;
    await living.add(rest);
  };
  return {
    desk,
    ask,
    secretIn,
    fetch,
    feed: async (given) => (await fetch(secretIn(await ask("/calendar", given)))) ?? "",
    edit: (id, stated) => keep(reviser.edit(id, stated)),
    remove: (id) => keep(reviser.make(id, undefined)),
  };
}

/** What a field says, as told by somebody. */
export const says = (value: string): Entry["fields"][string] => [{ value, cites: [], editorial: true }];
