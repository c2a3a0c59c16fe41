import { isRecord, type Params } from "../../fake-server/params.ts";
import { problemsOfBlocks } from "./blocks/blocks.ts";
import { limits } from "./blocks/limits.ts";
import { charactersIn } from "./blocks/size.ts";
import { isTrue, type Note, textOf } from "./methods.ts";
import { checkMentions, checkMrkdwn } from "./mrkdwn.ts";
import { Refusal, refuseWith } from "./refusal.ts";
import type { World } from "./world.ts";

/** What a message says. */
export interface Content {
  readonly text: string;
  readonly blocks?: readonly Params[];
  readonly attachments?: readonly Params[];
  readonly metadata?: Params;
}

export interface ContentRule {
  /** The error for too many characters over all blocks; none where Slack has no such limit. */
  readonly tooLong?: "msg_blocks_too_long" | "msg_too_long";
  /** Longer texts are refused, not cut. */
  readonly maxText?: number;
}

/** Reads text, blocks and what goes with them from arguments, and finds everything wrong with them. */
export function contentOf(world: World, params: Params, note: Note, rule: ContentRule): Content {
  const text = textOf({ params }, "text");
  const markdown = textOf({ params }, "markdown_text");
  const blocks = blocksIn(params.blocks);
  const { attachments, metadata } = params;
  if (markdown !== undefined) {
    if (text !== undefined || blocks !== undefined) throw new Refusal("markdown_text_conflict");
    if (markdown.length > limits.markdown)
      throw refuseWith("invalid_arguments", ["markdown_text is too long"]);
    checkMentions(markdown, "markdown_text", note);
  }
  const hasAttachments = Array.isArray(attachments) && attachments.length > 0;
  if (text === undefined && markdown === undefined && blocks === undefined && !hasAttachments) {
    throw new Refusal("no_text");
  }
  if (text !== undefined) checkFallback(text, note, rule);
  else if (markdown === undefined)
    note("tolerated", "text is missing: it is all that notifications and readers aloud have");
  if (params.parse === "full") note("injection", "parse=full makes mentions of plain names");
  if (isTrue(params.link_names)) note("injection", "link_names makes mentions of plain names");
  if (blocks !== undefined) checkBlocks(blocks, note, rule);
  if (hasAttachments) note("tolerated", "attachments are a legacy that the fake does not look into");
  const kept = markdown === undefined ? blocks : [{ type: "markdown", text: markdown }];
  return {
    text: text ?? markdown ?? "",
    ...(kept === undefined ? {} : { blocks: withIds(world, kept) }),
    ...(hasAttachments ? { attachments: attachments.filter(isRecord) } : {}),
    ...(metadata === undefined ? {} : { metadata: checkedMetadata(metadata) }),
  };
}

function checkFallback(text: string, note: Note, { maxText }: ContentRule): void {
  if (maxText !== undefined && text.length > maxText)
    throw new Refusal("msg_too_long", `${text.length} characters`);
  if (text.length > limits.text) {
    const fate = text.length > limits.textTruncated ? "is cut" : "should stay within";
    note("tolerated", `text has ${text.length} characters: it ${fate} ${limits.text}`);
  }
  checkMrkdwn(text, "text", note);
}

function blocksIn(value: unknown): readonly unknown[] | undefined {
  if (value === undefined || value === "") return undefined;
  if (!Array.isArray(value)) throw new Refusal("invalid_blocks_format", JSON.stringify(value).slice(0, 80));
  return value.length === 0 ? undefined : value;
}

function checkBlocks(blocks: readonly unknown[], note: Note, { tooLong }: ContentRule): void {
  const problems = problemsOfBlocks(blocks, "message", note);
  if (problems.length > 0) throw refuseWith("invalid_blocks", problems);
  const characters = charactersIn(blocks);
  if (tooLong !== undefined && characters > limits.messageCharacters) {
    throw new Refusal(tooLong, `${characters} characters over all blocks`);
  }
}

function checkedMetadata(value: unknown): Params {
  const isWhole = isRecord(value) && typeof value.event_type === "string" && isRecord(value.event_payload);
  if (!isWhole) throw new Refusal("invalid_metadata_format", JSON.stringify(value)?.slice(0, 80));
  return value;
}

/** Slack names the blocks and elements that the app did not. */
export function withIds(world: World, blocks: readonly unknown[]): readonly Params[] {
  const named = (value: unknown): unknown => {
    if (
      !isRecord(value) ||
      typeof value.type !== "string" ||
      !/button|_select|picker|input|overflow|checkboxes/.test(value.type)
    )
      return value;
    return { action_id: world.nextId("a"), ...value };
  };
  return blocks.filter(isRecord).map((block) => ({
    block_id: world.nextId("b"),
    ...block,
    ...(Array.isArray(block.elements) && block.type !== "rich_text"
      ? { elements: block.elements.map(named) }
      : {}),
    ...(isRecord(block.accessory) ? { accessory: named(block.accessory) } : {}),
    ...(isRecord(block.element) ? { element: named(block.element) } : {}),
  }));
}
