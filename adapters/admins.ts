import { createHash } from "node:crypto";
import {
  type Access,
  type Messenger,
  type Problem,
  type SeenKeeper,
  type ServedDesk,
  Undelivered,
} from "../src/index.ts";

export interface AdminsWorld {
  readonly desk: Pick<ServedDesk, "warn">;
  /** Absent where there is no access file: then nobody is known to administer the desk. */
  readonly access: Access | undefined;
  /** By the platform's name, with which its people begin. */
  messengers(): ReadonlyMap<string, Messenger>;
  /** What several processes find is told by one of them. */
  readonly seen: SeenKeeper | undefined;
  /** The present, in milliseconds since 1970. */
  now(): number;
  /** Logs an error and gives the id under which it was logged. */
  report(error: unknown, during: string): string;
}

/** Tells those whom the access file names as administrators, each directly. */
export interface Admins {
  /** A changed file cannot be taken. Settles when all were told, or could not be. */
  tell(file: "register" | "access", problems: readonly Problem[]): Promise<void>;
}

/** Places of problems that a message names. */
const mostPlaces = 5;

export function createAdmins({ desk, access, messengers, seen, now, report }: AdminsWorld): Admins {
  const during = "telling the administrators of a file that cannot be used";
  const tellOne = async (
    admin: string,
    trouble: Parameters<ServedDesk["warn"]>[1],
    key: string,
  ): Promise<void> => {
    const messenger = messengers().get(admin.split(":", 1)[0] ?? "");
    if (messenger === undefined) return;
    try {
      const isMine = (await seen?.take(key, now())) ?? true;
      if (!isMine) return;
      await messenger.send(admin, await desk.warn(admin, trouble, now()), key);
      await seen?.done(key, now());
    } catch (error) {
      // Who never wrote to the bot cannot be written to: the log has it all the same.
      if (!(error instanceof Undelivered && error.reason === "blocked")) report(error, during);
    }
  };
  return {
    async tell(file, problems) {
      const trouble = {
        file,
        count: problems.length,
        places: problems
          .slice(0, mostPlaces)
          .map(({ file: name, line, column }) =>
            [name, line, column].filter((one) => one !== undefined).join(":"),
          ),
      };
      // The same mistakes are told again after a day.
      const day = Math.floor(now() / (24 * 3_600_000));
      const digest = createHash("sha256")
        .update(JSON.stringify([file, day, problems]))
        .digest("hex")
        .slice(0, 24);
      const admins = access?.rules()?.people.filter(({ role }) => role === "admin") ?? [];
      await Promise.all(admins.map(({ key }) => tellOne(key, trouble, `trouble:${digest}:${key}`)));
    },
  };
}
