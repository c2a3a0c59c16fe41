import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { Question, Reply } from "../../src/index.ts";
import type { Clearance } from "../../src/register/view.ts";
import { accessOf } from "./discreet-desk.ts";
import { names, whole, without } from "./guarded.ts";
import { openTwins, type Twins } from "./twins.ts";

/** A longer look: `DISCRETION_RUNS=2000 npx vitest run test/access/discretion.test.ts`. */
const runs = Number(process.env.DISCRETION_RUNS ?? 12);
const now = Date.parse("2031-04-01T04:00:00Z");
const dayMs = 24 * 3_600_000;

const access = accessOf(`strangers: public
people:
  telegram:1: { role: editor }
  telegram:2: { role: editor, clearance: internal }
  telegram:3: { role: editor, clearance: restricted, groups: [board] }
  telegram:4: { role: editor, clearance: restricted, groups: [fleet] }
`);

const clearances: readonly (readonly [asker: string, clearance: Clearance])[] = [
  ["telegram:1", { level: "public", groups: [] }],
  ["telegram:2", { level: "internal", groups: [] }],
  ["telegram:3", { level: "restricted", groups: ["board"] }],
  ["telegram:4", { level: "restricted", groups: ["fleet"] }],
];

/** What is asked about a name; the same of what is there and of what is not. */
const aboutNames = [
  "{}",
  "/show {}",
  "/mou {}",
  "/who {}",
  "/org {}",
  "/team {}",
  "/visits {}",
  "/events {}",
  "/brief {}",
  "/commitments {}",
  "/programme {}",
  "/figures {}",
  "/sources {}",
  "/find {}",
  "/names {}",
  "/compare {}, {}",
  "/history {}",
  "/edit {}",
  "/watch {}",
  "/calendar {}",
  "/mou parties:{}",
  "/visits delegations:{}",
  "who is {}?",
  "what is {}?",
  "when was {} signed?",
  "where was {} signed?",
  "how many agreements does {} have?",
  "who are the parties of {}?",
  "what did we promise {}?",
  "brief me on {}",
  "is {} in force?",
  "does {} work with {}?",
  "contact of {}",
  "berapa banyak perjanjian {}?",
  "siapakah {}?",
  "{}是谁？",
  "{}签了几个协议？",
];

const alone = [
  "/mou",
  "/mou page:2",
  "/visits",
  "/events",
  "/commitments",
  "/programme",
  "/who",
  "/org",
  "/figures",
  "/sources",
  "/overview",
  "/start",
  "/help",
  "/watching",
  "/watch visits",
  "/watch expiring",
  "/watch commitments",
  "/watch everything",
  "/digest",
  "/calendar",
  "/wishes",
  "/undo 1",
  "/save",
  "/cancel",
  "+99 5550 3333",
  "which visits are coming?",
  "how many agreements are there?",
  "how many organisations, people and visits do you know?",
  "who is the newest partner?",
  "which agreements lapse this year?",
  "which agreements lapse in august 2031?",
  "what happens on 8 april?",
  "what happens in april?",
  "anything on wrecks, divers or salvage?",
  "the east quay",
  "and in 2031?",
  "and the next?",
  "when was it signed?",
  "where?",
  "with whom?",
  "who knows +99 5550 7171?",
  "apa lawatan akan datang?",
  "有哪些访问？",
];

/** Something else than it was, as fingers make it. */
const misspelt = (name: string, at: number): string => {
  const points = [...name];
  const place = at % Math.max(1, points.length);
  return [...points.slice(0, place), ...points.slice(place + 1)].join("");
};

const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...names).map(([one]) => one) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...names), fc.nat(30)).map(([[one], at]) => misspelt(one, at)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...names), fc.integer({ min: 2, max: 9 }))
      .map(([[one], to]) => one.slice(0, to)),
  },
);

