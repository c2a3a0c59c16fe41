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
  const { desk, messengers, now, report, storeIsHere, everyMs = lookMs } = world;
  const watch = desk.startWatch?.({
    messengerOf: (place) => messengers.get(place.split(":", 1)[0] ?? ""),
    now,
    report,
  });
  return watch === undefined ? undefined : run(watch, { report, storeIsHere, everyMs });
}

function run(
  watch: Watch,
  { report, storeIsHere, everyMs }: Required<Pick<WatchWorld, "report" | "storeIsHere" | "everyMs">>,
): RunningWatch {
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<void> | undefined;
  let trouble: string | undefined;
  let isStopped = false;
  const tick = async (): Promise<void> => {
    try {
      await watch.tick();
      trouble = undefined;
    } catch (error) {
      if (!storeIsHere()) trouble = "the store is away";
      else trouble = `error ${report(error, "telling what people watch")}`;
    }
    if (!isStopped) wait();
  };
  const wait = (): void => {
    timer = setTimeout(() => {
      ticking = tick();
    }, everyMs);
  };
  wait();
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
