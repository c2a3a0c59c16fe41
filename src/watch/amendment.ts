import type { Kind } from "../register/field.ts";
import type { View } from "../register/view.ts";
import { neighboursOf } from "../search/neighbours.ts";
import type { Subscription, WatchTopic } from "./subscription.ts";

/** What somebody changed in the register, as far as it matters to whoever is told of it. */
export interface Amendment {
  /** From 1, in the order in which it came into force. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly by: string;
  readonly byName?: string;
  readonly why: string;
  readonly entry: string;
  readonly kind: Kind;
  readonly does: "add" | "edit" | "remove";
  readonly changes: readonly { readonly field: string }[];
}

const kindsOf: Readonly<Record<WatchTopic, readonly Kind[]>> = {
  visits: ["visit", "event"],
  expiring: ["agreement"],
  commitments: ["commitment"],
};
/** Of an agreement, whoever waits for its end is told what moves that. */
const ofAnEnd = ["expires", "term", "terminated", "renews", "signed", "in_force_from"];

/** Whether a subscriber wants to hear of it; what they may see of it is found out when they are told. */
export function isWatched(
  { what, by, placeIsDirect, createdAt, paused }: Subscription,
  news: Amendment,
  view: View,
): boolean {
  const isOwn = placeIsDirect === true && by === news.by;
  if (isOwn || paused !== undefined || news.at < createdAt) return false;
  switch (what.kind) {
    case "digest":
      return false;
    case "topic":
      if (!kindsOf[what.topic].includes(news.kind)) return false;
      return what.topic !== "expiring" || news.changes.some(({ field }) => ofAnEnd.includes(field));
    case "entry":
      if (news.entry === what.entry) return true;
      return (
        Object.values(kindsOf).flat().includes(news.kind) && neighboursOf(view, what.entry).has(news.entry)
      );
  }
}
