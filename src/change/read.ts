/** What became of something typed: a value, or what is wrong with it. */
export type Read<T> =
  | { readonly value: T; readonly wrong?: undefined }
  | { readonly wrong: Wrong; readonly value?: undefined };

/** A sentence of the catalogues, and what it needs. */
export interface Wrong {
  readonly say: string;
  readonly with: Readonly<Record<string, string | number>>;
}

export const wrong = (say: string, given: Wrong["with"] = {}): { readonly wrong: Wrong } => ({
  wrong: { say: `change.wrong.${say}`, with: given },
});
