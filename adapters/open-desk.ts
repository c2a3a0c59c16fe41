import type { Config, FollowedAccess, FollowedRegister, Revision, ServedDesk } from "../src/index.ts";
import type { Keeping, KeepingOptions } from "./keeping.ts";
import type { OpenDesk } from "./terminal/ask.ts";

export interface OpenedDesk extends OpenDesk {
  readonly desk: ServedDesk;
  readonly files: FollowedRegister;
  /** Absent where there is no access file. */
  readonly access?: FollowedAccess;
  /** Absent where the desk only reads. */
  readonly keeping?: Keeping;
}

export interface DeskPlace {
  readonly config: Config;
  /** The register's folder, where it is not the configured one. */
  readonly folder?: string;
  readonly cacheFolder: string;
  /** At least 128 bits that nobody can guess, as letters, digits, `-` and `_`. */
  newSecret(): string;
  /** The present, in milliseconds since 1970. */
  now(): number;
  /** What was changed in chat, where the desk only reads. */
  revisions(): Promise<readonly Revision[]>;
  /** Set where the desk also keeps what people change. */
  readonly keep?: Pick<KeepingOptions, "newId" | "log" | "report">;
}

/** Loads the register, the languages and the access file, and opens a desk over them. */
export async function openDeskAt(place: DeskPlace): Promise<OpenedDesk> {
  const { config, folder, cacheFolder, newSecret, now, revisions, keep } = place;
  const { createDesk, followRegister, loadLanguages, readAccess, registerInForce, shippedRegister } =
    await import("../src/index.ts");
  const data = folder ?? config.data ?? shippedRegister;
  const [files, languages, access] = await Promise.all([
    followRegister(data, { cacheFolder }),
    loadLanguages(),
    config.access === undefined ? undefined : readAccess(config.access),
  ]);
  const pack = files.inForce();
  const { timezone, clock, database, publicUrl } = config;
  const keeping = keep === undefined ? undefined : await openKept({ ...keep, database, register: pack, now });
  // Another folder is looked at for what it says itself.
  const isOwn = folder === undefined && keep === undefined;
  const register = isOwn ? await registerInForce(pack, await revisions()) : pack;
  const desk = createDesk({
    register,
    languages,
    timezone,
    newSecret,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(clock === undefined ? {} : { startedAt: clock }),
    ...(access === undefined ? {} : { access: access.access }),
    ...(keeping === undefined
      ? {}
      : { ...keeping.store, changes: keeping.changes, watches: keeping.watches }),
  });
  return {
    desk,
    timezone,
    now,
    files,
    ...(access === undefined ? {} : { access }),
    ...(keeping === undefined ? {} : { keeping }),
  };
}

async function openKept(options: KeepingOptions): Promise<Keeping> {
  const { openKeeping } = await import("./keeping.ts");
  return openKeeping(options);
}
