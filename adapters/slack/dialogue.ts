import type { ModalView } from "@slack/types";
import type { FollowUp, Phrases, Reply } from "../../src/index.ts";
import { visible } from "../chat/visible.ts";
import { answerModal } from "./ask-modal.ts";
import { formBlocks } from "./form-blocks.ts";
import { firstLook, formatReply, type Look, type Shown } from "./format.ts";
import { modalTitleUnits } from "./limits.ts";
import { formatMemory } from "./modal-memory.ts";
import type { Place } from "./place.ts";
import { plainText } from "./text.ts";

/** A form that is filled in, and what is confirmed or called off: both are submitted. */
export const formModal = "form";
export const confirmModal = "confirm";

/** Whether a reply goes on with what its asker is doing: it is to be filled in, or confirmed. */
export function isDialogue({ form, followUps }: Reply): boolean {
  return form !== undefined || followUps.some(({ does }) => does === "cancel");
}

/** Whether the asker may show a reply to everybody. */
export const mayShare = ({ own, form }: Reply): boolean => own !== true && form === undefined;

/**
 * A reply as a modal: a form with its fields, what is confirmed with the button that does it, anything else as an answer.
 * Closing it calls nothing off: what was begun can be gone on with for a day.
 */
export function modalOf(
  reply: Reply,
  phrases: Phrases,
  look: Look,
  place: Pick<Place, "channel" | "thread">,
): ModalView {
  return (
    formView(reply, phrases, place) ??
    confirmView(reply, phrases, look, place) ??
    answerView(reply, phrases, look, place)
  );
}

function formView(
  { form, lang }: Reply,
  phrases: Phrases,
  place: Pick<Place, "channel" | "thread">,
): ModalView | undefined {
  if (form === undefined) return undefined;
  const memory = formatMemory(place, { command: form.command, lang });
  const blocks = formBlocks(form, phrases);
  if (memory === undefined || !blocks.some(({ type }) => type === "input")) return undefined;
  return {
    type: "modal",
    callback_id: formModal,
    private_metadata: memory,
    title: word(phrases.changeTitle),
    submit: word(form.submit),
    close: word(form.cancel),
    blocks: [...blocks],
  };
}

function confirmView(
  reply: Reply,
  phrases: Phrases,
  look: Look,
  place: Pick<Place, "channel" | "thread">,
): ModalView | undefined {
  const confirm = reply.followUps.find(({ does }) => does === "confirm");
  if (confirm === undefined) return undefined;
  const cancel = reply.followUps.find(({ does }) => does === "cancel");
  const memory = formatMemory(place, { command: confirm.command, lang: reply.lang });
  if (memory === undefined) return undefined;
  const others: readonly FollowUp[] = reply.followUps.filter((one) => one !== confirm && one !== cancel);
  const { blocks } = formatReply({ ...reply, followUps: others }, look);
  return {
    type: "modal",
    callback_id: confirmModal,
    private_metadata: memory,
    title: word(phrases.changeTitle),
    submit: word(confirm.label),
    close: word(cancel?.label ?? phrases.close),
    blocks: [...blocks],
  };
}

function answerView(
  reply: Reply,
  phrases: Phrases,
  look: Look,
  place: Pick<Place, "channel" | "thread">,
): ModalView {
  const view = answerModal(reply, phrases, look);
  const memory = formatMemory(place, { command: "", lang: reply.lang });
  const title = reply.own === true ? word(phrases.changeTitle) : view.title;
  return { ...view, title, ...(memory === undefined ? {} : { private_metadata: memory }) };
}

const word = (text: string) => plainText(visible(text) || "…", modalTitleUnits);

/**
 * A reply as a message. A form cannot stand in one: what is asked does, with a button that opens the form; what leads to single
 * fields of it is left to the form.
 */
export function messageOf(reply: Reply, phrases: Phrases, look: Look = firstLook): Shown {
  return formatReply(briefly(reply, phrases), {
    ...look,
    canShare: look.canShare === true && mayShare(reply),
  });
}

const brief = new WeakMap<Reply, Reply>();

function briefly(reply: Reply, phrases: Phrases): Reply {
  const { form, command, head, followUps } = reply;
  if (form === undefined || command === undefined) return reply;
  const known = brief.get(reply);
  if (known !== undefined) return known;
  const shown: Reply = {
    ...reply,
    head: head.filter(({ kind }) => kind === "text").slice(0, 1),
    more: [],
    followUps: [{ label: phrases.fillIn, command }, ...followUps.filter(({ does }) => does === "cancel")],
  };
  brief.set(reply, shown);
  return shown;
}
