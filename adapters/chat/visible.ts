/** Control, direction and zero-width characters: they could make a text read as another. */
const unseen =
  /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\u180e\u200b-\u200d\u2060-\u2065\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** One line of text that shows all it holds. */
export function visible(text: string): string {
  return text.toWellFormed().replace(/\s+/g, " ").replace(unseen, "").trim();
}
