/**
 * Free text as both databases keep it, to the letter: as JSON, which escapes the two things that they do not keep
 * alike, the character 0 and half a surrogate pair.
 */
export const storeJson = (value: unknown): string => JSON.stringify(value);

/** Reads what `storeJson` wrote. */
export const readJson = <T>(text: string): T => JSON.parse(text) as T;

/** A key, which is compared in SQL and so stands as itself, without what no database can hold. */
export const storeKey = (key: string): string => key.toWellFormed().replaceAll("\0", "\uFFFD");
