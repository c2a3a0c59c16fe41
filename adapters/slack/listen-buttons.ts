import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import type { Reply } from "../../src/index.ts";
import { answerModal } from "./ask-modal.ts";
import { goAction, parseValue, shareAction } from "./button.ts";
import { isGoneView, isLateTrigger, platformError, tellAsker, tellChannel, tried } from "./delivery.ts";
import { firstLook, formatReply, type Look, sentence } from "./format.ts";
import { type Place, questionFor } from "./place.ts";
import { ask, guarded, isKnown, type Work } from "./work.ts";

type Client = App["client"];

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
      if (!isKnown(work, place)) {
        const reply = await ask(work, place, "");
        return reply.silent === true ? undefined : tellAsker(formatReply(reply, firstLook), withoutNone(way));
      }
      const chosen = await chosenBy(
        (text, lang) => ask(work, place, text, lang),
        (action as ButtonAction).value ?? "",
      );
      if (chosen === undefined) return tell(work.desk.phrases().stale);
      const { reply, look } = chosen;
      if (body.view !== undefined) return showInView(body, client, work, chosen);
      const isOwn = body.container.is_ephemeral === true;
      const shown = formatReply(reply, { ...look, canShare: isOwn });
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
        if (!isKnown(work, place)) return;
        const chosen = await chosenBy(askForAll(work, place), (action as ButtonAction).value ?? "");
        if (chosen === undefined) return tellAsker(sentence(work.desk.phrases().stale), way);
        const { reply, look } = chosen;
        const { name, username } = body.user as { readonly name?: string; readonly username?: string };
        const above = work.desk.phrases(reply.lang).sharedBy(name ?? username ?? place.user);
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
  return reply.command === to.command ? { reply, look: { page: to.page, steps: trail.steps } } : undefined;
}

async function showInView(
  body: BlockAction,
  client: Client,
  work: Work,
  { reply, look }: Chosen,
): Promise<void> {
  const phrases = work.desk.phrases(reply.lang);
  if (body.view?.type === "modal") {
    const view = answerModal(reply, phrases, look);
    const { id, hash } = body.view;
    try {
      await client.views.update({ view_id: id, hash, view }).catch(async (error: unknown) => {
        // Somebody pressed twice: the later press has the say.
        if (platformError(error) !== "hash_conflict") throw error;
        await client.views.update({ view_id: id, view });
      });
    } catch (error) {
      if (!isGoneView(error)) throw error;
      await tellAsker(formatReply(reply, look), { client, user: body.user.id });
    }
    return;
  }
  const own = { ...look, steps: [] };
  try {
    await client.views.open({ trigger_id: body.trigger_id, view: answerModal(reply, phrases, own) });
  } catch (error) {
    if (!isLateTrigger(error)) throw error;
    await tellAsker(formatReply(reply, own), { client, user: body.user.id });
  }
}

function placeOf({ user, team, channel, container }: BlockAction): Place {
  const thread: unknown = container.thread_ts;
  return {
    team: team?.id ?? user.team_id ?? "",
    home: user.team_id,
    user: user.id,
    channel: channel?.id ?? user.id,
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
