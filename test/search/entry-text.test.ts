import { expect, test } from "vitest";
import { loadRegister } from "../../src/index.ts";
import { createRegister } from "../../src/register/register.ts";
import { createView, publicClearance } from "../../src/register/view.ts";
import { stemsOf } from "../../src/search/entry-text.ts";
import { university } from "../register/register-folder.ts";

test("an entry's stems follow the names of what it links to, in each view", async () => {
  const { entries } = await loadRegister(university);
  const visit = entries.find(({ id }) => id === "visit-2026");
  if (visit === undefined) throw new Error("no visit");
  const renamed = entries.map((entry) =>
    entry.id === "tolmira"
      ? { ...entry, names: [{ text: "Wolframite", type: "name" as const, cites: [] }] }
      : entry,
  );
  const [before, after] = [entries, renamed].map((all) => createView(createRegister(all), publicClearance));
  if (before === undefined || after === undefined) throw new Error("no view");
  expect([...stemsOf(before, visit)].join(" ")).toContain("tolmira");
  expect([...stemsOf(after, visit)].some((stem) => stem.startsWith("wolframit"))).toBe(true);
  expect([...stemsOf(before, visit)].some((stem) => stem.startsWith("wolframit"))).toBe(false);
});
