import type { WatchQuery, WatchSettings } from "./query.ts";
import { formatSetting, formatValues } from "./written-values.ts";

/** How to be told, as parts of a command line. */
export function formatTold({ leads = [], zone, quiet }: WatchSettings): readonly string[] {
  return [
    ...leads.map((days) => `${days}d`),
    ...(zone === undefined ? [] : [`zone:${formatValues([zone])}`]),
    ...(quiet === undefined ? [] : [`quiet:${formatValues([quiet])}`]),
  ];
}

/** What somebody wants to be told, as a command line. */
export function formatWatch(query: WatchQuery): string {
  switch (query.kind) {
    case "watch":
      return ["/watch", query.entry, ...formatTold(query)].join(" ");
    case "watchTopic":
      return ["/watch", query.topic, ...formatTold(query)].join(" ");
    case "watching":
      return "/watching";
    case "unwatch":
      return `/unwatch ${formatSetting(query.watched)}`;
    case "digest":
      return ["/digest", ...(query.rhythm === "" ? [] : [query.rhythm]), ...formatTold(query)].join(" ");
  }
}
