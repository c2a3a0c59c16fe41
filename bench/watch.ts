import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadRegister } from "../src/index.ts";
import { addDays } from "../src/register/partial-date.ts";
import { createRegister } from "../src/register/register.ts";
import type { Entry } from "../src/register/statement.ts";
import { createView, publicClearance } from "../src/register/view.ts";
import { createOffering } from "../src/watch/offering.ts";
import type { Subscription } from "../src/watch/subscription.ts";
import { formatCount, formatMachine, median } from "./measure/figures.ts";
import { writeRegister } from "./measure/generated-register.ts";

const entries = 10_000;
const subscribers = 10_000;
const rounds = 5;
const barMs = 1_000;
const now = Date.UTC(2026, 5, 1);
const zones = [
  "Asia/Kuala_Lumpur",
  "Asia/Shanghai",
  "Europe/London",
  "Asia/Kathmandu",
  "America/New_York",
  "UTC",
];

/** How long it takes to find out what is due for everybody after the register was changed, and when nothing was. */
export async function bench(): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "jambatan-bench-"));
  try {
    await writeRegister(folder, { entries });
    const { entries: generated } = await loadRegister(folder);
    const all = generated.map(inTheFuture);
    const subscriptions = all.slice(0, subscribers).map(subscriptionTo);
    const [first, later, idle]: number[][] = [[], [], []];
    for (let round = 0; round <= rounds; round++) {
      let register = createRegister([...all]);
      let view = createView(register, publicClearance);
      const offering = createOffering({
        state: () => [register],
        news: () => [],
        viewFor: () => view,
        audienceOf: () => undefined,
      });
      const plan = timed(() => offering.replace(subscriptions, now));
      register = createRegister([...all]);
      view = createView(register, publicClearance);
      const again = timed(() => offering.due(now + 1_000));
      const still = timed(() => offering.due(now + 2_000));
      const due = offering.due(now + 40 * 86_400_000).length;
      if (due < 1_000) throw new Error(`only ${due} are due in 40 days: this measures nothing`);
      // The first round only warms.
      if (round === 0) continue;
      first?.push(plan);
      later?.push(again);
      idle?.push(still);
    }
    const [planned, replanned, waited] = [median(first ?? []), median(later ?? []), median(idle ?? [])];
    return [
      formatMachine(),
      `${formatCount(subscriptions.length)} subscriptions against ${formatCount(all.length)} entries: planned in ${Math.round(planned)} ms, again after a change of the register in ${Math.round(replanned)} ms, medians of ${rounds} rounds; bar ≤ ${barMs} ms: ${Math.max(planned, replanned) <= barMs ? "met" : "MISSED"}`,
      `a tick when nothing is due: ${(waited * 1_000).toFixed(0)} µs`,
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** The dates of generated entries lie behind: so many days on, each is one that people wait for. */
function inTheFuture(entry: Entry, index: number): Entry {
  const day = addDays("2026-06-10", index % 700);
  const dated = { visit: "period", event: "date", commitment: "due", agreement: "expires" } as const;
  if (!(entry.kind in dated)) return entry;
  const field = dated[entry.kind as keyof typeof dated];
  const { status: _, terminated: __, ...fields } = entry.fields;
  return { ...entry, fields: { ...fields, [field]: [{ value: day, cites: [] }] } };
}

/** Half watch one entry each, the others topics; in several zones, with several lead times. */
function subscriptionTo({ id }: Entry, index: number): Subscription {
  const topic = (["visits", "expiring", "commitments"] as const)[index % 3] ?? "visits";
  return {
    id: `s${index}`,
    place: `telegram:${index}`,
    by: `telegram:${index}`,
    what: index % 2 === 0 ? { kind: "entry", entry: id, title: id } : { kind: "topic", topic },
    lang: "en",
    timezone: zones[index % zones.length] ?? "UTC",
    ...(index % 5 === 0 ? { leads: [3, 1] } : {}),
    createdAt: 0,
  };
}
