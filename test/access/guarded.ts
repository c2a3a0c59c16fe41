import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Register } from "../../src/index.ts";
import type { Clearance } from "../../src/register/view.ts";
import { type Files, registerOf } from "../register/register-folder.ts";

/** A fictional harbour's register, of whose every kind something is hidden from somebody. */
export const guarded = fileURLToPath(new URL("../fixtures/guarded", import.meta.url));

/** The mark at the end of a line that takes more than what is public to see. */
const mark = / # (internal|board|fleet)$/;

async function readGuarded(): Promise<Files> {
  const names = (await readdir(guarded)).sort();
  return Object.fromEntries(
    await Promise.all(
      names.map(async (name) => [name, await readFile(join(guarded, name), "utf8")] as const),
    ),
  );
}

const files = await readGuarded();

/** All of it. */
export const whole = (): Register => registerOf(files);

/**
 * The register from which the lines were taken away that a clearance does not see: nothing of the program decides which those
 * are, only the marks in the files.
 */
export function without({ level, groups }: Clearance): Register {
  const seen = new Set<string | undefined>([
    undefined,
    ...(level === "public" ? [] : ["internal"]),
    ...groups,
  ]);
  const isSeen = (line: string): boolean => seen.has(mark.exec(line)?.[1]);
  const left = Object.entries(files).map(([name, text]) => [
    name,
    text.split("\n").filter(isSeen).join("\n"),
  ]);
  return registerOf(Object.fromEntries(left) as Files);
}

/** Names, words and numbers, each with the mark of what it takes to see it; nothing where everybody sees it. */
export const names: readonly (readonly [name: string, mark?: "internal" | "board" | "fleet"])[] = [
  ["Brinmouth Harbour"],
  ["Orrest Shipyard"],
  ["Halvik Institute"],
  ["HVI"],
  ["Ilmi Sarras"],
  ["Tovar Quist"],
  ["Slipway agreement (2031)"],
  ["beacons-2030"],
  ["crew-2029"],
  ["The Deckhand Paper"],
  ["survey-visit"],
  ["regatta-2031"],
  ["lamps-promise"],
  ["North Lamps"],
  ["ships-counted"],
  ["ledger-2031"],
  ["Project Lantern", "internal"],
  ["Veshka Salvage", "internal"],
  ["veshka", "internal"],
  ["VSK Salvors", "internal"],
  ["Marit Enger", "internal"],
  ["marit-enger", "internal"],
  ["Wreck clearing agreement (2031)", "internal"],
  ["wreck-2031", "internal"],
  ["The Quiet Paper", "internal"],
  ["Visit of the salvors (2031)", "internal"],
  ["salvor-visit", "internal"],
  ["Salvage drill 2031", "internal"],
  ["divers-promise", "internal"],
  ["Deep Reach", "internal"],
  ["minutes-2031", "internal"],
  ["The salvage shed", "internal"],
  ["+99 5550 7171", "internal"],
  ["Divers for the wreck", "internal"],
  ["Dunmarrow Trust", "board"],
  ["dunmarrow", "board"],
  ["Sale of the east quay (2031)", "board"],
  ["sale-2031", "board"],
  ["trustees-visit", "board"],
  ["quay-promise", "board"],
  ["sealed-2031", "board"],
  ["Price of the east quay", "board"],
  ["+99 5550 7272", "fleet"],
];
