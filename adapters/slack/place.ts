import type { Question } from "../../src/index.ts";
import { pageRows } from "./limits.ts";

/** Where somebody asks. */
export interface Place {
  readonly team: string;
  readonly user: string;
  readonly channel: string;
  /** The thread, by the time stamp of its first message. */
  readonly thread?: string;
}

/**
 * What somebody asks in a place. A thread is one conversation of all who write in it; elsewhere in a channel each person has their
 * own.
 */
export function questionIn({ team, user, channel, thread }: Place, text: string, now: number): Question {
  return {
    text,
    now,
    pageRows,
    asker: `slack:${team}/${user}`,
    conversation: ["slack", team, channel, thread ?? user].join(":"),
  };
}
