import { connectTelegram } from "../../adapters/telegram/adapter.ts";
import type { Desk } from "../../src/index.ts";
import { words } from "../adapters/sample-reply.ts";
import { createBotApi } from "../adapters/telegram/bot-api/bot-api.ts";
import type { Button, Message } from "../adapters/telegram/bot-api/message.ts";
import { adapterContract, type Conversation, errorId, type Shown } from "./adapter-contract.ts";

const isMore = (label: string): boolean => label === words.more || /^\d+\/\d+ ›$/.test(label);

const buttonsOf = ({ reply_markup: keyboard }: Message): readonly Button[] =>
  keyboard?.inline_keyboard.flat() ?? [];

/** What Telegram finds in any text by itself, and no bot can prevent. */
const ownFinds = new Set(["url", "email", "mention", "hashtag", "bot_command"]);

async function open(desk: Desk): Promise<Conversation> {
  const botApi = await createBotApi();
  const errors: unknown[] = [];
  const telegram = connectTelegram({
    token: botApi.token,
    apiRoot: botApi.root,
    desk,
    now: () => 5,
    report(error) {
      errors.push(error);
      return errorId;
    },
    log: () => {},
  });
  await telegram.ready;
  await botApi.idle();
  const chat = botApi.privateChat({ from: botApi.person({ language_code: "en" }) });
  let last: Message;
  const show = (message: Message): Shown => {
    last = message;
    const more = buttonsOf(message).find(({ text }) => isMore(text))?.text;
    return {
      text: `${message.text ?? ""}\n${buttonsOf(message)
        .map(({ text }) => text)
        .join("\n")}`,
      looks: (message.entities ?? []).map(({ type }) => type).filter((type) => !ownFinds.has(type)),
      ...(more === undefined ? {} : { more }),
    };
  };
  return {
    ask: async (text) => show(await chat.answerTo(chat.say(text))),
    async press(label) {
      const button = buttonsOf(last).find(({ text }) => text.includes(label));
      const line = last.text?.split("\n").find((one) => one.includes(label));
      const press = chat.press(last, button?.text ?? /^\d+/.exec(line ?? "")?.[0] ?? label);
      const { text: toast } = await press.answered();
      if (toast !== undefined) return { text: toast, looks: [] };
      await botApi.idle();
      return show(chat.messages.find(({ message_id: id }) => id === last.message_id) ?? last);
    },
    errors,
    refusals: () => botApi.violations.map(({ method, message }) => `${method}: ${message}`),
    async close() {
      await telegram.stop();
      await botApi.close();
    },
  };
}

adapterContract({ name: "Telegram", open });
