import { describe, expect, test } from "vitest";
import { parseAccess } from "../../src/access/access-file.ts";
import { formatProblem } from "../../src/errors.ts";

/** All that is wrong with a file, a line each. */
function problemsOf(text: string): readonly string[] {
  const outcome = parseAccess({ name: "access.yaml", text });
  return "problems" in outcome ? outcome.problems.map(formatProblem) : [];
}

const whole = `strangers: public
people:
  telegram:123456789: { role: editor, clearance: internal }
  slack:T0001/U0001: { role: admin, clearance: restricted, groups: [board, fleet, board] }
  slack:E0001/W0001: {}
places:
  telegram:-1001234567890: { clearance: internal }
  slack:T0001: { role: member, clearance: public }
  slack:T0001/C0001: { clearance: restricted }
`;

test("a file is read as it is written", () => {
  expect(parseAccess({ name: "access.yaml", text: whole })).toEqual({
    rules: {
      strangers: "public",
      people: [
        { key: "telegram:123456789", role: "editor", clearance: { level: "internal", groups: [] } },
        {
          key: "slack:T0001/U0001",
          role: "admin",
          clearance: { level: "restricted", groups: ["board", "fleet"] },
        },
        { key: "slack:E0001/W0001" },
      ],
      places: [
        { key: "telegram:-1001234567890", clearance: { level: "internal", groups: [] } },
        { key: "slack:T0001", role: "member", clearance: { level: "public", groups: [] } },
        { key: "slack:T0001/C0001", clearance: { level: "restricted", groups: [] } },
      ],
    },
  });
});

test("what is left out names nobody, and lets no strangers in", () => {
  for (const text of ["people:\n", "places:\n", "strangers: none\n", "{}"])
    expect(parseAccess({ name: "access.yaml", text })).toEqual({
      rules: { strangers: "none", people: [], places: [] },
    });
});

describe("what is wrong is said with its line, its column and what is expected", () => {
  test.each([
    ["", "access.yaml:1:1 is no access file; expected a mapping with strangers, people and places"],
    ["- telegram:1", "access.yaml:1:1 is no access file"],
    ["strangers: all", "access.yaml:1:12 strangers: is neither; expected none or public"],
    ["persons: {}", "access.yaml:1:1 persons: is unknown here; expected strangers, people, places"],
    ["people: [telegram:1]", "access.yaml:1:9 people: is no mapping; expected a line for each"],
    ["people:\n  telegram:1: editor", "access.yaml:2:15 people.telegram:1: is no mapping"],
    ["people:\n  telegram:1:", "access.yaml:2:14 people.telegram:1: is no mapping"],
    [
      "people:\n  telegram:1: { role: boss }",
      "access.yaml:2:23 people.telegram:1.role: is no role; expected one of visitor, member, editor, admin",
    ],
    [
      "people:\n  telegram:1: { clearance: secret }",
      "access.yaml:2:28 people.telegram:1.clearance: is no clearance; expected one of public, internal, restricted",
    ],
    [
      "people:\n  telegram:1: { clearance: internal, groups: [board] }",
      "access.yaml:2:46 people.telegram:1.groups: are of no use here; expected `clearance: restricted`",
    ],
    [
      "people:\n  telegram:1: { groups: [board] }",
      "access.yaml:2:25 people.telegram:1.groups: are of no use here",
    ],
    [
      "people:\n  telegram:1: { clearance: restricted, groups: [] }",
      "access.yaml:2:48 people.telegram:1.groups: is empty; expected names of groups",
    ],
    [
      "people:\n  telegram:1: { clearance: restricted, groups: [The Board] }",
      "access.yaml:2:49 people.telegram:1.groups[0]: is no group; expected small letters",
    ],
    [
      "people:\n  telegram:1: { clearance: restricted, groups: board }",
      "access.yaml:2:48 people.telegram:1.groups: is no list; expected names of groups",
    ],
    [
      "people:\n  telegram:1: { rôle: admin }",
      "access.yaml:2:17 people.telegram:1.rôle: is unknown here; expected role, clearance, groups",
    ],
    [
      "people:\n  telegram:1: { role: member }\n  telegram:1: { role: admin }",
      "access.yaml:3:3 not YAML: Map keys must be unique",
    ],
    ["people: {", "access.yaml:1:10 not YAML"],
    [
      "people:\n  telegram:-1001: { role: member }",
      "access.yaml:2:3 people.telegram:-1001: is not usable; expected a person, such as telegram:123456789 or slack:T0001/U0001; a chat, a channel or a workspace stands under places",
    ],
    [
      "places:\n  telegram:1: { role: member }",
      "access.yaml:2:3 places.telegram:1: is not usable; expected a place, such as telegram:-1001234567890, slack:T0001 or slack:T0001/C0001; a person stands under people",
    ],
  ])("%j", (text, said) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(said);
  });

  test.each([
    "telegram:aina",
    "telegram:0",
    "telegram:",
    "Telegram:1",
    "slack:U0001",
    "slack:T0001/C0001",
    "slack:T0001/u0001",
    "slack:T0001/U0001/U0002",
    "discord:1",
    "terminal",
  ])("%j is nobody under people", (key) => {
    expect(problemsOf(`people:\n  ${key}: {}`)[0]).toMatch(/:2:3 people.* is not usable/);
  });

  test.each(["slack:T0001/D0001", "slack:T0001/G0001", "slack:E0001", "telegram:-5"])(
    "%j is a place",
    (key) => {
      expect(problemsOf(`places:\n  ${key}: {}`)).toEqual([]);
    },
  );

  test("all at once, in the order of the lines", () => {
    const text = `strangers: some
people:
  telegram:x: { role: boss }
  telegram:2: { clearance: internal, groups: [board], colour: red }
places:
  slack:T0001/U0001: { clearance: all }
`;
    const places = problemsOf(text).map((line) => line.split(" ").slice(0, 2).join(" "));
    expect(places).toEqual([
      "access.yaml:1:12 strangers:",
      "access.yaml:3:3 people.telegram:x:",
      "access.yaml:3:23 people.telegram:x.role:",
      "access.yaml:4:46 people.telegram:2.groups:",
      "access.yaml:4:55 people.telegram:2.colour:",
      "access.yaml:6:3 places.slack:T0001/U0001:",
      "access.yaml:6:35 places.slack:T0001/U0001.clearance:",
    ]);
  });
});
