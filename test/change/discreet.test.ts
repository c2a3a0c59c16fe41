import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadRegister } from "../../src/index.ts";
import { createRegister } from "../../src/register/register.ts";
import { type Clearance, createView } from "../../src/register/view.ts";
import { accessOf, discreet, hidden } from "../access/discreet-desk.ts";
import { type EditingDesk, editingDesk, file, wordsOf } from "./editing-desk.ts";

const told = "told by the harbour master";
const secrets = [
  ...hidden.internal,
  ...hidden.board,
  ...hidden.fleet,
  "quillon",
  "minutes-2031",
  "takeover-2031",
];
const open = (): Promise<EditingDesk> => editingDesk({ register: discreet });
const namesIn = (text: string): readonly string[] => secrets.filter((name) => text.includes(name));

async function all(says: EditingDesk["says"], lines: readonly string[]): Promise<string> {
  const replies: string[] = [];
  for (const line of lines) replies.push(wordsOf(await says(line)));
  return replies.join("\n");
}

describe("an editor who sees what is public", () => {
  test("meets nothing hidden on the way through a change", async () => {
    const { says } = await open();
    const lines = [
      "/edit ilmi-sarras field:contact",
      "+99 5550 0000",
      told,
      "/preview",
      "/change k1 menu",
      "/change k1 field roles",
      "Chair | Quill Holdings",
      "Chair | vellamo",
      "/change k1 preview",
      "/change k1 set visibility=restricted",
      "/change k1 set groups=fleet",
      "/save",
      "/history ilmi-sarras",
      "/show ilmi-sarras",
    ];
    expect(namesIn(await all(says, lines))).toEqual([]);
  });

  test("leaves what is hidden from them where it was", async () => {
    const { says, living } = await open();
    await all(says, ["/edit ilmi-sarras field:contact", "+99 5550 0000", told, "/save"]);
    const contact = living.register().entries.find(({ id }) => id === "ilmi-sarras")?.fields.contact;
    expect(contact?.map(({ value, visibility }) => [value, visibility])).toEqual([
      ["+99 5550 7171", "internal"],
      ["+99 5550 7272", "restricted"],
      ["+99 5550 0000", undefined],
    ]);
  });

  test("is told of no change to what is hidden, while they make their own", async () => {
    const { says, as, living } = await open();
    await all(says, ["/edit ilmi-sarras field:contact", "+99 5550 0000", told]);
    await all(as("telegram:3"), ["/edit ilmi-sarras field:contact", "+99 5550 9999", told, "/save"]);
    const text = await all(says, ["/save", "/history ilmi-sarras"]);
    expect(text).toContain("Saved:");
    expect(text).not.toMatch(/9999|telegram:3/);
    expect(living.revisions()).toHaveLength(2);
  });

  test("cannot take back what they cannot see, nor learn that it is there", async () => {
    const { says, as } = await open();
    await all(as("telegram:4"), ["/edit takeover-2031 field:place", "The old dock", told, "/save"]);
    await all(as("telegram:3"), ["/mou add Quiet agreement", ...Array(6).fill("/skip"), told, "/save"]);
    const none = wordsOf(await says("/undo 7")).replace("7", "N");
    expect(wordsOf(await says("/undo 1")).replace("1", "N")).toBe(none);
    expect(wordsOf(await says("/undo 2")).replace("2", "N")).toBe(none);
    expect(wordsOf(await says("/history takeover-2031"))).not.toContain("old dock");
    expect(wordsOf(await says("/history quiet-agreement"))).not.toContain("Quiet agreement (");
  });

  test("is asked nothing about who may see an entry", async () => {
    const { says } = await open();
    const { form } = await says("/edit orrest", { showsForms: true });
    expect(form?.fields.map(({ key }) => key).filter((key) => /visib|groups/.test(key))).toEqual([]);
  });

  test("adds an entry of a hidden one's name without being told of it", async () => {
    const { says, living } = await open();
    const text = await all(says, [
      "/mou add Takeover agreement (2031)",
      ...Array(6).fill("/skip"),
      told,
      "/save",
    ]);
    expect(text.replaceAll("Takeover agreement (2031)", "")).not.toMatch(/Note|takeover-2031\b/);
    expect(living.aside()).toEqual([]);
  });

  test("reads no wish that names what they cannot see", async () => {
    const desk = await editingDesk({
      register: discreet,
      access: accessOf(`${file}  telegram:5: { role: member, clearance: restricted, groups: [board] }\n`),
    });
    await desk.as("telegram:5")("/edit takeover-2031 the date is wrong");
    expect(desk.wishes).toHaveLength(1);
    expect(wordsOf(await desk.says("/wishes"))).not.toContain("takeover");
    expect(wordsOf(await desk.as("telegram:4")("/wishes"))).toContain("the date is wrong");
  });
});

