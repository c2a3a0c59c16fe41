import { loadRegister } from "../../src/register/load.ts";
import type { Entry } from "../../src/register/statement.ts";
import { createView, publicClearance, type View } from "../../src/register/view.ts";
import { university } from "../register/register-folder.ts";

/** The university as everybody may see it. */
export const view: View = createView(await loadRegister(university), publicClearance);

export function entryOf(id: string): Entry {
  const entry = view.get(id);
  if (entry === undefined) throw new Error(`the fixture has no ${id}`);
  return entry;
}

export function idsOf(entries: readonly Entry[]): readonly string[] {
  return entries.map(({ id }) => id);
}
