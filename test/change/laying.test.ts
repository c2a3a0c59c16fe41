import fc from "fast-check";
import { expect, test } from "vitest";
import { createLaying } from "../../src/change/laying.ts";
import { layOver } from "../../src/change/overlay.ts";
import { createSurroundings } from "../../src/change/surroundings.ts";
import { loadRegister } from "../../src/index.ts";
import { university } from "../register/register-folder.ts";
import { revisionsArbitrary } from "./revising.ts";

const { entries } = await loadRegister(university);

test("revisions taken one after another make what all of them make at once", () => {
  fc.assert(
    fc.property(revisionsArbitrary(entries, 12), (revisions) => {
      const laying = createLaying(entries, []);
      for (const [index, revision] of revisions.entries()) {
        laying.take([revision]);
        const whole = layOver(entries, revisions.slice(0, index + 1));
        expect(laying.entries()).toEqual(whole.entries);
        expect(laying.remarks()).toMatchObject({ shadowed: whole.shadowed, aside: whole.aside });
        const among = createSurroundings(whole.entries);
        for (const { id } of whole.entries) {
          const ids = (all: readonly { id: string }[]) => all.map((one) => one.id).sort();
          expect(ids(laying.surroundings().naming(id))).toEqual(ids(among.naming(id)));
        }
      }
    }),
    { numRuns: 60 },
  );
});
