import { test as base, describe, expect } from "vitest";
import { noonOf, type Question, type Reply } from "../../src/index.ts";
import { editorsBut, openLivingDesk } from "../living-desk.ts";
import { textsOf, timezone } from "../starter-desk.ts";

const now = noonOf("2024-04-20", timezone);

type Ask = (text: string, more?: Partial<Question>) => Promise<Reply>;

const test = base.extend<{ ask: Ask }>({
  ask: async ({ onTestFinished }, use) => {
    const { desk, close } = await openLivingDesk({ now: () => now, access: editorsBut() });
    onTestFinished(close);
    await use((text, more = {}) =>
      desk.answer({ text, now, asker: "telegram:1", conversation: "here", place: "telegram:1", ...more }),
    );
  },
});

const first = (reply: Reply): string => textsOf(reply)[0] ?? "";
const follow = ({ followUps }: Reply, label: string): string =>
  followUps.find((one) => one.label === label)?.command ?? "";
const option = ({ head }: Reply, label: string): string =>
  head.flatMap((part) => (part.kind === "choice" ? part.options : [])).find((one) => one.label === label)
    ?.command ?? "";

const title = "Delegation of lighthouse keepers";
const begin = `/visit add ${title}`;

describe("what is sent again under the same name", () => {
  test("is no value of the next field", async ({ ask }) => {
    await ask(begin, { sent: "m1" });
    const status = await ask("2 May 2024", { sent: "m2" });
    const again = await ask("2 May 2024", { sent: "m2" });
    expect([first(again), again.outcome]).toEqual([first(status), "answered"]);
    expect(first(await ask("planned", { sent: "m3" }))).toBe(`${title}: Delegation?`);
  });

  test("is no second step, and no second beginning", async ({ ask }) => {
    const begun = await ask(begin, { sent: "m1" });
    expect((await ask(begin, { sent: "m1" })).command).toBe(begun.command);
    await ask("/skip", { sent: "m2" });
    expect(first(await ask("/skip", { sent: "m2" }))).toBe(`${title}: Status?`);
    expect(first(await ask("/skip", { sent: "m3" }))).toBe(`${title}: Delegation?`);
  });
});

describe("a step back", () => {
  test("asks again afterwards what was asked before it", async ({ ask }) => {
    await ask(begin);
    await ask("2 May 2024");
    const people = await ask("planned");
    expect(first(await ask("/back"))).toBe(`${title}: Status?`);
    expect(first(await ask("/back"))).toBe(`${title}: Period?`);
    expect(first(await ask("3 May 2024"))).toBe(`${title}: Status?`);
    expect(first(await ask("confirmed"))).toBe(first(people));
  });
});

describe("a button under a question that is no longer asked", () => {
  test("skips nothing else, and goes back from nowhere else", async ({ ask }) => {
    const period = await ask(begin);
    const status = await ask(follow(period, "Skip"));
    expect(first(await ask(follow(period, "Skip")))).toBe(first(status));
    const people = await ask("planned");
    expect(first(await ask(follow(status, "Back")))).toBe(first(people));
    expect(first(await ask(follow(people, "Back")))).toBe(first(status));
  });

  test("sets its own field and leaves the question that is open", async ({ ask }) => {
    await ask(begin);
    const status = await ask("/skip");
    const people = await ask(option(status, "planned"));
    expect(first(await ask(option(status, "confirmed")))).toBe(first(people));
    for (const _ of ["people", "delegations", "hosts"]) await ask("/skip");
    const texts: string[] = [];
    for (let reply = await ask("/skip"); texts.length < 10; reply = await ask("/skip")) {
      texts.push(...textsOf(reply));
      if (first(reply).includes("bears the change out")) break;
    }
    const preview = await ask("told by the secretariat");
    expect(textsOf(preview).join("\n")).toContain("Status: → confirmed");
  });
});

describe("a change that has ended", () => {
  test("is shown as what became of it, and never saves another", async ({ ask }) => {
    const begun = await ask(begin);
    let reply = begun;
    for (let steps = 0; steps < 12 && !first(reply).includes("bears the change out"); steps++)
      reply = await ask("/skip");
    await ask("told by the secretariat");
    const saved = await ask("/save");
    expect(first(saved)).toBe(`Saved: ${title} is in the register (change 1).`);
    expect(saved.command).toBe(begun.command);
    expect(first(await ask(saved.command ?? ""))).toBe(first(saved));
    expect(first(await ask((begun.command ?? "").replace("show", "save")))).toBe(first(saved));
  });

  test("of somebody else is none that another may go on with", async ({ ask }) => {
    const begun = await ask(begin);
    const other = await ask(follow(begun, "Cancel"), { asker: "telegram:2", conversation: "there" });
    expect([other.outcome, first(other)]).toEqual(["refused", "Somebody else is making this change."]);
    expect(first(await ask(begun.command ?? ""))).toBe(first(begun));
  });
});

describe("a text that goes on from another answer", () => {
  test("is a question, also while a value is awaited", async ({ ask }) => {
    const begun = await ask(begin);
    const other = await ask("/help", { previous: ["/visits"] });
    expect(other.command).toBe("/help");
    const question = await ask("which visits are upcoming?", { noValue: true });
    expect(question.command).toMatch(/^\/visits/);
    expect(first(await ask(begun.command ?? ""))).toBe(first(begun));
  });
});
