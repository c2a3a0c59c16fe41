import { askingOf } from "./admission.ts";
import type { Draft } from "./answer/composing.ts";
import { textPart } from "./answer/composing.ts";
import type { Fact, Reply } from "./answer/reply.ts";
import type { Changes } from "./change/open-changes.ts";
import { factsOf } from "./change/preview.ts";
import { type Change, NotSaved, type Revision } from "./change/revision.ts";
import type { Asked } from "./changing.ts";
import { finishReply } from "./finish.ts";
import type { Opened, Opening } from "./opening.ts";
import { formatQuery } from "./question/command-line.ts";
import { dayOf } from "./question/now.ts";
import type { WatchQuery } from "./question/query.ts";
import type { Register } from "./register/register.ts";
import type { Access, Standing } from "./standing.ts";
import type { Amendment } from "./watch/amendment.ts";
import type { WatchedRegister } from "./watch/audience.ts";
import { composeWatch } from "./watch/compose-watch.ts";
import type { DeliveryKeeper } from "./watch/delivery.ts";
import { createWatch, type Watch, type WatchOptions } from "./watch/runner.ts";
import type { Subscription, SubscriptionKeeper } from "./watch/subscription.ts";

/** What people want to be told, and telling it. */
export interface Watching {
  answer(query: WatchQuery, asked: Asked, opened: Opened): Promise<Reply>;
  /** Somebody asks from a place. */
  heard(place: string | undefined): void;
  start(options: Pick<WatchOptions, "messengers" | "now" | "report" | "leaseMs" | "onTold">): Watch;
}

/** Where a desk keeps what people want to be told. */
export interface WatchKeepers {
  readonly subscriptions: SubscriptionKeeper;
  readonly deliveries: DeliveryKeeper;
  /** A name that no other has. */
  newId(): string;
}

export interface WatchingOptions {
  readonly keepers?: WatchKeepers;
  readonly changes?: Changes;
  /** The register in force. */
  register(): Register;
  readonly opening: Opening;
  readonly access: Access;
  readonly languages: readonly string[];
  /** The desk's zone, for who chose none. */
  readonly timezone: string;
  readonly isDemo: boolean;
}

export function createWatching(options: WatchingOptions): Watching {
  const { keepers, timezone, languages, isDemo } = options;
  const source = watchedRegister(options);
  let watch: Watch | undefined;
  let report: WatchOptions["report"] | undefined;
  return {
    async answer(query, asked, opened) {
      const { composing, messages } = opened;
      const { asker, sharer, place, placeIsDirect, placeIsShared, outside, now, onlyLooks } = asked.question;
      const by = sharer ?? asker;
      const finish = (draft: Draft): Reply =>
        finishReply(opened, draft, { command: formatQuery(query), isDemo });
      if (keepers === undefined || by === undefined || place === undefined)
        return finish(refused(messages.say("watch.nobody")));
      try {
        return finish(
          await composeWatch(
            query,
            {
              composing,
              by,
              place,
              ...(placeIsDirect === undefined ? {} : { placeIsDirect }),
              ...(placeIsShared === undefined ? {} : { placeIsShared }),
              ...(outside === undefined ? {} : { outside }),
              timezone: asked.question.timezone ?? composing.asker?.preferences.timezone ?? timezone,
              langs: languages,
              now,
              onlyLooks: onlyLooks === true,
              newId: keepers.newId,
            },
            keepers.subscriptions,
          ),
        );
      } catch (error) {
        if (!(error instanceof NotSaved)) throw error;
        return finish(
          refused(messages.say("watch.notKept", { reason: messages.say(`change.reason.${error.reason}`) })),
        );
      }
    },
    heard(place) {
      if (place !== undefined && watch !== undefined)
        watch.heard(place).catch((error: unknown) => report?.(error, "going on to tell what is watched"));
    },
    start(how) {
      if (keepers === undefined) throw new RangeError("nothing is watched without a store");
      report = how.report;
      watch = createWatch({ ...how, ...keepers, register: source });
      return watch;
    },
  };
}

function refused(text: string): Draft {
  return { outcome: "refused", parts: [textPart(text)], entries: [], followUps: [] };
}

function watchedRegister({ changes, register, opening, access, isDemo }: WatchingOptions): WatchedRegister {
  const revisions = (): readonly Revision[] => changes?.living.revisions() ?? [];
  const standingOf = ({ by, place, placeIsDirect, placeIsShared, outside }: Subscription): Standing =>
    access.standingOf(
      askingOf({
        asker: by,
        place,
        ...(placeIsDirect === undefined ? {} : { placeIsDirect }),
        ...(placeIsShared === undefined ? {} : { placeIsShared }),
        ...(outside === undefined ? {} : { outside }),
      }),
    );
  return {
    state: () => [register(), access.rules()],
    news: revisions,
    viewFor(subscription) {
      const { known, clearance } = standingOf(subscription);
      return known ? opening.readingFor(clearance).view : undefined;
    },
    audienceOf(subscription, now) {
      const { known, clearance } = standingOf(subscription);
      if (!known) return undefined;
      const { lang, timezone } = subscription;
      const opened = opening.open({ text: "", now, lang, timezone, clearance });
      const composing = { ...opened.composing, today: dayOf(now, timezone) };
      const ofNumber = (number: number): Revision | undefined =>
        revisions().find((one) => one.number === number);
      return {
        composing,
        finish: (draft, command) => finishReply({ ...opened, composing }, draft, { command, isDemo }),
        factsOf({ number, kind }: Amendment): readonly Fact[] {
          const aside = changes?.living.aside() ?? [];
          // Who may see an entry is no news of it; what does not fit the files is kept, and is not in force.
          const isTold = ({ field }: Change): boolean =>
            field !== "visibility" &&
            field !== "groups" &&
            !aside.some((one) => one.revision.number === number && (one.field ?? field) === field);
          return factsOf({ composing, clearance }, kind, (ofNumber(number)?.changes ?? []).filter(isTold));
        },
      };
    },
  };
}
