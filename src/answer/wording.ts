import type { Kind } from "../register/field.ts";
import { fieldOf } from "../register/kinds.ts";
import type { DatePoint, PartialDate } from "../register/partial-date.ts";
import { partialDate } from "../register/partial-date.ts";
import {
  type Entry,
  isGroup,
  isQuantity,
  type Quantity,
  type Statement,
  type Value,
} from "../register/statement.ts";
import type { Status } from "../register/status.ts";
import type { View } from "../register/view.ts";
import type { Messages } from "./messages.ts";

/** How values read in a language: dates as precise as they are, numbers as printed, entries by their name there. */
export interface Wording {
  readonly messages: Messages;
  date(date: PartialDate): string;
  /** A time of day, ISO 8601 with its offset, in the reader's zone. */
  moment(written: string): string;
  quantity(quantity: Quantity): string;
  /** The name of an entry in the language, else its heading. */
  title(entry: Entry): string;
  /** Its acronym where it has one, for rows and lists of parties. */
  shortTitle(entry: Entry): string;
  value(kind: Kind, field: string, statement: Statement): string;
  status(status: Status): string;
  /** The same beside a date of signing that is shown already. */
  shortStatus(status: Status): string;
  fieldLabel(kind: Kind, field: string): string;
  kindLabel(kind: Kind, count?: number): string;
}

interface Formats {
  readonly numbers: Intl.NumberFormat;
  formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat;
}

const formats = new Map<string, Formats>();

/** A language's formats, made once: making one costs more than a whole answer's use of it. */
function formatsIn(lang: string): Formats {
  const known = formats.get(lang);
  if (known !== undefined) return known;
  const dates = new Map<string, Intl.DateTimeFormat>();
  const made: Formats = {
    numbers: new Intl.NumberFormat(lang, { maximumFractionDigits: 20 }),
    formatter(options) {
      const key = JSON.stringify(options);
      let format = dates.get(key);
      if (format === undefined) {
        format = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, options);
        dates.set(key, format);
      }
      return format;
    },
  };
  formats.set(lang, made);
  return made;
}

const wordings = new WeakMap<View, Map<string, Wording>>();

/** A language's wording over a view, moments in the reader's zone; made once, for it holds nothing of a question. */
export function wordingFor(messages: Messages, view: View, timezone: string): Wording {
  let known = wordings.get(view);
  if (known === undefined) {
    known = new Map();
    wordings.set(view, known);
  }
  const key = `${messages.lang} ${timezone}`;
  const wording = known.get(key) ?? createWording(messages, view, timezone);
  known.set(key, wording);
  return wording;
}

