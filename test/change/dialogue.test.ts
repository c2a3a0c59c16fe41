import { describe, expect, test } from "vitest";
import { university } from "../register/register-folder.ts";
import { type EditingDesk, editingDesk, stepIn, wordsOf } from "./editing-desk.ts";

const told = "told by the secretariat";
const open = (): Promise<EditingDesk> => editingDesk({ register: university });

/** A change of one field of the university's visit, up to its preview. */
async function toPreview(desk: EditingDesk, asker: string, value: string, field = "place") {
  const says = desk.as(asker);
  await says(`/edit visit-2026 field:${field}`);
  await says(value);
  return says(told);
}

const placeOf = (desk: EditingDesk): unknown =>
  desk.living
    .register()
    .entries.find(({ id }) => id === "visit-2026")
    ?.fields.place?.map(({ value }) => value);

describe("a new entry is asked for one value after the other", () => {
  test.each([
    ["en", "3–5 May 2026", "planned", "Saved: Spring visit is in the register (change 1)."],
    ["ms", "3–5 Mei 2026", "planned", "Disimpan: Spring visit kini dalam daftar (perubahan 1)."],
    ["zh", "2026-05-03/2026-05-05", "planned", "已保存：Spring visit已在登记册中（修改 1）。"],
  ])("in %s", async (lang, period, status, saved) => {
    const desk = await open();
    const says: EditingDesk["says"] = (text) => desk.says(text, { lang });
    await says("/visit add Spring visit");
    await says(period);
    const people = await says(status);
    expect(people.awaits).toBe("value");
    for (let count = 0; count < 5; count++) await says("/skip");
    const preview = await says("gazette-2025#6");
    expect(preview.lang).toBe(lang);
    const reply = await says(stepIn(preview, "save"));
    expect(wordsOf(reply)).toContain(saved);
    const [revision] = desk.living.revisions();
    expect(revision).toMatchObject({
      by: "telegram:1",
      from: "telegram:1",
      does: "add",
      why: "gazette-2025#6",
    });
    const shown = await says("/show spring-visit");
    expect(shown.outcome).toBe("answered");
    expect(wordsOf(shown)).toContain(lang === "zh" ? "2026年5月3日" : "2026");
    expect(shown.sources.map(({ id }) => id)).toContain("gazette-2025");
  });
});

describe("bad input is said at once, in the dialogue, with what was typed still there", () => {
  test.each([
    ["period", "31 February 2026", "does not exist"],
    ["period", "2026-05-05/2026-05-03", "ends before it begins"],
    ["period", "5-3 May 2026", "ends before it begins"],
    ["period", "3 May 2026 09:30 Mars/Base", "is no time zone that I know"],
    ["place", "x".repeat(10_000), "10,000 characters are too many; expected at most 3,000"],
    ["place", "a\u202eb", "cannot be seen"],
    ["place", "one\ntwo", "has 2 lines; expected one"],
    ["people", "Nobody Known", "is not in the register"],
    ["people", "tomas-ibarra | Dean | and more", "too many parts; expected person | as what"],
    ["people", " | Dean", "person is missing"],
    ["status", "perhaps", "is none of the choices: planned, confirmed, done, cancelled"],
    ["hosts", "tomas-ibarra", "is not in the register"],
    ["part_of", "visit-2026", "leads to the entry itself"],
    ["title", "!!!", "holds no letter or digit"],
    ["aliases", "Visit of Tolmira's dean to Skarvik (2026)", "is one of its names already"],
  ])("%s: %j", async (field, typed, said) => {
    const desk = await open();
    await desk.says(`/edit visit-2026 field:${field}`);
    const reply = await desk.says(typed);
    expect(reply.outcome).toBe("partly");
    expect(wordsOf(reply)).toContain(said);
    expect(wordsOf(reply)).toContain(typed.trim().slice(0, 500));
    // It goes on from there.
    expect((await desk.says("/cancel")).outcome).toBe("answered");
    expect(desk.living.revisions()).toEqual([]);
  });

  test("a name that is markup is a name", async () => {
    const desk = await open();
    const title = "<b>*Visit*</b> & _more_ [x](http://y)";
    await desk.says("/visit add");
    await desk.says(title);
    const preview = await desk.says("/preview");
    expect(preview.outcome).not.toBe("failed");
    const draft = await desk.says("/change k1 set why=x");
    expect(wordsOf(draft)).toContain(title);
  });

  test("an agreement cannot lapse before it was signed", async () => {
    const desk = await open();
    await desk.says("/edit exchange-2025 field:expires");
    const reply = await desk.says("2001-01-01");
    expect(wordsOf(reply)).toContain("comes before Signed on");
  });

  test("a relation that the other side writes otherwise is changed there", async () => {
    const desk = await editingDesk();
    const organisation = desk.living
      .register()
      .entries.find(
        ({ kind, id, fields }) => kind === "organisation" && id !== "" && fields.agreements === undefined,
      );
    await desk.says(`/edit ${organisation?.id} field:agreements`);
    const other = desk.living.register().entries.find(({ kind }) => kind === "agreement");
    const reply = await desk.says(other?.id ?? "");
    if (reply.outcome === "partly") expect(wordsOf(reply)).toMatch(/does not agree|does not fit/);
    for (const line of [told, "/save"]) await desk.says(line);
    expect(desk.living.aside()).toEqual([]);
  });
});

