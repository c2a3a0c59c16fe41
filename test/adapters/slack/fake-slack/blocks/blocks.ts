import { isRecord, type Params } from "../../../fake-server/params.ts";
import type { Note } from "../methods.ts";
import { checkMentions } from "../mrkdwn.ts";
import {
  type Check,
  checkOptional,
  checkString,
  checkText,
  checkUnique,
  fieldsOf,
  itemsOf,
  type Surface,
} from "./check.ts";
import { checkElement, elementsOf } from "./elements.ts";
import { limits } from "./limits.ts";
import { checkRichText } from "./rich-text.ts";
import { checkDataTable, checkTable } from "./tables.ts";

interface BlockRule {
  readonly required?: readonly string[];
  readonly optional?: readonly string[];
  /** Where Slack refuses it, and where nobody has seen it accepted. */
  readonly not?: readonly Surface[];
  readonly doubtful?: readonly Surface[];
  check?(check: Check, at: string, block: Params): void;
}

const plain = (max: number) => ({ max, plainOnly: true });

const rules: Readonly<Record<string, BlockRule>> = {
  section: {
    optional: ["text", "fields", "accessory", "expand"],
    check(check, at, { text, fields, accessory }) {
      if (text === undefined && fields === undefined) check.fail(at, "must provide either text or fields");
      checkText(check, `${at}/text`, text, { max: limits.sectionText, optional: true });
      if (fields !== undefined) {
        for (const [field, here] of itemsOf(check, `${at}/fields`, fields, limits.fields)) {
          checkText(check, here, field, { max: limits.field });
        }
      }
      if (accessory !== undefined) checkElement(check, `${at}/accessory`, accessory, elementsOf.accessory);
    },
  },
  header: {
    required: ["text"],
    optional: ["level"],
    check: (check, at, { text }) => checkText(check, `${at}/text`, text, plain(limits.header)),
  },
  divider: {},
  context: {
    required: ["elements"],
    check(check, at, { elements }) {
      for (const [element, here] of itemsOf(check, `${at}/elements`, elements, limits.contextElements)) {
        if (isRecord(element) && element.type === "image") checkElement(check, here, element, ["image"]);
        else checkText(check, here, element, { max: limits.sectionText });
      }
    },
  },
  actions: {
    required: ["elements"],
    check: (check, at, block) => checkElements(check, at, block, limits.actionsElements, elementsOf.actions),
  },
  context_actions: {
    required: ["elements"],
    not: ["modal"],
    doubtful: ["home"],
    check: (check, at, block) =>
      checkElements(check, at, block, limits.contextActionsElements, elementsOf.contextActions),
  },
  image: {
    required: ["alt_text"],
    optional: ["image_url", "slack_file", "title"],
    check(check, at, { alt_text, image_url, slack_file, title }) {
      checkElement(check, at, { type: "image", alt_text, image_url, slack_file }, ["image"]);
      checkText(check, `${at}/title`, title, { ...plain(limits.imageText), optional: true });
    },
  },
  input: {
    required: ["label", "element"],
    optional: ["hint", "optional", "dispatch_action"],
    check(check, at, { label, element, hint }) {
      checkText(check, `${at}/label`, label, plain(limits.inputLabel));
      checkText(check, `${at}/hint`, hint, { ...plain(limits.inputLabel), optional: true });
      checkElement(check, `${at}/element`, element, elementsOf.input);
    },
  },
  markdown: {
    required: ["text"],
    not: ["modal", "home"],
    check(check, at, { text }) {
      checkString(check, `${at}/text`, text, limits.markdown);
      checkMentions(String(text), at, check.note);
    },
  },
  rich_text: { required: ["elements"], check: checkRichText },
  table: {
    required: ["rows"],
    optional: ["column_settings"],
    not: ["modal"],
    doubtful: ["home"],
    check: checkTable,
  },
  data_table: {
    required: ["rows", "caption"],
    optional: ["page_size", "row_header_column_index"],
    doubtful: ["modal", "home"],
    check: checkDataTable,
  },
  alert: {
    required: ["text"],
    optional: ["level"],
    not: ["message", "home"],
    check: (check, at, { text }) => checkText(check, `${at}/text`, text, { max: limits.sectionText }),
  },
  video: {
    required: ["video_url", "thumbnail_url", "alt_text", "title"],
    optional: ["title_url", "author_name", "provider_name", "provider_icon_url", "description"],
  },
  card: {
    optional: ["hero_image", "icon", "title", "subtitle", "body", "actions"],
    doubtful: ["modal", "home"],
  },
  carousel: { required: ["elements"], doubtful: ["modal", "home"] },
  container: {
    required: ["child_blocks"],
    optional: [
      ...["title", "rich_text_title", "subtitle", "width", "icon", "is_collapsible", "default_collapsed"],
      "has_header_divider",
    ],
    not: ["modal"],
    doubtful: ["home"],
    check: checkContainer,
  },
  plan: { required: ["title"], optional: ["tasks"], not: ["modal"], doubtful: ["home"] },
  task_card: {
    required: ["task_id", "title", "status"],
    optional: ["details", "output", "sources"],
    not: ["modal"],
    doubtful: ["home"],
  },
};

