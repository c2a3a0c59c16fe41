import type { Question } from "../../src/index.ts";
import { pageRows } from "./limits.ts";

/** Where somebody asks. */
export interface Place {
  readonly team: string;
  /** The person's own workspace, where they come from another. */
  readonly home?: string | undefined;
  readonly user: string;
  /** What the person is called, where Slack says so. */
  readonly name?: string | undefined;
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
    ...(place.name === undefined ? {} : { askerName: place.name }),
    showsForms: true,
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
  const asker = `slack:${team}/${channel}`;
  return { text, now, pageRows, ...whereabouts(place), asker, sharer, onlyLooks: true };
}

/** Forms belong to no channel: their place is the person. */
export function personOf(
  user: {
    readonly id: string;
    readonly team_id?: string | undefined;
    readonly name?: unknown;
    readonly username?: unknown;
  },
  team: { readonly id: string } | null | undefined,
): Place {
  const { id, team_id } = user;
  return { team: team?.id ?? team_id ?? "", home: team_id, channel: id, user: id, ...namedIn(user) };
}

/** What Slack calls a person in what they did. */
export function namedIn(user: { readonly name?: unknown; readonly username?: unknown }): {
  readonly name?: string;
} {
  const name = [user.name, user.username].find((one) => typeof one === "string" && one !== "");
  return typeof name === "string" ? { name } : {};
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
