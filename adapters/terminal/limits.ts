/** What the terminal allows itself; it has no limits of its own. */

/** Rows of a list before the prompt offers the next page: about a screen with its sources. */
export const pageRows = 20;

/** A batch line longer than this, in UTF-16 units, is no question but a mistake, and must not fill the memory. */
export const lineUnits = 1_048_576;

/** Batch output is written once this many UTF-16 units wait, and at the end of each piece of input. */
export const flushUnits = 65_536;

/** How many earlier questions the arrow keys bring back. */
export const historyLines = 500;
