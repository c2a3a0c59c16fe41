import type { ModalView, PlainTextOption } from "@slack/types";
import type { Desk, Phrases, Reply } from "../../src/index.ts";
import { formatReply, type Look, sentence } from "./format.ts";
import { modalTitleUnits } from "./limits.ts";
import { askShortcut } from "./shortcuts.ts";
import { plainText } from "./text.ts";

export const questionBlock = "question";
const languageBlock = "language";
const inputAction = "value";
/** The choice that leaves the language to the question. */
const own = "own";
const longestQuestion = 1_000;

/** A question, and the language of its answer. */
export function askModal(desk: Desk, phrases: Phrases): ModalView {
  const choice = (value: string, text: string): PlainTextOption => ({ value, text: plainText(text, 75) });
  const each = choice(own, phrases.eachLanguage);
  const languages = desk.languages.map((lang) => choice(lang, desk.phrases(lang).language));
  return {
    type: "modal",
    callback_id: askShortcut,
    title: titleOf(phrases),
    submit: plainText(phrases.askSubmit, modalTitleUnits),
    close: plainText(phrases.close, modalTitleUnits),
    blocks: [
      {
        type: "input",
        block_id: questionBlock,
        label: plainText(phrases.askQuestion, 200),
        element: {
          type: "plain_text_input",
          action_id: inputAction,
          max_length: longestQuestion,
          focus_on_load: true,
        },
      },
      {
        type: "input",
        block_id: languageBlock,
        optional: true,
        label: plainText(phrases.askLanguage, 200),
        element: {
          type: "static_select",
          action_id: inputAction,
          options: [each, ...languages],
          initial_option: each,
        },
      },
    ],
  };
}

/** What was put into the modal. */
export function askedIn(values: Values): { readonly text: string; readonly lang?: string } {
  const text = values[questionBlock]?.[inputAction]?.value ?? "";
  const lang = values[languageBlock]?.[inputAction]?.selected_option?.value ?? own;
  return { text, ...(lang === own ? {} : { lang }) };
}

type Values = Readonly<
  Record<
    string,
    Readonly<
      Record<
        string,
        { readonly value?: string | null; readonly selected_option?: { readonly value: string } | null }
      >
    >
  >
>;

/** An answer in a modal, whose buttons change it in place. */
export function answerModal(reply: Reply, phrases: Phrases, look: Look): ModalView {
  const { blocks } = formatReply(reply, look);
  return {
    type: "modal",
    callback_id: "answer",
    title: titleOf(phrases),
    close: plainText(phrases.close, modalTitleUnits),
    blocks: [...blocks],
  };
}

/** One sentence where an answer is to stand. */
export function noteModal(text: string, phrases: Phrases): ModalView {
  return {
    type: "modal",
    callback_id: "answer",
    title: titleOf(phrases),
    close: plainText(phrases.close, modalTitleUnits),
    blocks: [...sentence(text).blocks],
  };
}

const titleOf = (phrases: Phrases) => plainText(phrases.askTitle, modalTitleUnits);
