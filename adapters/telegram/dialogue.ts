import type { Context } from "grammy";
import type { CallbackQuery, InlineKeyboardMarkup, MaybeInaccessibleMessage, Message } from "grammy/types";
import { createMemory, type Desk, type Question, type Reply } from "../../src/index.ts";
import type { Target } from "../chat/button.ts";
import { strangersLine } from "../chat/refusal.ts";
import { commandLedTo } from "./anew.ts";
import { createAnswers, shownBy, type View, viewAfter, viewOf } from "./answers.ts";
import { isHarmless, isPast } from "./delivery.ts";
import { formatReply, type Look, type Shown } from "./format.ts";
import { type Heard, heardIn } from "./heard.ts";
import { type Keyboard, keyboardOf } from "./keyboard.ts";
import type { Notices } from "./notices.ts";
import { type Payload, parsePayload } from "./payload.ts";
import { personOf } from "./person.ts";
import { followed, nameOf, placeOf, questionIn } from "./question.ts";
import { sendFile } from "./send-file.ts";

/** Questions in messages and their answers, and what the buttons under the answers do. */
export interface Dialogue {
  answer(ctx: Context, message: Message): Promise<void>;
  /** An edited question edits its answer. */
  answerAgain(ctx: Context, message: Message): Promise<void>;
  /** A button puts another answer in the place of the one that it stands under. */
  press(ctx: Context, pressed: CallbackQuery): Promise<void>;
}

/** What somebody is told who sent something else than a text. */
const whatCanBeAsked = "/help small:talk";

/** The pictures of an album come one by one, and are answered as one. */
const keptAlbums = 1_000;

/** A message as it goes out. */
interface Dressed extends Keyboard, Pick<Shown, "html" | "asksForReply"> {}

/** An answer to what a text said. */
interface Answering {
  readonly text: string;
  readonly reply: Reply;
  /** What shows again the change that the text was a step of. */
  readonly shows?: string;
}

const looks = { parse_mode: "HTML", link_preview_options: { is_disabled: true } } as const;

