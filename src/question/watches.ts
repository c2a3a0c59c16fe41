import { clip } from "../text.ts";
import { type CommandLine, unquote } from "./command-line.ts";
import type { WatchDoing } from "./command-table.ts";
import { chooseFor, understandChosen } from "./named-commands.ts";
import { type WatchSettings, type WatchTopic, watchTopics } from "./query.ts";
import type { ReadWords, Understanding, Understood } from "./understood.ts";

/** A longer text names no time and no zone; code points. */
const longestText = 64;

/** Commands that say what somebody wants to be told, where they ask. */
export function understandWatch(
  does: WatchDoing,
  line: CommandLine,
  understanding: Understanding,
  readWords: ReadWords,
): Understood {
  const settings = settingsOf(line);
  const words = line.words.split(" ").filter((word) => word !== "");
  switch (does.to) {
    case "watching":
      return { query: { kind: "watching" } };
    case "digest": {
      const { zone } = settings;
      const rhythm = clip(words.join(" ").toLowerCase(), longestText);
      return { query: { kind: "digest", rhythm, ...(zone === undefined ? {} : { zone }) } };
    }
    case "watch": {
      const named = words.filter((word) => !lead.test(word));
      const given = watchSettings(line);
      const [topic] = named;
      if (topic === undefined) return { query: { kind: "watching" } };
      if (named.length === 1 && isTopic(topic.toLowerCase()))
        return { query: { kind: "watchTopic", topic: topic.toLowerCase() as WatchTopic, ...given } };
      const understood = understandChosen(
        "watch",
        { ...line, words: named.join(" ") },
        understanding,
        readWords,
      );
      const { query } = understood;
      if (query.kind === "watch") return { ...understood, query: { ...query, ...given } };
      return query.kind === "choose"
        ? { ...understood, query: chooseFor(query.entries, query.then, given) }
        : understood;
    }
    case "unwatch": {
      const watched = unquote(words.join(" "));
      if (watched === "") return { query: { kind: "watching" } };
      const word = watched.toLowerCase();
      if (isTopic(word) || word === "digest" || word === "all")
        return { query: { kind: "unwatch", watched: word } };
      const { query } = understandChosen("watch", { ...line, words: watched }, understanding, readWords);
      const entry = query.kind === "watch" ? query.entry : clip(watched, longestText);
      return { query: { kind: "unwatch", watched: entry } };
    }
  }
}

/** `3d`: so many days before. */
const lead = /^\d{1,3}d$/i;

const isTopic = (word: string): word is WatchTopic => (watchTopics as readonly string[]).includes(word);

/** How to be told, as a line says it: `3d 1d zone:Europe/London quiet:22:00-07:00`. */
export function watchSettings(line: CommandLine): WatchSettings {
  const leads = line.words.split(" ").filter((word) => lead.test(word));
  return {
    ...(leads.length === 0 ? {} : { leads: leads.map((word) => Number.parseInt(word, 10)) }),
    ...settingsOf(line),
  };
}

function settingsOf({ settings }: CommandLine): WatchSettings {
  const written = new Map(settings);
  const [zone] = written.get("zone") ?? [];
  const [quiet] = written.get("quiet") ?? [];
  return {
    ...(zone === undefined ? {} : { zone: clip(zone, longestText) }),
    ...(quiet === undefined ? {} : { quiet: clip(quiet, longestText) }),
  };
}
