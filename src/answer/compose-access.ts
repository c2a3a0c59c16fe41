import { publicClearance } from "../register/view.ts";
import { type AccessLine, type AccessRules, isTerminal, operator, type Standing } from "../standing.ts";
import { type Composing, type Draft, type Present, textPart } from "./composing.ts";

/**
 * Answers about access: who the asker is, and what the access file says. Keys, roles and clearances stand in the file's own
 * words in every language: they are what somebody writes there.
 */

/** Who nobody is known to be. */
const nobody: Present = {
  asking: {},
  standing: { known: true, role: "visitor", clearance: publicClearance },
};
/** What somebody gets who is let in and nothing more. */
const plain: Standing = { known: true, role: "member", clearance: publicClearance };

export function composeWhoami({ wording, present = nobody }: Composing): Draft {
  const { say } = wording.messages;
  const { asking, standing, rules } = present;
  const { asker, place, placeIsDirect } = asking;
  const may = say("access.may", { role: standing.role, clearance: formatClearance(standing) });
  if (isTerminal(asking)) return said([say("access.operator"), may]);
  const person = rules?.people.find(({ key }) => key === asker);
  const here = rules?.places.find(({ key }) => key === place);
  const isShared = place !== undefined && placeIsDirect !== true;
  // What was written for a place is its own; others see what follows from it for them.
  const isAdmin = standing.role === "admin";
  const placeLine = here === undefined ? { ...plain, key: place ?? "" } : isAdmin ? here : undefined;
  return said([
    asker === undefined ? say("access.noPerson") : say("access.you", { key: asker }),
    ...(isShared ? [say("access.here", { key: place })] : []),
    may,
    ...(asker === undefined
      ? []
      : [say("access.line", { under: "people:" }), formatLine(person ?? { ...plain, key: asker })]),
    ...(isShared && placeLine !== undefined
      ? [say("access.line", { under: "places:" }), formatLine(placeLine)]
      : []),
  ]);
}

/** The access file as it is in force, for those who may look. */
export function composeRules({ wording, present = nobody }: Composing): Draft {
  const { say } = wording.messages;
  const { standing, rules } = present;
  if (standing.role !== operator.role) return { ...said([say("access.notYours")]), outcome: "refused" };
  if (rules === undefined) return said([say("access.noFile")]);
  return said([
    say(`access.strangers.${rules.strangers}`),
    ...section("people:", rules),
    ...section("places:", rules),
  ]);
}

function section(under: "people:" | "places:", rules: AccessRules): readonly string[] {
  const lines = under === "people:" ? rules.people : rules.places;
  return lines.length === 0 ? [] : [under, ...lines.map(formatLine)];
}

/** A line of the file as somebody writes it: `telegram:1: { role: editor, clearance: internal }`. */
export function formatLine({ key, role, clearance }: AccessLine): string {
  const parts = [
    ...(role === undefined ? [] : [`role: ${role}`]),
    ...(clearance === undefined ? [] : [`clearance: ${clearance.level}`]),
    ...(clearance === undefined || clearance.groups.length === 0
      ? []
      : [`groups: [${clearance.groups.join(", ")}]`]),
  ];
  return parts.length === 0 ? `${key}: {}` : `${key}: { ${parts.join(", ")} }`;
}

/** What a stranger is told: how to be let in. */
export function composeRefusal({ wording, present = nobody }: Composing): Draft {
  const { asker, place } = present.asking;
  const line = formatLine({ ...plain, key: asker ?? place ?? "" });
  return { ...said([wording.messages.say("access.stranger", { line })]), outcome: "refused" };
}

function formatClearance({ clearance: { level, groups } }: Standing): string {
  return groups.length === 0 ? level : `${level} (${groups.join(", ")})`;
}

function said(texts: readonly string[]): Draft {
  return { outcome: "answered", parts: texts.map(textPart), entries: [], followUps: [] };
}
