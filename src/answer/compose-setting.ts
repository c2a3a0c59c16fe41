import { formatQuery } from "../question/command-line.ts";
import type { Query, SettingName } from "../question/query.ts";
import { zonesNamed } from "../question/zones.ts";
import type { Asker, Composing, Draft } from "./composing.ts";
import { textPart } from "./composing.ts";
import type { FollowUp } from "./reply.ts";

/** The value that takes a choice back. */
const none = "auto";
/** A zone that every place can reckon from. */
const everywhere = "UTC";

/** What the asker chooses for all answers: `keep` is what to keep, where the value names something. */
export function composeSetting(composing: Composing, query: Extract<Query, { kind: "setting" }>): Draft {
  const { asker, wording } = composing;
  const { say } = wording.messages;
  if (asker === undefined) return said("refused", say("settings.nobody"));
  return query.setting === "language"
    ? composeLanguage(composing, asker, query.value)
    : composeTimezone(composing, asker, query.value);
}

function composeLanguage({ wording }: Composing, asker: Asker, value: string): Draft {
  const { say } = wording.messages;
  const { preferences, catalogues } = asker;
  const { lang, ...others } = preferences;
  const nameOf = (code: string): string => catalogues.in(code).say("settings.name");
  const chosen = value === "" ? lang : catalogues.named(value)?.lang;
  const offers = [
    ...catalogues.languages.filter((one) => one !== chosen).map((one) => offer("language", one, nameOf(one))),
    ...(chosen === undefined ? [] : [offer("language", none, say("settings.each"))]),
  ];
  if (value === none) return { ...said("answered", say("settings.languageOpen"), offers), keep: others };
  if (chosen === undefined) {
    if (value === "") return said("answered", say("settings.languageOpen"), offers);
    const languages = catalogues.languages.map(nameOf).join(say("punctuation.list"));
    return said("notFound", say("settings.languageUnknown", { text: value, languages }), offers);
  }
  const text = say("settings.language", { language: nameOf(chosen) });
  return { ...said("answered", text, offers), keep: { ...others, lang: chosen } };
}

function composeTimezone({ wording }: Composing, asker: Asker, value: string): Draft {
  const { say } = wording.messages;
  const { timezone: kept, ...others } = asker.preferences;
  const zones = value === "" || value === none ? [] : zonesNamed(value);
  const [only, another] = zones;
  const zone = only ?? (value === none ? undefined : kept) ?? asker.timezone;
  const offers = [...new Set([asker.timezone, everywhere])]
    .filter((one) => one !== zone)
    .map((one) => offer("timezone", one, one));
  if (another !== undefined) {
    const options = zones.map((one) => offer("timezone", one, one));
    const question = textPart(say("settings.timezoneSeveral", { count: zones.length }));
    return { outcome: "choose", parts: [question, { kind: "choice", options }], entries: [], followUps: [] };
  }
  if (value === none)
    return { ...said("answered", say("settings.timezone", { zone }), offers), keep: others };
  if (value === "") return said("answered", say("settings.timezoneNow", { zone }), offers);
  if (only === undefined) return said("notFound", say("settings.timezoneUnknown", { text: value }), offers);
  return {
    ...said("answered", say("settings.timezone", { zone }), offers),
    keep: { ...others, timezone: only },
  };
}

function offer(setting: SettingName, value: string, label: string): FollowUp {
  return { label, command: formatQuery({ kind: "setting", setting, value }) };
}

function said(outcome: Draft["outcome"], text: string, followUps: readonly FollowUp[] = []): Draft {
  return { outcome, parts: [textPart(text)], entries: [], followUps };
}
