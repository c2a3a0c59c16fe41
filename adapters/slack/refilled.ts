import type { ViewOutput } from "@slack/bolt";
import type { KnownBlock, ModalView } from "@slack/types";
import { visible } from "../chat/visible.ts";
import type { FormState } from "./form-blocks.ts";
import { blocksInView, sectionUnits } from "./limits.ts";
import { plainText } from "./text.ts";

/** A modal as it was submitted, with what was filled in, below what went wrong: it can be submitted again. */
export function refilled(view: ViewOutput, state: FormState, failure: string): ModalView {
  const { title, submit, close, callback_id, private_metadata } = view;
  const said: KnownBlock = { type: "section", text: plainText(visible(failure), sectionUnits) };
  const blocks = (view.blocks as readonly KnownBlock[]).map((block) => filledIn(block, state));
  return {
    type: "modal",
    callback_id,
    private_metadata,
    title,
    ...(submit === null ? {} : { submit }),
    ...(close === null ? {} : { close }),
    blocks: [said, ...blocks].slice(0, blocksInView),
  };
}

function filledIn(block: KnownBlock, state: FormState): KnownBlock {
  if (block.type !== "input" || block.block_id === undefined) return block;
  const { element } = block;
  const filled = state[block.block_id]?.[element.action_id ?? ""];
  if (filled === undefined) return block;
  if (element.type === "plain_text_input") {
    const { initial_value: _, ...bare } = element;
    const value = filled.value ?? "";
    return { ...block, element: value === "" ? bare : { ...bare, initial_value: value } };
  }
  if (element.type === "static_select") {
    const { initial_option: _, ...bare } = element;
    const option = element.options?.find(({ value }) => value === filled.selected_option?.value);
    return { ...block, element: option === undefined ? bare : { ...bare, initial_option: option } };
  }
  return block;
}
