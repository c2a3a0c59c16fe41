import type { webApi } from "@slack/bolt";
import type { Reply } from "../../src/index.ts";
import { isGoneView, isLateTrigger, platformError, tellAsker } from "./delivery.ts";
import { isDialogue, messageOf, modalOf } from "./dialogue.ts";
import { firstLook, type Look } from "./format.ts";
import type { Place } from "./place.ts";
import type { Work } from "./work.ts";

type Client = webApi.WebClient;
type Way = Parameters<typeof tellAsker>[1];

/** An answer to one who did something that may open a modal: in one where it is to be filled in or confirmed, else as a message. */
export async function answerAsker(
  work: Work,
  reply: Reply,
  place: Place,
  way: Way & { readonly trigger: string },
): Promise<void> {
  if (reply.silent === true) return;
  if (isDialogue(reply)) return openModal(work, reply, firstLook, place, way);
  await tellAsker(messageOf(reply, work.desk.phrases(reply.lang), { ...firstLook, canShare: true }), way);
}

/** Opens a reply in a modal of its own; too late for that, it is told as a message, whose button opens it. */
export async function openModal(
  { desk }: Work,
  reply: Reply,
  look: Look,
  place: Place,
  way: Way & { readonly trigger: string },
): Promise<void> {
  const phrases = desk.phrases(reply.lang);
  try {
    await way.client.views.open({ trigger_id: way.trigger, view: modalOf(reply, phrases, look, place) });
  } catch (error) {
    if (!isLateTrigger(error)) throw error;
    await tellAsker(messageOf(reply, phrases, look), way);
  }
}

/** Puts a reply in the place of what a modal shows; where somebody closed it meanwhile, they are told directly. */
export async function updateModal(
  { desk }: Work,
  reply: Reply,
  look: Look,
  place: Place,
  {
    client,
    view: { id, hash },
  }: { readonly client: Client; readonly view: { readonly id: string; readonly hash?: string } },
): Promise<void> {
  const phrases = desk.phrases(reply.lang);
  const view = modalOf(reply, phrases, look, place);
  try {
    await client.views
      .update({ view_id: id, ...(hash === undefined ? {} : { hash }), view })
      .catch(async (error: unknown) => {
        // Somebody pressed twice: the later press has the say.
        if (platformError(error) !== "hash_conflict") throw error;
        await client.views.update({ view_id: id, view });
      });
  } catch (error) {
    if (!isGoneView(error)) throw error;
    await tellAsker(messageOf(reply, phrases, look), { client, user: place.user });
  }
}
