import { createHash } from "node:crypto";
import type { ReplyPart } from "../answer/reply.ts";
import type { NoteKeeper } from "../notes.ts";
import type { EditAs } from "../question/query.ts";
import type { Kind } from "../register/field.ts";
import type { Stated } from "../register/written.ts";

/** A change that somebody is making and has not saved: as typed so far, and where it stands. Plain data, kept as JSON. */
export interface ChangeDraft {
  readonly id: string;
  readonly by: string;
  readonly byName?: string;
  /** The chat or channel where it is made. */
  readonly from: string;
  /** The conversation in which texts are its values; absent where a form is filled in. */
  readonly conversation?: string;
  /** As what it was begun: where its editor sees less, or more, the same text would mean something else. */
  readonly clearance: string;
  readonly lang: string;
  readonly does: "add" | "edit" | "remove";
  readonly kind: Kind;
  /** The entry that is changed; absent while one is added. */
  readonly entry?: string;
  /** What was typed, by key. */
  readonly typed: Readonly<Record<string, string>>;
  /** What stood under each key when it was begun, as digests. */
  readonly base: Readonly<Record<string, string>>;
  readonly why: string;
  readonly at: Place;
  /** What was sent for it, latest last: what comes again after a process died in mid-answer was taken already. */
  readonly heard?: readonly string[];
  /** Keys still to be asked for, and those that were. */
  readonly ahead: readonly string[];
  readonly behind: readonly Place[];
  readonly as?: EditAs;
  /** The revision that it takes back, and the keys of it that stay as somebody else made them since. */
  readonly undoes?: number;
  readonly left?: readonly string[];
  /** What the last preview showed, as a digest: nothing else is saved. */
  readonly previewed?: string;
}

/** Where a change stands: at a key, or at what is asked of all. */
export type Place =
  /** `inTurn` where the keys ahead led there. */
  | { readonly ask: "field"; readonly key: string; readonly inTurn?: true }
  | { readonly ask: "menu" | "why" | "preview" };

/** Keeps drafts for a day, by id and by the conversation in which they are made. */
export interface ChangeDrafts {
  get(id: string, now: number): Promise<ChangeDraft | undefined>;
  /** The one that takes the texts of a conversation. */
  open(by: string, conversation: string, now: number): Promise<ChangeDraft | undefined>;
  put(draft: ChangeDraft, now: number): Promise<void>;
  end(draft: ChangeDraft): Promise<void>;
}

/** A change that nobody went on with is forgotten after this, milliseconds. */
const keptMs = 24 * 3_600_000;

export function createChangeDrafts(notes: NoteKeeper): ChangeDrafts {
  const keyOf = (id: string): string => `change:${id}`;
  const placeOf = (by: string, conversation: string): string => `changing:${by}:${conversation}`;
  const get = async (id: string, now: number): Promise<ChangeDraft | undefined> => {
    const text = await notes.read(keyOf(id), now);
    return text === undefined ? undefined : (JSON.parse(text) as ChangeDraft);
  };
  return {
    get,
    async open(by, conversation, now) {
      const id = await notes.read(placeOf(by, conversation), now);
      return id === undefined ? undefined : get(id, now);
    },
    async put(draft, now) {
      await notes.write(keyOf(draft.id), JSON.stringify(draft), now + keptMs);
      if (draft.conversation !== undefined)
        await notes.write(placeOf(draft.by, draft.conversation), draft.id, now + keptMs);
    },
    async end(draft) {
      await notes.remove(keyOf(draft.id));
      if (draft.conversation === undefined) return;
      const place = placeOf(draft.by, draft.conversation);
      // Another may be the open one by now.
      if ((await notes.read(place, 0)) === draft.id) await notes.remove(place);
    },
  };
}

/** The same for two that state the same. */
export function digestOf(stated: readonly Stated[] | readonly ReplyPart[]): string {
  return createHash("sha256").update(canonical(stated)).digest("base64url").slice(0, 16);
}

/** JSON with its keys in order: what a database gives back has them in another. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