export function createDialogue(desk: Desk, notices: Notices, now: () => number): Dialogue {
  const answers = createAnswers();
  const albums = createMemory<true>(keptAlbums);
  // Every bot has /start, and none lists it.
  const ownCommands = new Set([
    "start",
    ...desk.commands().flatMap(({ name, aliases }) => [name, ...aliases]),
  ]);

  const heard = (ctx: Context, message: Message): Heard | undefined =>
    heardIn(
      message,
      ctx.me,
      (name, isReply) => ownCommands.has(name.toLowerCase()) || (isReply && desk.knows(name)),
    );

  const ask = (
    ctx: Context,
    message: Message,
    text: string,
    more: Partial<Question> = {},
  ): Promise<Reply> => {
    const place = placeOf(message, message.from ?? ctx.me);
    const asked = { ...questionIn(place, text, now()), ...followed(message, ctx.me, answers) };
    return desk.answer({ ...asked, ...nameOf(message), ...more });
  };

  const dressed = (ctx: Context, reply: Reply, look: Omit<Look, "username">): Dressed => {
    const { html, buttons, asksForReply } = formatReply(reply, { ...look, username: ctx.me.username });
    const keyboard = keyboardOf(buttons, reply.lang);
    answers.offer(keyboard.long);
    return { ...keyboard, html, ...(asksForReply === undefined ? {} : { asksForReply }) };
  };

  /** Answers a message with a new one. Where that asks for a value, only who is answered may be asked to reply. */
  const send = async (ctx: Context, message: MaybeInaccessibleMessage, answer: Answering): Promise<void> => {
    const { text, reply, shows } = answer;
    if (reply.silent === true) return;
    if (reply.attachment !== undefined) return sendFile(ctx, message, reply, reply.attachment);
    const { chat, thread } = placeOf(message, ctx.me);
    const isPrivate = chat.type === "private";
    const isPersons = message.date !== 0 && message.from?.id !== ctx.me.id;
    const byReply = !isPrivate && isPersons ? { byReply: true as const } : {};
    const { html, markup, long, asksForReply } = dressed(ctx, reply, { page: 0, ...byReply });
    // A command too long for its button is found again from the question, so the answer must lead back to that.
    const isReply = message.date !== 0 && (!isPrivate || long.length > 0);
    const sent = await ctx.api.sendMessage(chat.id, html, {
      ...looks,
      reply_markup: asksForReply === true ? { force_reply: true, selective: true } : markup,
      ...(thread === undefined ? {} : { message_thread_id: thread }),
      ...(isReply
        ? { reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true } }
        : {}),
    });
    const kept = { message: sent.message_id, text, ...(shows === undefined ? {} : { shows }) };
    answers.keep(sent.chat.id, message.message_id, { ...kept, ...shownBy(reply) }, viewOf(reply));
  };

  const edit = async (
    ctx: Context,
    chat: number,
    message: number,
    reply: Reply,
    view?: View,
  ): Promise<void> => {
    const { target, back } = view ?? {};
    const look = { page: target?.page ?? 0, ...(back === undefined ? {} : { back: back.target }) };
    const { html, markup } = dressed(ctx, reply, look);
    if (view !== undefined) answers.show(chat, message, view);
    await quietly(ctx.api.editMessageText(chat, message, html, { ...looks, reply_markup: markup }));
  };

  /** The command that a button stands for; where it was too long, from memory, else from what led to the button. */
  const targetOf = async (
    payload: Payload,
    message: MaybeInaccessibleMessage,
    ask: (text: string) => Promise<Reply>,
    ctx: Context,
  ): Promise<Target | undefined> => {
    if (payload.kind === "command") return payload.target;
    const { digest, page } = payload;
    const known = answers.commandOf(digest);
    if (known !== undefined) return { command: known, page };
    if (message.date === 0) return undefined;
    const { reply_to_message: question, reply_markup: keyboard } = message;
    const asked = question === undefined ? undefined : heard(ctx, question as Message);
    const starts = [...(asked?.kind === "text" ? [asked.text] : []), ...commandsOn(keyboard)];
    const command = await commandLedTo(digest, starts, ask);
    return command === undefined ? undefined : { command, page };
  };

  /** What a stranger reads who presses a button; nothing where they were told today. */
  const refusalOf = async (asked: Question): Promise<string | undefined> => {
    const reply = await desk.answer(asked);
    return reply.silent === true ? undefined : strangersLine(reply);
  };

  return {
    async answer(ctx, message) {
      const asked = heard(ctx, message);
      if (asked === undefined) return;
      const { media_group_id: album } = message;
      if (album !== undefined) {
        if (asked.kind === "other" && albums.get(album) === true) return;
        albums.set(album, true);
      }
      const text = asked.kind === "text" ? asked.text : whatCanBeAsked;
      await send(ctx, message, { text, reply: await ask(ctx, message, text) });
    },

    async answerAgain(ctx, message) {
      const { chat, message_id } = message;
      const asked = heard(ctx, message);
      const known = answers.to(chat.id, message_id);
      if (asked?.kind !== "text" || asked.text === known?.text) return;
      // In a group, what was no question to the bot is none now.
      if (known === undefined && chat.type !== "private") return;
      const { text } = asked;
      // A step was taken, and its words are no question: where the change stands is shown instead.
      const shows = known?.shows;
      if (shows !== undefined)
        return send(ctx, message, { text, shows, reply: await ask(ctx, message, shows) });
      const reply = await ask(ctx, message, text, { noValue: true });
      if (known === undefined) return send(ctx, message, { text, reply });
      if (reply.silent === true) return;
      if (reply.attachment !== undefined) return sendFile(ctx, message, reply, reply.attachment);
      answers.keep(chat.id, message_id, { ...known, text, ...shownBy(reply) }, viewOf(reply));
      await edit(ctx, chat.id, known.message, reply, viewOf(reply)).catch((error: unknown) =>
        isPast(error) ? send(ctx, message, { text, reply }) : Promise.reject(error),
      );
    },

    async press(ctx, { id, data = "", from, message }) {
      const payload = parsePayload(data);
      const { stale } = desk.phrases(payload?.lang ?? personOf(from).appLang);
      const tell = (text?: string): Promise<void> => quietly(notices.give(ctx, text));
      if (payload === undefined || message === undefined) return tell(stale);
      const asked = { ...questionIn(placeOf(message, from), "", now()), sent: `telegram:press:${id}` };
      // What is only looked at is not remembered, and chooses no language for anybody.
      const { conversation: _, ...looked } = { ...asked, lang: payload.lang, onlyLooks: true as const };
      const look = (text: string): Promise<Reply> => desk.answer({ ...looked, text });
      if (!desk.standingOf(asked).known) return tell(await refusalOf(asked));
      const target = await targetOf(payload, message, look, ctx);
      if (target === undefined) return tell(stale);
      const reply = await desk.answer({ ...asked, lang: payload.lang, text: target.command });
      // Only what still means what the button said: the register may have lost an entry since.
      if ((reply.asked ?? reply.command) !== target.command) return tell(stale);
      if (reply.attachment !== undefined) {
        await Promise.all([tell(), sendFile(ctx, message, reply, reply.attachment)]);
        return;
      }
      const { chat, message_id } = message;
      const isPrivate = chat.type === "private";
      // What one member of a group may not do changes nothing for the others.
      if (reply.outcome === "refused" && !isPrivate) return tell(textsOf(reply).join(" "));
      const answer = { text: target.command, reply };
      // Only a new message can ask for a reply.
      const question = message.date === 0 ? undefined : message.reply_to_message;
      if (reply.awaits === "value" && !isPrivate) {
        await tell();
        return send(ctx, question?.from?.id === from.id ? (question as Message) : message, answer);
      }
      const view = viewAfter(answers.shownIn(chat.id, message_id), {
        ...(viewOf(reply) ?? { lang: reply.lang }),
        // What was done is not done again by who comes back to see it.
        target: { command: reply.command ?? target.command, page: target.page },
      });
      await Promise.all([
        tell(),
        edit(ctx, chat.id, message_id, reply, view).catch((error: unknown) =>
          isPast(error) ? send(ctx, message, answer) : Promise.reject(error),
        ),
      ]);
    },
  };
}

/** The commands that the buttons of a message carry. */
function commandsOn(keyboard: InlineKeyboardMarkup | undefined): readonly string[] {
  return (keyboard?.inline_keyboard ?? []).flat().flatMap((button) => {
    const payload = "callback_data" in button ? parsePayload(button.callback_data) : undefined;
    return payload?.kind === "command" ? [payload.target.command] : [];
  });
}

const textsOf = ({ head }: Reply): readonly string[] =>
  head.flatMap((part) => (part.kind === "text" ? [part.text] : []));

/** Waits for a call, and lets pass what is nobody's fault. */
async function quietly(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!isHarmless(error)) throw error;
  }
}
