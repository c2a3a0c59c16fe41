import type { Context } from "grammy";
import type { InlineQueryResultArticle } from "grammy/types";
import type { Desk, EntryRef, Question, Reply } from "../../src/index.ts";
import { strangersLine } from "../chat/refusal.ts";
import { visible } from "../chat/visible.ts";
import { linkTo } from "./button.ts";
import { formatPreview, formatReply } from "./format.ts";
import { startAnywhere } from "./heard.ts";
import { resultBytes } from "./limits.ts";
import { digestOf } from "./payload.ts";
import { personOf } from "./person.ts";

const mostResults = 20;
/** How long Telegram may give the same results to the same person, seconds. */
const keptSeconds = 30;
/** Names that a beginning is completed to, where nothing is called like it. */
const mostCompletions = 5;

type Ask = (text: string, lang?: string) => Promise<Reply>;

/** `@bot NAME` in any chat: cards of what anybody may see; without words, what is upcoming. */
export async function answerInline(ctx: Context, desk: Desk, now: number): Promise<void> {
  const { inlineQuery, me } = ctx;
  if (inlineQuery === undefined) return;
  const asked: Omit<Question, "text"> = { now, onlyLooks: true, ...personOf(inlineQuery.from) };
  const ask: Ask = (text, lang) => desk.answer({ ...asked, text, ...(lang === undefined ? {} : { lang }) });
  const query = visible(inlineQuery.query);
  const found = await ask(query === "" ? "/visits" : query);
  const shown = { is_personal: true, cache_time: keptSeconds };
  if (strangersLine(found) !== undefined) {
    await ctx.answerInlineQuery([], shown);
    return;
  }
  const entries =
    found.outcome === "notFound"
      ? await completed(desk.complete(query), (line) => ask(line, found.lang))
      : found.entries;
  const results = await Promise.all(
    entries
      .slice(0, mostResults)
      .map(async (entry) => resultOf(entry, await ask(`/show ${entry.id}`, found.lang), me.username)),
  );
  await ctx.answerInlineQuery(results, {
    ...shown,
    button: { text: desk.phrases(found.lang).open, start_parameter: startAnywhere },
  });
}

/** The entries that the lines a beginning may become lead to, each once. */
async function completed(
  lines: readonly string[],
  ask: (line: string) => Promise<Reply>,
): Promise<readonly EntryRef[]> {
  const replies = await Promise.all(lines.slice(0, mostCompletions).map(ask));
  const entries = replies.filter(({ outcome }) => outcome !== "notFound").flatMap((reply) => reply.entries);
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()];
}

function resultOf(entry: EntryRef, reply: Reply, username: string): InlineQueryResultArticle {
  const link = linkTo(username, entry.id);
  return {
    type: "article",
    id: Buffer.byteLength(entry.id) <= resultBytes ? entry.id : digestOf(entry.id),
    ...formatPreview(entry, reply),
    input_message_content: {
      message_text: formatReply(reply, { page: 0, username }).html,
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
    },
    ...(link === undefined
      ? {}
      : { reply_markup: { inline_keyboard: [[{ text: visible(reply.words.more), url: link }]] } }),
  };
}
