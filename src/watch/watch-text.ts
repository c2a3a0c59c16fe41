import { isTimezone } from "../question/now.ts";
import { zonesNamed } from "../question/zones.ts";
import { fold } from "../text.ts";
import type { DigestRhythm, Quiet } from "./subscription.ts";

/** What people write of when they want to be told. */

const clock = /^(\d{1,2})(?:[:.](\d{2}))?$/;

/** `8:00`, `08.00` or `8` as minutes of the day. */
export function parseClock(text: string): number | undefined {
  const [, hours, minutes = "0"] = clock.exec(text) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return Number(hours) * 60 + Number(minutes);
}

export function formatClock(minutes: number): string {
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** `22:00-07:00` */
export function parseQuiet(text: string): Quiet | undefined {
  const [from, to, more] = text.split(/[-–]/).map((part) => parseClock(part.trim()));
  return from === undefined || to === undefined || from === to || more !== undefined
    ? undefined
    : { from, to };
}

/** The one zone that a text names. */
export function parseZone(text: string): string | undefined {
  const [only, other] = zonesNamed(text);
  return only !== undefined && other === undefined && isTimezone(only) ? only : undefined;
}

/** When a digest is sent, where its text names no time. */
const usualMinutes = 8 * 60;
const monday = 1;

/** `daily 07:30`, `weekly monday 08:00`; the names of days are those of some languages. */
export function parseRhythm(text: string, langs: readonly string[]): DigestRhythm | undefined {
  const [every, ...rest] = text.split(/\s+/);
  const times = rest.filter((word) => /\d/.test(word));
  const days = rest.filter((word) => !/\d/.test(word));
  const [time, otherTime] = times;
  const [day, otherDay] = days;
  const atMinutes = time === undefined ? usualMinutes : parseClock(time);
  if (atMinutes === undefined || otherTime !== undefined || otherDay !== undefined) return undefined;
  if (every === "daily") return day === undefined ? { atMinutes } : undefined;
  if (every !== "weekly") return undefined;
  const weekday = day === undefined ? monday : weekdayCalled(day, langs);
  return weekday === undefined ? undefined : { weekday, atMinutes };
}

function weekdayCalled(name: string, langs: readonly string[]): number | undefined {
  const wanted = fold(name);
  const days = [1, 2, 3, 4, 5, 6, 7];
  return days.find((day) =>
    langs.some((lang) =>
      (["long", "short"] as const).some((weekday) => fold(formatWeekday(day, lang, weekday)) === wanted),
    ),
  );
}

/** 1 is Monday. */
export function formatWeekday(day: number, lang: string, weekday: "long" | "short" = "long"): string {
  // The first of January 2024 was a Monday.
  return new Intl.DateTimeFormat(lang, { weekday, timeZone: "UTC" }).format(Date.UTC(2024, 0, day));
}