describe("the way through a dialogue", () => {
  test("leads back to each question, and forward over the same ones", async () => {
    const desk = await open();
    const first = await desk.says("/visit add Spring visit");
    await desk.says("3 May 2026");
    await desk.says("planned");
    await desk.says("/back");
    const again = await desk.says("/back");
    expect(wordsOf(again)).toContain("Typed: 3 May 2026");
    expect(wordsOf(again).split("\n")[0]).toBe(wordsOf(first).split("\n")[0]);
    const status = await desk.says("4 May 2026");
    expect(wordsOf(status)).toContain("Typed: planned");
  });

  test("a field is made empty", async () => {
    const desk = await open();
    await desk.says("/edit visit-2026 field:place");
    await desk.says("/clear");
    expect(wordsOf(await desk.says(told))).toContain("Skarvik → nothing");
    await desk.says("/save");
    expect(placeOf(desk)).toBeUndefined();
  });

  test("a heading cannot be made empty", async () => {
    const desk = await open();
    await desk.says("/edit visit-2026 field:title");
    expect((await desk.says("/clear")).outcome).toBe("partly");
  });

  test("a question in between is answered, and the dialogue goes on", async () => {
    const desk = await open();
    await desk.says("/edit visit-2026 field:place");
    expect(wordsOf(await desk.says("/show skarvik"))).toContain("Skarvik");
    await desk.says("Old Harbour");
    await desk.says(told);
    await desk.says("/save");
    expect(placeOf(desk)).toEqual(["Old Harbour"]);
  });

  test("at the preview a field is chosen by its label, and anything else is a question", async () => {
    const desk = await open();
    await toPreview(desk, "telegram:1", "Old Harbour");
    expect(wordsOf(await desk.says("who are the people of Skarvik?"))).not.toContain("change k1");
    expect(wordsOf(await desk.says("Place"))).toContain("Typed: Old Harbour");
  });

  test("texts belong to the change begun last; the other goes on by its buttons", async () => {
    const desk = await open();
    const first = await desk.says("/edit visit-2026 field:place");
    await desk.says("/edit visit-2026 field:purpose");
    await desk.says("To learn");
    await desk.says(stepIn(first, "cancel"));
    // The second still takes texts.
    const preview = await desk.says(told);
    expect(wordsOf(preview)).toContain("To learn");
  });

  test("another person, and another conversation, have their own", async () => {
    const desk = await open();
    await desk.says("/edit visit-2026 field:place");
    expect(wordsOf(await desk.as("telegram:2")("Old Harbour"))).not.toContain("/change");
    expect(wordsOf(await desk.says("Old Harbour", { conversation: "elsewhere" }))).not.toContain("/change");
  });

  test("it is forgotten after a day", async () => {
    const desk = await open();
    const preview = await toPreview(desk, "telegram:1", "Old Harbour");
    desk.clock.now += 24 * 3_600_000;
    expect(wordsOf(await desk.says(stepIn(preview, "save")))).toContain("No change is being made here");
  });

  test("a value is no step of somebody else's change", async () => {
    const desk = await open();
    await toPreview(desk, "telegram:1", "Old Harbour");
    const stranger = desk.as("telegram:2");
    for (const step of ["show", "save", "cancel", "set place=Elsewhere", "fill", "mine"]) {
      const reply = await stranger(`/change k1 ${step}`, { values: { place: "Elsewhere" } });
      expect(wordsOf(reply)).toContain("Somebody else is making this change");
      expect(wordsOf(reply)).not.toContain("Old Harbour");
    }
    await desk.says("/change k1 save");
    expect(placeOf(desk)).toEqual(["Old Harbour"]);
  });

  test.each([
    "/change",
    "/change k9 save",
    "/change k1 bogus",
    "/change k1 set bogus=1",
    "/change k1 field __proto__",
  ])("%s does nothing", async (line) => {
    const desk = await open();
    await toPreview(desk, "telegram:1", "Old Harbour");
    expect((await desk.says(line)).outcome).not.toBe("failed");
    expect(desk.living.revisions()).toEqual([]);
  });
});

