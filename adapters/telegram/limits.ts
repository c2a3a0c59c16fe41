/**
 * What Telegram refuses or cuts. Numbers from https://core.telegram.org/bots/api and its server's sources.
 */

/** A message after its markup is parsed. The server counts code points; UTF-16 units are never fewer. */
export const textUnits = 4096;
/** What stands below a file, counted alike. */
export const captionUnits = 1024;
/** A message has at most so many entities; what is beyond loses its looks. */
export const textEntities = 100;
/** A message with its markup, in bytes of UTF-8. */
export const rawBytes = 32_768;

/** What a button carries, in bytes of UTF-8. */
export const buttonBytes = 64;
export const buttonsInRow = 8;
export const buttonsInMessage = 100;
/** Options on one page, so that each has its button beside those that lead on. */
export const optionsInPage = 64;
/** The notice that a pressed button brings up, in UTF-16 units. */
export const toastUnits = 200;

/** The word after `?start=` in a link to a bot. */
export const startWord = /^[A-Za-z0-9_-]{1,64}$/;
export const commandName = /^[a-z0-9_]{1,32}$/;
export const commandsInScope = 100;
/** What a command does, in code points. */
export const commandHelpPoints = 256;
/** Telegram's languages are ISO 639-1 codes. */
export const languageCode = /^[a-z]{2}$/;

/** The id of an inline result, in bytes. */
export const resultBytes = 64;

/** Rows on a page of a list: what a phone shows at once. */
export const pageRows = 8;

/** The updates that the bot has a use for; a channel's posts are not among them. */
export const allowedUpdates = [
  "message",
  "edited_message",
  "callback_query",
  "inline_query",
  "my_chat_member",
] as const;
