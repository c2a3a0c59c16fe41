import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { specFolder } from "./spec.ts";

const schemaFile = join(specFolder, "slack-manifest.schema.2.0.0.json");

/** Why manifests cannot be checked, for tests that need it to say when they are skipped. */
export const manifestSchemaMissing: string | undefined = existsSync(schemaFile)
  ? undefined
  : "the schema of manifests is not there: it is looked for at ../shared/specs/slack-manifest.schema.2.0.0.json beside the project";

/** What Slack would refuse in a manifest, one line each as "path: what is wrong"; nothing where the schema is not there. */
export function problemsOfManifest(manifest: unknown): string[] {
  if (manifestSchemaMissing !== undefined) return [];
  const schema = z.fromJSONSchema(JSON.parse(readFileSync(schemaFile, "utf8")));
  const { error } = schema.safeParse(manifest);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".") || "(root)"}: ${message}`);
}
