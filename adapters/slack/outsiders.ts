import type { webApi } from "@slack/bolt";
import { createMemory, type Desk, type NoteKeeper, type Question } from "../../src/index.ts";
import { platformError } from "./delivery.ts";

/** Who counts as from outside beside people of another workspace: guests of the own; and where such people read along. */
export interface Outsiders {
  /** An event says whether its channel is shared with another organisation. */
  heard(body: object): void;
  /** The question, marked where a guest asks it, or people of another organisation read its answer. */
  marked<Q extends Asked>(question: Q): Promise<Q>;
}

type Asked = Omit<Question, "text">;

export interface OutsidersOptions {
  readonly desk: Pick<Desk, "standingOf">;
  /** Tries once, and not for long. */
  readonly client: webApi.WebClient;
  /** Whether the app may read who people are; without that, guests are taken for members. */
  mayReadPeople(): boolean;
  /** Knows shared channels over a restart. */
  readonly notes?: NoteKeeper;
  now(): number;
  onTrouble(error: unknown): void;
}

const keptPeople = 10_000;
const keptChannels = 10_000;
/** A member may become a guest, milliseconds. */
const knownMs = 10 * 60_000;
/** A channel from which nothing came for so long is a channel that nobody shares, milliseconds. */
const sharedMs = 365 * 24 * 3_600_000;

export function createOutsiders(options: OutsidersOptions): Outsiders {
  const { desk, client, mayReadPeople, notes, now, onTrouble } = options;
  const guests = createMemory<{ readonly at: number; readonly isGuest: Promise<boolean> }>(keptPeople);
  const shared = createMemory<boolean>(keptChannels);
  const noteOf = (channel: string): string => `slack:shared:${channel}`;

  const isGuest = async (user: string): Promise<boolean> => {
    const known = guests.get(user);
    if (known !== undefined && now() - known.at < knownMs) return known.isGuest;
    const asked = readIsGuest(client, user);
    guests.set(user, { at: now(), isGuest: asked });
    try {
      return await asked;
    } catch (error) {
      // Who cannot be told from a guest is none of the house until they can.
      guests.delete(user);
      onTrouble(error);
      return true;
    }
  };

  const isShared = async (channel: string): Promise<boolean> => {
    const known = shared.get(channel);
    if (known !== undefined || notes === undefined) return known === true;
    const isNoted = (await notes.read(noteOf(channel), now())) !== undefined;
    if (shared.get(channel) === undefined) shared.set(channel, isNoted);
    return shared.get(channel) === true;
  };

  return {
    heard(body) {
      const { event, is_ext_shared_channel: isExternal } = body as {
        readonly event?: { readonly channel?: unknown };
        readonly is_ext_shared_channel?: unknown;
      };
      const channel = event?.channel;
      if (typeof channel !== "string" || typeof isExternal !== "boolean") return;
      if (shared.get(channel) === isExternal) return;
      shared.set(channel, isExternal);
      const kept = isExternal
        ? notes?.write(noteOf(channel), "shared", now() + sharedMs)
        : notes?.remove(noteOf(channel));
      kept?.catch(onTrouble);
    },
    async marked(question) {
      const { asker, sharer, place, placeIsDirect, outside } = question;
      const user = localId(sharer ?? asker);
      if (outside === true || user === undefined) return question;
      const guest = { ...question, outside: true as const };
      // Where it makes no difference, nobody need be asked.
      if (isSame(desk.standingOf(question), desk.standingOf(guest))) return question;
      if (mayReadPeople() && (await isGuest(user))) return guest;
      const channel = placeIsDirect === true ? undefined : localId(place);
      const isRead = channel !== undefined && (await isShared(channel));
      return isRead ? { ...question, placeIsShared: true as const } : question;
    },
  };
}

/** A desk that is told who asks from outside. */
export function besideOutsiders(desk: Desk, outsiders: Outsiders): Desk {
  return { ...desk, answer: async (question) => desk.answer(await outsiders.marked(question)) };
}

/** What Slack says where it knows nobody by that id, or none whom this workspace may see. */
const unseen = /^(user_not_found|user_not_visible|users_not_found)$/;
const failing = /^(ratelimited|rate_limited|internal_error|fatal_error|request_timeout|service_unavailable)$/;

/** @throws where Slack does not say. */
async function readIsGuest(client: webApi.WebClient, user: string): Promise<boolean> {
  try {
    const { user: person } = await client.users.info({ user });
    return person?.is_restricted === true || person?.is_ultra_restricted === true;
  } catch (error) {
    const said = platformError(error);
    if (said === undefined || failing.test(said)) throw error;
    return unseen.test(said);
  }
}

/** `U0001` of `slack:T0001/U0001`. */
const localId = (key: string | undefined): string | undefined => key?.slice(key.indexOf("/") + 1);

const isSame = (one: object, other: object): boolean => JSON.stringify(one) === JSON.stringify(other);
