import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { FrontDesk, Question, Reply } from "../src/index.ts";
import type { Route } from "./http/adapter.ts";

export interface MetricsOptions {
  readonly desk: FrontDesk;
  /** Milliseconds of a clock that nobody sets. */
  ticks(): number;
  /** Milliseconds since 1970, as the register's age is reckoned. */
  now(): number;
  /** When the register's files in force were read, in milliseconds since 1970. */
  registerReadAt(): number;
  entries(): number;
  /** What the platforms say of themselves, by name. */
  platforms(): readonly { readonly name: string; readonly ok: boolean }[];
  report(error: unknown, during: string): string;
}

export interface Metrics {
  /** The desk, its answers counted. */
  readonly desk: FrontDesk;
  report(error: unknown, during: string): string;
  /** A call to a platform failed, and how, or is made again. */
  noteCall(platform: string, news: "flood" | "failure" | "network" | "retry"): void;
  /** A notice was sent, so many milliseconds after it was due. */
  noteTold(lateMs: number): void;
  readonly route: Route;
}

/** Seconds: remembered answers take less than the first, waiting for a store or a turn takes more than the last but three. */
const buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];

/** A notice later than this was not in time, milliseconds: it is looked for what is due every few seconds. */
const lateMs = 60_000;

/**
 * What a Prometheus server reads. No label ever says who asked or what: each is one of a few words of the program's own.
 */
export function createMetrics(options: MetricsOptions): Metrics {
  const { desk, ticks, now, registerReadAt, entries, platforms, report } = options;
  const registry = new Registry();
  const registers = [registry];
  const questions = new Counter({
    name: "jambatan_questions_total",
    help: "Questions answered, by what became of them; silent: no line was sent",
    labelNames: ["platform", "command", "outcome", "language"],
    registers,
  });
  const seconds = new Histogram({
    name: "jambatan_answer_seconds",
    help: "From a question's arrival at the desk until its answer, the wait for its turn included",
    labelNames: ["platform"],
    buckets,
    registers,
  });
  const errors = new Counter({
    name: "jambatan_errors_total",
    help: "Errors logged with an id, by what was being done",
    labelNames: ["during"],
    registers,
  });
  const platformErrors = new Counter({
    name: "jambatan_platform_errors_total",
    help: "Calls to a platform that failed: 429 (flood), 5xx (failure), no whole answer (network)",
    labelNames: ["platform", "kind"],
    registers,
  });
  const retries = new Counter({
    name: "jambatan_platform_retries_total",
    help: "Calls to a platform that were made again",
    labelNames: ["platform"],
    registers,
  });
  const told = new Counter({
    name: "jambatan_notices_sent_total",
    help: "Reminders and other notices that were sent unasked",
    registers,
  });
  const toldLate = new Counter({
    name: "jambatan_notices_late_total",
    help: "Of those, the ones sent more than a minute after they were due",
    registers,
  });
  const gauge = (name: string, help: string, value: () => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  };
  gauge("jambatan_queue_depth", "Questions that wait for their turn", desk.waiting);
  gauge("jambatan_register_entries", "Entries in the register's files in force", entries);
  gauge("jambatan_register_age_seconds", "Since the register's files in force were read", () =>
    Math.max(0, (now() - registerReadAt()) / 1_000),
  );
  gauge("jambatan_resident_memory_bytes", "Memory of the process", () => process.memoryUsage.rss());
  new Gauge({
    name: "jambatan_platform_up",
    help: "1 where a platform is connected",
    labelNames: ["platform"],
    registers,
    collect() {
      for (const { name, ok } of platforms()) this.set({ platform: name }, ok ? 1 : 0);
    },
  });
  return {
    desk: {
      ...desk,
      async answer(question) {
        const platform = platformOf(question);
        const startedAt = ticks();
        try {
          const reply = await desk.answer(question);
          questions.inc({ platform, ...labelsOf(reply) });
          return reply;
        } catch (error) {
          questions.inc({ platform, command: "none", outcome: "failed", language: "none" });
          throw error;
        } finally {
          seconds.observe({ platform }, (ticks() - startedAt) / 1_000);
        }
      },
    },
    report(error, during) {
      errors.inc({ during });
      return report(error, during);
    },
    noteCall(platform, news) {
      if (news === "retry") retries.inc({ platform });
      else platformErrors.inc({ platform, kind: news });
    },
    noteTold(waitedMs) {
      told.inc();
      if (waitedMs > lateMs) toldLate.inc();
    },
    route: {
      method: "GET",
      path: "/metrics",
      handle: async () =>
        new Response(await registry.metrics(), { headers: { "content-type": registry.contentType } }),
    },
  };
}

/** `telegram` of `telegram:1`: the word before what tells people and places apart. */
function platformOf({ place, asker }: Question): string {
  return /^[a-z]+/.exec(place ?? asker ?? "")?.[0] ?? "none";
}

/** Of the command line, its name alone. */
function labelsOf({
  command,
  outcome,
  lang,
  silent,
}: Reply): Record<"command" | "outcome" | "language", string> {
  return {
    command: /^\/([a-z]+)/.exec(command ?? "")?.[1] ?? "none",
    outcome: silent === true ? "silent" : outcome,
    language: lang,
  };
}
