import { fileURLToPath } from "node:url";
import { createAccess } from "../../src/access/access.ts";
import { parseAccess } from "../../src/access/access-file.ts";
import { type Access, createDesk, type Desk, loadLanguages, loadRegister } from "../../src/index.ts";
import { timezone } from "../starter-desk.ts";

/** A fictional ferry company's register, some of which is internal, and some for its board or its fleet alone. */
export const discreet = fileURLToPath(new URL("../fixtures/discreet", import.meta.url));

/** What is in force while it says so; a file that must be right. */
export function accessOf(text: string): Access {
  const outcome = parseAccess({ name: "access.yaml", text });
  if ("problems" in outcome) throw new Error(JSON.stringify(outcome.problems));
  return createAccess(() => outcome.rules);
}

export async function discreetDesk(access?: Access): Promise<Desk> {
  const [register, languages] = await Promise.all([loadRegister(discreet), loadLanguages()]);
  return createDesk({ register, languages, timezone, ...(access === undefined ? {} : { access }) });
}

/** What only some may see, by what it takes to see it. */
export const hidden = {
  internal: ["Timetable agreement", "Quillon", "7171"],
  board: ["Takeover agreement"],
  fleet: ["7272"],
} as const;
