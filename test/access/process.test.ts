import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../register/register-folder.ts";
import { discreet } from "./discreet-desk.ts";

/** The built program, as programs find it. */
const program = fileURLToPath(new URL("../../dist/bin/main.js", import.meta.url));
const patience = { timeout: 15_000, interval: 100 };

beforeAll(() => {
  if (!existsSync(program)) throw new Error("dist/ is not built: run npm run build, then the tests again");
});

interface Started {
  readonly url: Promise<string>;
  readonly ended: Promise<number | null>;
  output(): string;
}

function start(words: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Started {
  const child: ChildProcess = spawn(process.execPath, [program, ...words], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH ?? "", PORT: "0", JAMBATAN_DATA: discreet, ...env },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  const url = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (piece: Buffer) => {
        output += piece.toString();
        const found = /"url":"(http:[^"]+)"/.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      });
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  return { url, ended, output: () => output };
}

async function readyz(url: string): Promise<unknown> {
  const response = await fetch(`${url}/readyz`);
  const { checks } = (await response.json()) as { readonly checks: Readonly<Record<string, unknown>> };
  return { status: response.status, access: checks.access };
}

const fileOf = (role: string): string => `people:\n  telegram:1: { role: ${role} }\n`;

describe("the program", () => {
  test.each([
    [
      "serve",
      "people:\n  telegram:1: { role: boss }\nplace: {}",
      [":2:23 people.telegram:1.role", ":3:1 place"],
    ],
    ["ask", "strangers: [", [":1:"]],
  ])("%s ends with 3 where the access file is wrong, and says all that is", async (word, text, said) => {
    const folder = await temporaryFolder({ "access.yaml": text });
    const { ended, output } = start([word, ...(word === "ask" ? ["/mou"] : [])], folder, {
      JAMBATAN_ACCESS: "access.yaml",
    });
    expect(await ended).toBe(3);
    for (const one of said) expect(output()).toContain(`access.yaml${one}`);
  });

  test("ends with 3 where there is no such file", async () => {
    const { ended, output } = start(["serve"], await temporaryFolder(), { JAMBATAN_ACCESS: "access.yaml" });
    expect(await ended).toBe(3);
    expect(output()).toContain("access.yaml cannot be read (ENOENT); expected a readable access file");
  });

  test("without a file says at the start who may do what", async () => {
    const served = start(["serve"], await temporaryFolder(), {});
    expect(await readyz(await served.url)).toMatchObject({ status: 200, access: { ok: true } });
    expect(served.output()).toContain(
      "no access file: everybody gets public answers, only the terminal may edit",
    );
  });

  test("follows a file while it runs, and is not ready while a change of it is refused", async () => {
    const folder = await temporaryFolder({ "access.yaml": fileOf("member") });
    const served = start(["serve"], folder, { JAMBATAN_ACCESS: "access.yaml" });
    const url = await served.url;
    expect(await readyz(url)).toMatchObject({ status: 200, access: { ok: true } });
    await writeFile(join(folder, "new.yaml"), fileOf("boss"));
    await rename(join(folder, "new.yaml"), join(folder, "access.yaml"));
    await expect
      .poll(() => readyz(url), patience)
      .toMatchObject({
        status: 503,
        access: {
          ok: false,
          reason: expect.stringContaining("access.yaml:2:23 people.telegram:1.role: is no role"),
        },
      });
    expect(served.output()).toMatch(/"problems":\["access\.yaml:2:23 /);
    await writeFile(join(folder, "access.yaml"), fileOf("admin"));
    await expect.poll(() => readyz(url), patience).toMatchObject({ status: 200, access: { ok: true } });
    expect(served.output()).toContain("the access file changed, and is in force");
  });

  test("shows the operator what is in force", async () => {
    const folder = await temporaryFolder({ "access.yaml": fileOf("editor") });
    const { ended, output } = start(["ask", "/access who"], folder, { JAMBATAN_ACCESS: "access.yaml" });
    expect(await ended).toBe(0);
    expect(output()).toContain("telegram:1: { role: editor }");
  });
});
