import type { WatchTopic } from "../question/query.ts";

export type { WatchTopic };

/**
 * What somebody wants to be told of without asking again. Start here: agenda.ts works out when something is due,
 * runner.ts tells it, notice.ts is what is told.
 */
export interface Subscription {
  readonly id: string;
  /** Where it is told: a chat, a channel or `terminal`, such as `telegram:-1001`. */
  readonly place: string;
  /** Set where nobody but the subscriber reads the place. */
  readonly placeIsDirect?: true;
  /** Set where people of other organisations read the place, too. */
  readonly placeIsShared?: true;
  /** Who asked for it, such as `telegram:1`: no more is told than they may see. */
  readonly by: string;
  /** Set where they come from another organisation. */
  readonly outside?: true;
  readonly what: Watched;
  readonly lang: string;
  /** An IANA name: in it mornings begin. */
  readonly timezone: string;
  /** How many days before; absent: as is usual for what is told. */
  readonly leads?: readonly number[];
  /** When nothing is told; absent: at night. */
  readonly quiet?: Quiet;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly paused?: Pause;
}

export type Watched =
  | { readonly kind: "topic"; readonly topic: WatchTopic }
  /** One entry with what is linked to it; its title as the subscriber saw it, for when it is gone. */
  | { readonly kind: "entry"; readonly entry: string; readonly title: string }
  | { readonly kind: "digest"; readonly every: DigestRhythm };

/** Each day, or on a day of the week, 1 being Monday; at a time of day in minutes. */
export interface DigestRhythm {
  readonly weekday?: number;
  readonly atMinutes: number;
}

/** From and to, in minutes of the day; over midnight where it ends before it begins. */
export interface Quiet {
  readonly from: number;
  readonly to: number;
}

/** Why nothing is told any more, and since when, milliseconds. */
export interface Pause {
  readonly since: number;
  readonly why: "blocked";
}

/** What a place has at most once. */
export function watchedKey(what: Watched): string {
  switch (what.kind) {
    case "topic":
      return what.topic;
    case "entry":
      return `entry:${what.entry}`;
    case "digest":
      return "digest";
  }
}

/** One person's are at most so many, in all places together. */
export const mostSubscriptions = 1_000;

/** Keeps subscriptions for good. Whatever writes throws NotSaved where it could not. */
export interface SubscriptionKeeper {
  all(): Promise<readonly Subscription[]>;
  /** Another number after each change, whoever made it. */
  version(): Promise<number>;
  /** In the place of one of the same place and thing, whose id and age it gets; refused where its person has too many. */
  put(subscription: Subscription, most: number): Promise<"new" | "changed" | "tooMany">;
  /** Takes those of a place away, all of them where no thing is named; gives how many they were. */
  remove(place: string, watched?: string): Promise<number>;
  /** Nothing more is told in a place, or again. */
  pause(place: string, pause: Pause | undefined): Promise<void>;
}
