import { isRecord, type Params } from "../../../fake-server/params.ts";
import { type Check, checkString, fieldsOf, itemsOf } from "./check.ts";
import { limits } from "./limits.ts";
import { checkRichText } from "./rich-text.ts";
import { charactersIn } from "./size.ts";

export function checkTable(check: Check, at: string, block: Params): void {
  for (const [row, here] of itemsOf(check, `${at}/rows`, block.rows, limits.tableRows)) {
    for (const [cell, place] of itemsOf(check, here, row, limits.tableColumns)) checkCell(check, place, cell);
  }
  if (block.column_settings !== undefined) {
    for (const [item, here] of itemsOf(
      check,
      `${at}/column_settings`,
      block.column_settings,
      limits.tableColumns,
      0,
    )) {
      if (item !== null) fieldsOf(check, here, item, [], ["align", "is_wrapped"]);
    }
  }
  if (charactersIn(block) > limits.tableCharacters) {
    check.fail(at, `a table holds at most ${limits.tableCharacters} characters`);
  }
}

export function checkDataTable(check: Check, at: string, block: Params): void {
  checkString(check, `${at}/caption`, block.caption, limits.imageText);
  const { page_size: size = 5 } = block;
  if (!Number.isInteger(size) || Number(size) < 1 || Number(size) > limits.pageSize) {
    check.fail(`${at}/page_size`, `must be between 1 and ${limits.pageSize}`);
  }
  const rows = itemsOf(check, `${at}/rows`, block.rows, limits.dataTableRows, 2);
  const [header] = rows;
  for (const [row, here] of rows) {
    const cells = itemsOf(check, here, row, limits.tableColumns);
    if (Array.isArray(header?.[0]) && cells.length !== header[0].length) {
      check.fail(here, "all rows must have the same number of cells");
    }
    for (const [cell, place] of cells) checkCell(check, place, cell, here === header?.[1]);
  }
}

function checkCell(check: Check, at: string, value: unknown, isHeader = false): void {
  const type = isRecord(value) ? value.type : undefined;
  if (type === "raw_text") {
    const cell = fieldsOf(check, at, value, ["type", "text"]);
    checkString(check, `${at}/text`, cell?.text, limits.tableCharacters);
  } else if (type === "raw_number") {
    const cell = fieldsOf(check, at, value, ["type", "value"], ["text"]);
    if (typeof cell?.value !== "number") check.fail(`${at}/value`, "must be a number");
  } else if (type === "rich_text" && !isHeader) {
    const cell = fieldsOf(check, at, value, ["type", "elements"], ["block_id"]);
    if (cell !== undefined) checkRichText(check, at, cell);
  } else check.fail(at, `unsupported type: ${String(type)}`);
}
