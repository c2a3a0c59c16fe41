/**
 * What Slack refuses or cuts: https://docs.slack.dev/reference/block-kit/blocks. Lengths are in UTF-16 units, which are never
 * fewer than characters.
 */

export const blocksInMessage = 50;
/** The modal and the home tab take more. */
export const blocksInView = 100;
export const headerUnits = 150;
export const sectionUnits = 3000;
export const fieldUnits = 2000;
export const fieldsInSection = 10;
export const elementsInContext = 10;
/** Of one text in a context block. */
export const contextUnits = 2000;
export const buttonsInRow = 5;
export const buttonUnits = 75;
/** What a button carries. */
export const valueUnits = 2000;
/**
 * All blocks of a message together, as JSON: `msg_blocks_too_long` comes from about 11,300 on. It is not documented
 * (https://github.com/slackapi/bolt-js/issues/2509).
 */
export const messageUnits = 10_000;
/** The text that stands for a message in a notification; a longer one cannot be updated. */
export const fallbackUnits = 3_900;
export const modalTitleUnits = 24;
/** What a modal carries for the app alone. */
export const metadataUnits = 3000;
/** A whole view, as JSON. */
export const viewBytes = 250_000;
/** What can be typed into one input, and what stands beside it. */
export const inputUnits = 3000;
export const labelUnits = 2000;
export const optionsInSelect = 100;
export const optionUnits = 75;
/** Of blocks and of what stands in them. */
export const idUnits = 255;
export const promptsSuggested = 4;

/** Rows on a page of a list: what a phone shows at once. */
export const pageRows = 8;

/** A command in a manifest. */
export const commandName = /^[a-z0-9][a-z0-9_-]{0,30}$/;
export const commandHelpUnits = 2000;
export const commandUsageUnits = 1000;
export const commandsInApp = 50;

/** Slash commands that Slack keeps for itself: https://slack.com/help/articles/201259356 */
export const reservedCommands: ReadonlySet<string> = new Set([
  "active",
  "apps",
  "archive",
  "away",
  "call",
  "canvas",
  "collapse",
  "dm",
  "dnd",
  "expand",
  "feed",
  "feedback",
  "help",
  "huddle",
  "invite",
  "invite_people",
  "join",
  "keys",
  "leave",
  "list",
  "me",
  "msg",
  "mute",
  "open",
  "part",
  "people",
  "poll",
  "prefs",
  "pro",
  "remind",
  "remove",
  "rename",
  "search",
  "shortcuts",
  "shrug",
  "status",
  "topic",
  "who",
]);
