import type { Reply } from "./answer/reply.ts";
import type { Changed, Editing } from "./change/editing.ts";
import { createEditor, type EditorOptions } from "./change/editor.ts";
import { finishReply } from "./finish.ts";
import type { Opened } from "./opening.ts";
import { formatQuery } from "./question/command-line.ts";
import type { ChangeQuery } from "./question/query.ts";
import type { Question } from "./question/question.ts";
import { publicClearance } from "./register/view.ts";

/** What makes a register a living one. */
export type ChangeOptions = EditorOptions;

/** Questions that change the register, or ask who changed it. */
export interface Changing {
  /** Where a text is the value that a change under way waits for: the language in which it is made. */
  listens(question: Question): Promise<string | undefined>;
  /** Nothing where the text is none of what the change waits for. */
  hear(question: Question, opened: Opened): Promise<Reply | undefined>;
  answer(query: ChangeQuery, question: Question, opened: Opened): Promise<Reply>;
}

export interface ChangingOptions {
  readonly changes?: ChangeOptions;
  /** The desk's zone, for who chose none. */
  readonly timezone: string;
  readonly isDemo: boolean;
}

/** Who edits at the operator's own terminal. */
const operator = "terminal";

export function createChanging({ changes, timezone, isDemo }: ChangingOptions): Changing {
  const editor = changes === undefined ? undefined : createEditor(changes);
  const editingOf = (question: Question, { composing, understanding }: Opened, by: string): Editing => {
    const { askerName, conversation, values, text, now, clearance = publicClearance } = question;
    return {
      composing,
      readTime: understanding.reader.readTimes,
      clearance,
      by,
      ...(askerName === undefined ? {} : { byName: askerName }),
      from: conversation ?? by,
      ...(conversation === undefined ? {} : { conversation }),
      showsForms: question.showsForms === true,
      ...(values === undefined ? {} : { values }),
      text,
      now,
      timezone: question.timezone ?? composing.asker?.preferences.timezone ?? timezone,
      mayEdit: by === operator,
      editors: [],
    };
  };
  const finish = (opened: Opened, changed: Changed, query?: ChangeQuery): Reply => {
    const shows = changed.draft;
    const show =
      shows === undefined ? query : ({ kind: "step", draft: shows, step: "show", value: "" } as const);
    return finishReply(opened, changed, {
      ...(show === undefined ? {} : { command: formatQuery(show) }),
      ...(query === undefined ? {} : { asked: formatQuery(query) }),
      ...(changed.form === undefined ? {} : { form: changed.form }),
      isDemo,
    });
  };
  return {
    async listens({ asker, conversation, text, now, showsForms, onlyLooks }) {
      const isValue = !text.trimStart().startsWith("/") && showsForms !== true && onlyLooks !== true;
      if (editor === undefined || asker === undefined || conversation === undefined || !isValue)
        return undefined;
      return editor.listens(asker, conversation, now);
    },
    async hear(question, opened) {
      if (editor === undefined || question.asker === undefined) return undefined;
      const changed = await editor.hear(editingOf(question, opened, question.asker));
      return changed === undefined ? undefined : finish(opened, changed);
    },
    async answer(query, question, opened) {
      const { asker } = question;
      // What is only looked at changes nothing, and nobody's change can be kept for nobody.
      if (editor === undefined || asker === undefined || question.onlyLooks === true)
        return nobody(opened, query);
      return finish(opened, await editor.answer(query, editingOf(question, opened, asker)), query);
    },
  };

  function nobody(opened: Opened, query?: ChangeQuery): Reply {
    const text = opened.messages.say("change.nobody");
    const refused: Changed = {
      outcome: "refused",
      parts: [{ kind: "text", text, marks: [] }],
      entries: [],
      followUps: [],
    };
    return finish(opened, refused, query);
  }
}
