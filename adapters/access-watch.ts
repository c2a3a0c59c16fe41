import type { AccessNews, AccessRules, FollowedAccess } from "../src/index.ts";
import { formatProblem } from "../src/index.ts";
import type { Check } from "./http/adapter.ts";
import type { Log, Running } from "./lifecycle.ts";

export interface AccessWatchOptions {
  /** Absent where there is no access file. */
  readonly access: FollowedAccess | undefined;
  readonly log: Log;
  /** Logs an error and gives the id under which it was logged. */
  report(error: unknown, during: string): string;
  /** Between two looks at the file, milliseconds. */
  readonly everyMs?: number;
}

export interface AccessWatch extends Running {
  check(): Check;
}

/**
 * The file is read again and again rather than watched: it is small, editors replace it by another of its name, and a network
 * disk tells nobody of a change.
 */
const lookMs = 1_000;

/** Says at the start who may do what, and keeps to the access file as it changes. */
export function watchAccess({ access, log, report, everyMs = lookMs }: AccessWatchOptions): AccessWatch {
  if (access === undefined) {
    log("info", {}, "no access file: everybody gets public answers, only the terminal may edit");
    return { name: "access", stop: async () => {}, check: () => ({ ok: true, file: false }) };
  }
  const rules = access.access.rules();
  if (rules !== undefined) log("info", factsOf(rules), "the access file is in force");
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let isStopped = false;
  const look = async (): Promise<void> => {
    try {
      const news = await access.look();
      if (news !== undefined) tell(news, log);
    } catch (error) {
      report(error, "looking at the access file");
    }
    if (!isStopped) wait();
  };
  const wait = (): void => {
    timer = setTimeout(() => {
      looking = look();
    }, everyMs);
  };
  wait();
  return {
    name: "access",
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await looking;
    },
    check() {
      const reason = access.trouble();
      return reason === undefined ? { ok: true, file: true } : { ok: false, reason };
    },
  };
}

function tell(news: AccessNews, log: Log): void {
  switch (news.kind) {
    case "changed":
      log("info", factsOf(news.rules), "the access file changed, and is in force");
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
