/**
 * A Malay word, or one of a language near to it, without the affixes that come in pairs (`perbincangan`, `dibincangkan` → `bincang`), with the
 * consonant that a nasal swallowed (`menandatangani` → `tandatangan`), and without `-nya`, `-lah`, `-kah`.
 *
 * The language of a short text is not known, so only forms are touched that hardly any word of another language has:
 * `per-`, `ter-` or `-an` alone stay (`terrain`, `perform`, `human`). A root has four letters or more. Affixes after
 * J. N. Sneddon's comprehensive grammar (2nd edition, 2010), chapter 1.
 */
export function malayRoot(word: string): string {
  if (word.length < shortest || !affixed.test(word)) return word;
  const bare = word.replace(enclitic, "$1");
  for (const [pattern, before] of circumfixes) {
    const root = pattern.exec(bare)?.[1];
    if (root !== undefined && root.length >= shortestRoot) return restored(root, before);
  }
  return bare;
}

const shortest = 7;
const shortestRoot = 4;
const enclitic = /^(.{4,})(?:nya|lah|kah)$/;
/** A quick look, for most words are of other languages. */
const affixed = /^(?:me|di|ke|pe|be)|(?:nya|lah|kah)$/;

/** What stands around a root, and the consonant that the prefix took the place of where the root begins with a vowel. */
const circumfixes: readonly (readonly [RegExp, string])[] = [
  [/^(?:memper|diper)(.+?)(?:kan|i)$/, ""],
  [/^meny(.+?)(?:kan|i)?$/, "s"],
  [/^peny(.+?)(?:an)?$/, "s"],
  [/^meng(.+?)(?:kan|i)?$/, ""],
  [/^peng(.+?)(?:an)?$/, ""],
  [/^mem(.+?)(?:kan|i)$/, "p"],
  [/^pem(.+)an$/, "p"],
  [/^men(.+?)(?:kan|i)$/, "t"],
  [/^pen(.+)an$/, "t"],
  [/^(?:me|di)([lrwymn].+?)(?:kan|i)$/, ""],
  [/^di(.{4,}?)(?:kan|i)$/, ""],
  [/^(?:per|ber|pe|ke)(.+)an$/, ""],
];

function restored(root: string, before: string): string {
  return /^[aeiou]/.test(root) ? before + root : root;
}
