import type { Config, Denial, Revision } from "../src/index.ts";

/** What the commands of whoever keeps a register take from the process. */
export interface RegistrarWorld {
  readonly output: NodeJS.WriteStream;
  readonly errors: NodeJS.WriteStream;
  /** Asked for only where it is needed: a named folder can be checked whatever the environment. @throws ConfigError */
  config(): Config;
  /** All that was revised in chat, in its order. */
  revisions(): Promise<readonly Revision[]>;
  /** Who was denied what, in its order. */
  denials(): Promise<readonly Denial[]>;
}

/** `jambatan check`, `export` and `audit`: the files of a register, and what was revised over them. */
export async function runRegistrar(
  command: "check" | "export" | "audit",
  given: readonly string[],
  world: RegistrarWorld,
): Promise<number> {
  const { output, errors, revisions } = world;
  const { shippedRegister } = await import("../src/index.ts");
  const defaultFolder = (): string => world.config().data ?? shippedRegister;
  const timezone = (): string => world.config().timezone;
  switch (command) {
    case "check":
      return (await import("./terminal/check.ts")).check(given, {
        output,
        errors,
        defaultFolder,
        timezone,
        revisions,
      });
    case "export":
      return (await import("./terminal/export.ts")).exportTo(given, {
        output,
        errors,
        defaultFolder,
        revisions,
      });
    case "audit":
      return (await import("./terminal/audit.ts")).runAudit(given, {
        output,
        timezone,
        revisions,
        denials: world.denials,
      });
  }
}
