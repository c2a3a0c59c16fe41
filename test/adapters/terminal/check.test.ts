import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../../adapters/terminal/check.ts";
import { collected } from "../collected.ts";

async function run(...given: readonly string[]) {
  const output = collected();
  const errors = collected();
  const defaultFolder = (): string => "/nonexistent/default";
  const exitCode = await check(given, {
    output,
    errors,
    defaultFolder,
    timezone: () => "Asia/Kuala_Lumpur",
    revisions: async () => [],
  });
  return { exitCode, output: output.text(), errors: errors.text() };
}

test("a folder that is not there is a problem, on one line", async () => {
  const { exitCode, output } = await run("/nonexistent/here");
  expect(exitCode).toBe(3);
  expect(output).toMatch(/^\/nonexistent\/here .*\n$/);
});

test("without a folder the configured one is meant", async () => {
  expect((await run()).output).toContain("/nonexistent/default");
});

test("every problem of every folder is on its own line, and the counts are not among them", async () => {
  const folder = await mkdtemp(join(tmpdir(), "register-"));
  await writeFile(join(folder, "agreements.yaml"), "- id: Not An Id\n- nonsense: [\n");
  const { exitCode, output, errors } = await run(folder, "/nonexistent/here");
  expect(exitCode).toBe(3);
  expect(output).toMatch(/\/agreements\.yaml:\d+:\d+ /m);
  expect(output).not.toContain("problems");
  expect(errors).toContain("/nonexistent/here: 1 problem\n");
});

test("documents that are not there are a wrong call", async () => {
  await expect(run("--documents", "/nonexistent/texts")).rejects.toThrow("--documents");
});
