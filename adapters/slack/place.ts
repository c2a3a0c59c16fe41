import type { Question } from "../../src/index.ts";
import { pageRows } from "./limits.ts";

/** Where somebody asks. */
export interface Place {
  readonly team: string;
  /** The person's own workspace, where they come from another. */
  readonly home?: string | undefined;
  readonly user: string;
  readonly channel: string;
  /** The thread, by the time stamp of its first message. */
  readonly thread?: string | undefined;
}

/**
 * What somebody asks in a place. A thread is one conversation of all who write in it; elsewhere in a channel each person has their
 * own.
 */
export function questionIn(
  { team, home = team, user, channel, thread }: Place,
  text: string,
  now: number,
): Question {
  return {
    text,
    now,
    pageRows,
    asker: `slack:${home}/${user}`,
    conversation: ["slack", team, channel, thread ?? user].join(":"),
  };
}

/** What is asked for all who read a channel: it is nobody's own question, and begins no conversation. */
export function questionFor({ team, channel }: Place, text: string, now: number): Question {
  return { text, now, pageRows, asker: `slack:${team}/${channel}` };
}
