import { fold } from "../text.ts";
import { isTimezone } from "./now.ts";

/** The zones of the IANA database that a text names, whole (`europe/london`) or by the city; a text with none names none. */
export function zonesNamed(text: string): readonly string[] {
  const wanted = folded(text);
  const known = [...Intl.supportedValuesOf("timeZone"), "UTC"];
  const whole = known.find((zone) => folded(zone) === wanted);
  if (whole !== undefined) return [whole];
  const cities = known.filter((zone) => folded(zone.slice(zone.lastIndexOf("/") + 1)) === wanted);
  if (cities.length > 0) return [...new Set(cities)];
  // Older names that are zones still, and that Node does not list.
  return isTimezone(text) ? [text] : [];
}

const folded = (text: string): string => fold(text.trim()).replace(/[_\s]+/g, " ");
