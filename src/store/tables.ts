/** All tables. A new one: its shape here, the step in migrations.ts that makes it, and the file of the keeper that alone uses it. */
export interface Tables {
  readonly revisions: RevisionTable;
  readonly wishes: WishTable;
  readonly preferences: PreferenceTable;
  readonly seen: SeenTable;
  readonly conversations: ConversationTable;
  readonly notes: NoteTable;
  readonly feeds: FeedTable;
  readonly subscriptions: SubscriptionTable;
  readonly deliveries: DeliveryTable;
  readonly watch_marks: WatchMarkTable;
  readonly denials: DenialTable;
  readonly schema_steps: SchemaStepTable;
}

export interface RevisionTable {
  readonly number: number;
  readonly entry: string;
  /** Unique within its entry. */
  readonly turn: number;
  readonly draft: string;
  /** Who, for whoever reads the table. */
  readonly author: string;
  readonly made_at: number;
  /** All of it but its number, as JSON. */
  readonly body: string;
}

export interface WishTable {
  readonly number: number;
  /** All of it but its number, as JSON. */
  readonly body: string;
  readonly closed_by: string | null;
  /** Milliseconds since 1970; null while it is open. */
  readonly closed_at: number | null;
}

export interface PreferenceTable {
  readonly person: string;
  /** As JSON. */
  readonly body: string;
}

export interface SeenTable {
  readonly key: string;
  readonly taken_at: number;
  /** Null while somebody is at it. */
  readonly done_at: number | null;
}

export interface ConversationTable {
  readonly key: string;
  /** As JSON. */
  readonly line: string;
  readonly said_at: number;
}

export interface NoteTable {
  readonly key: string;
  /** As JSON. */
  readonly body: string;
  readonly kept_until: number;
}

export interface FeedTable {
  /** Of the secret in the feed's address, which is kept nowhere. */
  readonly digest: string;
  readonly person: string;
  /** Null where it is of all that the person may see. */
  readonly entry: string | null;
  readonly made_at: number;
  /** All of it but its digest and when it was made, as JSON. */
  readonly body: string;
}

export interface SubscriptionTable {
  readonly id: string;
  readonly person: string;
  readonly place: string;
  /** Unique within its place. */
  readonly watched: string;
  /** All of it but its pause, as JSON. */
  readonly body: string;
  /** As JSON; null while it is told. */
  readonly pause: string | null;
}

export interface DeliveryTable {
  readonly key: string;
  readonly subscription: string;
  readonly place: string;
  readonly due_at: number;
  /** What is told, as JSON. */
  readonly body: string;
  /** `due`, `sending`, or how it ended. */
  readonly state: string;
  /** Nobody may claim it before, milliseconds since 1970; of one that ended, when it did. */
  readonly free_at: number;
  readonly claimed_by: string | null;
  readonly doubts: number;
  /** What the platform calls the message, as JSON. */
  readonly trace: string | null;
}

export interface WatchMarkTable {
  readonly name: string;
  readonly value: number;
}

export interface DenialTable {
  readonly key: string;
  readonly denied_at: number;
  /** All of it, as JSON. */
  readonly body: string;
}

/** The steps of migrations.ts that were taken. */
export interface SchemaStepTable {
  readonly number: number;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly taken_at: number;
  /** Written over at each opening: so it is found out whether the database can be written. */
  readonly probed_at: number;
}
