import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readEnvironment } from "../../adapters/environment.ts";

test("a real variable wins over its line in the file, even when it is empty", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "env-")), ".env");
  await writeFile(file, "# a comment\r\nPORT=1\r\nHOST='a b'\r\nLOG_LEVEL=debug\r\n");
  expect(readEnvironment({ PORT: "2", LOG_LEVEL: "" }, file)).toEqual({
    PORT: "2",
    HOST: "a b",
    LOG_LEVEL: "",
  });
});

test("without a file there are the real variables", () => {
  expect(readEnvironment({ PORT: "2" }, "/nonexistent/.env")).toEqual({ PORT: "2" });
});
