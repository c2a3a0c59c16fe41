/** A change that somebody wants who may not make it: kept for those who may. */
export interface Wish {
  /** From 1. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly by: string;
  readonly byName?: string;
  readonly from: string;
  /** As what it was written: it may name what only those see who see as much. */
  readonly clearance?: string;
  /** The command as they wrote it. */
  readonly text: string;
}

export interface WishKeeper {
  /** @throws NotSaved */
  add(wish: Omit<Wish, "number">): Promise<Wish>;
  /** Those that nobody closed, oldest first. */
  open(): Promise<readonly Wish[]>;
  /** False where there is no such open wish. @throws NotSaved */
  close(number: number, by: string, now: number): Promise<boolean>;
}
