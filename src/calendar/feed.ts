import { createHash } from "node:crypto";

/** A calendar that a person may fetch from elsewhere, by an address that holds a secret; the secret itself is not kept. */
export interface Feed {
  /** The digest of its secret. */
  readonly digest: string;
  /** Whose it is, such as `telegram:1`: it holds what they may see when it is fetched. */
  readonly person: string;
  /** The one person, organisation, visit or event that it is of; absent: all that they may see. */
  readonly entry?: string;
  /** The language in which it was asked for, where they chose none for all answers. */
  readonly lang: string;
  /** Their zone, where their app told it. */
  readonly timezone?: string;
  /** Set where they come from another organisation, or are a guest. */
  readonly outside?: true;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
}

export interface FeedKeeper {
  /**
   * Keeps one, unless its person has `most` already.
   *
   * @returns how many they have now; nothing where it was not kept.
   * @throws NotSaved
   */
  add(feed: Feed, most: number): Promise<number | undefined>;
  /** The feed of a secret's digest. */
  find(digest: string): Promise<Feed | undefined>;
  /** A person's own, oldest first. */
  of(person: string): Promise<readonly Feed[]>;
  /**
   * Takes back a person's feeds, or those of one entry; they are gone when this settles.
   *
   * @returns how many they were.
   * @throws NotSaved
   */
  revoke(person: string, entry?: string): Promise<number>;
}

/** More than a person has calendar apps. */
export const mostFeeds = 10;

/** What stands in the store for a secret: it leads to the feed, and nothing leads back. A secret of 128 bits or more needs no salt. */
export const digestOf = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

/** Keeps them until the process ends. */
export function createFeeds(): FeedKeeper {
  let feeds: readonly Feed[] = [];
  const of = (person: string): readonly Feed[] => feeds.filter((feed) => feed.person === person);
  return {
    async add(feed, most) {
      const count = of(feed.person).length;
      if (count >= most) return undefined;
      feeds = [...feeds, feed];
      return count + 1;
    },
    find: async (digest) => feeds.find((feed) => feed.digest === digest),
    of: async (person) => of(person),
    async revoke(person, entry) {
      const before = feeds.length;
      feeds = feeds.filter((feed) => feed.person !== person || (entry !== undefined && feed.entry !== entry));
      return before - feeds.length;
    },
  };
}
