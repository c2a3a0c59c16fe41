import { z } from "zod";
import type { Problem } from "../errors.ts";
import type { PackFile } from "../pack/pack.ts";
import { type Finding, locate, type Path, parseYaml } from "../pack/parse.ts";
import type { Clearance } from "../register/view.ts";
import { type AccessLine, type AccessRules, roles } from "../standing.ts";

/**
 * The access file: who may ask, edit and see what. One file of YAML, checked whole:
 *
 *     strangers: none
 *     people:
 *       telegram:123456789: { role: editor, clearance: internal }
 *     places:
 *       slack:T0001/C0001: { clearance: restricted, groups: [board] }
 */

const levels = ["public", "internal", "restricted"] as const satisfies readonly Clearance["level"][];
const groupPattern = /^[a-z0-9_-]+$/;
const peopleKeys = /^(telegram:[1-9]\d{0,15}|slack:[TE][A-Z0-9]+\/[UW][A-Z0-9]+)$/;
const placeKeys = /^(telegram:-[1-9]\d{0,15}|slack:[TE][A-Z0-9]+(\/[CGD][A-Z0-9]+)?)$/;

const oneOf = (words: readonly string[]): string => words.join(", ");

const line = z
  .strictObject(
    {
      role: z.enum(roles, { error: `is no role; expected one of ${oneOf(roles)}` }).optional(),
      clearance: z.enum(levels, { error: `is no clearance; expected one of ${oneOf(levels)}` }).optional(),
      groups: z
        .array(
          z
            .string({ error: "is no group; expected its name, such as board" })
            .regex(groupPattern, "is no group; expected small letters, digits, - or _, such as board"),
          { error: "is no list; expected names of groups, such as [board]" },
        )
        .min(1, "is empty; expected names of groups, such as [board], or no groups at all")
        .optional(),
    },
    { error: "is no mapping; expected { role: member, clearance: public }" },
  )
  .refine(({ groups, clearance }) => groups === undefined || clearance === "restricted", {
    path: ["groups"],
    error: "are of no use here; expected `clearance: restricted` beside them",
    // Also where something else is wrong: all is said at once.
    when: ({ value }) => typeof value === "object" && value !== null,
  });

type Line = z.infer<typeof line>;

const lines = z
  .record(z.string(), line, {
    error: "is no mapping; expected a line for each, such as telegram:…: { role: member, clearance: public }",
  })
  .nullable()
  .optional();

const schema = z.strictObject(
  {
    strangers: z.enum(["none", "public"], { error: "is neither; expected none or public" }).optional(),
    people: lines,
    places: lines,
  },
  { error: "is no access file; expected a mapping with strangers, people and places" },
);

/** How the keys of each mapping look, and what else somebody may have meant. */
const keysOf = [
  {
    of: "people",
    isKey: (key: string) => peopleKeys.test(key),
    expected: "a person, such as telegram:123456789 or slack:T0001/U0001",
    elsewhere: (key: string) => placeKeys.test(key),
    hint: "a chat, a channel or a workspace stands under places",
  },
  {
    of: "places",
    isKey: (key: string) => placeKeys.test(key),
    expected: "a place, such as telegram:-1001234567890, slack:T0001 or slack:T0001/C0001",
    elsewhere: (key: string) => peopleKeys.test(key),
    hint: "a person stands under people",
  },
] as const;

/** What a file says, or everything that is wrong with it, with lines and columns. */
export function parseAccess(
  file: PackFile,
): { readonly rules: AccessRules } | { readonly problems: readonly Problem[] } {
  const parsed = parseYaml(file);
  if ("problems" in parsed) return parsed;
  const checked = schema.safeParse(parsed.data);
  const findings = [
    ...(checked.success ? [] : checked.error.issues.flatMap((issue) => findingsOf(file.name, issue))),
    ...wrongKeys(file.name, parsed.data),
  ];
  if (!checked.success || findings.length > 0) return { problems: locate([file], findings) };
  const { strangers = "none", people, places } = checked.data;
  return { rules: { strangers, people: linesOf(people), places: linesOf(places) } };
}

const known = { file: "strangers, people, places", line: "role, clearance, groups" };

function findingsOf(file: string, issue: z.core.$ZodIssue): readonly Finding[] {
  const path = issue.path as Path;
  if (issue.code !== "unrecognized_keys") return [{ file, path, message: issue.message }];
  const message = `is unknown here; expected ${path.length === 0 ? known.file : known.line}`;
  return issue.keys.map((key) => ({ file, path: [...path, key], message, atKey: true }));
}

/** Keys that name nobody: apart from the schema, so that they are said beside whatever else is wrong. */
function wrongKeys(file: string, data: unknown): readonly Finding[] {
  if (!isMapping(data)) return [];
  return keysOf.flatMap(({ of, isKey, expected, elsewhere, hint }) => {
    const written = data[of];
    return Object.keys(isMapping(written) ? written : {})
      .filter((key) => !isKey(key))
      .map((key) => ({
        file,
        path: [of, key],
        message: `is not usable; expected ${expected}${elsewhere(key) ? `; ${hint}` : ""}`,
        atKey: true,
      }));
  });
}

function isMapping(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

function linesOf(written: Readonly<Record<string, Line>> | null | undefined): readonly AccessLine[] {
  return Object.entries(written ?? {}).map(([key, { role, clearance: level, groups = [] }]) => ({
    key,
    ...(role === undefined ? {} : { role }),
    ...(level === undefined ? {} : { clearance: { level, groups: [...new Set(groups)] } }),
  }));
}
