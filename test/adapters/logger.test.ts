import { expect, test } from "vitest";
import { formatLogLine } from "../../adapters/log-line.ts";
import { createLogger } from "../../adapters/logger.ts";

function logged(
  secrets: readonly string[],
  log: (logger: ReturnType<typeof createLogger>) => void,
): string[] {
  const lines: string[] = [];
  log(createLogger({ level: "info", secrets, stream: { write: (line) => void lines.push(line) } }));
  return lines;
}

test("a line is JSON with level, time and the error", () => {
  const [line = ""] = logged([], (logger) =>
    logger.error({ err: new Error("broken"), errorId: "e1" }, "asking"),
  );
  const expected = { level: 50, time: expect.any(Number), errorId: "e1", msg: "asking" };
  expect(JSON.parse(line)).toMatchObject({ ...expected, err: { type: "Error", message: "broken" } });
  expect(JSON.parse(formatLogLine(new Error("broken"), "e1", "asking", 5))).toMatchObject({
    ...expected,
    err: { type: "Error", message: "broken", stack: expect.any(String) },
  });
});

test("a secret is hidden wherever it stands, also inside an address or an error", () => {
  const secrets = ["123:to/ken", 'quo"ted!', "p%40ssword"];
  const [line = ""] = logged(secrets, (logger) =>
    logger.error(
      { err: new Error("GET /bot123:to/ken/x and bot123%3Ato%2Fken failed") },
      'quo"ted! p@ssword',
    ),
  );
  expect(line).not.toMatch(/to\/ken|to%2Fken|quo|p@ssword/);
  expect(JSON.parse(line).msg).toBe("[secret] [secret]");
});

test("a secret too short to be one garbles no line", () => {
  const [line = ""] = logged(["e"], (logger) => logger.info("hello"));
  expect(JSON.parse(line).msg).toBe("hello");
});

test("the secret in a calendar's address is hidden, whoever quotes it", () => {
  const secret = "Ab-_".repeat(11).slice(0, 43);
  const [line = ""] = logged([], (logger) =>
    logger.error(
      {
        err: Object.assign(new Error("refused"), { payload: { text: `https://a.b/calendar/${secret}.ics` } }),
      },
      `GET https%3A%2F%2Fa.b%2Fcalendar%2F${secret}.ics`,
    ),
  );
  expect(line).not.toContain(secret);
  expect(JSON.parse(line).msg).toBe("GET https%3A%2F%2Fa.b%2Fcalendar%2F[secret].ics");
});
