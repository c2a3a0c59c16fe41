import { describe, expect, test } from "vitest";
import { createApp } from "../../../adapters/http/adapter.ts";
import { createCalendarRoute } from "../../../adapters/http/calendar.ts";
import type { Fetched } from "../../../src/index.ts";

const secret = "s".repeat(43);
const calendar = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";

/** The listener's routes over a desk that knows one secret; what was reported, and which secrets were looked up. */
function appOf(fetched: Fetched | Error = { kind: "calendar", text: calendar }) {
  const reported: string[] = [];
  const asked: string[] = [];
  const desk = {
    fetchCalendar: async (given: string): Promise<Fetched> => {
      asked.push(given);
      if (fetched instanceof Error) throw fetched;
      return given === secret ? fetched : { kind: "none" };
    },
  };
  const app = createApp({
    checks: {},
    routes: [createCalendarRoute({ desk, now: () => 0 })],
    report: (error, during) => `e${reported.push(`${during} ${String(error)}`)}`,
  });
  return { app, reported, asked };
}

const path = `/calendar/${secret}.ics`;

describe("a calendar's address", () => {
  test("gives the calendar, for no shared cache to keep", async () => {
    const response = await appOf().app.request(path);
    expect([response.status, await response.text()]).toEqual([200, calendar]);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/calendar; charset=utf-8",
      "cache-control": "private, no-cache",
      etag: expect.stringMatching(/^"[\w-]{43}"$/),
    });
  });

  test("answers HEAD as GET, without the calendar", async () => {
    const { app } = appOf();
    const [head, get] = [await app.request(path, { method: "HEAD" }), await app.request(path)];
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(head.headers.get("etag")).toBe(get.headers.get("etag"));
    expect(head.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  });

  test.each(["TAG", "W/TAG", '"other", TAG', "*"])("is 304 for who has it already: %s", async (given) => {
    const { app } = appOf();
    const tag = (await app.request(path)).headers.get("etag") ?? "";
    const response = await app.request(path, { headers: { "if-none-match": given.replace("TAG", tag) } });
    expect([response.status, await response.text()]).toEqual([304, ""]);
    expect(response.headers.get("etag")).toBe(tag);
    expect(response.headers.get("cache-control")).toBe("private, no-cache");
  });

  test("is sent anew to who has another", async () => {
    const response = await appOf().app.request(path, { headers: { "if-none-match": '"old"' } });
    expect(response.status).toBe(200);
  });

  test("with a secret that is not known is 404, and like any that never was", async () => {
    const { app, asked } = appOf();
    const unknown = await app.request(`/calendar/${"x".repeat(43)}.ics`);
    const odd = await app.request("/calendar/..%2f..%2fetc.ics");
    const short = await app.request("/calendar/short.ics");
    const other = await app.request(`/calendar/${secret}.txt`);
    expect([unknown, odd, short, other].map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(await unknown.text()).toBe(await short.text());
    expect(asked).toEqual(["x".repeat(43)]);
  });

  test("is for reading only", async () => {
    expect((await appOf().app.request(path, { method: "POST" })).status).toBe(404);
  });

  test("is 503 while the database is away, so that no program forgets what it has", async () => {
    const response = await appOf({ kind: "away" }).app.request(path);
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "60"]);
  });

  test("is in nothing that is reported when something breaks", async () => {
    const { app, reported } = appOf(new Error("broken"));
    const response = await app.request(path);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain(secret);
    expect(reported).toEqual(["answering an HTTP request Error: broken"]);
  });
});
