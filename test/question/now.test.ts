import { expect, test } from "vitest";
import { dayOf, isTimezone, noonOf } from "../../src/question/now.ts";

const at = (ms: number): string => new Date(ms).toISOString();

test("noon is noon in the zone, on days when clocks change too", () => {
  expect(at(noonOf("2024-04-20", "Asia/Kuala_Lumpur"))).toBe("2024-04-20T04:00:00.000Z");
  expect(at(noonOf("2024-03-10", "America/New_York"))).toBe("2024-03-10T16:00:00.000Z");
  expect(at(noonOf("2024-03-09", "America/New_York"))).toBe("2024-03-09T17:00:00.000Z");
  expect(at(noonOf("2024-11-03", "America/New_York"))).toBe("2024-11-03T17:00:00.000Z");
  expect(at(noonOf("2024-12-31", "Pacific/Kiritimati"))).toBe("2024-12-30T22:00:00.000Z");
});

test("the day of an instant is the one that the zone has then", () => {
  const instant = Date.UTC(2024, 11, 31, 17, 30);
  expect(dayOf(instant, "Asia/Kuala_Lumpur")).toBe("2025-01-01");
  expect(dayOf(instant, "Europe/London")).toBe("2024-12-31");
});

test("a day in any century is the day of its noon", () => {
  for (const day of ["0005-04-19", "1581-02-28", "1900-01-01", "2024-02-29", "9999-12-30"])
    for (const zone of ["Asia/Kuala_Lumpur", "America/St_Johns", "UTC"])
      expect(dayOf(noonOf(day, zone), zone), `${day} ${zone}`).toBe(day);
});

test("a zone is one that has a name", () => {
  expect(["Asia/Kuala_Lumpur", "UTC"].map(isTimezone)).toEqual([true, true]);
  expect(["", "Kuala Lumpur", "Mars/Olympus"].map(isTimezone)).toEqual([false, false, false]);
});
