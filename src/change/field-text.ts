import type { FieldShape, Part } from "../register/field.ts";
import {
  bounds,
  type Entry,
  type Group,
  isGroup,
  isQuantity,
  type Quantity,
  scales,
  type Value,
} from "../register/statement.ts";
import type { View } from "../register/view.ts";
import { wordKey } from "../text.ts";
import { calledIn } from "./called.ts";
import { type ReadTime, readDate } from "./date-text.ts";
import { type Read, wrong } from "./read.ts";

/** What typed values are read against. */
export interface Typing {
  readonly view: View;
  /** The zone of a time of day that names none. */
  readonly timezone: string;
  readTime: ReadTime;
  /** What a choice of a key or part is called; one is chosen by this, too. */
  choiceLabel(key: string, value: string): string;
  partLabel(part: string): string;
  /** The entries nearest to some words, best first. */
  near(words: string): readonly Entry[];
}

/** Stands between the parts of a value that has several. */
const bar = " | ";

/** A value as a person types it: reading it back gives the same value. */
export function formatTyped(shape: FieldShape, value: Value, view: View): string {
  if (shape.type === "group") {
    if (!isGroup(value)) return String(value);
    const parts = Object.entries(shape.parts).map(([name, part]) => {
      const inner = value[name];
      return inner === undefined ? "" : formatTyped(part, inner, view).replaceAll("|", "\\|");
    });
    return parts.join(bar).replace(/(?: \| )+$/, "");
  }
  if (isQuantity(value))
    return [value.bound, value.amount, value.scale, value.unit]
      .filter((part) => part !== undefined)
      .join(" ");
  if (shape.type === "link") return formatLink(String(value), shape.to, view);
  return String(value);
}

/** The heading where it names one entry alone, else the id. */
function formatLink(id: string, kinds: readonly string[], view: View): string {
  const heading = view.get(id)?.names[0]?.text;
  if (heading === undefined) return id;
  return called(heading, kinds, view).length === 1 ? heading : id;
}

/** Reads one value of a key, or of a part of one. */
export function readTyped(shape: FieldShape, key: string, typed: string, typing: Typing): Read<Value> {
  const text = typed.trim();
  switch (shape.type) {
    case "group":
      return readGroup(shape.parts, text, typing);
    case "date":
      return readDate(text, typing);
    case "choice":
      return readChoice(shape.of, key, text, typing);
    case "number":
      return /^-?\d{1,9}$/.test(text) ? { value: Number(text) } : wrong("number", { text });
    case "duration":
      return readDuration(text);
    case "quantity":
      return readQuantity(text);
    case "link":
      return readLink(shape.to, text, typing);
    case "text":
    case "proper":
      return text === "" ? wrong("empty") : { value: text };
  }
}

function readChoice(of: readonly string[], key: string, text: string, typing: Typing): Read<Value> {
  const word = wordKey(text);
  const label = (one: string): string => typing.choiceLabel(key, one);
  const chosen =
    of.find((one) => wordKey(one) === word) ?? of.find((one) => word !== "" && wordKey(label(one)) === word);
  return chosen === undefined
    ? wrong("choice", { text, options: of.map(label).join(", ") })
    : { value: chosen };
}

function readDuration(text: string): Read<Value> {
  const match = /^(\d{1,3})\s*(day|week|month|year)s?$/i.exec(text);
  if (match === null) return wrong("duration", { text });
  const [, count = "", unit = ""] = match;
  return { value: `${Number(count)} ${unit.toLowerCase()}${Number(count) === 1 ? "" : "s"}` };
}

/** `about 3.5 million RM`, `1,200 companies`, `RM3.5 million` */
const quantityPattern = new RegExp(
  `^(?:(${bounds.join("|")})\\s+)?(\\p{Lu}{1,3}\\$?|\\p{Sc})?\\s*(-?\\d[\\d,]*(?:\\.\\d+)?(?:e[+-]?\\d{1,3})?)\\s*(?:(${scales.join("|")})(?![\\p{L}]))?\\s*(.*)$`,
  "u",
);

function readQuantity(text: string): Read<Value> {
  const [, bound, currency, digits = "", scale, rest = ""] = quantityPattern.exec(text) ?? [];
  const amount = Number(digits.replaceAll(",", ""));
  const unit = currency === undefined ? rest.trim() : currency;
  const isWhole = currency === undefined ? unit !== "" : rest.trim() === "";
  if (digits === "" || !Number.isFinite(amount) || !isWhole) return wrong("quantity", { text });
  const quantity: Quantity = {
    amount,
    unit,
    ...(scale === undefined ? {} : { scale: scale as NonNullable<Quantity["scale"]> }),
    ...(bound === undefined ? {} : { bound: bound as NonNullable<Quantity["bound"]> }),
  };
  return { value: quantity };
}

/** The entries of some kinds that are called exactly so. */
function called(name: string, kinds: readonly string[], view: View): readonly Entry[] {
  const known = view.get(name);
  const fits = calledIn(view, wordKey(name));
  const all = known === undefined || fits.includes(known) ? fits : [known, ...fits];
  return all.filter(({ kind }) => kinds.includes(kind));
}

function readLink(kinds: readonly string[], text: string, typing: Typing): Read<Value> {
  const { view } = typing;
  const known = view.get(text);
  if (known !== undefined && kinds.includes(known.kind)) return { value: known.id };
  const fits = called(text, kinds, view);
  const [only, other] = fits;
  if (only !== undefined && other === undefined) return { value: only.id };
  if (other !== undefined) return wrong("ambiguous", { text, ids: fits.map(({ id }) => id).join(", ") });
  const near = typing.near(text).filter((entry) => kinds.includes(entry.kind));
  const names = near.slice(0, 3).map((entry) => entry.names[0]?.text ?? entry.id);
  return names.length === 0
    ? wrong("unknown", { text })
    : wrong("unknownNear", { text, near: names.join(" · ") });
}

function readGroup(parts: Readonly<Record<string, Part>>, text: string, typing: Typing): Read<Value> {
  const shapes = Object.entries(parts);
  const named = shapes.map(([name]) => typing.partLabel(name)).join(bar);
  const typed = text.split(/(?<!\\)\|/).map((part) => part.replaceAll("\\|", "|").trim());
  if (typed.length > shapes.length) return wrong("parts", { text, parts: named });
  const group: Record<string, Group[string]> = {};
  for (const [index, [name, part]] of shapes.entries()) {
    const own = typed[index] ?? "";
    if (own === "") {
      if (part.required === true) return wrong("missingPart", { part: typing.partLabel(name), parts: named });
      continue;
    }
    const read = readTyped(part, name, own, typing);
    if (read.wrong !== undefined) return read;
    group[name] = read.value as Group[string];
  }
  return Object.keys(group).length === 0 ? wrong("empty") : { value: group };
}