function createWording(messages: Messages, view: View, timezone: string): Wording {
  const { lang } = messages;
  const { numbers, formatter } = formatsIn(lang);
  const moment = (written: string): string => {
    const zoned = { dateStyle: "long", timeStyle: "short", timeZone: timezone } as const;
    return `${formatter(zoned).format(Date.parse(written))} (${timezone})`;
  };
  const point = (at: DatePoint, parts: "year" | "month" | "day" = "year"): string => {
    if (at.moment !== undefined) return moment(at.moment);
    const options: Intl.DateTimeFormatOptions = { timeZone: "UTC" };
    if (parts === "year") options.year = "numeric";
    if (at.month !== undefined && parts !== "day") options.month = "long";
    if (at.day !== undefined) options.day = "numeric";
    return formatter(options).format(Date.UTC(at.year, (at.month ?? 1) - 1, at.day ?? 1));
  };
  const range = (from: DatePoint, to: DatePoint): string => {
    if (from.moment !== undefined || to.moment !== undefined || (lang !== "en" && lang !== "ms"))
      return `${point(from)} – ${point(to)}`;
    if (from.year !== to.year || from.month === undefined || to.month === undefined)
      return from.month === undefined && to.month === undefined
        ? `${from.year}–${to.year}`
        : `${point(from)} – ${point(to)}`;
    if (from.month !== to.month) return `${point(from, "month")} – ${point(to)}`;
    return from.day === undefined ? point(to) : `${from.day}–${point(to)}`;
  };
  const worded = new WeakMap<PartialDate, string>();
  const date = (one: PartialDate): string => {
    let text = worded.get(one);
    if (text === undefined) {
      text = wordDate(one);
      worded.set(one, text);
    }
    return text;
  };
  const wordDate = (one: PartialDate): string => {
    if (one.form === "point") return point(one.from);
    if (one.form === "span") return range(one.from, one.to);
    if (one.form === "within") return messages.say("date.within", { range: range(one.from, one.to) });
    return messages.say(`date.${one.form}`, { date: point(one.from) });
  };
  const quantity = ({ amount, scale, unit, bound }: Quantity): string => {
    const number = `${numbers.format(amount)}${scale === undefined ? "" : `${lang === "zh" ? "" : " "}${messages.say(`scale.${scale}`)}`}`;
    const isCurrency = /^\p{Lu}{1,3}\$?$|\p{Sc}$/u.test(unit);
    const whole = isCurrency ? `${unit}${number}` : `${number} ${messages.label([`unit.${unit}`], unit)}`;
    return bound === undefined ? whole : messages.say(`bound.${bound}`, { quantity: whole });
  };
  const title = (entry: Entry): string => {
    const own = entry.names.find((name) => name.lang === lang && name.type === "alias");
    const heading = entry.names[0]?.text ?? entry.id;
    if (own !== undefined) return `${own.text} (${shortOf(entry) ?? heading})`;
    return heading;
  };
  const shortTitle = (entry: Entry): string => {
    const own = entry.names.find((name) => name.lang === lang && name.type === "alias");
    return own === undefined
      ? (shortOf(entry) ?? entry.names[0]?.text ?? entry.id)
      : `${own.text} (${shortOf(entry) ?? entry.names[0]?.text ?? entry.id})`;
  };
  const linked = (value: Value): string => {
    const entry = typeof value === "string" ? view.get(value) : undefined;
    if (entry === undefined) return String(value);
    if (entry.kind === "figure")
      return messages.say("punctuation.figure", {
        title: title(entry),
        value: view
          .statements(entry, "value")
          .map((one) => (isQuantity(one.value) ? quantity(one.value) : String(one.value)))
          .join(messages.say("punctuation.list")),
      });
    return entry.kind === "organisation" || entry.kind === "programme" ? longAndShort(entry) : title(entry);
  };
  const longAndShort = (entry: Entry): string => {
    const short = shortOf(entry);
    const name = title(entry);
    return short === undefined || name.includes(short) ? name : `${name} (${short})`;
  };
  const leaf = (type: string, kind: Kind, field: string, value: Value): string => {
    if (isQuantity(value)) return quantity(value);
    if (type === "date" && typeof value === "string") return date(partialDate(value));
    if (type === "choice")
      return messages.label(
        [`choice.${kind}.${field}.${String(value)}`, `choice.${String(value)}`],
        String(value),
      );
    if (type === "number") return String(value);
    return type === "link" ? linked(value) : String(value);
  };
  const group = (kind: Kind, field: string, value: Value, skipped?: string): string => {
    const shape = fieldOf(kind, field);
    if (!isGroup(value) || shape?.type !== "group") return String(value);
    const parts = Object.keys(shape.parts).flatMap((name) => {
      const part = shape.parts[name];
      const inner = value[name];
      return part === undefined || inner === undefined || inner === skipped
        ? []
        : [leaf(part.type, kind, name, inner)];
    });
    return parts.join(messages.say("punctuation.parts"));
  };
  const longStatus = (status: Status): string => {
    switch (status.is) {
      case "terminated":
      case "expired":
        return messages.say(`status.${status.is}`, { date: date(status.on) });
      case "inForce":
      case "expiring":
        return messages.say(`status.${status.is}`, { date: date(status.until) });
      case "notYet":
        return messages.say("status.notYet", { date: date(status.from) });
      case "noExpiry":
        return messages.say("status.noExpiry", { date: date(status.signed) });
      case "renewed":
        return messages.say("status.renewed", { entry: linked(status.by) });
      case "unknown":
        return messages.say("status.unknown");
    }
  };
  return {
    messages,
    date,
    moment,
    quantity,
    title,
    shortTitle,
    value(kind, field, statement) {
      const shape = fieldOf(kind, field);
      if (shape === undefined) return String(statement.value);
      if (shape.type === "group") return group(kind, field, statement.value);
      const text = leaf(shape.type, kind, field, statement.value);
      if (statement.via === undefined || shape.from === undefined || shape.type !== "link") return text;
      const [from = ""] = shape.from.split(".");
      const origin = shape.to[0];
      const inside = origin === undefined ? "" : group(origin, from, withoutSelf(statement.via, shape.from));
      return inside === "" ? text : messages.say("punctuation.via", { entry: text, what: inside });
    },
    status: longStatus,
    shortStatus: (status) =>
      status.is === "noExpiry" ? messages.say("status.noExpiryShort") : longStatus(status),
    fieldLabel: (kind, field) => messages.label([`field.${kind}.${field}`, `field.${field}`], field),
    kindLabel: (kind, count = 1) => messages.say(`kind.${kind}`, { count }),
  };
}

function shortOf(entry: Entry): string | undefined {
  return entry.names.find((name) => name.type === "acronym")?.text;
}

/** A group without the part that points back at the entry whose card shows it. */
function withoutSelf(group: Value, from: string): Value {
  if (!isGroup(group)) return group;
  const [, self = ""] = from.split(".");
  return Object.fromEntries(Object.entries(group).filter(([part]) => part !== self));
}
