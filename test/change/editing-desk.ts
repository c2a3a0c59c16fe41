import { createEditor } from "../../src/change/editor.ts";
import { createLiving, createRevisions, type Living } from "../../src/change/living.ts";
import type { RevisionKeeper } from "../../src/change/revision.ts";
import type { Wish, WishKeeper } from "../../src/change/wishes.ts";
import {
  type Access,
  createDesk,
  createNotes,
  loadLanguages,
  loadRegister,
  type Question,
  type Register,
  type Reply,
} from "../../src/index.ts";
import { accessOf } from "../access/discreet-desk.ts";
import { textsOf, timezone } from "../starter-desk.ts";

/** Two editors and one of the public; one editor sees what is internal, one what is the board's. */
export const file = `strangers: public
people:
  telegram:1: { role: editor }
  telegram:2: { role: editor }
  telegram:3: { role: editor, clearance: internal }
  telegram:4: { role: admin, clearance: restricted, groups: [board] }
  telegram:9: { role: member }
`;

/** A desk whose register can be changed, and somebody who talks to it. */
export interface EditingDesk {
  readonly living: Living;
  readonly wishes: readonly Wish[];
  /** The present, which a test may move. */
  readonly clock: { now: number };
  says(text: string, more?: Partial<Question>): Promise<Reply>;
  /** The same, of another person alone with the bot. */
  as(asker: string): (text: string, more?: Partial<Question>) => Promise<Reply>;
}

export interface EditingOptions {
  /** A register's folder, or the register itself; the starter register where none is given. */
  readonly register?: string | Register;
  readonly keeper?: RevisionKeeper;
  readonly access?: Access;
}

const languages = loadLanguages();

export async function editingDesk(options: EditingOptions = {}): Promise<EditingDesk> {
  const { register: of, keeper = createRevisions(), access = accessOf(file) } = options;
  const register = typeof of === "object" ? of : await loadRegister(of);
  const living = createLiving(register, keeper);
  await living.catchUp();
  const wishes: Wish[] = [];
  const wishKeeper: WishKeeper = {
    async add(wish) {
      const kept = { number: wishes.length + 1, ...wish };
      wishes.push(kept);
      return kept;
    },
    open: async () => [...wishes],
    async close(number) {
      const at = wishes.findIndex((wish) => wish.number === number);
      return at >= 0 && wishes.splice(at, 1).length === 1;
    },
  };
  let drafts = 0;
  const newId = (): string => `k${++drafts}`;
  const editor = createEditor({ living, notes: createNotes(), wishes: wishKeeper, newId });
  const changes = { living, editor };
  const desk = createDesk({ register, changes, languages: await languages, timezone, access });
  const clock = { now: Date.parse("2026-06-12T12:00:00+08:00") };
  const as = (asker: string): EditingDesk["says"] => {
    const place = { asker, place: asker, placeIsDirect: true as const, conversation: asker };
    return (text, more = {}) => desk.answer({ text, now: clock.now, ...place, ...more });
  };
  return { living, wishes, clock, as, says: as("telegram:1") };
}

/** All that somebody reads in a reply, its buttons and its form included. */
export function wordsOf(reply: Reply): string {
  const { form } = reply;
  return [
    ...textsOf(reply),
    ...[...reply.head, ...reply.more].flatMap((part) =>
      part.kind === "choice" ? part.options.map(({ command }) => command) : [],
    ),
    ...reply.entries.map(({ id, title }) => `${id} ${title}`),
    ...reply.followUps.map(({ label, command }) => `${label} ${command}`),
    ...(form === undefined
      ? []
      : [form.title, ...form.errors, ...form.fields.flatMap((one) => [one.value, one.error ?? ""])]),
  ].join("\n");
}

/** The command of the button that goes on with a change so. */
export function stepIn(reply: Reply, step: string): string {
  const found = reply.followUps.find(({ command }) => new RegExp(`^/change \\S+ ${step}\\b`).test(command));
  if (found === undefined) throw new Error(`no button ${step} in ${wordsOf(reply)}`);
  return found.command;
}
