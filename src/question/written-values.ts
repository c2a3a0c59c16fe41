/** Values of a key on a command line; what is more than a word is quoted as in JSON. */
export function formatValues(values: readonly string[]): string {
  return values.map((value) => (/^[\p{L}\p{N}_-]+$/u.test(value) ? value : JSON.stringify(value))).join(",");
}

/** A value that stands by itself on a command line. */
export function formatSetting(value: string): string {
  return /^[\p{L}\p{N}_/+=-]+$/u.test(value) ? value : JSON.stringify(value);
}
