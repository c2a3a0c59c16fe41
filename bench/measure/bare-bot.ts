import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Bot, webhookCallback } from "grammy";
import { botToken, me, webhookSecret } from "./bot-world.ts";

/** The least that a bot can do by webhook: grammY over node:http, which says what it is told. `node bare-bot.js API_ROOT` */
const bot = new Bot(botToken, { client: { apiRoot: process.argv[2] ?? "" }, botInfo: me });
bot.on("message:text", (ctx) => ctx.reply(ctx.message.text));
const server = createServer(webhookCallback(bot, "http", { secretToken: webhookSecret }));
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.stderr.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
