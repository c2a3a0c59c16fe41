import type { FollowedRegister, Problem, ServedDesk } from "../src/index.ts";
import { formatProblem } from "../src/index.ts";
import type { Check } from "./http/adapter.ts";
import type { Log, Running } from "./lifecycle.ts";
import { lookAgain } from "./looking.ts";

export interface RegisterWatchOptions {
  readonly register: FollowedRegister;
  readonly desk: Pick<ServedDesk, "replaceRegister">;
  readonly log: Log;
  /** Logs an error and gives the id under which it was logged. */
  report(error: unknown, during: string): string;
  now(): number;
  /** The files were changed and cannot be used. */
  onRefused?(problems: readonly Problem[]): void;
  /** Between two looks at the folder, milliseconds. */
  readonly everyMs?: number;
}

export interface RegisterWatch extends Running {
  check(): Check;
  /** When the files in force were read, in milliseconds since 1970. */
  readAt(): number;
}

/** More problems than this fill a log, and are seen with `jambatan check`. */
const mostTold = 20;

/** Keeps to the register's files as they change. */
export function watchRegister(options: RegisterWatchOptions): RegisterWatch {
  const { register, desk, log, report, now, onRefused, everyMs } = options;
  let readAt = now();
  let failed: string | undefined;
  const take = async (): Promise<void> => {
    const startedAt = now();
    const files = register.inForce();
    failed = undefined;
    try {
      await desk.replaceRegister(files);
    } catch (error) {
      const errorId = report(error, "putting changed files of the register in force");
      failed = `the files changed and could not be put in force (error ${errorId})`;
      return;
    }
    readAt = now();
    log(
      "info",
      { entries: files.entries.length, ms: readAt - startedAt },
      "the register's files changed, and are in force",
    );
  };
  const looking = lookAgain({
    name: "register's files",
    report,
    ...(everyMs === undefined ? {} : { everyMs }),
    async look() {
      const news = await register.look();
      if (news?.kind === "changed") await take();
      if (news?.kind === "restored") log("info", {}, "the register's files are again those in force");
      if (news?.kind === "refused") {
        const facts = { problems: told(news.problems), count: news.problems.length };
        log("warn", facts, "the register's files are not usable; the last good ones stay in force");
        onRefused?.(news.problems);
      }
    },
  });
  return {
    name: "register",
    async stop() {
      register.stop();
      await looking.stop();
    },
    check() {
      const entries = register.inForce().entries.length;
      const reason = register.trouble() ?? failed;
      if (reason === undefined) return { ok: true, entries };
      return { ok: false, entries, reason: reason.split("\n").slice(0, mostTold).join("\n") };
    },
    readAt: () => readAt,
  };
}

const told = (problems: readonly Problem[]): readonly string[] =>
  problems.slice(0, mostTold).map(formatProblem);
