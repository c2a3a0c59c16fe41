import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import pg from "pg";

/** A real PostgreSQL of its own, on loopback, in a folder of its own. */
export interface PostgresServer {
  /** The address of a new empty database. */
  createDatabase(): Promise<string>;
  /** Ends it as an operator would, or as a power failure. */
  stop(how?: "SIGINT" | "SIGKILL"): Promise<void>;
  /** Starts it again, at the same address. */
  start(): Promise<void>;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
}

/** Where Debian puts its binaries, the newest version first; nothing where there are none. */
export const postgresBinaries: string | undefined = debianFolders().find((folder) =>
  existsSync(join(folder, "initdb")),
);

function debianFolders(): readonly string[] {
  const root = "/usr/lib/postgresql";
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(root, version, "bin"));
}

/** One with what a shell, and a web address, would have to escape. */
export const password = "correct/horse@battery:staple";

export async function createPostgresServer(): Promise<PostgresServer> {
  if (postgresBinaries === undefined)
    throw new Error("PostgreSQL is not installed: apt-get install postgresql");
  const folder = await mkdtemp(join(tmpdir(), "jambatan-postgres-"));
  const user = unprivileged();
  const data = join(folder, "data");
  const secret = join(folder, "password");
  writeFileSync(secret, password);
  if (user !== undefined) for (const path of [folder, secret]) chownSync(path, user.uid, user.gid);
  const run = (name: string, given: readonly string[]): readonly [string, readonly string[]] => {
    const program = join(postgresBinaries ?? "", name);
    if (user === undefined) return [program, given];
    const who = [`--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups"];
    return ["setpriv", [...who, program, ...given]];
  };
  const [initdb, given] = run("initdb", [
    ...["-D", data, "-U", "jambatan", "--pwfile", secret, "--auth", "scram-sha-256"],
    ...["-E", "UTF8", "--locale", "C", "--no-sync"],
  ]);
  execFileSync(initdb, given, { cwd: folder, stdio: "pipe" });

  const port = await freePort();
  const url = (database: string): string =>
    `postgres://jambatan:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  let server: ChildProcess | undefined;
  let databases = 0;

  const query = async (text: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url("postgres"), connectionTimeoutMillis: 2_000 });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.query(text);
    } finally {
      await client.end().catch(() => undefined);
    }
  };

  const start = async (): Promise<void> => {
    const options = ["-D", data, "-p", String(port), "-k", folder, "-h", "127.0.0.1", "-c", "fsync=on"];
    const [postgres, all] = run("postgres", options);
    const child = spawn(postgres, all, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
    server = child;
    let said = "";
    child.stderr?.on("data", (piece: Buffer) => {
      said = (said + piece.toString()).slice(-4_000);
    });
    for (const deadline = performance.now() + 60_000; ; ) {
      try {
        return await query("select 1");
      } catch (error) {
        if (child.exitCode !== null || performance.now() > deadline) throw new Error(said, { cause: error });
        await setTimeout(50);
      }
    }
  };

  const stop = async (how: "SIGINT" | "SIGKILL" = "SIGINT"): Promise<void> => {
    const child = server;
    server = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(how);
    await ended;
    // The processes of its connections outlive one that was killed, but only by a moment.
    if (how === "SIGKILL") await setTimeout(500);
  };

  await start();
  return {
    start,
    stop,
    async createDatabase() {
      const name = `test_${++databases}`;
      await query(`create database ${name}`);
      return url(name);
    },
    async remove() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL does not run as root. */
function unprivileged(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((one) => /^(postgres|nobody):/.test(one));
  const [, , uid = "65534", gid = "65534"] = line?.split(":") ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

async function freePort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const address = listener.address();
  await new Promise((resolve) => listener.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
