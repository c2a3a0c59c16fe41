import { describe, expect, test } from "vitest";
import { parseHtml } from "./html.ts";
import type { Entity } from "./message.ts";

/** Like "bold 0+4", with whatever else the entity says. */
const brief = ({ type, offset, length, ...facts }: Entity): string =>
  [`${type} ${offset}+${length}`, ...Object.values(facts).map((fact) => JSON.stringify(fact))].join(" ");

describe("HTML becomes text and entities", () => {
  const rows: readonly (readonly [html: string, text: string, ...entities: string[]])[] = [
    ["", ""],
    ["no markup", "no markup"],
    ["<b>bold</b>, <STRONG>bold</strong>", "bold, bold", "bold 0+4", "bold 6+4"],
    ["<i>a</i><em>b</em>", "ab", "italic 0+1", "italic 1+1"],
    ["<u>a</u><ins>b</ins>", "ab", "underline 0+1", "underline 1+1"],
    ["<s>a</s><strike>b</strike>", "ab", "strikethrough 0+1", "strikethrough 1+1"],
    ["<del>a</del>", "a", "strikethrough 0+1"],
    ['<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>', "ab", "spoiler 0+1", "spoiler 1+1"],
    ["<b>a <i>b</i></b>", "a b", "italic 2+1", "bold 0+3"],
    ["🏟<i>🏟 &lt🏟</i>", "🏟🏟 <🏟", "italic 2+6"],
    ["a&lt;b&gt;c&amp;d&quot;", 'a<b>c&d"'],
    ["&nbsp;&laquo;&apos;&Lt;", "&nbsp;&laquo;&apos;&Lt;"],
    ["&#8217;&#x2019;&#160;", "’’\u00a0"],
    ["&#0000065; &#00000065;", "A &#00000065;"],
    ["&#12345678; &#0; &#x10FFFF;", "&#12345678; &#0; &#x10FFFF;"],
    ["<blockquote>a</blockquote>", "a", "blockquote 0+1"],
    ["<blockquote expandable>a</blockquote>", "a", "expandable_blockquote 0+1"],
    ["<blockquote  cite='' expandable=false>a</blockquote>", "a", "expandable_blockquote 0+1"],
    ["<pre>a</pre> <code>b</code>", "a b", "pre 0+1", "code 2+1"],
    ['<pre><code class="language-ts">a</code></pre>', "a", 'pre 0+1 "ts"'],
    ['<code class="language-ts"><pre>a</pre></code>', "a", 'pre 0+1 "ts"'],
    ['<pre> <code class="language-ts">a</code></pre>', " a", 'code 1+1 "ts"', "pre 0+2"],
    [
      '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
      "👍",
      'custom_emoji 0+2 "5368324170671202286"',
    ],
    ['<tg-time unix="1647531900" format="wDT">then</tg-time>', "then", 'date_time 0+4 1647531900 "wDT"'],
    ['<tg-time unix="1647531900" format="r">then</tg-time>', "then", 'date_time 0+4 1647531900 "r"'],
    ['<tg-time unix="1647531900">then</tg-time>', "then", "date_time 0+4 1647531900"],
    ['<a href="https://example.org/?a=1&amp;b=2">x</a>', "x", 'text_link 0+1 "https://example.org/?a=1&b=2"'],
    ["<a href=example.org>x</a>", "x", 'text_link 0+1 "http://example.org/"'],
    ["<a>example.org</a>", "example.org", 'text_link 0+11 "http://example.org/"'],
    ["<b></b><i>a</>", "a", "italic 0+1"],
    ["<i>a</   ><b>c</b  >", "ac", "italic 0+1", "bold 1+1"],
  ];
  test.each(rows)("%s", (html, text, ...entities) => {
    const parsed = parseHtml(html);
    expect(parsed.text).toBe(text);
    expect(parsed.entities.map(brief)).toEqual(entities);
  });
});

describe("HTML that Telegram refuses, in its words", () => {
  const rows: readonly (readonly [html: string, complaint: string])[] = [
    ["a<br>b", 'Unsupported start tag "br" at byte offset 1'],
    ["é<p>a</p>", 'Unsupported start tag "p" at byte offset 2'],
    ["<b/>", 'Unsupported start tag "b/" at byte offset 0'],
    ["1 < 2", 'Unsupported start tag "" at byte offset 2'],
    ["1 <2", "Unclosed start tag at byte offset 2"],
    ["<b>a", 'Can\'t find end tag corresponding to start tag "b"'],
    ["<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
    ["<i>a</em>", 'Unmatched end tag at byte offset 4, expected "</i>", found "</em>"'],
    ["a</b>", "Unexpected end tag at byte offset 1"],
    ["<i>a</i  ", "Unclosed end tag at byte offset 4"],
    ["<i =x>a</i>", 'Empty attribute name in the tag "i" at byte offset 0'],
    ['<a href="x>a</a>', "Unclosed start tag at byte offset 0"],
    ["<a href=  ", 'Unclosed start tag "a" at byte offset 0'],
    ["<a href=x,y>a</a>", "Unexpected end of name token at byte offset 8"],
    ['<span class="big">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ["<tg-emoji>a</tg-emoji>", "Invalid custom emoji identifier specified"],
    ['<tg-time unix="1" format="rt">a</tg-time>', "Invalid date format used"],
    ['<tg-time unix="soon">a</tg-time>', "Invalid Unix time specified"],
    ["&#xD83D;&#xDE00;", "Text contains invalid Unicode characters after decoding HTML entities"],
  ];
  test.each(rows)("%s", (html, complaint) => {
    expect(() => parseHtml(html)).toThrow(`Bad Request: can't parse entities: ${complaint}`);
  });
});

describe("HTML that passes and should not", () => {
  const rows: readonly (readonly [html: string, complaint: string])[] = [
    ["a & b", '"&" at byte offset 2 should be &amp;'],
    ["é>b", '">" at byte offset 2 should be &gt;'],
    ["&nbsp;", '"&" at byte offset 0 should be &amp;'],
    ['<a href="/here">a</a>', 'the link to "/here" is dropped'],
    ['<a href="http://localhost/">a</a>', 'the link to "http://localhost/" is dropped'],
    ['<a href="mailto:a@example.org">a</a>', "is dropped"],
  ];
  test.each(rows)("%s", (html, complaint) => {
    expect(parseHtml(html).untidy).toEqual([expect.stringContaining(complaint)]);
  });
});
