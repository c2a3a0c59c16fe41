import type { Reply } from "./answer/reply.ts";
import {
  type CalendarDraft,
  draftAddress,
  draftFeeds,
  draftFile,
  draftRefusal,
  draftRevoked,
} from "./calendar/answering.ts";
import { composeFile } from "./calendar/calendar.ts";
import { digestOf, mostFeeds } from "./calendar/feed.ts";
import type { History } from "./calendar/revised.ts";
import { isScheduled, takesPart } from "./calendar/taking-part.ts";
import type { Living } from "./change/living.ts";
import { NotSaved } from "./change/revision.ts";
import type { Asked } from "./changing.ts";
import { createFetching, type Fetching, type FetchingOptions } from "./fetching.ts";
import { finishReply } from "./finish.ts";
import type { Opened } from "./opening.ts";
import { formatQuery } from "./question/command-line.ts";
import type { CalendarQuery } from "./question/query.ts";
import type { Register } from "./register/register.ts";
import { isTerminal } from "./standing.ts";

/** What people ask about calendars; fetching.ts is what calendar programs do with the addresses that they get here. */
export interface Calendars {
  answer(query: CalendarQuery, asked: Asked, opened: Opened): Promise<Reply>;
  readonly fetch: Fetching;
}

export interface CalendarOptions extends Omit<FetchingOptions, "history"> {
  /** What people changed; absent where nobody can. */
  readonly living?: Living;
  /** The address below which feeds are served, without a slash at its end; without it, none are given out. */
  readonly publicUrl: string | undefined;
  /** At least 128 bits that nobody can guess, as letters, digits, `-` and `_`. */
  readonly newSecret: (() => string) | undefined;
  readonly isDemo: boolean;
}

export function createCalendars(options: CalendarOptions): Calendars {
  const { feeds, publicUrl, newSecret, isDemo } = options;
  const history = historyOf(options);

  const give = async (asked: Asked, { composing, messages }: Opened, id?: string): Promise<CalendarDraft> => {
    const { asker: person, outside, timezone, now } = asked.question;
    const entry = id === undefined ? undefined : composing.view.get(id);
    if (person === undefined) return draftRefusal(composing, "nobody");
    if (id !== undefined && entry === undefined) return draftRefusal(composing, "gone");
    if (entry !== undefined && !takesPart(entry) && !isScheduled(entry))
      return draftRefusal(composing, "kinds", { title: composing.wording.title(entry) });
    if (publicUrl === undefined || newSecret === undefined) return draftRefusal(composing, "noAddress");
    const secret = newSecret();
    const feed = {
      digest: digestOf(secret),
      person,
      ...(entry === undefined ? {} : { entry: entry.id }),
      lang: messages.lang,
      ...(timezone === undefined ? {} : { timezone }),
      ...(outside === undefined ? {} : { outside }),
      madeAt: now,
    };
    if ((await feeds.add(feed, mostFeeds)) === undefined)
      return draftRefusal(composing, "tooMany", { most: mostFeeds });
    return draftAddress(composing, `${publicUrl}/calendar/${secret}.ics`, entry);
  };

  const file = ({ standing, question }: Asked, { composing }: Opened, id: string): CalendarDraft => {
    const entry = composing.view.get(id);
    if (entry === undefined) return draftRefusal(composing, "gone");
    const title = composing.wording.title(entry);
    if (!isScheduled(entry)) return draftRefusal(composing, "notScheduled", { title });
    const text = composeFile({ composing, clearance: standing.clearance, history }, entry);
    if (text === undefined) return draftRefusal(composing, "noDay", { title });
    return question.takesFiles === true
      ? draftFile(composing, entry, text)
      : draftRefusal(composing, "noFiles", {
          command: formatQuery({ kind: "calendar", does: "feed", entry: id }),
        });
  };

  const draft = async (query: CalendarQuery, asked: Asked, opened: Opened): Promise<CalendarDraft> => {
    const { composing } = opened;
    const { question } = asked;
    if (query.does === "file") return file(asked, opened, query.entry);
    const { asker: person } = question;
    if (person === undefined) return draftRefusal(composing, "nobody");
    const isPrivate = question.placeIsDirect === true || isTerminal(question);
    // What is only looked at makes nothing and takes nothing back.
    const does = question.onlyLooks === true ? "list" : query.does;
    if (does === "revoke")
      return draftRevoked(composing, await feeds.revoke(person, "entry" in query ? query.entry : undefined));
    if (!isPrivate || question.sharer !== undefined) return draftRefusal(composing, "private");
    if (does === "list") return draftFeeds(composing, await feeds.of(person));
    return give(asked, opened, "entry" in query ? query.entry : undefined);
  };

  return {
    fetch: createFetching({ ...options, history }),
    async answer(query, asked, opened) {
      const drafted = await draft(query, asked, opened).catch((error: unknown) => {
        if (!(error instanceof NotSaved)) throw error;
        const reason = opened.messages.say(`change.reason.${error.reason}`);
        return draftRefusal(opened.composing, "notNow", { reason });
      });
      // Asked for again, as where a page is turned, it gives no further address.
      const again = query.does === "file" ? query : ({ kind: "calendar", does: "list" } as const);
      const { attachment } = drafted;
      return {
        ...finishReply(opened, drafted, {
          command: formatQuery(again),
          asked: formatQuery(query),
          isDemo,
        }),
        ...(attachment === undefined ? {} : { attachment }),
      };
    },
  };
}

/** The changes that people made, for calendars, which number them. */
function historyOf({ register, living }: Pick<CalendarOptions, "register" | "living">): History {
  let ids: { readonly of: Register; readonly all: ReadonlySet<string> } | undefined;
  return {
    of: (entry) => living?.of(entry) ?? [],
    has(id) {
      const of = register();
      if (ids?.of !== of) ids = { of, all: new Set(of.entries.map((entry) => entry.id)) };
      return ids.all.has(id);
    },
  };
}
