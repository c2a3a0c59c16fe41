import type { Note } from "./methods.ts";

/** What stands between `<` and `>`. */
export type Token =
  | { readonly kind: "link"; readonly url: string; readonly label: string }
  | { readonly kind: "mention"; readonly label: string }
  | { readonly kind: "channel"; readonly label: string }
  | { readonly kind: "date"; readonly label: string };

const tokenPattern = /<([^<>\n]*)>/g;

/** The meaning of a token's inside, or undefined when Slack would know none. */
export function tokenOf(inside: string): Token | undefined {
  const [head = "", ...rest] = inside.split("|");
  const label = rest.join("|");
  if (/^@[UW][A-Z0-9]+$/.test(head)) return { kind: "mention", label: label || head };
  if (/^!(here|channel|everyone)$/.test(head)) return { kind: "mention", label: `@${head.slice(1)}` };
  if (/^!subteam\^S[A-Z0-9]+$/.test(head)) return { kind: "mention", label: label || head };
  if (/^#[CG][A-Z0-9]+$/.test(head)) return { kind: "channel", label: label || head };
  if (/^!date\^\d+\^[^^]*(\^https?:\S+)?$/.test(head) && label !== "") return { kind: "date", label };
  if (/^(https?:\/\/|slack:\/\/)[^\s/]\S*$|^(mailto|tel):\S+$/.test(head)) {
    return { kind: "link", url: decoded(head), label: label || head.replace(/^mailto:/, "") };
  }
  return undefined;
}

/** Records what in a mrkdwn text notifies people, or stands unescaped. */
export function checkMrkdwn(text: string, where: string, note: Note): void {
  checkMentions(text, where, note);
  const bare = text.replaceAll(tokenPattern, (whole, inside: string) => (tokenOf(inside) ? "" : whole));
  if (/</.test(bare)) note("tolerated", `${where} has an unescaped "<" in ${excerpt(bare, /</)}`);
  const unquoted = bare.replaceAll(/^[ \t]*(>>>|>+)/gm, "");
  if (/>/.test(unquoted)) note("tolerated", `${where} has an unescaped ">" in ${excerpt(unquoted, />/)}`);
  const ampersand = /&(?!(amp|lt|gt);)/;
  if (ampersand.test(bare)) note("tolerated", `${where} has an unescaped "&" in ${excerpt(bare, ampersand)}`);
  // A link's address is no exception, and a label would end the token early.
  for (const [whole, inside = ""] of text.matchAll(tokenPattern)) {
    if (tokenOf(inside) !== undefined && ampersand.test(inside)) {
      note("tolerated", `${where} has an unescaped "&" in ${whole.slice(0, 80)}`);
    }
  }
}

/** Any mention is somebody's words made to notify people: the app itself has none to say. */
export function checkMentions(text: string, where: string, note: Note): void {
  for (const [whole, inside = ""] of text.matchAll(tokenPattern)) {
    if (tokenOf(inside)?.kind === "mention") note("injection", `${where} mentions ${whole}`);
  }
}

const excerpt = (text: string, at: RegExp): string => {
  const index = text.search(at);
  return JSON.stringify(text.slice(Math.max(0, index - 20), index + 20));
};

const decoded = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** How a person reads it: labels instead of tokens, no marks for bold, italic, strike and code. */
export function shownMrkdwn(text: string): string {
  const labelled = text.replaceAll(tokenPattern, (whole, inside: string) => tokenOf(inside)?.label ?? whole);
  const unmarked = ["*", "_", "~", "`"].reduce(
    (before, mark) => {
      const one = `[${mark}]`;
      const pair = new RegExp(`(^|[^\\p{L}\\p{N}])${one}([^\\n${mark}]+)${one}(?![\\p{L}\\p{N}])`, "gmu");
      return before.replaceAll(pair, "$1$2");
    },
    labelled.replaceAll("```", ""),
  );
  return decoded(unmarked.replaceAll(/^[ \t]*(&gt;|>)[ ]?/gm, ""));
}

export function linksIn(text: string): { readonly label: string; readonly url: string }[] {
  return [...text.matchAll(tokenPattern)].flatMap(([, inside = ""]) => {
    const token = tokenOf(inside);
    return token?.kind === "link" ? [{ label: decoded(token.label), url: token.url }] : [];
  });
}

/** What Slack makes of what a person types: tokens stay, the rest is escaped, addresses become links. */
export function typed(text: string): string {
  return text
    .split(/(<[^<>\n]*>)/)
    .map((part, index) => {
      if (index % 2 === 1 && tokenOf(part.slice(1, -1)) !== undefined) return part;
      const escaped = part.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
      return escaped
        .replaceAll(/\bhttps?:\/\/[^\s<>|]+[^\s<>|.,;:!?)]/g, "<$&>")
        .replaceAll(/(?<![\w<:/@.])[\w.+-]+@[\w-]+\.[\w.-]*\w/g, "<mailto:$&|$&>");
    })
    .join("");
}
