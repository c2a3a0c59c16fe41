import { type Draft, textPart } from "../answer/composing.ts";
import { formatQuery } from "../question/command-line.ts";
import type { ChangeQuery } from "../question/query.ts";
import { type Clearance, formatClearance, parseClearance } from "../register/view.ts";
import { clip } from "../text.ts";
import type { Editing } from "./editing.ts";
import { whoOf } from "./preview.ts";
import { NotSaved } from "./revision.ts";
import type { Wish, WishKeeper } from "./wishes.ts";

/** A longer wish is cut; code points. */
const longestWish = 500;
/** One person's open wishes are at most so many. */
const mostWishes = 50;
/** Shown at once. */
const shownWishes = 20;

/** Somebody wants a change who may not make it: they are told who may, and those are told of it. */
export async function keepWish(editing: Editing, query: ChangeQuery, wishes: WishKeeper): Promise<Draft> {
  const { composing, by, byName, from, now, editors, clearance } = editing;
  const { say } = composing.wording.messages;
  const who =
    editors.length === 0
      ? say("change.operatorOnly")
      : say("change.editorsOnly", { editors: editors.join(", ") });
  if (query.kind === "step" || query.kind === "wishes") return refused(who);
  const text = clip(editing.text, longestWish);
  try {
    const open = (await wishes.open()).filter((wish) => wish.by === by);
    const isNew = !open.some((wish) => wish.text === text);
    if (isNew && open.length >= mostWishes) return refused(who, say("change.tooManyWishes"));
    if (isNew)
      await wishes.add({
        at: now,
        by,
        ...(byName === undefined ? {} : { byName }),
        from,
        clearance: formatClearance(clearance),
        text,
      });
    return refused(who, say("change.wishKept"));
  } catch (error) {
    if (!(error instanceof NotSaved)) throw error;
    return refused(who, say("change.wishNotKept", { reason: say(`change.reason.${error.reason}`) }));
  }
}

function refused(...texts: readonly string[]): Draft {
  return { outcome: "refused", parts: texts.map(textPart), entries: [], followUps: [] };
}

/** The wishes that nobody saw to, oldest first; with a number, that one is done. */
export async function composeWishes(
  { composing, by, now, clearance }: Editing,
  close: number | undefined,
  wishes: WishKeeper,
): Promise<Draft> {
  const { wording } = composing;
  const { say } = wording.messages;
  const closed = close === undefined ? undefined : await wishes.close(close, by, now);
  const head =
    close === undefined
      ? []
      : [textPart(say(closed === true ? "change.wishClosed" : "change.noWish", { number: close }))];
  const open = (await wishes.open()).filter((wish) => mayRead(wish, clearance));
  const shown = open.slice(0, shownWishes);
  const lines = shown.map((wish) =>
    textPart(
      say("change.wish", {
        number: wish.number,
        who: whoOf(wish),
        when: wording.moment(new Date(wish.at).toISOString()),
        text: wish.text,
      }),
    ),
  );
  return {
    outcome: closed === false ? "notFound" : "answered",
    parts: [...head, textPart(say("change.wishes", { count: open.length })), ...lines],
    entries: [],
    followUps: shown.slice(0, 5).map(({ number }) => ({
      label: say("change.closeWish", { number }),
      command: formatQuery({ kind: "wishes", close: number }),
    })),
  };
}

/** Whether somebody sees all that whoever wrote a wish could see. */
function mayRead({ clearance: written = "public" }: Wish, clearance: Clearance): boolean {
  const { level, groups } = parseClearance(written) ?? clearance;
  const levels = ["public", "internal", "restricted"];
  const isHigh = levels.indexOf(clearance.level) >= levels.indexOf(level);
  return isHigh && groups.every((group) => clearance.groups.includes(group));
}
