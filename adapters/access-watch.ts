import type { AccessNews, AccessRules, FollowedAccess, Problem } from "../src/index.ts";
import { formatProblem } from "../src/index.ts";
import type { Check } from "./http/adapter.ts";
import type { Log, Running } from "./lifecycle.ts";
import { lookAgain } from "./looking.ts";

export interface AccessWatchOptions {
  /** Absent where there is no access file. */
  readonly access: FollowedAccess | undefined;
  readonly log: Log;
  /** Logs an error and gives the id under which it was logged. */
  report(error: unknown, during: string): string;
  /** The file was changed and cannot be used. */
  onRefused?(problems: readonly Problem[]): void;
  /** Between two looks at the file, milliseconds. */
  readonly everyMs?: number;
}

export interface AccessWatch extends Running {
  check(): Check;
}

/** Says at the start who may do what, and keeps to the access file as it changes. */
export function watchAccess({ access, log, report, onRefused, everyMs }: AccessWatchOptions): AccessWatch {
  if (access === undefined) {
    log("info", {}, "no access file: everybody gets public answers, only the terminal may edit");
    return { name: "access", stop: async () => {}, check: () => ({ ok: true, file: false }) };
  }
  const rules = access.access.rules();
  if (rules !== undefined) log("info", factsOf(rules), "the access file is in force");
  const looking = lookAgain({
    name: "access file",
    report,
    ...(everyMs === undefined ? {} : { everyMs }),
    async look() {
      const news = await access.look();
      if (news !== undefined) tell(news, log);
      if (news?.kind === "refused") onRefused?.(news.problems);
    },
  });
  return {
    name: "access",
    stop: looking.stop,
    check() {
      const reason = access.trouble();
      return reason === undefined ? { ok: true, file: true } : { ok: false, reason };
    },
  };
}

function tell(news: AccessNews, log: Log): void {
  switch (news.kind) {
    case "changed":
      log("info", factsOf(news.value), "the access file changed, and is in force");
      break;
    case "restored":
      log("info", {}, "the access file is again the one in force");
      break;
    case "refused": {
      const problems = news.problems.map(formatProblem);
      log("warn", { problems }, "the access file is not usable; the last good one stays in force");
    }
  }
}

function factsOf({ strangers, people, places }: AccessRules): object {
  return { strangers, people: people.length, places: places.length };
}
