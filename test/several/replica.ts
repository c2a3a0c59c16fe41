import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

/** The built program, as programs find it. */
const program = fileURLToPath(new URL("../../dist/bin/main.js", import.meta.url));

/** One process of several that serve the same bot on the same database. */
export interface Replica {
  readonly name: string;
  readonly port: number;
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  log(): string;
  /** What `/readyz` says; nothing where nobody answers. */
  readiness(): Promise<Readiness | undefined>;
}

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, { readonly ok: boolean; readonly state?: string }>>;
}

export function startReplica(
  name: string,
  port: number,
  folder: string,
  env: Readonly<Record<string, string>>,
): Replica {
  if (!existsSync(program)) throw new Error("dist/ is not built: run npm run build, then the tests again");
  const child = spawn(process.execPath, [program, "serve"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
    env: { PATH: process.env.PATH ?? "", HOME: folder, PORT: String(port), ...env },
  });
  let log = "";
  child.stderr.on("data", (piece: Buffer) => {
    log += piece.toString();
  });
  return {
    name,
    port,
    child,
    ended: new Promise((resolve) => child.once("close", resolve)),
    log: () => log,
    async readiness() {
      try {
        const signal = AbortSignal.timeout(2_000);
        const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal });
        return (await response.json()) as Readiness;
      } catch {
        return undefined;
      }
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
