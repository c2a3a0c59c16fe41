import { z } from "zod";
import { type FieldShape, isWritten, type Kind } from "./field.ts";
import { kindTables } from "./kinds.ts";
import { parsePartialDate } from "./partial-date.ts";
import { bounds, scales, visibilities } from "./statement.ts";

/**
 * The schema of the YAML, made from the field tables: what checks a register's files, and what becomes the JSON
 * Schema that an editor helps with.
 *
 * A field is written as a plain value, as a statement `{ value, cite, … }`, or as a list of either.
 */

const idPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const citePattern = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:#[1-9]\d{0,4})?$/;

const cite = z
  .string()
  .regex(citePattern, "is no citation; expected source-id#paragraph, such as report-2024#7");
const cites = z.union([cite, z.array(cite).min(1)]);
const discretion = {
  visibility: z.enum(visibilities).optional(),
  groups: z.array(z.string().min(1)).min(1).optional(),
};
const markings = {
  cite: cites.optional(),
  note: z.string().min(1).optional(),
  derived: z.literal(true).optional(),
  editorial: z.literal(true).optional(),
  ...discretion,
};

/** An object with discretion: groups without a visibility would hide nothing, and the registrar believes that they do. */
function discreet<Shape extends z.ZodRawShape>(shape: Shape): z.ZodType {
  return z
    .strictObject(shape)
    .refine(
      (written) => !("groups" in written) || ("visibility" in written && written.visibility !== "public"),
      { path: ["groups"], error: "hides nothing from anybody; expected `visibility: restricted` beside it" },
    );
}

const words = z
  .string()
  .trim()
  .min(1, "is empty; expected some text")
  .refine((text) => !/[\p{Cc}\p{Bidi_Control}]/u.test(text.replace(/[\n\t]/g, " ")), {
    error: "holds control or direction characters; expected text that shows all it holds",
  });
const dateSchema = z
  .union([z.string(), z.int().transform(String)])
  .refine((written) => parsePartialDate(written) !== undefined, {
    error:
      "is no date; expected 2024, 2024-04, 2024-04-25, a span 2024-04-24/2024-04-28, within A/B, before A, after A, or a moment 2024-04-25T09:00+08:00",
  });
const durationSchema = z
  .string()
  .regex(
    /^\d{1,3} (?:day|week|month|year)s?$/,
    "is no term; expected a number and days, weeks, months or years, such as 5 years",
  );
const quantitySchema = z.strictObject({
  amount: z.number(),
  scale: z.enum(scales).optional(),
  unit: words,
  bound: z.enum(bounds).optional(),
});

function leafOf(shape: FieldShape): z.ZodType {
  switch (shape.type) {
    case "text":
    case "proper":
      return words;
    case "choice":
      return z.enum(shape.of);
    case "date":
      return dateSchema;
    case "duration":
      return durationSchema;
    case "number":
      return z.int();
    case "quantity":
      return quantitySchema;
    case "link":
      return words.describe(`The id, or the exact name, of an entry: ${shape.to.join(" or ")}.`);
    case "group":
      return discreet({
        ...Object.fromEntries(
          Object.entries(shape.parts).map(([name, part]) => [
            name,
            part.required === true ? leafOf(part) : leafOf(part).optional(),
          ]),
        ),
        ...markings,
      });
  }
}

const stated = new Map<string, z.ZodType>();

/** A field's schema; fields of one shape share it, or the JSON Schemas would be three times as long. */
function statedOf(shape: FieldShape): z.ZodType {
  if (shape.type === "group") {
    const group = leafOf(shape);
    return z.union([group, z.array(group).min(1)]);
  }
  const key = JSON.stringify([shape.type, "of" in shape && shape.of, "to" in shape && shape.to]);
  const schema = stated.get(key) ?? statementOf(shape);
  stated.set(key, schema);
  return schema;
}

function statementOf(shape: FieldShape): z.ZodType {
  const leaf = leafOf(shape);
  const statement = discreet({ value: z.union([leaf, z.array(leaf).min(1)]), ...markings });
  const one = z.union([leaf, statement]);
  return z.union([leaf, statement, z.array(one).min(1)]);
}

