import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysInMonth, partialDate, toDay } from "../../src/register/partial-date.ts";
import { addTerm, expiryOf, statusOn } from "../../src/register/status.ts";
import { createView, publicClearance } from "../../src/register/view.ts";
import { oneSource, registerOf } from "./register-folder.ts";

/** An agreement with these fields, and the renewals of it. */
function agreementWith(fields: string, others = "") {
  const view = createView(
    registerOf({
      "sources.yaml": oneSource,
      "agreements.yaml": `- id: mou\n  title: MoU\n  cite: report\n  ${fields}\n${others}`,
    }),
    publicClearance,
  );
  const entry = view.get("mou");
  if (entry === undefined) throw new Error("no entry");
  return { view, entry };
}

function statusWith(fields: string, day: string, others = "") {
  const { view, entry } = agreementWith(fields, others);
  return statusOn(view, entry, day);
}

const renewal = (signed: string): string =>
  `- id: mou-2\n  title: MoU 2\n  cite: report\n  renews: mou\n  ${signed === "" ? "act: signed" : `signed: ${signed}`}\n`;

describe("an agreement's status", () => {
  const expiring = "signed: 2021-06-01\n  expires: 2026-05-31";

  test.each([
    ["2021-05-31", { is: "notYet", from: partialDate("2021-06-01") }],
    ["2021-06-01", { is: "inForce", until: partialDate("2026-05-31") }],
    ["2026-05-30", { is: "inForce", until: partialDate("2026-05-31") }],
    ["2026-05-31", { is: "inForce", until: partialDate("2026-05-31") }],
    ["2026-06-01", { is: "expired", on: partialDate("2026-05-31") }],
  ])("on %s, around its signing and its expiry on 31 May 2026", (day, status) => {
    expect(statusWith(expiring, day)).toEqual(status);
  });

  test.each([
    ["2025-12-31", "inForce"],
    ["2026-01-01", "expiring"],
    ["2026-12-31", "expiring"],
    ["2027-01-01", "expired"],
  ])("on %s, where only the year 2026 of its expiry is known, is %s", (day, is) => {
    expect(statusWith("expires: 2026", day)).toMatchObject({ is });
  });

  test("without an expiry or a term says nothing of being in force", () => {
    expect(statusWith("signed: 2013-10-04", "2026-01-01")).toEqual({
      is: "noExpiry",
      signed: partialDate("2013-10-04"),
    });
    expect(statusWith("type: mou", "2026-01-01")).toEqual({ is: "unknown" });
  });

  test("counts a term from the entry into force, else from the signing", () => {
    expect(statusWith("signed: 2021-06-01\n  term: 5 years", "2026-06-02")).toMatchObject({ is: "expired" });
    expect(
      statusWith("signed: 2021-06-01\n  in_force_from: 2021-09-01\n  term: 5 years", "2026-06-02"),
    ).toEqual({
      is: "inForce",
      until: partialDate("2026-09-01"),
    });
  });

  test("before the entry into force is not yet, though signed", () => {
    expect(statusWith("signed: 2021-06-01\n  in_force_from: 2021-09-01", "2021-08-31")).toEqual({
      is: "notYet",
      from: partialDate("2021-09-01"),
    });
  });

  test("takes a written expiry before a term", () => {
    const { view, entry } = agreementWith("signed: 2021-06-01\n  term: 5 years\n  expires: 2023-01-01");
    expect(expiryOf(view, entry)).toEqual(partialDate("2023-01-01"));
  });

  test("is terminated from its last possible day on, and not before", () => {
    const fields = "signed: 2021-06-01\n  expires: 2026-05-31\n  terminated: 2024-03";
    expect(statusWith(fields, "2024-03-30")).toMatchObject({ is: "inForce" });
    expect(statusWith(fields, "2024-03-31")).toEqual({ is: "terminated", on: partialDate("2024-03") });
    expect(statusWith(fields, "2027-01-01")).toMatchObject({ is: "terminated" });
  });

  test("is renewed from the day of the renewal on, also after it would have expired", () => {
    expect(statusWith(expiring, "2026-04-30", renewal("2026-05-01"))).toMatchObject({ is: "inForce" });
    expect(statusWith(expiring, "2026-05-01", renewal("2026-05-01"))).toEqual({ is: "renewed", by: "mou-2" });
    expect(statusWith(expiring, "2030-01-01", renewal("2026-05-01"))).toEqual({ is: "renewed", by: "mou-2" });
  });

  test("is not renewed by what has no date", () => {
    expect(statusWith(expiring, "2030-01-01", renewal(""))).toMatchObject({ is: "expired" });
  });
});

describe("a date and a term", () => {
  test.each([
    ["2024-02-29", "1 year", "2025-02-28"],
    ["2024-02-29", "4 years", "2028-02-29"],
    ["2024-01-31", "1 month", "2024-02-29"],
    ["2023-01-31", "1 month", "2023-02-28"],
    ["2024-08-31", "18 months", "2026-02-28"],
    ["2024-12-31", "2 months", "2025-02-28"],
    ["2024-11-30", "1 month", "2024-12-30"],
    ["2024-12", "1 month", "2025-01"],
    ["2024-12", "5 years", "2029-12"],
    ["2021", "5 years", "2026"],
    ["0999", "1 year", "1000"],
    ["2024-12-30", "3 days", "2025-01-02"],
    ["2024-02-20", "2 weeks", "2024-03-05"],
    ["2026-12-01T09:00+08:00", "1 year", "2027-12-01"],
    ["2023-03-29/2023-04-02", "1 year", "2024-04-02"],
    ["within 2024-04-24/2024-04-28", "5 years", "within 2029-04-24/2029-04-28"],
  ])("%s and %s make %s", (date, term, expected) => {
    expect(addTerm(partialDate(date), term)).toEqual(partialDate(expected));
  });

  test.each([
    ["2021", "18 months"],
    ["2021-03", "90 days"],
    ["2021", "2 weeks"],
    ["before 2021", "5 years"],
    ["after 2021", "5 years"],
    ["within 2021/2022-03", "6 months"],
    ["9998-05-01", "5 years"],
    ["2021", "for ever"],
  ])("%s and %s make nothing that can be said", (date, term) => {
    expect(addTerm(partialDate(date), term)).toBeUndefined();
  });

  test("of twelve months are a year, and a week is seven days", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1990, max: 2060 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        fc.integer({ min: 1, max: 60 }),
        (year, month, last, count) => {
          const day = toDay(year, month, Math.min(last, daysInMonth(year, month)));
          const date = partialDate(day);
          expect(addTerm(date, `${12 * count} months`)).toEqual(addTerm(date, `${count} years`));
          expect(addTerm(date, `${count} weeks`)).toEqual(partialDate(addDays(day, 7 * count)));
          const later = addTerm(date, `${count} months`)?.from;
          expect(later?.month).toBe(((month - 1 + count) % 12) + 1);
          expect(later?.day).toBeLessThanOrEqual(Number(day.slice(-2)));
        },
      ),
    );
  });
});
