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

/** What somebody asks in a place. */
export function questionIn(place: Place, text: string, now: number): Question {
  return {
    text,
    now,
    pageRows,
    ...whereabouts(place),
    asker: personIn(place),
    conversation: conversationIn(place),
  };
}

/**
 * A channel's thread is one conversation of all who write in it; elsewhere in a channel each person has their own. All that is
 * said directly to the bot is one: there every message begins a thread, and goes on from the one before.
 */
export function conversationIn({ team, channel, thread, user }: Place): string {
  const isDirect = channel.startsWith("D");
  return ["slack", team, channel, isDirect ? user : (thread ?? user)].join(":");
}

/** What is asked for all who read a channel: it is nobody's own question, and begins no conversation. */
export function questionFor(place: Place, text: string, now: number): Question {
  const { team, channel } = place;
  const sharer = personIn(place);
  return { text, now, pageRows, ...whereabouts(place), asker: `slack:${team}/${channel}`, sharer };
}

/** A person belongs to the workspace that they come from. */
function personIn({ team, home = team, user }: Pick<Place, "team" | "home" | "user">): string {
  return `slack:${home}/${user}`;
}

/** Outside of a channel (in the home tab, in a form) a person is alone with the bot, as they are in a direct message. */
function whereabouts({
  team,
  home = team,
  channel,
}: Pick<Place, "team" | "home" | "channel">): Pick<Question, "place" | "placeIsDirect" | "outside"> {
  return {
    place: `slack:${team}/${channel}`,
    ...(/^[DUW]/.test(channel) ? { placeIsDirect: true } : {}),
    ...(home === team ? {} : { outside: true }),
  };
}
