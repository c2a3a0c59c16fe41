import type { ActionsBlock, Button as SlackButton } from "@slack/types";
import { type Button, inRows, type Target } from "../chat/button.ts";
import { buttonsInRow, buttonUnits, valueUnits } from "./limits.ts";
import { plainText } from "./text.ts";

/** What was shown in a message before what it shows now, the latest first; and the language of all of it. */
export interface Trail {
  readonly lang: string;
  readonly steps: readonly Target[];
}

/** What a button carries, as data: where it leads, and the way back from there. */
export interface Press {
  readonly to: Target;
  readonly trail: Trail;
}

/** Steps back that a button carries. */
const mostSteps = 3;

/** `["en","/mou abc","2/mou abc"]`: the language, where a button leads, and the way back; a page's number stands before its command. */
export function formatValue(to: Target, { lang, steps }: Trail): string {
  const written = [to, ...steps.slice(0, mostSteps)].map(
    ({ command, page }) => `${page === 0 ? "" : page}${command}`,
  );
  while (written.length > 1 && JSON.stringify([lang, ...written]).length > valueUnits) written.pop();
  return JSON.stringify([lang, ...written]);
}

/** A command that is too long for a button can be typed. */
export function fitsButton(to: Target, lang: string): boolean {
  return formatValue(to, { lang, steps: [] }).length <= valueUnits;
}

/** Nothing where a text is no value of ours. */
export function parseValue(value: string): Press | undefined {
  let parts: unknown;
  try {
    parts = JSON.parse(value);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts) || !parts.every((part) => typeof part === "string")) return undefined;
  const [lang = "", ...written] = parts as readonly string[];
  const targets = written.map(parseTarget);
  const [to, ...steps] = targets.flatMap((target) => target ?? []);
  const isWhole = /^[a-z]{2,8}$/.test(lang) && targets.every((target) => target !== undefined);
  return to === undefined || !isWhole ? undefined : { to, trail: { lang, steps } };
}

function parseTarget(written: string): Target | undefined {
  const match = /^(\d{0,4})(\/.+)$/su.exec(written);
  return match === null ? undefined : { page: Number(match[1]), command: match[2] ?? "" };
}

/** All buttons that lead somewhere are told apart by what follows the colon. */
export const goAction = /^go:/;
export const shareAction = "share";

export function targetButton(label: string, to: Target, trail: Trail, name: string): SlackButton {
  return {
    type: "button",
    action_id: `go:${name}`,
    text: plainText(label, buttonUnits),
    value: formatValue(to, trail),
  };
}

/** Buttons in rows, those that fit. */
export function actionsOf(buttons: readonly Button[], trail: Trail, name: string): readonly ActionsBlock[] {
  const fitting = buttons.filter(({ label, to }) => label !== "" && fitsButton(to, trail.lang));
  return inRows(buttonsInRow, fitting).map((row, at) => ({
    type: "actions",
    elements: row.map(({ label, to }, index) => targetButton(label, to, trail, `${name}.${at}.${index}`)),
  }));
}
