import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { oneSource, temporaryFolder } from "../register/register-folder.ts";

/** The built program, as programs find it. */
const program = fileURLToPath(new URL("../../dist/bin/main.js", import.meta.url));
const patience = { timeout: 60_000, interval: 100 };

beforeAll(() => {
  if (!existsSync(program)) throw new Error("dist/ is not built: run npm run build, then the tests again");
});

const park = (name: string): string =>
  `- id: ${name.toLowerCase()}\n  name: ${name}\n  cite: report\n  type: park\n`;

describe("the program", () => {
  test("follows its register's files in a thread of its own, and is not ready while they are broken", async () => {
    const folder = await temporaryFolder({
      "data/sources.yaml": oneSource,
      "data/organisations.yaml": park("Alder"),
    });
    const file = join(folder, "data/organisations.yaml");
    const child: ChildProcess = spawn(process.execPath, [program, "serve"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env.PATH ?? "",
        PORT: "0",
        JAMBATAN_DATA: "data",
        XDG_CACHE_HOME: join(folder, "cache"),
      },
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (piece: Buffer) => {
        output += piece.toString();
      });
    await expect.poll(() => output, patience).toContain('"url":');
    const url = /"url":"(http:[^"]+)"/.exec(output)?.[1];
    const ready = async (): Promise<unknown> => {
      const response = await fetch(`${url}/readyz`);
      const { checks } = (await response.json()) as { readonly checks: Readonly<Record<string, unknown>> };
      return { status: response.status, register: checks.register };
    };
    expect(await ready()).toMatchObject({ status: 200, register: { ok: true, entries: 2 } });
    await writeFile(`${file}.new`, `${park("Alder")}${park("Birch")}`);
    await rename(`${file}.new`, file);
    await expect.poll(ready, patience).toMatchObject({ status: 200, register: { ok: true, entries: 3 } });
    await writeFile(file, `${park("Alder")}  founded: sometime\n`);
    await expect.poll(ready, patience).toMatchObject({
      status: 503,
      register: { ok: false, entries: 3, reason: expect.stringContaining("organisations.yaml:5:") },
    });
    expect(output).toMatch(/"problems":\["organisations\.yaml:5:/);
    await writeFile(file, park("Cedar"));
    await expect.poll(ready, patience).toMatchObject({ status: 200, register: { ok: true, entries: 2 } });
    expect(output).not.toMatch(/"errorId"/);
    const ended = new Promise((resolve) => child.on("close", resolve));
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  }, 120_000);
});
