import type { App, BlockAction, MessageShortcut } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { answerModal, askedIn, askModal, noteModal, questionBlock } from "./ask-modal.ts";
import { isLateTrigger, tellAsker } from "./delivery.ts";
import { firstLook, formatReply, type Shown, sentence } from "./format.ts";
import { askShortcut, lookUpShortcut } from "./shortcuts.ts";
import { readText } from "./text.ts";
import { ask, guarded, type Work } from "./work.ts";

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
        const place = { team: team?.id ?? "", channel: channel.id, user: user.id };
        const reply = await ask(work, place, `/names ${readText(message.text ?? "")}`);
        await tellAsker(formatReply(reply, { ...firstLook, canShare: true }), way);
      },
    );
  });

  app.shortcut({ callback_id: askShortcut, type: "shortcut" }, async ({ shortcut, ack, client }) => {
    await ack();
    const { user, trigger_id: trigger, team } = shortcut;
    await openForm(work, { client, trigger, user: user.id, team: team?.id ?? "" });
  });
  // The home tab's button leads to the same form.
  app.action<BlockAction>(askShortcut, async ({ body, ack, client }) => {
    await ack();
    const { user, trigger_id: trigger, team } = body;
    await openForm(work, { client, trigger, user: user.id, team: team?.id ?? "" });
  });

  app.view({ callback_id: askShortcut, type: "view_submission" }, async ({ body, view, ack, client }) => {
    const user = body.user.id;
    const { text, lang } = askedIn(view.state.values);
    const phrases = work.desk.phrases(lang);
    const place = { team: body.team?.id ?? "", home: body.user.team_id, channel: user, user };
    const answered = (async (): Promise<Answered> => {
      try {
        const reply = await ask(work, place, text.trim() === "" ? "/help" : text, lang);
        return { view: answerModal(reply, work.desk.phrases(reply.lang), firstLook) };
      } catch (error) {
        return { failed: phrases.failed(work.report(error, "answering a Slack modal")) };
      }
    })();
    const early = await Promise.race([answered, later(patienceMs)]);
    if (early !== undefined)
      return ack(
        early.view === undefined
          ? { response_action: "errors", errors: { [questionBlock]: early.failed } }
          : { response_action: "update", view: early.view },
      );
    await ack({ response_action: "update", view: noteModal(phrases.working, phrases) });
    const late = await answered;
    await client.views.update({ view_id: view.id, view: late.view ?? noteModal(late.failed, phrases) });
  });
}

type Answered = { readonly view: ModalView } | { readonly view?: undefined; readonly failed: string };

/** Slack waits three seconds for what becomes of a form. */
const patienceMs = 1_500;

function later(ms: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, undefined).unref();
  });
}

interface Opening {
  readonly client: App["client"];
  readonly trigger: string;
  readonly user: string;
  readonly team: string;
}

/** The form to ask with; too late for one, a direct message says how to ask. */
async function openForm(work: Work, { client, trigger, user, team }: Opening): Promise<void> {
  const tell = (shown: Shown): Promise<void> => tellAsker(shown, { client, user });
  await guarded(
    work,
    "opening a form on Slack",
    (said) => tell(sentence(said)),
    async () => {
      try {
        await client.views.open({ trigger_id: trigger, view: askModal(work.desk, work.desk.phrases()) });
      } catch (error) {
        if (!isLateTrigger(error)) throw error;
        await tell(formatReply(await ask(work, { team, channel: user, user }, "/start"), firstLook));
      }
    },
  );
}
