import { kinds as allKinds, type Kind } from "../register/field.ts";
import { type CommandLine, unquote } from "./command-line.ts";
import { type ChangeDoing, commandNamed, type StepDoing } from "./command-table.ts";
import {
  type ChangeQuery,
  type ChangeStep,
  changeSteps,
  type EditAs,
  editPurposes,
  type Query,
} from "./query.ts";

/** Commands that change the register, as far as no entry has to be found for them. */
export function understandChange(does: ChangeDoing | StepDoing, { words }: CommandLine): Query {
  const [first = "", second = "", ...rest] = words.split(" ");
  switch (does.to) {
    case "add": {
      const of = kindCalled(first);
      if (of === undefined) return { kind: "needsName", command: "add" };
      return { kind: "add", of, title: unquote([second, ...rest].join(" ").trim()) };
    }
    case "undo": {
      const revision = wholeNumber(first);
      return { kind: "undo", ...(revision === undefined ? {} : { revision }) };
    }
    case "change":
      return isStep(second)
        ? { kind: "step", draft: first, step: second, value: unquote(rest.join(" ")) }
        : { kind: "help" };
    case "wishes": {
      const close = wholeNumber(first);
      return { kind: "wishes", ...(close === undefined ? {} : { close }) };
    }
    case "step":
      return { kind: "step", step: does.step, value: "" };
  }
}

/** What may be done to an entry of a kind by a word before its name: `/visit cancel NAME`. */
const verbs: Readonly<Record<string, "add" | "edit" | EditAs>> = {
  add: "add",
  new: "add",
  edit: "edit",
  cancel: "cancelled",
  done: "done",
  progress: "progress",
};

/** `/visit add TITLE`, `/visit cancel NAME`: what is to be done, and the words that name what it is done to. */
export interface ChangeOfKind {
  readonly does: "add" | "edit" | EditAs;
  readonly words: string;
}

export function changeOfKind({ words, settings }: CommandLine): ChangeOfKind | undefined {
  const [first = "", ...rest] = words.split(" ");
  const verb = first.toLowerCase();
  return settings.length > 0 || !Object.hasOwn(verbs, verb)
    ? undefined
    : { does: verbs[verb] ?? "edit", words: rest.join(" ") };
}

/** The edit of an entry that was found, as the command line's settings want it. */
export function editOf(entry: string, settings: CommandLine["settings"], purpose?: EditAs): ChangeQuery {
  const written = new Map(settings);
  const field = written.get("field")?.[0];
  const as = purpose ?? editPurposes.find((one) => one === written.get("as")?.[0]);
  return {
    kind: "edit",
    entry,
    ...(field === undefined ? {} : { field }),
    ...(as === undefined ? {} : { as }),
  };
}

/** The kind that a word means: its own name, or a command that shows it. */
function kindCalled(word: string): Kind | undefined {
  const name = word.toLowerCase();
  const does = commandNamed(name)?.does;
  return allKinds.find((kind) => kind === name) ?? (does?.to === "show" ? does.kinds[0] : undefined);
}

function isStep(word: string): word is ChangeStep {
  return (changeSteps as readonly string[]).includes(word);
}

function wholeNumber(word: string): number | undefined {
  const number = Number(word);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}