describe("what is saved", () => {
  test("is saved once, however often its button is pressed", async () => {
    const desk = await open();
    const preview = await toPreview(desk, "telegram:1", "Old Harbour");
    const save = stepIn(preview, "save");
    const replies = await Promise.all([desk.says(save), desk.says(save)]);
    const later = await desk.says(save);
    expect([...replies, later].map((reply) => wordsOf(reply))).toEqual(
      Array(3).fill(expect.stringContaining("Saved:")),
    );
    expect(desk.living.revisions()).toHaveLength(1);
  });

  test("is what was previewed, and nothing else", async () => {
    const desk = await open();
    await desk.says("/visit add Spring visit");
    await desk.says("3 May 2026");
    await desk.says("/change k1 field people");
    await desk.says("tomas-ibarra");
    await desk.says("/change k1 why");
    await desk.says(told);
    const preview = await desk.says("/change k1 preview");
    expect(wordsOf(preview)).not.toContain("Note:");
    // Somebody else is quicker with the same.
    const other = desk.as("telegram:2");
    await other("/visit add Spring visit");
    await other("3 May 2026");
    await other("/change k2 field people");
    await other("tomas-ibarra");
    await other("/change k2 why");
    await other(told);
    await other("/change k2 preview");
    await other("/change k2 save");
    const again = await desk.says("/change k1 save");
    expect(wordsOf(again)).toContain("is called “Spring visit” too");
    expect(wordsOf(again)).toContain("is also at Spring visit on those days");
    await desk.says("/change k1 save");
    expect(desk.living.aside()).toEqual([]);
    expect(desk.living.register().entries.filter(({ id }) => id.startsWith("spring-visit"))).toHaveLength(2);
  });

  test("a visit is called off, and a commitment's progress and end are added", async () => {
    const desk = await open();
    await desk.says("/visit cancel visit-2026");
    await desk.says(told);
    await desk.says("/save");
    await desk.says("/commitment progress promise-buoys");
    await desk.says("Two buoys were laid");
    await desk.says(told);
    await desk.says("/save");
    await desk.says("/commitment done promise-buoys");
    await desk.says(told);
    await desk.says("/save");
    const of = (id: string) => desk.living.register().entries.find((entry) => entry.id === id)?.fields;
    expect(of("visit-2026")?.status?.[0]?.value).toBe("cancelled");
    expect(of("promise-buoys")?.status?.[0]?.value).toBe("done");
    expect(of("promise-buoys")?.progress?.at(-1)?.value).toEqual({
      on: "2026-06-12",
      what: "Two buoys were laid",
    });
  });

  test("a form is filled in at once; what is wrong stands at its field", async () => {
    const desk = await open();
    const shown = await desk.says("/edit visit-2026", { showsForms: true });
    const { form } = shown;
    const values = Object.fromEntries((form?.fields ?? []).map(({ key, value }) => [key, value]));
    const wrong = await desk.says(form?.command ?? "", {
      showsForms: true,
      values: { ...values, period: "31 February 2026", place: "Old Harbour", why: told },
    });
    expect(wrong.form?.fields.find(({ key }) => key === "period")).toMatchObject({
      value: "31 February 2026",
      error: expect.stringContaining("does not exist"),
    });
    const preview = await desk.says(form?.command ?? "", {
      showsForms: true,
      values: { ...values, place: "Old Harbour", why: told },
    });
    expect(wordsOf(preview)).toContain("Skarvik → Old Harbour");
    await desk.says(stepIn(preview, "save"));
    expect(desk.living.revisions()[0]?.changes.map(({ field }) => field)).toEqual(["place"]);
  });
});

test("what is renamed is found by its new name at once, in what links to it, too", async () => {
  const desk = await open();
  const ask = "which visits are about Wolframite?";
  const before = await desk.says(ask, { lang: "en" });
  expect(before.entries).toEqual([]);
  await desk.says("/find Maren", { lang: "en" });
  for (const line of ["/edit glacier-lab field:name", "Wolframite Trust", told, "/save"])
    await desk.says(line);
  const found = await desk.says("/find Wolframite");
  expect(found.entries.map(({ id }) => id)).toContain("glacier-lab");
  expect(wordsOf(await desk.says("/org Wolframite Trust"))).toContain("Wolframite Trust");
});
