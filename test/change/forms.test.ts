import { test as base, describe } from "vitest";
import { type Form, noonOf, type Question, type Reply } from "../../src/index.ts";
import { accessOf } from "../access/discreet-desk.ts";
import { openLivingDesk } from "../living-desk.ts";
import { textsOf, timezone } from "../starter-desk.ts";

const now = noonOf("2024-04-20", timezone);

type Ask = (text: string, values?: Readonly<Record<string, string>>) => Promise<Reply>;

/** An editor whose app shows forms, or does not. */
const test = base.extend<{ editor: (more?: Partial<Question>) => Promise<Ask> }>({
  editor: ({ onTestFinished }, use) =>
    use(async (more = { showsForms: true }) => {
      const access = accessOf("people:\n  slack:T1/U1: { role: editor, clearance: public }\n");
      const { desk, close } = await openLivingDesk({ access, now: () => now });
      onTestFinished(close);
      return (text, values) =>
        desk.answer({
          text,
          now,
          asker: "slack:T1/U1",
          place: "slack:T1/D1",
          placeIsDirect: true,
          conversation: "slack:T1:D1",
          ...more,
          ...(values === undefined ? {} : { values }),
        });
    }),
});

const keysOf = ({ form }: Reply): readonly string[] | undefined => form?.fields.map(({ key }) => key);

function formIn({ form }: Reply): Form {
  if (form === undefined) throw new Error("There is no form.");
  return form;
}

const stepIn = ({ followUps }: Reply, does: "confirm" | "cancel"): string =>
  followUps.find((one) => one.does === does)?.command ?? "";

describe.concurrent("a form", () => {
  test("of a calling-off asks for its reason alone, leads to what is to be confirmed, and is no question of others", async ({
    editor,
    expect,
  }) => {
    const ask = await editor();
    const asked = await ask("/visit cancel visit-china-2024");
    expect(keysOf(asked)).toEqual(["why"]);
    expect(asked.own).toBe(true);
    const without = await ask(formIn(asked).command, { why: " " });
    expect(formIn(without).fields.map(({ key, error }) => [key, error !== undefined])).toEqual([
      ["why", true],
    ]);
    const preview = await ask(formIn(without).command, { why: "told by the secretariat" });
    expect(preview.form).toBeUndefined();
    expect(textsOf(preview).join("\n")).toContain("cancelled");
    const saved = await ask(stepIn(preview, "confirm"));
    expect(textsOf(saved).join()).toContain("Saved");
    expect([saved.own, stepIn(saved, "cancel")]).toEqual([true, ""]);
    const history = await ask("/history visit-china-2024");
    expect([history.own, textsOf(history).join().includes("secretariat")]).toEqual([undefined, true]);
  });

  test("of an undo asks for nothing, and for its reason where that is to be another", async ({
    editor,
    expect,
  }) => {
    const ask = await editor();
    const asked = await ask("/visit cancel visit-china-2024");
    const preview = await ask(formIn(asked).command, { why: "told by the secretariat" });
    await ask(stepIn(preview, "confirm"));
    const undo = await ask("/undo");
    expect(undo.form).toBeUndefined();
    const why = undo.followUps.find(({ command }) => command.endsWith(" why"))?.command ?? "";
    const reason = await ask(why);
    expect(keysOf(reason)).toEqual(["why"]);
    const again = await ask(formIn(reason).command, { why: "" });
    expect(formIn(again).fields[0]?.error).toBeDefined();
    const ready = await ask(formIn(again).command, { why: "it was the wrong visit" });
    expect(textsOf(await ask(stepIn(ready, "confirm"))).join()).toContain("Saved");
    expect(textsOf(await ask("/history visit-china-2024")).join()).toContain("it was the wrong visit");
  });

  test("of one field asks for that and its reason, and stands by what was typed wrong", async ({
    editor,
    expect,
  }) => {
    const ask = await editor();
    const asked = await ask("/edit visit-china-2024 field:period");
    expect(keysOf(asked)).toEqual(["period", "why"]);
    const wrong = await ask(formIn(asked).command, { period: "31 April 2024", why: "" });
    expect(keysOf(wrong)).toEqual(["period", "why"]);
    expect(formIn(wrong).fields[0]).toMatchObject({ value: "31 April 2024", error: expect.any(String) });
    expect(formIn(wrong).fields[1]?.error).toBeDefined();
    const right = await ask(formIn(wrong).command, {
      period: "30 April 2024",
      why: "told by the secretariat",
    });
    expect(right.form).toBeUndefined();
    expect(textsOf(right).join()).toContain("30 April 2024");
    const others = right.followUps.find(({ command }) => command.endsWith(" menu"))?.command ?? "";
    expect(keysOf(await ask(others))?.length).toBeGreaterThan(5);
  });

  test("of what was done about a promise dates the lines that are new", async ({ editor, expect }) => {
    const ask = await editor();
    const asked = await ask("/commitment progress promise-zgc-office");
    expect(keysOf(asked)).toEqual(["progress", "why"]);
    const { value } = formIn(asked).fields[0] ?? { value: "" };
    const filled = `${value}\nThe office was found.`;
    const preview = await ask(formIn(asked).command, { progress: filled, why: "told by the secretariat" });
    expect(textsOf(preview).join()).toContain("20 April 2024");
    const saved = await ask(stepIn(preview, "confirm"));
    expect(textsOf(saved).join()).toContain("Saved");
  });

  test("is shown to nobody whose app shows none: each value is asked for by itself", async ({
    editor,
    expect,
  }) => {
    const ask = await editor({});
    const asked = await ask("/visit cancel visit-china-2024");
    expect([asked.form, asked.awaits]).toEqual([undefined, "value"]);
    const preview = await ask("told by the secretariat");
    expect(textsOf(preview).join("\n")).toContain("cancelled");
  });
});
