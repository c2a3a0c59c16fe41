import type { Reply } from "./answer/reply.ts";
import { createFeeds, type FeedKeeper } from "./calendar/feed.ts";
import { type CalendarOptions, createCalendars } from "./calendars.ts";
import type { Changes } from "./change/open-changes.ts";
import { type Asked, type Changing, createChanging } from "./changing.ts";
import type { Fetching } from "./fetching.ts";
import type { Opened } from "./opening.ts";
import { type AskerQuery, isWatch } from "./question/query.ts";
import { createWatching, type Watching, type WatchingOptions, type WatchKeepers } from "./watching.ts";

/** What a desk keeps for each person; what is absent is not offered. */
export interface PersonalKeeping {
  /** What makes the register a living one; without it, nothing can be changed. */
  readonly changes?: Changes;
  /** What people want to be told; without it, nobody is told anything unasked. */
  readonly watches?: WatchKeepers;
  /** Who may fetch calendars; without it, kept in memory. */
  readonly feeds?: FeedKeeper;
  /** The address, without a slash at its end, at which feeds are served; without it, none are given out. */
  readonly publicUrl?: string;
  /** At least 128 bits that nobody can guess, as letters, digits, `-` and `_`; without it, no feeds are given out. */
  readonly newSecret?: () => string;
}

/** What is done for whoever asks alone: changes of the register, calendars and watches of their own. */
export interface Personal extends Pick<Changing, "listens" | "hear">, Pick<Watching, "heard"> {
  answer(query: AskerQuery, asked: Asked, opened: Opened): Promise<Reply>;
  readonly fetchCalendar: Fetching;
  /** Absent where no watches are kept. */
  readonly startWatch?: Watching["start"];
}

export interface PersonalOptions
  extends Pick<CalendarOptions, "preferences">,
    Omit<WatchingOptions, "keepers" | "changes"> {
  readonly keeping: PersonalKeeping;
}

export function createPersonal({ keeping, preferences, ...desk }: PersonalOptions): Personal {
  const { changes, watches, feeds = createFeeds(), publicUrl, newSecret } = keeping;
  const changing = createChanging({ ...desk, ...(changes === undefined ? {} : { changes }) });
  const calendars = createCalendars({
    ...desk,
    feeds,
    preferences,
    open: desk.opening.open,
    ...(changes === undefined ? {} : { living: changes.living }),
    publicUrl,
    newSecret,
  });
  const watching = createWatching({
    ...desk,
    ...(watches === undefined ? {} : { keepers: watches }),
    ...(changes === undefined ? {} : { changes }),
  });
  return {
    listens: changing.listens,
    hear: changing.hear,
    heard: watching.heard,
    fetchCalendar: calendars.fetch,
    ...(watches === undefined ? {} : { startWatch: watching.start }),
    async answer(query, asked, opened) {
      if (query.kind === "calendar") return calendars.answer(query, asked, opened);
      if (isWatch(query)) return watching.answer(query, asked, opened);
      return changing.answer(query, asked, opened);
    },
  };
}
