import type { App, MessageShortcut } from "@slack/bolt";
import { answerModal, askedIn, askModal } from "./ask-modal.ts";
import { platformError, tellAsker } from "./delivery.ts";
import { firstLook, formatReply, sentence } from "./format.ts";
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
    const view = askModal(work.desk, work.desk.phrases());
    try {
      await client.views.open({ trigger_id: shortcut.trigger_id, view });
    } catch (error) {
      // Too late for a modal: a direct message can be answered at any time.
      if (!/trigger/.test(platformError(error) ?? "")) throw error;
      const place = { team: shortcut.team?.id ?? "", channel: shortcut.user.id, user: shortcut.user.id };
      const reply = await ask(work, place, "/start");
      await tellAsker(formatReply(reply, firstLook), { client, user: shortcut.user.id });
    }
  });

  app.view({ callback_id: askShortcut, type: "view_submission" }, async ({ body, view, ack }) => {
    const user = body.user.id;
    const place = { team: body.team?.id ?? body.user.team_id ?? "", channel: user, user };
    const { text, lang } = askedIn(view.state.values);
    const phrases = work.desk.phrases(lang);
    try {
      const reply = await ask(work, place, text.trim() === "" ? "/help" : text, lang);
      await ack({
        response_action: "update",
        view: answerModal(reply, work.desk.phrases(reply.lang), firstLook),
      });
    } catch (error) {
      const failed = phrases.failed(work.report(error, "answering a Slack modal"));
      await ack({ response_action: "errors", errors: { question: failed } });
    }
  });
}
