import type { Writable } from "node:stream";
import type { Config, Desk, Messenger, Problem } from "../src/index.ts";
import { watchAccess } from "./access-watch.ts";
import { createAdmins } from "./admins.ts";
import { type Check, connectHttp, type Route } from "./http/adapter.ts";
import { createCalendarRoute } from "./http/calendar.ts";
import { formatListenError } from "./http/listen-error.ts";
import type { KeepingOptions } from "./keeping.ts";
import { type Log, type Running, refusalOf, stopAll, stopSignal } from "./lifecycle.ts";
import { createLogger, logTo } from "./logger.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import type { OpenedDesk } from "./open-desk.ts";
import { watchRegister } from "./register-watch.ts";
import { runWatch } from "./watch.ts";

/** What speaks a platform, whichever it is. */
export interface Platform extends Running {
  readonly ready: Promise<void>;
  readonly routes: readonly Route[];
  /** Says something unasked. */
  readonly messenger: Messenger;
  check(): Check;
}

/** What every platform is connected with. */
export interface Shared extends Pick<OpenedDesk, "timezone" | "now" | "keeping"> {
  readonly desk: Desk;
  readonly log: Log;
  report(error: unknown, during: string): string;
  /** A call to a platform failed, or is made again. */
  readonly noteCall: Metrics["noteCall"];
}

/** A prompt at the operator's own terminal. */
export interface Prompt extends Pick<Running, "stop">, Pick<Platform, "messenger"> {
  /** Settles when the operator leaves it. */
  readonly closed: Promise<void>;
}

export interface ServeWorld {
  readonly config: Config;
  readonly errors: Writable;
  /** True where nobody but the operator reads the log, below the prompt. */
  readonly isQuiet: boolean;
  newId(): string;
  /** Milliseconds of a clock that nobody sets. */
  ticks(): number;
  report(error: unknown, during: string): string;
  /** From now on errors are logged so. */
  logErrors(write: (error: unknown, errorId: string, during: string) => void): void;
  openDesk(keep: Pick<KeepingOptions, "newId" | "log" | "report">): Promise<OpenedDesk>;
  /** Connects the platforms that have a token. */
  connect(shared: Shared): Promise<readonly Platform[]>;
  /** Where nobody waits for days: sets the clock on. Milliseconds since 1970. */
  readonly skipTo?: (ms: number) => void;
  /** Absent where nobody sits at a terminal. */
  readonly prompt?: (shared: Shared) => Promise<Prompt>;
}

/** How long an HTTP answer under way may take after the signal to stop. */
const graceMs = 5_000;

/** Runs the desk until it is told to stop. True where all of it stopped cleanly. */
export async function serve(world: ServeWorld): Promise<boolean> {
  const { config, errors, isQuiet, newId, report, logErrors, openDesk, connect, prompt, ticks, skipTo } =
    world;
  const logger = createLogger({
    level: config.logLevel ?? (isQuiet ? "warn" : "info"),
    secrets: config.secrets,
  });
  logErrors((error, errorId, during) => logger.error({ err: error, errorId }, during));
  const stopped = stopSignal();
  const log = logTo(logger);
  const { files, access, ...open } = await openDesk({ newId, log, report });
  const { keeping } = open;
  const { createFrontDesk } = await import("../src/index.ts");
  const metrics = createMetrics({
    desk: createFrontDesk({ desk: open.desk, now: ticks }),
    ticks,
    now: open.now,
    registerReadAt: () => registerWatch.readAt(),
    entries: () => files.inForce().entries.length,
    platforms: () => platforms.map(({ name, check }) => ({ name, ok: check().ok })),
    report,
  });
  const shared: Shared = { ...open, log, report: metrics.report, noteCall: metrics.noteCall };
  const platforms = await connect({ ...shared, desk: metrics.desk });
  const endings: Promise<unknown>[] = [stopped, refusalOf(platforms)];
  const messengers = new Map(platforms.map(({ name, messenger }) => [name, messenger]));
  const admins = createAdmins({
    ...{ desk: open.desk, access: access?.access, now: open.now, report },
    messengers: () => messengers,
    seen: keeping?.store.seen,
  });
  const refused = (file: "register" | "access") => (problems: readonly Problem[]) =>
    void admins.tell(file, problems);
  const watch = watchAccess({ access, log, report, onRefused: refused("access") });
  const registerWatch = watchRegister({
    ...{ ...open, register: files, log, report },
    onRefused: refused("register"),
  });
  const storeIsHere = (): boolean => keeping?.check().ok === true;
  const telling = runWatch({
    ...shared,
    messengers,
    storeIsHere,
    ready: Promise.allSettled(platforms.map(({ ready }) => ready)),
    onTold: metrics.noteTold,
    ...(skipTo === undefined ? {} : { skipTo }),
  });
  const checks = {
    register: registerWatch.check,
    ...(keeping === undefined ? {} : { store: keeping.check }),
    ...Object.fromEntries(platforms.map(({ name, check }) => [name, check])),
    access: watch.check,
    ...(telling === undefined ? {} : { watch: telling.check }),
  };
  const routes = [
    metrics.route,
    createCalendarRoute(shared),
    ...platforms.flatMap((platform) => platform.routes),
  ];
  const http = connectHttp({ host: config.host, port: config.port, checks, routes, report });
  const running: Running[] = [
    { name: "http", stop: () => http.stop(graceMs) },
    watch,
    registerWatch,
    ...platforms,
  ];
  if (telling !== undefined) running.push(telling);
  const stop = async (): Promise<boolean> => {
    const isClean = await stopAll(running, log);
    return (
      (await stopAll(keeping === undefined ? [] : [{ name: "store", stop: keeping.close }], log)) && isClean
    );
  };
  try {
    logger.info({ url: await http.ready }, "HTTP is served");
  } catch (error) {
    errors.write(`${formatListenError(error, config)}\n`);
    if (prompt === undefined) {
      await stop();
      return false;
    }
  }
  if (prompt !== undefined) {
    const { closed, stop: stopPrompt, messenger } = await prompt(shared);
    messengers.set("terminal", messenger);
    running.push({ name: "terminal", stop: stopPrompt });
    endings.push(closed.then(() => "quit"));
  }
  try {
    logger.info({ cause: await Promise.race(endings) }, "stopping");
  } catch (error) {
    await stop();
    throw error;
  }
  return stop();
}
