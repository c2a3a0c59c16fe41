import type { App, BlockAction, MessageShortcut } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { askedIn, askModal, noteModal, questionBlock } from "./ask-modal.ts";
import { isGoneView, isLateTrigger, tellAsker } from "./delivery.ts";
import { messageOf, modalOf } from "./dialogue.ts";
import { firstLook, formatReply, type Shown, sentence } from "./format.ts";
import { later, patienceMs } from "./patience.ts";
import { namedIn, type Place, personOf } from "./place.ts";
import { askShortcut, lookUpShortcut } from "./shortcuts.ts";
import { readText } from "./text.ts";
import { ask, guarded, isKnown, type Work } from "./work.ts";

/** "Look this up" in a message's menu, and "Ask Jambatan" from anywhere. */
export function listenToShortcuts(app: App, work: Work): void {
  app.shortcut<MessageShortcut>({ callback_id: lookUpShortcut, type: "message_action" }, async (given) => {
    const { shortcut, ack, respond, client } = given;
    await ack();
    const { user, channel, message, team } = shortcut;
    const way = { respond, client, channel: channel.id, user: user.id };
    await guarded(
      work,
      "looking a Slack message up",
      (said) => tellAsker(sentence(said), way),
      async () => {
        const place = {
          team: team?.id ?? "",
          home: user.team_id,
          channel: channel.id,
          user: user.id,
          ...namedIn(user),
        };
        const reply = await ask(work, place, `/names ${readText(message.text ?? "")}`);
        if (reply.silent !== true) await tellAsker(formatReply(reply, { ...firstLook, canShare: true }), way);
      },
    );
  });

  app.shortcut({ callback_id: askShortcut, type: "shortcut" }, async ({ shortcut, ack, client }) => {
    await ack();
    const { user, trigger_id: trigger, team } = shortcut;
    await openForm(work, { client, trigger, ...personOf(user, team) });
  });
  // The home tab's button leads to the same form.
  app.action<BlockAction>(askShortcut, async ({ body, ack, client }) => {
    await ack();
    const { user, trigger_id: trigger, team } = body;
    await openForm(work, { client, trigger, ...personOf(user, team) });
  });

  app.view({ callback_id: askShortcut, type: "view_submission" }, async ({ body, view, ack, client }) => {
    const { text, lang } = askedIn(view.state.values);
    const phrases = work.desk.phrases(lang);
    const place = personOf(body.user, body.team);
    const answered = (async (): Promise<Answered> => {
      try {
        const asked = text.trim() === "" ? "/help" : text;
        const reply = await ask(work, place, asked, lang === undefined ? {} : { lang });
        if (reply.silent === true) return {};
        const own = work.desk.phrases(reply.lang);
        return { view: modalOf(reply, own, firstLook, place), shown: messageOf(reply, own) };
      } catch (error) {
        return { failed: phrases.failed(work.report(error, "answering a Slack modal")) };
      }
    })();
    const early = await Promise.race([answered, later(patienceMs)]);
    if (early !== undefined && early.view === undefined && early.failed === undefined) return ack();
    if (early !== undefined)
      return ack(
        early.view === undefined
          ? { response_action: "errors", errors: { [questionBlock]: early.failed ?? "" } }
          : { response_action: "update", view: early.view },
      );
    await ack({ response_action: "update", view: noteModal(phrases.working, phrases) });
    const tell = (shown: Shown): Promise<void> => tellAsker(shown, { client, user: place.user });
    await guarded(
      work,
      "answering a Slack modal late",
      (said) => tell(sentence(said)),
      async () => {
        const late = await answered;
        const failure = late.failed ?? phrases.stale;
        try {
          await client.views.update({ view_id: view.id, view: late.view ?? noteModal(failure, phrases) });
        } catch (error) {
          if (!isGoneView(error)) throw error;
          await tell(late.shown ?? sentence(failure));
        }
      },
    );
  });
}

/** What becomes of a form; nothing, where nothing is to be said. */
interface Answered {
  readonly view?: ModalView;
  readonly shown?: Shown;
  readonly failed?: string;
}

interface Opening extends Place {
  readonly client: App["client"];
  readonly trigger: string;
}

/** The form to ask with; too late for one, a direct message says how to ask. */
async function openForm(work: Work, { client, trigger, ...place }: Opening): Promise<void> {
  const tell = (shown: Shown): Promise<void> => tellAsker(shown, { client, user: place.user });
  await guarded(
    work,
    "opening a form on Slack",
    (said) => tell(sentence(said)),
    async () => {
      const say = async (): Promise<void> => {
        const reply = await ask(work, place, "/start");
        if (reply.silent !== true) await tell(formatReply(reply, firstLook));
      };
      if (!(await isKnown(work, place))) return say();
      try {
        await client.views.open({ trigger_id: trigger, view: askModal(work.desk, work.desk.phrases()) });
      } catch (error) {
        if (!isLateTrigger(error)) throw error;
        await say();
      }
    },
  );
}
