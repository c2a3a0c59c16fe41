import type { Clearance } from "../register/view.ts";

const levels: readonly Clearance["level"][] = ["public", "internal", "restricted"];

/**
 * What two clearances may both see: the lower level, and of two restricted ones the groups that they share.
 *
 * Restricted without a group sees what internal does, and is written so.
 */
export function leastOf(one: Clearance, other: Clearance): Clearance {
  const level = levels[Math.min(levels.indexOf(one.level), levels.indexOf(other.level))] ?? "public";
  if (level !== "restricted") return { level, groups: [] };
  const groups = [...new Set(one.groups)].filter((group) => other.groups.includes(group)).sort();
  return groups.length === 0 ? { level: "internal", groups: [] } : { level, groups };
}