const shared = z.literal(true).optional();
const heading = z.union([words, discreet({ value: words, shared, ...markings })]);
const alias = z.union([
  words,
  discreet({
    value: words,
    lang: z
      .string()
      .regex(/^[a-z]{2,3}$/)
      .optional(),
    shared,
    ...markings,
  }),
]);

function entrySchemaOf(kind: Kind): z.ZodType {
  const table = kindTables[kind];
  const written = Object.entries(table.fields).filter(([, field]) => isWritten(field));
  const fields = Object.fromEntries(
    written.map(([name, field]) => [name, statedOf(field).describe(field.help).optional()]),
  );
  return discreet({
    id: z
      .string()
      .regex(idPattern, "is no id; expected small letters, digits and single hyphens, such as mou-abc-2024"),
    [table.heading]: heading,
    acronym: z.union([heading, z.array(heading).min(1)]).optional(),
    aliases: z.array(alias).min(1).optional(),
    cite: cites
      .optional()
      .describe("The citation of every statement of this entry that has none of its own."),
    ...discretion,
    ...fields,
  }).describe(table.help);
}

const schemas = new Map<Kind, z.ZodType>();

/** The schema of one entry of a kind, as it is written. */
export function entrySchema(kind: Kind): z.ZodType {
  let schema = schemas.get(kind);
  if (schema === undefined) {
    schema = entrySchemaOf(kind);
    schemas.set(kind, schema);
  }
  return schema;
}

/** The JSON Schema of a kind's file, for editors. */
export function jsonSchemaOf(kind: Kind): unknown {
  return z.toJSONSchema(z.array(entrySchema(kind)), {
    io: "input",
    unrepresentable: "any",
    reused: "ref",
  });
}

/** What is wrong with an entry, each with its path: of a field that may be written in several ways, the way that was meant. */
export function findIssues(kind: Kind, entry: unknown): readonly Issue[] {
  const result = entrySchema(kind).safeParse(entry);
  return result.success ? [] : result.error.issues.flatMap((issue) => plain(issue, []));
}

/** What is wrong with what stands under one key of an entry; the paths begin with the key. */
export function findFieldIssues(kind: Kind, key: string, written: unknown): readonly Issue[] {
  const schema = (entrySchema(kind) as z.ZodObject<Record<string, z.ZodType>>).shape[key];
  if (schema === undefined) return [{ path: [key], message: "is no key that is known here", atKey: true }];
  const result = schema.safeParse(written);
  return result.success ? [] : result.error.issues.flatMap((issue) => plain(issue, [key]));
}

export interface Issue {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly atKey?: boolean;
}

function plain(issue: z.core.$ZodIssue, base: Issue["path"]): readonly Issue[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === "number" ? step : String(step)))];
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const branches = issue.errors.map((branch) => branch.flatMap((inner) => plain(inner, path)));
    return branches.reduce((best, branch) =>
      closeness(branch, path) > closeness(best, path) ? branch : best,
    );
  }
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: "is no key that is known here",
      atKey: true,
    }));
  }
  return [{ path, message: sentence(issue) }];
}

/** How near a way of writing is to what was written: a branch that fails at once was not meant. */
function closeness(issues: readonly Issue[], base: Issue["path"]): number {
  const depths = issues.map((issue) => issue.path.length - base.length - (issue.atKey === true ? 0.5 : 0));
  const wrongShape = issues.some(
    (issue) => issue.path.length === base.length && issue.message.startsWith("has the wrong form"),
  );
  return (wrongShape ? -10 : 0) + Math.max(...depths);
}

function sentence(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.message.includes("received undefined")
        ? `is missing; expected ${issue.expected}`
        : `has the wrong form; expected ${issue.expected}`;
    case "invalid_value":
      return `is not one of the known values; expected ${issue.values.map(String).join(", ")}`;
    case "too_small":
    case "too_big":
      return issue.message.startsWith("is ") ? issue.message : `has the wrong size; ${issue.message}`;
    default:
      return issue.message;
  }
}
