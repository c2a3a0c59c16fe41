/** A database or a backup that only the operator can put right; the sentence says what is wrong and what to do. */
export class StoreError extends Error {
  override readonly name = "StoreError";

  constructor(place: string, wrong: string, remedy: string, options?: ErrorOptions) {
    super(`${place}: ${wrong}; ${remedy}.`, options);
  }
}
