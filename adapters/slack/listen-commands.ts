import type { App } from "@slack/bolt";
import { commandText } from "./command-text.ts";
import { tellAsker } from "./delivery.ts";
import { sentence } from "./format.ts";
import { answerAsker } from "./showing.ts";
import { readText } from "./text.ts";
import { ask, guarded, type Work } from "./work.ts";

/** Slash commands: answered to the asker alone, who may then share the answer. */
export function listenToCommands(app: App, work: Work): void {
  app.command(/.+/, async ({ command, ack, respond, client }) => {
    await ack();
    const { user_id: user, channel_id: channel, team_id: team, trigger_id: trigger } = command;
    const way = { respond, client, channel, user };
    await guarded(
      work,
      "answering a Slack command",
      (said) => tellAsker(sentence(said), way),
      async () => {
        const text = commandText(command.command, readText(command.text), work.isCommand);
        const place = { team, channel, user, name: command.user_name };
        const reply = await ask(work, place, text);
        await answerAsker(work, reply, place, { ...way, trigger });
      },
    );
  });
}
