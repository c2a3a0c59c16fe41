import { me } from "./bot-world.ts";
import { listenCheaply } from "./cheap-listener.ts";

/** A Bot API server that takes all. `GET /sent` gives the messages since it was last asked, by chat and in their order. */
const results: Readonly<Record<string, unknown>> = { getMe: me, getMyCommands: [] };

let messageId = 0;
let sent: Record<string, string[]> = {};

function answer(method: string, body: string): string {
  if (method !== "sendMessage") return JSON.stringify({ ok: true, result: results[method] ?? true });
  const { chat_id: chat, text } = JSON.parse(body) as { readonly chat_id: number; readonly text: string };
  sent[chat] ??= [];
  sent[chat].push(text);
  messageId++;
  return `{"ok":true,"result":{"message_id":${messageId},"date":1800000000,"chat":{"id":${chat},"type":"private"}}}`;
}

listenCheaply((path, body) => {
  if (path !== "/sent") return answer(path.slice(path.lastIndexOf("/") + 1), body);
  const json = JSON.stringify(sent);
  sent = {};
  return json;
});
