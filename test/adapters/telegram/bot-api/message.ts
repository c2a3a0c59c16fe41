/** The shapes that the fake itself looks into; everything else passes through as it is. */
export interface User {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly last_name?: string;
  readonly username?: string;
  readonly language_code?: string;
}

export interface ChatFacts {
  readonly id: number;
  readonly type: "private" | "group" | "supergroup" | "channel";
  readonly title?: string;
  readonly username?: string;
  readonly first_name?: string;
  readonly is_forum?: true;
}

/** Offsets and lengths are in UTF-16 units. */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly user?: User;
  readonly language?: string;
  readonly custom_emoji_id?: string;
  readonly unix_time?: number;
  readonly date_time_format?: string;
}

export interface Button {
  readonly text: string;
  readonly callback_data?: string;
  readonly [action: string]: unknown;
}

export interface InlineKeyboard {
  readonly inline_keyboard: readonly (readonly Button[])[];
}

/** Never changed in place: an edit puts a new object where the old one was. */
export interface Message {
  readonly message_id: number;
  readonly date: number;
  readonly chat: ChatFacts;
  readonly from?: User;
  readonly text?: string;
  readonly entities?: readonly Entity[];
  readonly caption?: string;
  readonly caption_entities?: readonly Entity[];
  readonly reply_markup?: InlineKeyboard;
  readonly reply_to_message?: Message;
  readonly message_thread_id?: number;
  readonly edit_date?: number;
  readonly [field: string]: unknown;
}

/** One of `message`, `callback_query`, … beside the id. */
export interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}
