import { composeCalendar } from "./calendar/calendar.ts";
import { digestOf, type Feed, type FeedKeeper } from "./calendar/feed.ts";
import type { History } from "./calendar/revised.ts";
import { NotSaved } from "./change/revision.ts";
import { createMemory } from "./memory.ts";
import type { Opening } from "./opening.ts";
import type { PreferenceKeeper } from "./preferences.ts";
import type { Register } from "./register/register.ts";
import { formatClearance } from "./register/view.ts";
import type { Access } from "./standing.ts";

/** What is at a feed's address. */
export type Fetched =
  | { readonly kind: "calendar"; readonly text: string }
  /** Nothing, and nothing tells whether there ever was. */
  | { readonly kind: "none" }
  /** That cannot be told: the database is away. */
  | { readonly kind: "away" };

export interface FetchingOptions {
  readonly feeds: FeedKeeper;
  readonly access: Access;
  readonly preferences: PreferenceKeeper;
  open: Opening["open"];
  /** The register in force: another object after each change. */
  register(): Register;
  readonly history: History;
}

/** Answers whoever brings a feed's secret. */
export type Fetching = (secret: string, now: number) => Promise<Fetched>;

/** Calendars kept ready: programs that fetch ask again and again for what has not changed. */
const keptCalendars = 32;
/** A longer one takes more room than writing it again takes time; UTF-16 units. */
const keptLength = 1_000_000;

export function createFetching(options: FetchingOptions): Fetching {
  const { feeds, access, preferences: keeper, open, register, history } = options;
  let writtenFrom = register();
  let calendars = createMemory<Promise<string>>(keptCalendars);

  const write = async (feed: Feed, now: number): Promise<string | undefined> => {
    // What a place may hear does not count: nobody but the person reads it, wherever they asked for it.
    const standing = access.standingOf({
      asker: feed.person,
      placeIsDirect: true,
      ...(feed.outside === undefined ? {} : { outside: feed.outside }),
    });
    if (!standing.known) return undefined;
    const { clearance } = standing;
    const preferences = await keeper.of(feed.person);
    const opened = open(
      {
        text: "",
        now,
        clearance,
        lang: preferences.lang ?? feed.lang,
        ...(feed.timezone === undefined ? {} : { timezone: feed.timezone }),
      },
      preferences,
    );
    const { composing, messages } = opened;
    const zone = feed.timezone ?? preferences.timezone;
    const key = JSON.stringify([
      formatClearance(clearance),
      messages.lang,
      zone,
      composing.today,
      feed.entry,
    ]);
    const of =
      feed.entry === undefined
        ? ({ kind: "all" } as const)
        : ({ kind: "one", entry: composing.view.get(feed.entry) } as const);
    if (writtenFrom !== register()) {
      writtenFrom = register();
      calendars = createMemory(keptCalendars);
    }
    const kept = calendars;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const writing = composeCalendar({ composing, clearance, history }, of);
    kept.set(key, writing);
    const drop = (): void => kept.delete(key);
    writing.then((text) => (text.length > keptLength ? drop() : undefined), drop);
    return writing;
  };

  return async (secret, now) => {
    try {
      const feed = await feeds.find(digestOf(secret));
      const text = feed === undefined ? undefined : await write(feed, now);
      return text === undefined ? { kind: "none" } : { kind: "calendar", text };
    } catch (error) {
      if (error instanceof NotSaved) return { kind: "away" };
      throw error;
    }
  };
}
