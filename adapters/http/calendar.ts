import { createHash } from "node:crypto";
import type { Desk } from "../../src/index.ts";
import type { Route } from "./adapter.ts";

export interface CalendarOptions {
  readonly desk: Pick<Desk, "fetchCalendar">;
  /** The present, in milliseconds since 1970. */
  now(): number;
}

/** A secret that is none of ours is not looked up: letters, digits, `-` and `_`, of 128 bits at least. */
const address = /\/calendar\/([\w-]{22,128})\.ics$/;

/** How long a program should wait that comes while the database is away, seconds. */
const awaySeconds = "60";

/** What shared caches must not keep, and its owner's program asks about anew each time. */
const always = { "cache-control": "private, no-cache" };

/**
 * Calendars for programs that fetch them again and again: whoever knows a secret address gets what its owner may see, and
 * what has not changed is not sent again. A secret that was taken back looks like one that never was.
 */
export function createCalendarRoute({ desk, now }: CalendarOptions): Route {
  return {
    method: "GET",
    path: "/calendar/:file",
    async handle(request) {
      const secret = address.exec(new URL(request.url).pathname)?.[1];
      const fetched = secret === undefined ? undefined : await desk.fetchCalendar(secret, now());
      if (fetched === undefined || fetched.kind === "none")
        return refusal(404, "There is nothing at this address.");
      if (fetched.kind === "away") {
        const response = refusal(503, "This cannot be told now; please come again.");
        response.headers.set("retry-after", awaySeconds);
        return response;
      }
      const { text } = fetched;
      const tag = `"${createHash("sha256").update(text).digest("base64url")}"`;
      const headers = { ...always, etag: tag };
      if (isKnown(request.headers.get("if-none-match"), tag))
        return new Response(null, { status: 304, headers });
      return new Response(text, {
        headers: {
          ...headers,
          "content-type": "text/calendar; charset=utf-8",
          "content-disposition": 'inline; filename="calendar.ics"',
          "x-content-type-options": "nosniff",
        },
      });
    },
  };
}

/** Whether a program has it already: a list of tags, weak ones among them, or any (RFC 9110, 13.1.2). */
function isKnown(given: string | null, tag: string): boolean {
  if (given === null) return false;
  return given.trim() === "*" || given.split(",").some((one) => one.trim().replace(/^W\//, "") === tag);
}

function refusal(status: number, error: string): Response {
  return new Response(JSON.stringify({ error }), {
    status,
    headers: { ...always, "content-type": "application/json" },
  });
}
