import type { Config, FollowedAccess } from "../src/index.ts";
import type { OpenDesk } from "./terminal/ask.ts";

export interface OpenedDesk extends OpenDesk {
  /** How many entries its register has. */
  readonly entries: number;
  /** Absent where there is no access file. */
  readonly access?: FollowedAccess;
}

export interface DeskPlace {
  readonly config: Config;
  /** The register's folder, where it is not the configured one. */
  readonly folder: string | undefined;
  readonly cacheFolder: string;
  /** The present, in milliseconds since 1970. */
  now(): number;
}

/** Loads the register, the languages and the access file, and opens a desk over them. */
export async function openDeskAt({ config, folder, cacheFolder, now }: DeskPlace): Promise<OpenedDesk> {
  const { createDesk, loadLanguages, loadRegister, readAccess, shippedRegister } = await import(
    "../src/index.ts"
  );
  const [register, languages, access] = await Promise.all([
    loadRegister(folder ?? config.data ?? shippedRegister, { cacheFolder }),
    loadLanguages(),
    config.access === undefined ? undefined : readAccess(config.access),
  ]);
  const { timezone, clock } = config;
  const desk = createDesk({
    register,
    languages,
    timezone,
    ...(clock === undefined ? {} : { startedAt: clock }),
    ...(access === undefined ? {} : { access: access.access }),
  });
  const opened = { desk, timezone, now, entries: register.entries.length };
  return access === undefined ? opened : { ...opened, access };
}
