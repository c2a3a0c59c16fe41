import type { Config } from "../src/index.ts";
import type { OpenDesk } from "./terminal/ask.ts";

export interface OpenedDesk extends OpenDesk {
  /** How many entries its register has. */
  readonly entries: number;
}

export interface DeskPlace {
  readonly config: Config;
  /** The register's folder, where it is not the configured one. */
  readonly folder: string | undefined;
  readonly cacheFolder: string;
  /** The present, in milliseconds since 1970. */
  now(): number;
}

/** Loads the register and the languages, and opens a desk over them. */
export async function openDeskAt({ config, folder, cacheFolder, now }: DeskPlace): Promise<OpenedDesk> {
  const { createDesk, loadLanguages, loadRegister, shippedRegister } = await import("../src/index.ts");
  const [register, languages] = await Promise.all([
    loadRegister(folder ?? config.data ?? shippedRegister, { cacheFolder }),
    loadLanguages(),
  ]);
  const { timezone, clock } = config;
  const desk = createDesk({
    register,
    languages,
    timezone,
    ...(clock === undefined ? {} : { startedAt: clock }),
  });
  return { desk, timezone, now, entries: register.entries.length };
}
