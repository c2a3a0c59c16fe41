import { isRecord, type Params } from "../../../fake-server/params.ts";
import { type Check, checkString, fieldsOf, itemsOf } from "./check.ts";
import { limits } from "./limits.ts";

const most = 10_000;

/** Elements of a line; those marked notify people. */
const inline: Readonly<Record<string, { readonly required: readonly string[]; readonly notifies?: true }>> = {
  text: { required: ["text"] },
  link: { required: ["url"] },
  emoji: { required: ["name"] },
  channel: { required: ["channel_id"] },
  user: { required: ["user_id"], notifies: true },
  usergroup: { required: ["usergroup_id"], notifies: true },
  broadcast: { required: ["range"], notifies: true },
  team: { required: ["team_id"] },
  date: { required: ["timestamp", "format"] },
  color: { required: ["value"] },
};
const inlineOptional = ["style", "text", "unsafe", "unicode", "skin_tone", "url", "fallback"];
const lineOptional = ["border", "indent", "offset", "style", "language"];

export function checkRichText(check: Check, at: string, block: Params): void {
  for (const [line, here] of itemsOf(check, `${at}/elements`, block.elements, most, 0))
    checkLine(check, here, line);
}

function checkLine(check: Check, at: string, value: unknown): void {
  const type = isRecord(value) ? value.type : undefined;
  if (!/^rich_text_(section|list|quote|preformatted)$/.test(String(type))) {
    check.fail(at, `unsupported type: ${String(type)}`);
    return;
  }
  const line = fieldsOf(check, at, value, ["type", "elements"], lineOptional);
  const isList = type === "rich_text_list";
  if (isList && line?.style !== "bullet" && line?.style !== "ordered") {
    check.fail(`${at}/style`, `unsupported style: ${String(line?.style)}`);
  }
  for (const [element, here] of itemsOf(check, `${at}/elements`, line?.elements, most, 0)) {
    if (isList) checkLine(check, here, element);
    else checkInline(check, here, element);
  }
}

function checkInline(check: Check, at: string, value: unknown): void {
  const type = isRecord(value) ? String(value.type) : "";
  const rule = Object.hasOwn(inline, type) ? inline[type] : undefined;
  if (rule === undefined) {
    check.fail(at, `unsupported type: ${type || JSON.stringify(value)}`);
    return;
  }
  const element = fieldsOf(check, at, value, ["type", ...rule.required], inlineOptional);
  if (type === "text") checkString(check, `${at}/text`, element?.text, most);
  if (type === "link") checkString(check, `${at}/url`, element?.url, limits.url);
  if (rule.notifies) check.note("injection", `${at} mentions ${JSON.stringify(value)}`);
}
