import type { Reply } from "./answer/reply.ts";
import type { Changed, Editing } from "./change/editing.ts";
import type { Changes } from "./change/open-changes.ts";
import { finishReply } from "./finish.ts";
import type { Opened } from "./opening.ts";
import { formatQuery } from "./question/command-line.ts";
import type { ChangeQuery } from "./question/query.ts";
import type { Question } from "./question/question.ts";
import type { Access, Role, Standing } from "./standing.ts";

/** Questions that change the register, or ask who changed it. */
export interface Changing {
  /** Where a text is the value that a change under way waits for: the language in which it is made. */
  listens(question: Question): Promise<string | undefined>;
  /** Nothing where the text is none of what the change waits for. */
  hear(asked: Asked, opened: Opened): Promise<Reply | undefined>;
  answer(query: ChangeQuery, asked: Asked, opened: Opened): Promise<Reply>;
}

/** A question with what its asker may do and see; its clearance is theirs. */
export interface Asked {
  readonly question: Question;
  readonly standing: Standing;
}

export interface ChangingOptions {
  readonly changes?: Changes;
  readonly access: Access;
  /** The desk's zone, for who chose none. */
  readonly timezone: string;
  readonly isDemo: boolean;
}

/** Those who may change the register, and every change of it. */
const mayEdit = ({ role }: { readonly role?: Role }): boolean => role === "editor" || role === "admin";

export function createChanging({ changes, access, timezone, isDemo }: ChangingOptions): Changing {
  const editor = changes?.editor;
  const editingOf = (
    { question, standing }: Asked,
    { composing, understanding }: Opened,
    by: string,
  ): Editing => {
    const { askerName, conversation, place, sent, values, text, now } = question;
    return {
      composing,
      readTime: understanding.reader.readTimes,
      clearance: standing.clearance,
      by,
      ...(askerName === undefined ? {} : { byName: askerName }),
      from: place ?? conversation ?? by,
      ...(conversation === undefined ? {} : { conversation }),
      showsForms: question.showsForms === true,
      ...(sent === undefined ? {} : { sent }),
      ...(values === undefined ? {} : { values }),
      text,
      now,
      timezone: question.timezone ?? composing.asker?.preferences.timezone ?? timezone,
      mayEdit: mayEdit(standing),
      editors: (access.rules()?.people ?? []).filter(mayEdit).map(({ key }) => key),
    };
  };
  const finish = (opened: Opened, changed: Changed, query?: ChangeQuery, value?: string): Reply => {
    const shows = changed.draft;
    const show =
      shows === undefined ? query : ({ kind: "step", draft: shows, step: "show", value: "" } as const);
    return finishReply(opened, changed, {
      ...(show === undefined ? {} : { command: formatQuery(show) }),
      ...(query === undefined ? {} : { asked: formatQuery(query) }),
      ...(value === undefined ? {} : { asked: value }),
      ...(changed.awaits === undefined ? {} : { awaits: changed.awaits }),
      ...(changed.form === undefined ? {} : { form: changed.form }),
      ...(query?.kind === "history" ? {} : { own: true }),
      isDemo,
    });
  };
  return {
    async listens({ asker, conversation, text, now, noValue, showsForms, onlyLooks }) {
      const isText = !text.trimStart().startsWith("/");
      const isValue = isText && noValue !== true && showsForms !== true && onlyLooks !== true;
      if (editor === undefined || asker === undefined || conversation === undefined || !isValue)
        return undefined;
      return editor.listens(asker, conversation, now);
    },
    async hear(asked, opened) {
      const { asker } = asked.question;
      if (editor === undefined || asker === undefined) return undefined;
      const changed = await editor.hear(editingOf(asked, opened, asker));
      return changed === undefined ? undefined : finish(opened, changed, undefined, asked.question.text);
    },
    async answer(query, asked, opened) {
      const { asker, onlyLooks } = asked.question;
      // What is only looked at changes nothing, and nobody's change can be kept for nobody.
      if (editor === undefined || asker === undefined || onlyLooks === true) return nobody(opened, query);
      return finish(opened, await editor.answer(query, editingOf(asked, opened, asker)), query);
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
