import type { App } from "@slack/bolt";
import { createOrder } from "../chat/in-order.ts";
import { tellChannel } from "./delivery.ts";
import { messageOf } from "./dialogue.ts";
import { sentence } from "./format.ts";
import { conversationIn, type Place } from "./place.ts";
import { type Status, startStatus } from "./status.ts";
import { readText } from "./text.ts";
import { ask, guarded, isKnown, type Work } from "./work.ts";

type Client = App["client"];

/** "Stop!" is "stop". */
const bare = (text: string): string => text.toLowerCase().replace(/[\p{P}\s]+$/u, "");

/** What of an event says who wrote what where. */
interface Written {
  readonly type: string;
  readonly channel: string;
  readonly ts: string;
  readonly user?: string;
  readonly text?: string;
  readonly thread_ts?: string;
  readonly channel_type?: string;
  readonly subtype?: string;
  readonly bot_id?: string;
  readonly hidden?: boolean;
  /** Set where an edit made it what it is. */
  readonly edited?: object;
  /** The writer's own workspace, where that is another. */
  readonly user_team?: string;
  /** Not in every message. */
  readonly user_profile?: { readonly display_name?: string; readonly real_name?: string };
}

/** What the writer is called, where the message says so. */
function nameIn({ user_profile }: Written): { readonly name?: string } {
  const name = user_profile?.display_name || user_profile?.real_name;
  return name === undefined || name === "" ? {} : { name };
}

/** Messages that a person wrote: others tell of edits, deletions, people who come and go. */
const written: ReadonlySet<string | undefined> = new Set([undefined, "file_share", "thread_broadcast"]);

/** Mentions, direct messages, and what follows in the bot's threads. */
export function listenToMessages(app: App, work: Work): void {
  const { threads } = work;
  const inOrder = createOrder();
  const stopWords = new Set(work.desk.languages.flatMap((lang) => work.desk.phrases(lang).stopWords));

  const answer = async (place: Place, text: string, client: Client, status?: Status): Promise<void> => {
    const { channel, thread } = place;
    const tell = (shown: ReturnType<typeof sentence>): Promise<void> =>
      tellChannel(shown, { client, channel, ...(thread === undefined ? {} : { thread }) });
    await inOrder(conversationIn(place), () =>
      guarded(
        work,
        "answering a Slack message",
        (said) => tell(sentence(said)),
        async () => {
          const reply = await ask(work, place, text === "" ? "/start" : text);
          if (reply.silent !== true) await tell(messageOf(reply, work.desk.phrases(reply.lang)));
        },
      ),
    );
    await status?.end();
  };

  /** In a channel's thread: the bot is in it from the question on, whatever becomes of its answer, until it is told to stop. */
  const follow = async (
    place: Place & { readonly thread: string },
    text: string,
    client: Client,
  ): Promise<void> => {
    const { channel, thread } = place;
    // A stranger begins nothing, and ends nothing.
    if (!(await isKnown(work, place))) return answer(place, text, client);
    if (!stopWords.has(bare(text))) {
      threads.open(channel, thread, work.now());
      return answer(place, text, client);
    }
    threads.close(channel, thread);
    await inOrder(conversationIn(place), () =>
      tellChannel(sentence(work.desk.phrases().stopped), { client, channel, thread }),
    );
  };

  app.event("app_mention", async ({ event, client, context }) => {
    const written = event as Written;
    const { channel, ts, thread_ts, user, text = "", bot_id, edited, user_team } = written;
    if (user === undefined || bot_id !== undefined || edited !== undefined) return;
    const at = { team: context.teamId ?? "", home: user_team, channel, user };
    const place = { ...at, ...nameIn(written), thread: thread_ts ?? ts };
    await follow(place, readText(text), client);
  });

  app.event("message", async ({ event, client, context }) => {
    const {
      channel,
      ts,
      thread_ts,
      user,
      text = "",
      channel_type,
      subtype,
      bot_id,
      hidden,
      user_team,
    } = event as Written;
    if (!written.has(subtype) || bot_id !== undefined || user === undefined || hidden === true) return;
    const said = readText(text);
    const place = {
      team: context.teamId ?? "",
      home: user_team,
      channel,
      user,
      ...nameIn(event as Written),
    };
    if (channel_type === "im") {
      const { working } = work.desk.phrases();
      // The agent's tab shows each message as a thread: its status and its answer stand there.
      const thread = thread_ts ?? ts;
      if (!(await isKnown(work, place))) return answer({ ...place, thread }, said, client);
      const status = startStatus(work.hints, { channel, thread }, working);
      return answer({ ...place, thread }, said, client, status);
    }
    // A mention of the bot comes as one, too; a mention of somebody else is not said to the bot.
    if (thread_ts === undefined || /<@[UW]/.test(text)) return;
    if (!(await threads.isOpen(channel, thread_ts, work.now()))) return;
    await follow({ ...place, thread: thread_ts }, said, client);
  });
}