describe("an editor who sees more", () => {
  test("makes an entry for those who see as much, and says so before it is saved", async () => {
    const { as, living } = await open();
    const preview = await all(as("telegram:3"), ["/mou add Night ferry", ...Array(6).fill("/skip"), told]);
    expect(preview).toContain("Who may see it: → internal");
    await all(as("telegram:3"), ["/save"]);
    expect(living.register().entries.find(({ id }) => id === "night-ferry")?.visibility).toBe("internal");
    await all(as("telegram:4"), ["/mou add Board deal", ...Array(6).fill("/skip"), told, "/save"]);
    expect(living.register().entries.find(({ id }) => id === "board-deal")).toMatchObject({
      visibility: "restricted",
      groups: ["board"],
    });
  });

  test.each([
    ["telegram:3", "restricted", "none of the choices"],
    ["telegram:4", "restricted", "restricted to nobody"],
  ])("%s cannot hide an entry from themselves: %s", async (asker, value, said) => {
    const { as } = await open();
    const text = await all(as(asker), ["/edit orrest field:visibility", value, told, "/preview"]);
    expect(text).toContain(said);
  });

  test("gives an entry to groups of their own alone", async () => {
    const { as } = await open();
    const text = await all(as("telegram:4"), ["/edit orrest field:groups", "fleet"]);
    expect(text).toContain("“fleet” is none of the choices: board");
  });

  test("goes on with a change only where they see as much", async () => {
    const access = accessOf(
      `${file}places:\n  telegram:-1: { clearance: internal }\n  telegram:-2: { clearance: public }\n`,
    );
    const { as, living } = await editingDesk({ register: discreet, access });
    const says = as("telegram:3");
    const place = { place: "telegram:-1", conversation: "telegram:-1" };
    const { placeIsDirect: _, ...inside } = { placeIsDirect: true, ...place };
    await says("/edit ilmi-sarras field:contact", { ...inside });
    await says("+99 5550 7171\n+99 5550 1111", { ...inside });
    const elsewhere = { place: "telegram:-2", conversation: "telegram:-2", outside: true as const };
    const reply = await says("/change k1 save", elsewhere);
    expect(namesIn(wordsOf(reply))).toEqual([]);
    expect(living.revisions()).toEqual([]);
  });

  test("who may see an entry may be changed, and what was said of it before stays hidden", async () => {
    const { as, says } = await open();
    await all(as("telegram:3"), ["/edit timetable-2031 field:place", "Secret pier", told, "/save"]);
    await all(as("telegram:3"), ["/edit timetable-2031 field:place", "Pier 3", told, "/save"]);
    await all(as("telegram:3"), ["/edit timetable-2031 field:visibility", "public", told, "/save"]);
    const text = await all(says, ["/history timetable-2031"]);
    expect(text).not.toContain("Secret pier");
  });
});

const levels: readonly Clearance[] = [
  { level: "public", groups: [] },
  { level: "internal", groups: [] },
];

/** Commands and texts, some of which are about what is hidden. */
const line = fc.constantFrom(
  "/edit ilmi-sarras field:contact",
  "/edit ilmi-sarras field:roles",
  "/edit vellamo field:agreements",
  "/edit slipway-2031 field:parties",
  "/edit slipway-2031",
  "/edit takeover-2031",
  "/edit Quillon Holdings",
  "/mou add A new agreement",
  "/org add Another",
  "+99 5550 0001",
  "orrest",
  "Vellamo Ferries",
  "Chair | orrest",
  "bulletin-2031#2",
  "minutes-2031#2",
  "Place",
  "/skip",
  "/clear",
  "/back",
  "/save",
  "/preview",
  "/undo",
  "/undo 1",
  "/history ilmi-sarras",
  "/history slipway-2031",
);

test.each(levels)(
  "to an editor, a register with hidden things is like one without them (%o)",
  async (clearance) => {
    const whole = await loadRegister(discreet);
    const view = createView(whole, clearance);
    const seen = new Map(view.entries.map((entry) => [entry.id, entry]));
    // What is left of each entry, without relations that are read from the other side.
    const left = createRegister(
      whole.entries.flatMap((entry) => {
        const one = seen.get(entry.id);
        return one === undefined
          ? []
          : [
              {
                ...one,
                fields: Object.fromEntries(
                  Object.entries(one.fields).filter(([field]) => Object.hasOwn(entry.fields, field)),
                ),
              },
            ];
      }),
    );
    const access = accessOf(`people:\n  telegram:1: { role: editor, clearance: ${clearance.level} }\n`);
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
        const [one, other] = await Promise.all(
          [whole, left].map((register) => editingDesk({ register, access })),
        );
        for (const text of lines) {
          const [a, b] = await Promise.all([one?.says(text), other?.says(text)]);
          expect(a === undefined ? "" : wordsOf(a)).toBe(b === undefined ? "" : wordsOf(b));
        }
        expect(one?.living.aside()).toEqual([]);
      }),
      {
        numRuns: 40,
        // Once found: a reason that names what is hidden, and a change beside what is.
        examples: [
          [
            [
              "/edit ilmi-sarras field:contact",
              "Chair | orrest",
              "minutes-2031#2",
              "/back",
              "/edit ilmi-sarras field:contact",
            ],
          ],
          [
            [
              "/edit ilmi-sarras field:contact",
              "/clear",
              "Place",
              "/save",
              "/undo",
              "/save",
              "/show ilmi-sarras",
            ],
          ],
        ],
      },
    );
  },
  120_000,
);
