import type { ActionsBlock, Button as SlackButton } from "@slack/types";
import type { Button } from "../chat/line.ts";
import { formatTarget, parseTarget, type Target } from "../chat/target.ts";
import { buttonsInRow, buttonUnits, valueUnits } from "./limits.ts";
import { plainText } from "./text.ts";

/** What was shown in a message before what it shows now, the latest first. */
export type Trail = readonly Target[];

/** Steps back that a button carries. */
const mostSteps = 3;

/** What a button carries: where it leads, and the way back from there. */
export function formatValue(to: Target, trail: Trail): string {
  const steps = [to, ...trail.slice(0, mostSteps)].map(formatTarget);
  while (steps.length > 1 && JSON.stringify(steps).length > valueUnits) steps.pop();
  return JSON.stringify(steps);
}

/** Nothing where a text is no value of ours. */
export function parseValue(value: string): { readonly to: Target; readonly trail: Trail } | undefined {
  try {
    const steps: unknown = JSON.parse(value);
    if (!Array.isArray(steps)) return undefined;
    const [to, ...trail] = steps.flatMap((step) =>
      typeof step === "string" ? (parseTarget(step) ?? []) : [],
    );
    return to === undefined || trail.length + 1 !== steps.length ? undefined : { to, trail };
  } catch {
    return undefined;
  }
}

/** All buttons that lead somewhere are told apart by what follows the colon. */
export const goAction = /^(?:open|go):/;
export const shareAction = "share";

export function targetButton(label: string, to: Target, trail: Trail, actionId: string): SlackButton {
  return {
    type: "button",
    action_id: actionId,
    text: plainText(label, buttonUnits),
    value: formatValue(to, trail),
  };
}

/** Rows of buttons, each for one thought; one whose command is too long for a button is left out: it can be typed. */
export function actionsOf(rows: readonly (readonly Button[])[], trail: Trail): readonly ActionsBlock[] {
  return rows.flatMap((row, at) =>
    inRows(row.filter(({ label, to }) => label !== "" && formatValue(to, []).length <= valueUnits)).map(
      (buttons, part) => ({
        type: "actions" as const,
        elements: buttons.map(({ label, to }, index) =>
          targetButton(label, to, trail, `go:${at}.${part}.${index}`),
        ),
      }),
    ),
  );
}

function inRows(buttons: readonly Button[]): readonly (readonly Button[])[] {
  return Array.from({ length: Math.ceil(buttons.length / buttonsInRow) }, (_, index) =>
    buttons.slice(index * buttonsInRow, (index + 1) * buttonsInRow),
  );
}
