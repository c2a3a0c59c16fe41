import type { Params } from "../../fake-server/params.ts";

/** Never changed in place: an edit puts a new object where the old one was. */
export interface Message {
  /** Where it stands; Slack's own messages do not say. */
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly text: string;
  readonly blocks?: readonly Params[];
  readonly attachments?: readonly Params[];
  readonly thread_ts?: string;
  readonly bot_id?: string;
  readonly subtype?: string;
  readonly edited?: { readonly user: string; readonly ts: string };
  readonly metadata?: Params;
  readonly files?: readonly Params[];
  readonly reactions?: readonly Reaction[];
  /** For one person's eyes; it is in no history. */
  readonly onlyFor?: string;
  /** Other fields, as Slack shows them. */
  readonly [field: string]: unknown;
}

export interface Reaction {
  readonly name: string;
  readonly users: readonly string[];
  readonly count: number;
}

/** A message as Slack's payloads show it. */
export function asPayload({ channel: _, onlyFor: __, ...message }: Message): Params {
  return { type: "message", ...message };
}

/** A view as the person has it open. */
export interface View {
  readonly id: string;
  readonly type: "modal" | "home";
  readonly blocks: readonly Params[];
  readonly hash: string;
  readonly root_view_id: string;
  readonly previous_view_id: string | null;
  readonly private_metadata: string;
  readonly callback_id: string;
  readonly external_id: string;
  readonly title?: Params;
  readonly submit?: Params | null;
  readonly close?: Params | null;
  readonly notify_on_close?: boolean;
  readonly [field: string]: unknown;
}
