/** Some of the numbers below a size: a bit for each. */
export interface NumberSet {
  has(number: number): boolean;
  /** Whether it was not there before. */
  add(number: number): boolean;
}

export function createNumberSet(size: number): NumberSet {
  const bits = new Uint8Array((size >> 3) + 1);
  const has = (number: number): boolean =>
    number >= 0 && (((bits[number >> 3] ?? 0) >> (number & 7)) & 1) === 1;
  return {
    has,
    add(number) {
      if (has(number)) return false;
      bits[number >> 3] = (bits[number >> 3] ?? 0) | (1 << (number & 7));
      return true;
    },
  };
}
