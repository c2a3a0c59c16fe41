import type { App } from "@slack/bolt";
import { createOrder } from "../chat/in-order.ts";
import { tellChannel } from "./delivery.ts";
import { firstLook, formatReply, sentence } from "./format.ts";
import type { Place } from "./place.ts";
import { readText } from "./text.ts";
import { createThreads } from "./threads.ts";
import { ask, guarded, type Work } from "./work.ts";

type Client = App["client"];

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
}

/** Messages that a person wrote: others tell of edits, deletions, people who come and go. */
const written: ReadonlySet<string | undefined> = new Set([undefined, "file_share", "thread_broadcast"]);

/** Mentions, direct messages, and what follows in the bot's threads. */
export function listenToMessages(app: App, work: Work): void {
  const threads = createThreads();
  const inOrder = createOrder();
  const stopWords = new Set(work.desk.languages.flatMap((lang) => work.desk.phrases(lang).stopWords));

  const answer = (
    place: Place,
    text: string,
    client: Client,
    isDirect: boolean,
    ts: string,
  ): Promise<void> => {
    const { channel, thread } = place;
    const tell = (shown: ReturnType<typeof sentence>): Promise<void> =>
      tellChannel(shown, { client, channel, ...(thread === undefined ? {} : { thread }) });
    const settle = isDirect ? startWorking(client, channel, thread ?? ts, work) : async () => {};
    return inOrder(`${channel}/${thread ?? ""}`, () =>
      guarded(
        work,
        "answering a Slack message",
        async (said) => {
          await tell(sentence(said));
        },
        async () => {
          const reply = await ask(work, place, text === "" ? "/start" : text);
          await settle();
          await tell(formatReply(reply, firstLook));
          if (thread !== undefined && !isDirect) threads.open(channel, thread, work.now());
        },
      ),
    );
  };

  app.event("app_mention", async ({ event, client, context }) => {
    const { channel, ts, thread_ts, user, bot_id } = event as Written;
    if (user === undefined || bot_id !== undefined) return;
    const place = { team: context.teamId ?? "", channel, user, thread: thread_ts ?? ts };
    const text = readText(event.text);
    if (!stopWords.has(text.toLowerCase())) return answer(place, text, client, false, ts);
    threads.close(channel, place.thread);
    const { stopped } = work.desk.phrases();
    await tellChannel(sentence(stopped), { client, channel, thread: place.thread });
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
    } = event as Written;
    if (!written.has(subtype) || bot_id !== undefined || user === undefined || hidden === true) return;
    const said = readText(text);
    if (channel_type === "im") {
      const place = {
        team: context.teamId ?? "",
        channel,
        user,
        ...(thread_ts === undefined ? {} : { thread: thread_ts }),
      };
      return answer(place, said, client, true, ts);
    }
    // A mention of the bot comes as one, too; a mention of somebody else is not said to the bot.
    if (thread_ts === undefined || /<@[UW]/.test(text) || !threads.isOpen(channel, thread_ts, work.now()))
      return;
    const place = { team: context.teamId ?? "", channel, user, thread: thread_ts };
    if (!stopWords.has(said.toLowerCase())) return answer(place, said, client, false, ts);
    threads.close(channel, thread_ts);
    await tellChannel(sentence(work.desk.phrases().stopped), { client, channel, thread: thread_ts });
  });
}

/** Says that an answer is being made, where a person waits for one; what it returns waits until that is said. */
function startWorking(client: Client, channel: string, thread: string, { desk }: Work): () => Promise<void> {
  const status = desk.phrases().working;
  const said = client.assistant.threads
    .setStatus({ channel_id: channel, thread_ts: thread, status })
    // Only a comfort: where it cannot be said, the answer comes all the same. A message takes it away.
    .catch(() => {});
  return async () => {
    await said;
  };
}
