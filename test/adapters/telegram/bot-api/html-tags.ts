import type { Entity } from "./message.ts";

/** A start tag that was read; `offset` is where its content begins in the parsed text. */
export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly offset: number;
}

/** `refused` is answered with 400, `dropped` is what Telegram leaves out without a word. */
export interface TagProblem {
  readonly kind: "refused" | "dropped";
  readonly message: string;
}

const plainTags: Readonly<Record<string, string>> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  u: "underline",
  ins: "underline",
  span: "spoiler",
  "tg-spoiler": "spoiler",
};

export const tagNames: ReadonlySet<string> = new Set([
  ...Object.keys(plainTags),
  ..."a pre code blockquote tg-emoji tg-time".split(" "),
]);

/** Adds to `entities` what a closed tag means; a tag around nothing means nothing. */
export function markupOf(tag: Tag, text: string, entities: Entity[]): TagProblem | undefined {
  const { name, attributes, offset } = tag;
  const length = text.length - offset;
  if (length === 0) return undefined;
  const add = (type: string, facts: Partial<Entity> = {}): undefined => {
    entities.push({ type, offset, length, ...facts });
  };
  const plain = plainTags[name];
  if (plain !== undefined) return add(plain);
  if (name === "blockquote") {
    return add(attributes.has("expandable") ? "expandable_blockquote" : "blockquote");
  }
  if (name === "tg-emoji") {
    const id = attributes.get("emoji-id") ?? "";
    if (!/^-?\d+$/.test(id) || BigInt(id) === 0n) return refused("Invalid custom emoji identifier specified");
    return add("custom_emoji", { custom_emoji_id: id });
  }
  if (name === "tg-time") return timeOf(attributes, add);
  if (name === "a") return linkOf(attributes.get("href") || text.slice(offset), add);
  return codeOf(tag, length, entities, add);
}

type Add = (type: string, facts?: Partial<Entity>) => undefined;

const refused = (message: string): TagProblem => ({ kind: "refused", message });

/** `format` is "r" alone, or any of t T (time), d D (date), w W (weekday) together; without one, clients choose. */
function timeOf(attributes: ReadonlyMap<string, string>, add: Add): TagProblem | undefined {
  const unix = attributes.get("unix") ?? "";
  const format = attributes.get("format") ?? "";
  if (!/^\d{1,10}$/.test(unix)) return refused("Invalid Unix time specified");
  if (!/^(r|[tTdDwW]*)$/.test(format)) return refused("Invalid date format used");
  return add("date_time", {
    unix_time: Number(unix),
    ...(format === "" ? {} : { date_time_format: format }),
  });
}

function linkOf(url: string, add: Add): TagProblem | undefined {
  const [, user] = /^tg:\/\/user\?id=(\d+)$/.exec(url) ?? [];
  if (user !== undefined) {
    return add("text_mention", { user: { id: Number(user), is_bot: false, first_name: "Mentioned" } });
  }
  const link = checkedLink(url);
  return link === undefined
    ? { kind: "dropped", message: `the link to "${url}" is dropped: it is no address that Telegram takes` }
    : add("text_link", { url: link });
}

/** The address as Telegram keeps it, or undefined where it would drop the link: no dot in the host, another scheme. */
export function checkedLink(url: string): string | undefined {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(url) && !/^[^/]*:\d/.test(url) ? url : `http://${url}`;
  if (/\s/.test(url)) return undefined;
  try {
    const { protocol, hostname, href } = new URL(whole);
    if (["tg:", "ton:", "tonsite:"].includes(protocol)) return href;
    if (protocol !== "http:" && protocol !== "https:") return undefined;
    return hostname.includes(".") || hostname.startsWith("[") ? href : undefined;
  } catch {
    return undefined;
  }
}

/** `<pre><code class="language-x">` around the same text is one entity, a `pre` with a language. */
function codeOf({ name, attributes, offset }: Tag, length: number, entities: Entity[], add: Add): undefined {
  const said = attributes.get("class") ?? "";
  const language = name === "code" && said.startsWith("language-") ? said.slice(9) : "";
  const last = entities.at(-1);
  const same = last?.offset === offset && last.length === length;
  if (name === "code") {
    if (!same || last.type !== "pre" || language === "")
      return add("code", language === "" ? {} : { language });
    entities[entities.length - 1] = { ...last, language };
    return undefined;
  }
  if (!same || last.type !== "code" || last.language === undefined) return add("pre");
  entities[entities.length - 1] = { ...last, type: "pre" };
  return undefined;
}
