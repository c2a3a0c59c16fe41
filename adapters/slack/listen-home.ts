import type { App } from "@slack/bolt";
import type { HomeView } from "@slack/types";
import { strangersLine } from "../chat/refusal.ts";
import { platformError } from "./delivery.ts";
import { sentence } from "./format.ts";
import { homeView } from "./home.ts";
import { promptsSuggested } from "./limits.ts";
import { lookupOf } from "./lookups.ts";
import { questionIn } from "./place.ts";
import { guarded, type Work } from "./work.ts";

type Client = App["client"];

/** The home tab, made anew each time it is opened, and what the messages tab suggests to ask. */
export function listenToHome(app: App, work: Work): void {
  app.event("app_home_opened", async ({ event, client, context }) => {
    const { user, tab, channel, view } = event;
    const place = { team: context.teamId ?? "", user, channel };
    if (tab === "home") await publish(client, place, work, hashOf(view));
    else await suggest(client, place, work);
  });
}

/** Bolt's type of a view does not name its hash. */
function hashOf(view: unknown): string | undefined {
  const isView = typeof view === "object" && view !== null && "hash" in view;
  return isView && typeof view.hash === "string" ? view.hash : undefined;
}

type Opened = { readonly team: string; readonly user: string; readonly channel: string };

async function publish(client: Client, place: Opened, work: Work, hash?: string): Promise<void> {
  const send = (view: HomeView, known?: string): Promise<unknown> =>
    client.views.publish({ user_id: place.user, view, ...(known === undefined ? {} : { hash: known }) });
  await guarded(
    work,
    "showing the home tab on Slack",
    (said) => send({ type: "home", blocks: [...sentence(said).blocks] }),
    async () => {
      const view = await homeOf(place, work);
      try {
        await send(view, hash);
      } catch (error) {
        // It was published in between, from what was known then; this is newer.
        if (platformError(error) !== "hash_conflict") throw error;
        await send(view);
      }
    },
  );
}

async function homeOf(place: Opened, { desk, lookups, now }: Work): Promise<HomeView> {
  const { conversation: _, ...asked } = questionIn(place, "/overview", now());
  const question = { ...asked, onlyLooks: true as const };
  const overview = await desk.answer(question);
  const refused = strangersLine(overview);
  if (refused !== undefined) return { type: "home", blocks: [...sentence(refused).blocks] };
  // What was looked up once may be hidden by now, or from this person.
  const looked = await lookups.of(place.user, now());
  const still = await Promise.all(
    looked.map(async ({ target, lang }) => {
      const reply = await desk.answer({ ...question, text: target.command, lang });
      return reply.command === target.command ? (lookupOf(reply) ?? []) : [];
    }),
  );
  return homeView({
    overview,
    lookups: still.flat(),
    commands: desk.commands(overview.lang),
    phrases: desk.phrases(overview.lang),
  });
}

/** Only what has answers; in the agent's view prompts belong to no thread. */
async function suggest(client: Client, place: Opened, { desk, now }: Work): Promise<void> {
  const { conversation: _, ...question } = questionIn(place, "/start", now());
  const { followUps } = await desk.answer({ ...question, onlyLooks: true });
  const prompts = followUps
    .slice(0, promptsSuggested)
    .map(({ label, command }) => ({ title: label, message: command }));
  const [first, ...others] = prompts;
  if (first === undefined) return;
  await client.assistant.threads.setSuggestedPrompts({
    channel_id: place.channel,
    prompts: [first, ...others],
  });
}