function checkElements(
  check: Check,
  at: string,
  { elements }: Params,
  max: number,
  allowed: readonly string[],
): void {
  const items = itemsOf(check, `${at}/elements`, elements, max);
  for (const [element, here] of items) checkElement(check, here, element, allowed);
  const ids = items.map(([element]) => (isRecord(element) ? element.action_id : undefined));
  checkUnique(check, at, ids, "action_id");
}

const inContainers: ReadonlySet<string> = new Set([
  ...["actions", "context", "divider", "header", "image", "input", "rich_text", "section", "table", "video"],
]);

function checkContainer(
  check: Check,
  at: string,
  { title, rich_text_title, subtitle, child_blocks }: Params,
): void {
  if (title === undefined && rich_text_title === undefined) {
    check.fail(at, "must provide either title or rich_text_title");
  }
  checkText(check, `${at}/title`, title, { ...plain(limits.header), optional: true });
  checkText(check, `${at}/subtitle`, subtitle, { max: limits.header, optional: true });
  for (const [block, here] of itemsOf(check, `${at}/child_blocks`, child_blocks, limits.childBlocks)) {
    if (!isRecord(block) || inContainers.has(String(block.type))) checkBlock(check, here, block);
    else check.fail(here, `unsupported type: ${String(block.type)} in a container`);
  }
}

/** What Slack would refuse in these blocks, as its sentences; what it lets pass goes to `note`. */
export function problemsOfBlocks(value: unknown, surface: Surface, note: Note): string[] {
  const problems: string[] = [];
  const check: Check = {
    surface,
    fail: (at, message) => problems.push(`${message} [json-pointer:${at}]`),
    note,
  };
  const max = surface === "message" ? limits.messageBlocks : limits.viewBlocks;
  const blocks = itemsOf(check, "/blocks", value, max, surface === "message" ? 1 : 0);
  for (const [block, at] of blocks) checkBlock(check, at, block);
  const records = blocks.map(([block]) => block).filter(isRecord);
  const ids = records.map(({ block_id: id }) => id);
  checkUnique(check, "/blocks", ids, "block_id");
  if (records.filter(({ type }) => type === "table").length > 1)
    check.fail("/blocks", "only one table is allowed");
  const markdown = records.filter(({ type }) => type === "markdown");
  if (markdown.reduce((sum, { text }) => sum + String(text).length, 0) > limits.markdown) {
    check.fail("/blocks", `markdown blocks hold at most ${limits.markdown} characters together`);
  }
  return problems;
}

function checkBlock(check: Check, at: string, value: unknown): void {
  const type = isRecord(value) ? String(value.type) : "";
  const rule = Object.hasOwn(rules, type) ? rules[type] : undefined;
  if (rule === undefined || rule.not?.includes(check.surface)) {
    const place = rule === undefined ? "" : ` in a ${check.surface}`;
    check.fail(at, `unsupported type: ${type || JSON.stringify(value)}${place}`);
    return;
  }
  if (rule.doubtful?.includes(check.surface)) {
    check.note("tolerated", `${at} is a ${type} block: nobody promises it in a ${check.surface}`);
  }
  const block = fieldsOf(
    check,
    at,
    value,
    ["type", ...(rule.required ?? [])],
    ["block_id", ...(rule.optional ?? [])],
  );
  if (block === undefined) return;
  checkOptional(check, `${at}/block_id`, block.block_id, limits.id);
  rule.check?.(check, at, block);
}
