import { readFileSync } from "node:fs";
import type { Message, UserFromGetMe } from "grammy/types";
import { describe, expect, test } from "vitest";
import { type Heard, heardIn } from "../../../adapters/telegram/heard.ts";

interface Row {
  /** What happened, as a fact. */
  readonly because: string;
  readonly message: Message;
  readonly heard: Heard | null;
}

/** Messages as Telegram sends them, with names and numbers of nobody. */
const rows = JSON.parse(
  readFileSync(new URL("../../fixtures/telegram/messages.json", import.meta.url), "utf8"),
) as readonly Row[];

const me = { id: 110_201_543, is_bot: true, first_name: "Desk", username: "desk_test_bot" } as UserFromGetMe;
const isCommand = (name: string): boolean => ["mou", "visits", "start"].includes(name.toLowerCase());

describe("a message is heard as what it asks of the bot", () => {
  test.for(rows)("$because", ({ message, heard }) => {
    expect(heardIn(message, me, isCommand) ?? null).toEqual(heard);
  });
});
