import fc from "fast-check";
import { connectTelegram } from "../../adapters/telegram/adapter.ts";
import { createBotApi } from "../adapters/telegram/bot-api/bot-api.ts";
import type { Chat } from "../adapters/telegram/bot-api/chat.ts";
import { type Mutation, mutated, mutations, typed } from "./inputs.ts";
import { type FuzzedDesk, listenBetween, type Tally } from "./world.ts";

/** One thing that somebody does on Telegram, and what becomes of it on its way. */
export type TelegramAct = {
  readonly kind: "say" | "edit" | "press" | "inline" | "group" | "picture" | "twice";
  readonly text: string;
  readonly changes: readonly Mutation[];
};

export const telegramAct: fc.Arbitrary<TelegramAct> = fc.record({
  kind: fc.constantFrom<TelegramAct["kind"]>(
    "say",
    "say",
    "say",
    "say",
    "edit",
    "press",
    "inline",
    "group",
    "picture",
    "twice",
  ),
  text: typed,
  changes: mutations,
});

/** What the platform may refuse although the bot did nothing wrong: it was told of what is not there, or says so already. */
const untold =
  /message is not modified|chat not found|message to edit not found|message to be replied not found|query is too old|message thread not found|bot was blocked|not a member|inline_query_id|message_id/i;

/** Acts against a bot on a Bot API server on loopback; gives the rules that it broke. */
export async function openTelegramFuzz({ desk, during }: FuzzedDesk, tally: Tally, reported: string[]) {
  const botApi = await createBotApi({ waitMs: 60_000, webhookRetry: { firstMs: 1, mostMs: 1 } });
  const secret = "open-sesame";
  const header = "x-telegram-bot-api-secret-token";
  let next: readonly Mutation[] = [];
  const byUpdate = new Map<number, readonly Mutation[]>();
  const between = await listenBetween("/telegram/hook", async (request) => {
    const update = (await request.json()) as { readonly update_id: number };
    const body = JSON.stringify(mutated(update, byUpdate.get(update.update_id) ?? []));
    const [route] = telegram.routes;
    if (route === undefined) throw new Error("there is no webhook");
    await during(tally, () =>
      route.handle(
        new Request(`${between.url}/telegram/hook`, { method: "POST", headers: { [header]: secret }, body }),
      ),
    );
    return new Response(null, { status: 200 });
  });
  const telegram = connectTelegram({
    token: botApi.token,
    apiRoot: botApi.root,
    webhook: { url: `${between.url}/telegram/hook`, secret },
    desk,
    now: () => Date.now(),
    report: (error, during) => `e${reported.push(`telegram, ${during}: ${String(error)}`)}`,
    log: () => {},
  });
  await telegram.ready;
  await botApi.idle();

  const act = ({ kind, text, changes }: TelegramAct, chat: Chat, group: Chat): void => {
    next = changes;
    const known = botApi.updates.length;
    const last = chat.messages.at(-1);
    const shown = chat.messages.findLast(({ reply_markup: keyboard }) => keyboard !== undefined);
    const data = shown?.reply_markup?.inline_keyboard
      .flat()
      .find((one) => one.callback_data !== undefined)?.callback_data;
    if (kind === "press" && shown !== undefined && data !== undefined) chat.press(shown, data);
    else if (kind === "edit" && last?.text !== undefined && last.from?.is_bot === false)
      chat.edit(last, text);
    else if (kind === "inline") botApi.inline(botApi.person(), [...text].slice(0, 250).join(""));
    else if (kind === "group") group.say(`@${botApi.me.username} ${text}`);
    else if (kind === "picture")
      chat.send({
        photo: [{ file_id: "p", file_unique_id: "p", width: 1, height: 1 }],
        caption: [...text].slice(0, 900).join(""),
      });
    else chat.say(text);
    for (const update of botApi.updates.slice(known)) {
      byUpdate.set(update.update_id, next);
      if (kind === "twice") botApi.redeliver(update);
    }
  };

  return {
    /** Puts acts in, some at once. */
    async run(acts: readonly TelegramAct[]): Promise<void> {
      const people = Array.from({ length: 8 }, () => botApi.person({ language_code: "en" }));
      const chats = people.map((from) => botApi.privateChat({ from }));
      const group = botApi.group({ people });
      for (let at = 0; at < acts.length; at += 40) {
        for (const [index, one] of acts.slice(at, at + 40).entries()) {
          const chat = chats[index % chats.length];
          if (chat !== undefined) act(one, chat, group);
        }
        await botApi.idle({ quietMs: 10, timeoutMs: 60_000 });
      }
    },
    /** What a platform would have refused since this was last called. */
    refused(): readonly string[] {
      const found = botApi.violations.filter(({ message }) => !untold.test(message));
      botApi.reset();
      byUpdate.clear();
      return found.map(
        ({ method, message, params }) =>
          `telegram ${method}: ${message} ${JSON.stringify(params).slice(0, 400)}`,
      );
    },
    async close(): Promise<void> {
      await telegram.stop();
      await between.close();
      await botApi.close();
    },
  };
}
