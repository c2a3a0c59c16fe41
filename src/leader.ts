/** Finds, of several processes that share a store, the one that does what only one may do. */
export interface LeaderKeeper {
  /**
   * Stands for the lead in something (`telegram:17`) until it withdraws.
   *
   * @param prepare is waited for each time after the lead was gained and before `leads()` says so: what the leader
   *   before left behind. Its failure does not keep anybody from leading.
   */
  stand(name: string, prepare?: () => Promise<void>): Candidate;
}

/** One process that stands for a lead. */
export interface Candidate {
  /** Whether it leads now: false from the moment on in which another might. */
  leads(): boolean;
  /** Called whenever `leads()` may say something else. */
  onChange(listener: () => void): void;
  /** Another was met who does the same: whoever leads only because the store is away leaves it to that one. */
  yield(): void;
  /** Gives the lead up, so that another has it at once. */
  withdraw(): Promise<void>;
}
