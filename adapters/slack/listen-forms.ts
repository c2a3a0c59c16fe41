import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { Reply } from "../../src/index.ts";
import { noteModal } from "./ask-modal.ts";
import { tellAsker } from "./delivery.ts";
import { confirmModal, formModal, modalOf } from "./dialogue.ts";
import { errorsIn, type FormState, valuesIn } from "./form-blocks.ts";
import { firstLook, sentence } from "./format.ts";
import { parseMemory } from "./modal-memory.ts";
import { later, patienceMs } from "./patience.ts";
import { personOf } from "./place.ts";
import { refilled } from "./refilled.ts";
import { updateModal } from "./showing.ts";
import { ask, guarded, type Work } from "./work.ts";

/** What became of a modal that was submitted. */
type Answered = { readonly reply: Reply } | { readonly failed: string };

/**
 * Forms and confirmations that were submitted: what is wrong stands at its fields, with what was typed; what is right becomes what
 * the desk says to it, in the same modal.
 */
export function listenToForms(app: App, work: Work): void {
  const submitted = {
    callback_id: new RegExp(`^(?:${formModal}|${confirmModal})$`),
    type: "view_submission",
  } as const;
  app.view(submitted, async ({ body, view, ack, client }) => {
    const memory = parseMemory(view.private_metadata);
    if (memory === undefined) {
      const phrases = work.desk.phrases();
      return ack({ response_action: "update", view: noteModal(phrases.stale, phrases) });
    }
    const { command, lang, channel, thread } = memory;
    const place = { ...personOf(body.user, body.team), channel, thread };
    const phrases = work.desk.phrases(lang);
    const state: FormState = view.state.values;
    const values = view.callback_id === formModal ? { values: valuesIn(state) } : {};
    const answered = ask(work, place, command, { lang, ...values }).then(
      (reply): Answered => ({ reply }),
      (error): Answered => ({ failed: phrases.failed(work.report(error, "taking a Slack form")) }),
    );
    const viewOf = (reply: Reply): ModalView =>
      modalOf(reply, work.desk.phrases(reply.lang), firstLook, place);
    const early = await Promise.race([answered, later(patienceMs)]);
    if (early !== undefined) {
      if ("failed" in early)
        return ack({ response_action: "update", view: refilled(view, state, early.failed) });
      const { reply } = early;
      if (reply.silent === true) return ack();
      const errors = reply.form === undefined ? undefined : errorsIn(reply.form, state);
      return errors === undefined
        ? ack({ response_action: "update", view: viewOf(reply) })
        : ack({ response_action: "errors", errors });
    }
    await ack({ response_action: "update", view: noteModal(phrases.working, phrases) });
    const way = { client, user: place.user };
    await guarded(
      work,
      "answering a Slack form late",
      (said) => tellAsker(sentence(said), way),
      async () => {
        const late = await answered;
        if ("failed" in late) {
          await client.views.update({ view_id: view.id, view: refilled(view, state, late.failed) });
          return;
        }
        if (late.reply.silent === true) return;
        await updateModal(work, late.reply, firstLook, place, { client, view: { id: view.id } });
      },
    );
  });
}
