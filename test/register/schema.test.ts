import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { writeSchemas } from "../../src/register/check-register.ts";
import { kinds } from "../../src/register/field.ts";
import { kindTables } from "../../src/register/kinds.ts";
import { shippedRegister } from "../../src/register/load.ts";
import { entrySchema, findIssues, jsonSchemaOf } from "../../src/register/schema.ts";
import { temporaryFolder, university } from "./register-folder.ts";

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0];

describe.each(kinds.map((kind) => ({ kind })))("the JSON Schema of a $kind", ({ kind }) => {
  const schema = jsonSchemaOf(kind) as JsonSchema & { readonly $schema: string };
  const validator = z.fromJSONSchema(schema);

  test("is of draft 2020-12 and describes every field that may be written", () => {
    expect(schema).toMatchObject({ $schema: "https://json-schema.org/draft/2020-12/schema", type: "array" });
    const { properties } = (schema as { items: { properties: Record<string, unknown> } }).items;
    const written = Object.entries(kindTables[kind].fields).filter(
      ([, field]) => field.from === undefined && field.computed !== true,
    );
    expect(Object.keys(properties).sort()).toEqual(
      [
        "id",
        kindTables[kind].heading,
        "acronym",
        "aliases",
        "cite",
        "visibility",
        "groups",
        ...written.map(([name]) => name),
      ].sort(),
    );
  });

  test.each([shippedRegister, university])("accepts what stands in %s", async (folder) => {
    const entries: unknown = parse(await readFile(join(folder, kindTables[kind].file), "utf8"));
    expect(entries).not.toEqual([]);
    expect(validator.safeParse(entries).error?.issues ?? []).toEqual([]);
  });

  test("refuses an unknown key, a missing heading and an id with spaces", () => {
    const { heading } = kindTables[kind];
    expect(validator.safeParse([{ id: "a", [heading]: "A" }]).success).toBe(true);
    for (const wrong of [
      { id: "a", [heading]: "A", colour: 1 },
      { id: "a" },
      { id: "a b", [heading]: "A" },
    ]) {
      expect(validator.safeParse([wrong]).success).toBe(false);
    }
  });

  test("is the one that the data's first line names", async () => {
    const text = await readFile(join(shippedRegister, kindTables[kind].file), "utf8");
    expect(text.split("\n")[0]).toBe(`# yaml-language-server: $schema=./schema/${kind}.json`);
  });
});

describe("writing the schemas", () => {
  test("makes the folder, a schema for each kind, and the files whose names it gives", async () => {
    const folder = join(await temporaryFolder(), "new", "schema");
    const names = await writeSchemas(folder);
    expect((await readdir(folder)).sort()).toEqual([...names].sort());
    expect(names).toEqual(expect.arrayContaining(kinds.map((kind) => `${kind}.json`)));
  });

  test("would change nothing that is committed; `npm run schema` writes them", async () => {
    const folder = await temporaryFolder();
    for (const name of await writeSchemas(folder)) {
      const committed = await readFile(join(shippedRegister, "schema", name), "utf8");
      expect(committed, name).toBe(await readFile(join(folder, name), "utf8"));
    }
  });
});

test("an entry's issues are those of the way of writing that was meant", () => {
  const issues = findIssues("visit", {
    id: "visit",
    title: "Visit",
    period: ["2024-99", { value: ["2024", "2024-13"] }],
    stops: [{ on: "2024" }, { on: "soon", organisation: 7 }],
    status: { value: "planed", cite: "no cite" },
    hosts: [],
  });
  expect(issues.map(({ path, message }) => [path.join("."), message.split(";")[0]])).toEqual([
    ["period.0", "is no date"],
    ["period.1.value.1", "is no date"],
    ["status.value", "is not one of the known values"],
    ["status.cite", "is no citation"],
    ["hosts", "has the wrong size"],
    ["stops.1.organisation", "has the wrong form"],
    ["stops.1.on", "is no date"],
  ]);
});

test("a schema is made once", () => {
  expect(entrySchema("visit")).toBe(entrySchema("visit"));
});
