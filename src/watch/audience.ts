import type { Composing, Draft } from "../answer/composing.ts";
import type { Fact, Reply } from "../answer/reply.ts";
import type { View } from "../register/view.ts";
import type { Amendment } from "./amendment.ts";
import type { Subscription } from "./subscription.ts";

/** Those who are told something: what they may see, and how it is said to them. */
export interface Audience {
  readonly composing: Composing;
  /** `command` asks the same again. */
  finish(draft: Draft, command: string): Reply;
  /** What changed, old → new, as far as they may see it. */
  factsOf(news: Amendment): readonly Fact[];
}

/** The living register, and who may see what of it. */
export interface WatchedRegister {
  /** Others than before where anything is another: the register, or who may see what. */
  state(): readonly unknown[];
  /** All changes, in their order. */
  news(): readonly Amendment[];
  /** Absent where the subscriber is let in no more. */
  viewFor(subscription: Subscription): View | undefined;
  audienceOf(subscription: Subscription, now: number): Audience | undefined;
}
