import type { NotSavedReason } from "../change/revision.ts";

/** The database cannot be used now; it is tried again without anybody's doing. */
export class DatabaseAway extends Error {
  override readonly name = "DatabaseAway";
  readonly reason: NotSavedReason;
  /** What is the matter, after the database's name. */
  readonly trouble: string;

  constructor(place: string, reason: NotSavedReason, options?: ErrorOptions) {
    super(`${place} ${troubles[reason]}`, options);
    this.reason = reason;
    this.trouble = troubles[reason];
  }
}

const troubles: Readonly<Record<NotSavedReason, string>> = {
  full: "cannot be written: the disk is full",
  readOnly: "cannot be written: it, or its folder, is read-only",
  unreachable: "cannot be reached",
  damaged: "is damaged",
};