type Step =
  | { readonly kind: "say"; readonly text: string }
  | { readonly kind: "press"; readonly at: number }
  | { readonly kind: "wait"; readonly days: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.constantFrom(...aboutNames), name, name).map(([line, one, other]) => ({
      kind: "say" as const,
      text: line.replace("{}", () => one).replace("{}", () => other),
    })),
  },
  { weight: 4, arbitrary: fc.constantFrom(...alone).map((text) => ({ kind: "say" as const, text })) },
  { weight: 3, arbitrary: fc.nat(12).map((at) => ({ kind: "press" as const, at })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 9 }).map((days) => ({ kind: "wait" as const, days })) },
);

/** What surely gives something to fetch and something to tell. */
const first: Step[] = [
  { kind: "say", text: "/watch visits" },
  { kind: "say", text: "/watch expiring" },
  { kind: "say", text: "/calendar" },
  { kind: "wait", days: 9 },
  { kind: "wait", days: 9 },
];

/** All that a reply's buttons and rows lead to. */
function commandsIn({ head, more, followUps }: Reply): readonly string[] {
  const inParts = [...head, ...more].flatMap((part) => {
    if (part.kind === "choice") return part.options.map(({ command }) => command);
    if (part.kind !== "list") return [];
    return [
      ...part.rows.map(({ command }) => command),
      ...(part.page?.next === undefined ? [] : [part.page.next.command]),
    ];
  });
  return [...followUps.map(({ command }) => command), ...inParts];
}

const opened: Twins[] = [];
afterAll(async () => {
  for (const twins of opened) await twins.close();
});

describe.each(clearances)(
  "to %s the register is as if what they may not see had never been written",
  (asker, clearance) => {
    const open = async (): Promise<Twins> => {
      const twins = await openTwins([whole(), without(clearance)], access, now);
      opened.push(twins);
      return twins;
    };

    test(
      "in whatever they ask, press and are told, byte for byte",
      async () => {
        const { clock, both } = await open();
        let talks = 0;
        let [reached, fetched] = [0, 0];
        await fc.assert(
          fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
            talks++;
            const asking: Omit<Question, "text" | "now"> = {
              asker,
              place: asker,
              placeIsDirect: true,
              takesFiles: true,
              conversation: `${asker}:${talks}`,
            };
            let last: Reply | undefined;
            for (const one of steps) {
              if (one.kind === "wait") {
                clock.now += one.days * dayMs;
                for (const { watch } of both) await watch.tick();
                expect(JSON.stringify(both[0].told)).toBe(JSON.stringify(both[1].told));
                continue;
              }
              const commands = last === undefined ? [] : commandsIn(last);
              const text = one.kind === "say" ? one.text : commands[one.at % Math.max(1, commands.length)];
              if (text === undefined) continue;
              const replies = [];
              for (const { desk } of both)
                replies.push(await desk.answer({ text, now: clock.now, ...asking }));
              const [a, b] = replies;
              expect(JSON.stringify(a)).toBe(JSON.stringify(b));
              if (a?.outcome === "answered") reached++;
              last = a;
              const secret = /calendar\/([\w-]+)\.ics/.exec(JSON.stringify(a))?.[1];
              if (secret !== undefined) fetched++;
              const beside = [];
              for (const { desk } of both)
                beside.push({
                  feed: secret === undefined ? undefined : await desk.fetchCalendar(secret, clock.now),
                  completed: desk.complete(text, clearance),
                  why: await desk.explain({ text, now: clock.now, ...asking }),
                });
              expect(JSON.stringify(beside[0])).toBe(JSON.stringify(beside[1]));
            }
          }),
          { numRuns: runs, examples: [[first]] },
        );
        // What is compared are answers, not one refusal after another.
        expect(reached).toBeGreaterThan(runs);
        expect([fetched > 0, both[0].told.length > 0]).toEqual([true, true]);
      },
      60_000 + runs * 400,
    );
  },
);
