import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Problem } from "../errors.ts";
import { RegisterError } from "../errors.ts";
import { readPack } from "../pack/pack.ts";
import type { Finding } from "../pack/parse.ts";
import { kinds } from "./field.ts";

/**
 * Checks of a register, and the schemas by which editors check it. What these need (YAML with positions, the schemas)
 * is imported once one is called: the door names this file, and a question from a shell must not wait for it.
 */

/** What `jambatan check` reports. */
export interface RegisterCheck {
  readonly problems: readonly Problem[];
  /** What is allowed, but a registrar should look at. */
  readonly warnings: readonly Problem[];
  readonly entries: number;
  readonly statements: number;
}

/** Checks a register's folder and says all that is wrong with it, each with file, line and column. */
export async function checkRegister(folder: string): Promise<RegisterCheck> {
  const { compilePack } = await import("./compile.ts");
  try {
    const { entries, problems } = compilePack(await readPack(folder));
    const statements = entries.reduce(
      (sum, entry) => sum + entry.names.length + Object.values(entry.fields).flat().length,
      0,
    );
    return { problems, warnings: [], entries: entries.length, statements };
  } catch (error) {
    if (error instanceof RegisterError)
      return { problems: error.problems, warnings: [], entries: 0, statements: 0 };
    throw error;
  }
}

/** Proves each citation against the sources' own texts, read from `documents`; reports those that do not hold. */
export async function checkDocuments(folder: string, documents: string): Promise<readonly Problem[]> {
  const [{ locate }, { compilePack }, { checkAgainstDocuments }] = await Promise.all([
    import("../pack/parse.ts"),
    import("./compile.ts"),
    import("./documents.ts"),
  ]);
  const pack = await readPack(folder);
  const { entries, placed, problems } = compilePack(pack);
  if (problems.length > 0) return problems;
  const texts = new Map<string, string>();
  const findings: Finding[] = [];
  for (const source of entries.filter((entry) => entry.kind === "source")) {
    const file = source.fields.file?.[0]?.value;
    if (typeof file !== "string") continue;
    try {
      texts.set(source.id, await readFile(join(documents, basename(file)), "utf8"));
    } catch (error) {
      const why = error instanceof Error && "code" in error ? String(error.code) : String(error);
      findings.push({
        file: "sources.yaml",
        path: [],
        message: `${source.id}: the text ${file} cannot be read in ${documents} (${why})`,
      });
    }
  }
  findings.push(...checkAgainstDocuments(placed, texts));
  return locate(pack.files, findings);
}

/** Writes the JSON Schema of each kind's file, for editors, and their fields for readers; returns the names of the files. */
export async function writeSchemas(folder: string): Promise<readonly string[]> {
  const [{ jsonSchemaOf }, { formatFieldGuide }] = await Promise.all([
    import("./schema.ts"),
    import("./field-guide.ts"),
  ]);
  await mkdir(folder, { recursive: true });
  const names = kinds.map((kind) => `${kind}.json`);
  await Promise.all(
    kinds.map((kind) =>
      writeFile(join(folder, `${kind}.json`), `${JSON.stringify(jsonSchemaOf(kind), null, 2)}\n`),
    ),
  );
  await writeFile(join(folder, "fields.md"), formatFieldGuide());
  return [...names, "fields.md"];
}
