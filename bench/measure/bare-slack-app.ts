import type { AddressInfo } from "node:net";
import { App, HTTPReceiver, LogLevel } from "@slack/bolt";
import { identity, signingSecret, slackToken } from "./slack-world.ts";

/** The least that an app can do on Slack: Bolt's own listener, which says what it is told. `node bare-slack-app.js API_URL` */
const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR });
const app = new App({
  receiver,
  logLevel: LogLevel.ERROR,
  authorize: async () => ({
    botToken: slackToken,
    botId: identity.bot_id,
    botUserId: identity.user_id,
    teamId: identity.team_id,
  }),
  clientOptions: { slackApiUrl: process.argv[2] ?? "" },
});
app.command(/.+/, async ({ command, ack, respond }) => {
  await ack();
  await respond({ text: `${command.command} ${command.text}` });
});
const server = await app.start({ port: 0, host: "127.0.0.1" });
const { port } = server.address() as AddressInfo;
process.stderr.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
