import type { WatchQuery, WatchSettings } from "./query.ts";
import { formatSetting, formatValues } from "./written-values.ts";

/** What somebody wants to be told, as a command line. */
export function formatWatch(query: WatchQuery): string {
  const given = ({ leads = [], zone, quiet }: WatchSettings): readonly string[] => [
    ...leads.map((days) => `${days}d`),
    ...(zone === undefined ? [] : [`zone:${formatValues([zone])}`]),
    ...(quiet === undefined ? [] : [`quiet:${formatValues([quiet])}`]),
  ];
  switch (query.kind) {
    case "watch":
      return ["/watch", query.entry, ...given(query)].join(" ");
    case "watchTopic":
      return ["/watch", query.topic, ...given(query)].join(" ");
    case "watching":
      return "/watching";
    case "unwatch":
      return `/unwatch ${formatSetting(query.watched)}`;
    case "digest":
      return ["/digest", ...(query.rhythm === "" ? [] : [query.rhythm]), ...given(query)].join(" ");
  }
}
