import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, describe, expect, test } from "vitest";

/** The built program, as programs find it: by plain node, in a folder of its own, with nothing of our environment. */
const program = fileURLToPath(new URL("../../dist/bin/main.js", import.meta.url));

let started: ChildProcess[] = [];
let folder = "";

beforeAll(async () => {
  if (!existsSync(program)) throw new Error("dist/ is not built: run npm run build, then the tests again");
  folder = await mkdtemp(join(tmpdir(), "jambatan-"));
});
afterEach(() => {
  for (const child of started) child.kill("SIGKILL");
  started = [];
});

interface Call {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly cwd?: string;
}

function start(given: readonly string[], { env = {}, cwd = folder }: Call = {}) {
  const path = process.env.PATH ?? "";
  const child = spawn(process.execPath, [program, ...given], { cwd, env: { PATH: path, ...env } });
  started.push(child);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (piece: Buffer) => (stdout += piece.toString()));
  child.stderr.on("data", (piece: Buffer) => (stderr += piece.toString()));
  const ended = new Promise<{ exitCode: number | null; stdout: string; stderr: string }>((resolve) => {
    child.on("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
  return { child, ended, stderr: () => stderr };
}

function run(given: readonly string[], call: Call = {}) {
  const { child, ended } = start(given, call);
  child.stdin.on("error", () => undefined);
  child.stdin.end(call.input ?? "");
  return ended;
}

describe("ask", () => {
  test("answers from the starter register", async () => {
    const { exitCode, stdout, stderr } = await run(["ask", "/mou MRANTI"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("2024");
    expect(stdout).toMatch(/^\[1\] .*¶\d/m);
  });

  test("prints the same as one object with --json", async () => {
    const plain = await run(["ask", "--as-of", "2024-04-20", "/mou MRANTI"]);
    const { exitCode, stdout } = await run(["ask", "/mou", "--json", "MRANTI", "--as-of=2024-04-20"]);
    const object = JSON.parse(stdout);
    expect(exitCode).toBe(0);
    expect(object).toMatchObject({ outcome: "answered", lang: "en", ms: expect.any(Number) });
    expect(object.text).toBe(plain.stdout.trimEnd());
    expect(object.entries.length).toBeGreaterThan(0);
    expect(object.citations[0]).toMatchObject({ source: expect.any(String), paragraph: expect.any(Number) });
  });

  test("an unknown name is exit code 4", async () => {
    expect((await run(["ask", "/mou Xyzzyqwrt"])).exitCode).toBe(4);
  });

  test("a wrong call is exit code 2, said on stderr", async () => {
    for (const given of [["--as-of", "2024-13-40", "x"], ["--nonsense", "x"], [], ["--lang", "xx", "x"]]) {
      const { exitCode, stdout, stderr } = await run(["ask", ...given]);
      expect([exitCode, stdout]).toEqual([2, ""]);
      expect(stderr).toContain("--help");
    }
  });

  test("a register or an environment that cannot be loaded is exit code 3", async () => {
    expect((await run(["ask", "--data", "/nonexistent", "x"])).exitCode).toBe(3);
    const wrong = await run(["ask", "x"], { env: { PORT: "hidden-value", LOG_LEVEL: "hidden-value" } });
    expect([wrong.exitCode, wrong.stdout]).toEqual([3, ""]);
    expect(wrong.stderr).toMatch(/LOG_LEVEL[\s\S]*PORT|PORT[\s\S]*LOG_LEVEL/);
    expect(wrong.stderr).not.toContain("hidden-value");
  });

  test("a text of 100 kB is answered", async () => {
    const { exitCode } = await run(["ask", "agreement ".repeat(10_000)]);
    expect([0, 4]).toContain(exitCode);
  });

  test("a .env in the working folder is read, and a real variable wins", async () => {
    const cwd = await mkdtemp(join(tmpdir(), "jambatan-env-"));
    await writeFile(join(cwd, ".env"), "JAMBATAN_DATA=/nonexistent\n");
    expect((await run(["ask", "/mou MRANTI"], { cwd })).exitCode).toBe(3);
    expect((await run(["ask", "/mou MRANTI"], { cwd, env: { JAMBATAN_DATA: "" } })).exitCode).toBe(0);
  });

  test("a reader that stops early is no error", async () => {
    const line = `${JSON.stringify({ id: "1", text: "/mou MRANTI" })}\n`;
    const { child, ended } = start(["ask", "--batch"]);
    child.stdin.on("error", () => undefined);
    child.stdout.once("data", () => child.stdout.destroy());
    child.stdin.end(line.repeat(2_000));
    expect(await ended).toMatchObject({ exitCode: 0, stderr: "" });
  });

  test("a batch answers each line in order, and bad lines fail alone", async () => {
    const input = [
      '{"id":"1","text":"/mou MRANTI"}',
      "",
      "garbage",
      '{"id":"3"}',
      '{"id":"4","text":"help"}',
    ].join("\r\n");
    const { exitCode, stdout } = await run(["ask", "--batch"], { input });
    const objects = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(exitCode).toBe(0);
    expect(objects.map(({ id }) => id)).toEqual(["1", null, "3", "4"]);
    expect(objects.map(({ error }) => error === undefined)).toEqual([true, false, false, true]);
  });
});

describe("explain", () => {
  test("shows how the words were read and why the answer is what it is", async () => {
    const { exitCode, stdout, stderr } = await run(["explain", "/mou MRANTI"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("0–6 “MRANTI”: organisation mranti — its acronym “MRANTI”\n");
    expect(stdout).toContain("Asked: /mou parties:mranti\n");
    expect(stdout.trimEnd().split("\n").at(-1)).toBe("    meets parties:mranti");
  });

  test("ends as ask does, and prints one object with --json", async () => {
    const given = ["--json", "--as-of", "2024-04-20", "what did Xyzzyqwrt sign?"];
    const { exitCode, stdout } = await run(["explain", ...given]);
    expect(exitCode).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: "notFound",
      reading: { leftovers: [{ start: 9, end: 18, words: ["xyzzyqwrt"], isKnown: false }] },
    });
    expect((await run(["explain"])).exitCode).toBe(2);
    expect((await run(["explain", "--batch"])).exitCode).toBe(2);
    expect((await run(["explain", "--data", "/nonexistent", "x"])).exitCode).toBe(3);
  });
});

test("check is content with the starter register, and not with a folder that is not there", async () => {
  expect(await run(["check"])).toMatchObject({ exitCode: 0 });
  const wrong = await run(["check", "/nonexistent"]);
  expect(wrong.exitCode).toBe(3);
  expect(wrong.stdout).toContain("/nonexistent");
});

test("export writes the register's files into a folder of their own, and audit has nothing to show yet", async () => {
  const to = join(await mkdtemp(join(tmpdir(), "jambatan-export-")), "new");
  const { exitCode, stdout } = await run(["export", "--to", to]);
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining(`${to}: `)]);
  expect(await run(["check", to])).toMatchObject({ exitCode: 0, stderr: "" });
  const again = await run(["export", "--to", to]);
  expect([again.exitCode, again.stderr]).toEqual([2, expect.stringContaining("is not empty")]);
  expect((await run(["export", "--to", `${to}-2`, "--data", "/nonexistent"])).exitCode).toBe(3);
  expect(await run(["audit", "--json"])).toMatchObject({ exitCode: 0, stdout: "", stderr: "" });
});

test("help and version are on stdout, an unknown command is a wrong call", async () => {
  expect(await run(["--help"])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("--as-of"),
    stderr: "",
  });
  expect(await run(["ask", "--help"])).toMatchObject({ exitCode: 0, stderr: "" });
  expect((await run(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+/);
  expect((await run(["fetch"])).exitCode).toBe(2);
  expect((await run(["serve", "now"])).exitCode).toBe(2);
});

/** Starts the server and waits for the log line that says where it listens. */
async function serve(env: Readonly<Record<string, string>> = {}, given: readonly string[] = []) {
  const server = start(given, { env: { PORT: "0", ...env } });
  for (;;) {
    const url = /"url":"(http:[^"]+)"/.exec(server.stderr())?.[1];
    if (url !== undefined) return { ...server, url };
    if (server.child.exitCode !== null) throw new Error(`serve ended: ${server.stderr()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("serve", () => {
  test("answers over HTTP on loopback, and ends cleanly at a signal", async () => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const { url, child, ended } = await serve();
      expect(new URL(url).hostname).toBe("127.0.0.1");
      expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: "ok" });
      const ready = await fetch(`${url}/readyz`);
      expect(ready.status).toBe(200);
      expect(await ready.json()).toMatchObject({ ready: true, checks: { register: { ok: true } } });
      expect((await fetch(`${url}/nothing`)).status).toBe(404);
      child.kill(signal);
      const { exitCode, stdout, stderr } = await ended;
      expect([exitCode, stdout]).toEqual([0, ""]);
      for (const line of stderr.trimEnd().split("\n")) expect(() => JSON.parse(line)).not.toThrow();
    }
  });

  test("the demo is the same", async () => {
    const { url, child, ended } = await serve({}, ["serve", "--demo"]);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    child.kill("SIGTERM");
    expect((await ended).exitCode).toBe(0);
  });

  test("says which port is taken, and ends with exit code 1", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as { port: number };
    const { exitCode, stderr } = await run(["serve"], { env: { PORT: String(port) } });
    other.close();
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(new RegExp(`port ${port}: the port is taken.*PORT=`));
  });
});
