import type { ReplyPart } from "../answer/reply.ts";
import type { Entry } from "../register/statement.ts";
import type { Amendment } from "./amendment.ts";
import type { Audience } from "./audience.ts";
import type { Subscription } from "./subscription.ts";

/** What is said of a notice now. */
export interface Told {
  /** In one line, for a summary. */
  readonly line: string;
  readonly parts: readonly ReplyPart[];
  readonly entry?: Entry;
  readonly command: string;
}

export interface Telling {
  readonly audience: Audience;
  readonly subscription: Subscription;
  readonly news: readonly Amendment[];
  readonly now: number;
}
