import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import type { Reply } from "../../src/index.ts";
import { goAction, parseValue, shareAction } from "./button.ts";
import { tellAsker, tellChannel, tried } from "./delivery.ts";
import { isDialogue, mayShare, messageOf } from "./dialogue.ts";
import { firstLook, formatReply, type Look, sentence } from "./format.ts";
import { parseMemory } from "./modal-memory.ts";
import { type Place, personOf, questionFor } from "./place.ts";
import { openModal, updateModal } from "./showing.ts";
import { ask, guarded, isKnown, type Work } from "./work.ts";

/** Buttons: they change the message, or the modal, that they stand in; in the home tab they open a modal. */
export function listenToButtons(app: App, work: Work): void {
  app.action<BlockAction>(goAction, async ({ body, action, ack, respond, client }) => {
    await ack();
    const place = placeOf(body);
    const way = {
      respond: body.response_url === undefined ? undefined : respond,
      client,
      ...(body.channel === undefined ? {} : { channel: body.channel.id }),
      user: place.user,
    };
    const tell = (said: string): Promise<void> => tellAsker(sentence(said), withoutNone(way));
    await guarded(work, "answering a Slack button", tell, async () => {
      if (!(await isKnown(work, place))) {
        const reply = await ask(work, place, "");
        return reply.silent === true ? undefined : tellAsker(formatReply(reply, firstLook), withoutNone(way));
      }
      const chosen = await chosenBy(
        (text, lang) => ask(work, place, text, { lang }),
        (action as ButtonAction).value ?? "",
      );
      if (chosen === undefined) return tell(work.desk.phrases().stale);
      const { reply, look } = chosen;
      const view = body.view;
      if (view?.type === "modal") return updateModal(work, reply, look, place, { client, view });
      const trigger = { client, user: place.user, trigger: body.trigger_id };
      if (view !== undefined) return openModal(work, reply, { ...look, steps: [] }, place, trigger);
      // What is being done stands in a modal of its asker's: the message is perhaps everybody's, and leads there again.
      if (isDialogue(reply))
        return openModal(work, reply, look, place, { ...withoutNone(way), trigger: body.trigger_id });
      const isOwn = body.container.is_ephemeral === true;
      const shown = messageOf(reply, work.desk.phrases(reply.lang), { ...look, canShare: isOwn });
      const isTheirs = isOwn || place.channel.startsWith("D") || reply.outcome === "answered";
      if (reply.own === true && !isTheirs) return tellAsker(shown, withoutNone(way));
      const message = { text: shown.text, blocks: [...shown.blocks], replace_original: true };
      if (body.response_url !== undefined && (await tried(() => respond(message)))) return;
      const ts = body.message?.ts;
      if (isOwn || ts === undefined) return tellAsker(shown, withoutNone({ ...way, respond: undefined }));
      await client.chat.update({ channel: place.channel, ts, text: shown.text, blocks: [...shown.blocks] });
    });
  });

  app.action<BlockAction>(shareAction, async ({ body, action, ack, respond, client }) => {
    await ack();
    const place = placeOf(body);
    const way = { respond, client, channel: place.channel, user: place.user };
    await guarded(
      work,
      "sharing an answer on Slack",
      (said) => tellAsker(sentence(said), way),
      async () => {
        if (!(await isKnown(work, place))) return;
        const chosen = await chosenBy(askForAll(work, place), (action as ButtonAction).value ?? "");
        if (chosen === undefined || !mayShare(chosen.reply))
          return tellAsker(sentence(work.desk.phrases().stale), way);
        const { reply, look } = chosen;
        const above = work.desk.phrases(reply.lang).sharedBy(place.name ?? place.user);
        const shown = formatReply(reply, { page: look.page, steps: [], above });
        const message = {
          text: shown.text,
          blocks: [...shown.blocks],
          response_type: "in_channel" as const,
          replace_original: false,
        };
        if (!(await tried(() => respond(message))))
          await tellChannel(shown, { client, channel: place.channel });
      },
    );
  });
}

type Asked = (text: string, lang: string) => Promise<Reply>;

/** Asks as the channel would: what one person may see, or prefers, is not everybody's. */
function askForAll({ desk, now }: Work, place: Place): Asked {
  return (text, lang) => desk.answer({ ...questionFor(place, text, now()), lang });
}

interface Chosen {
  readonly reply: Reply;
  readonly look: Look;
}

/** What a button leads to; nothing where it no longer means what it said: the register may have lost an entry since. */
async function chosenBy(asked: Asked, value: string): Promise<Chosen | undefined> {
  const parsed = parseValue(value);
  if (parsed === undefined) return undefined;
  const { to, trail } = parsed;
  const reply = await asked(to.command, trail.lang);
  // Of a change there is no way back to what was shown before.
  const steps = reply.own === true ? [] : trail.steps;
  return (reply.asked ?? reply.command) === to.command
    ? { reply, look: { page: to.page, steps } }
    : undefined;
}

/** A modal stands where it was opened. */
function placeOf({ user, team, channel, container, view }: BlockAction): Place {
  const memory = view?.type === "modal" ? parseMemory(view.private_metadata) : undefined;
  const thread: unknown = memory === undefined ? container.thread_ts : memory.thread;
  return {
    ...personOf(user, team),
    channel: memory?.channel ?? channel?.id ?? user.id,
    ...(typeof thread === "string" ? { thread } : {}),
  };
}

/** An optional property is absent, never undefined. */
function withoutNone<T extends { readonly respond?: unknown }>(
  way: T,
): Omit<T, "respond"> & { respond?: NonNullable<T["respond"]> } {
  const { respond, ...rest } = way;
  return respond === undefined ? rest : { ...rest, respond: respond as NonNullable<T["respond"]> };
}
