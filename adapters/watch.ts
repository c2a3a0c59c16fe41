import type { Desk, Messenger, Watch } from "../src/index.ts";
import type { Check } from "./http/adapter.ts";
import type { Running } from "./lifecycle.ts";

export interface WatchWorld {
  readonly desk: Desk;
  /** By the platform's name, with which its places begin. */
  readonly messengers: ReadonlyMap<string, Messenger>;
  /** The present, in milliseconds since 1970. */
  now(): number;
  /** Logs an error and gives the id under which it was logged. */
  report(error: unknown, during: string): string;
  /** Whether the store can be used: while it cannot, nothing is told, and that is no news. */
  storeIsHere(): boolean;
  /** Settles when all that can be told can be: what was missed is not kept waiting. */
  readonly ready: Promise<unknown>;
  /** In a demonstration the clock goes on to when something that is watched anew is told. Milliseconds since 1970. */
  readonly skipTo?: (ms: number) => void;
  /** A notice was sent, so many milliseconds after it was due. */
  onTold?(lateMs: number): void;
  /** Between two looks at what is due, milliseconds. */
  readonly everyMs?: number;
}

export interface RunningWatch extends Running {
  check(): Check;
}

/** So often it is looked what is due, and what other processes have left. */
const lookMs = 5_000;

/** Tells what people watch, as long as the process runs. Absent where the desk keeps no watches. */
export function runWatch(world: WatchWorld): RunningWatch | undefined {
  const { desk, messengers, now, report, onTold, everyMs = lookMs } = world;
  const watch = desk.startWatch?.({
    messengers,
    now,
    report,
    ...(onTold === undefined ? {} : { onTold }),
  });
  return watch === undefined ? undefined : run(watch, { ...world, everyMs });
}

function run(
  watch: Watch,
  { report, storeIsHere, everyMs, ready, skipTo }: WatchWorld & { readonly everyMs: number },
): RunningWatch {
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<void> | undefined;
  let trouble: string | undefined;
  let isStopped = false;
  let watched = 0;
  const hurry = (): void => {
    const next = watch.next();
    if (next !== undefined && watch.subscriptions() > watched) skipTo?.(next);
    watched = watch.subscriptions();
  };
  const tick = async (): Promise<void> => {
    try {
      await watch.tick();
      trouble = undefined;
    } catch (error) {
      if (!storeIsHere()) trouble = "the store is away";
      else trouble = `error ${report(error, "telling what people watch")}`;
    }
    hurry();
    if (!isStopped) wait();
  };
  const look = (): void => {
    clearTimeout(timer);
    ticking = tick();
  };
  const wait = (): void => {
    timer = setTimeout(look, everyMs);
  };
  wait();
  void ready.then(() => {
    if (ticking === undefined && !isStopped) look();
  });
  return {
    name: "watch",
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await ticking;
    },
    check() {
      const next = watch.next();
      return {
        ok: trouble === undefined,
        watched: watch.subscriptions(),
        ...(next === undefined ? {} : { next: new Date(next).toISOString() }),
        ...(trouble === undefined ? {} : { reason: trouble }),
      };
    },
  };
}
