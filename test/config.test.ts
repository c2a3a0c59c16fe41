import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Environment, parseConfig } from "../src/config.ts";
import { ConfigError } from "../src/errors.ts";

/** The problems of an environment; none where it is usable. */
function problemsOf(env: Environment): readonly string[] {
  try {
    parseConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const telegram = { TELEGRAM_BOT_TOKEN: "123456:abc_DEF-ghi" };
const webhook = {
  ...telegram,
  TELEGRAM_WEBHOOK_URL: "https://bot.example.org/telegram/updates",
  TELEGRAM_WEBHOOK_SECRET: "s3cret_-",
};
const slack = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" };

describe("an empty environment", () => {
  test("has the contract's defaults", () => {
    expect(parseConfig({})).toEqual({
      timezone: "Asia/Kuala_Lumpur",
      database: { kind: "sqlite", path: "./var/jambatan.db" },
      host: "127.0.0.1",
      port: 3000,
      secrets: [],
    });
  });

  test("is the same as one whose values are empty or blank", () => {
    expect(
      parseConfig({ PORT: "", LOG_LEVEL: " ", TELEGRAM_BOT_TOKEN: "", JAMBATAN_CLOCK: undefined }),
    ).toEqual(parseConfig({}));
  });
});

describe("a full environment", () => {
  test("is read whole", () => {
    const config = parseConfig({
      ...webhook,
      TELEGRAM_API_ROOT: "http://127.0.0.1:8081",
      SLACK_BOT_TOKEN: "xoxb-1",
      SLACK_SIGNING_SECRET: "signing",
      SLACK_API_URL: "http://127.0.0.1:8082/api/",
      JAMBATAN_DATA: "./register",
      JAMBATAN_CLOCK: "2024-04-20T09:00:00+08:00",
      JAMBATAN_TIMEZONE: "Europe/London",
      JAMBATAN_ACCESS: "access.yaml",
      DATABASE_URL: "postgres://user:pass@db.example.org/jambatan",
      HOST: "::1",
      PORT: "0",
      PUBLIC_URL: "https://bot.example.org/desk/",
      LOG_LEVEL: "debug",
    });
    expect(config).toEqual({
      telegram: {
        token: webhook.TELEGRAM_BOT_TOKEN,
        apiRoot: "http://127.0.0.1:8081",
        webhook: { url: webhook.TELEGRAM_WEBHOOK_URL, secret: webhook.TELEGRAM_WEBHOOK_SECRET },
      },
      slack: {
        botToken: "xoxb-1",
        apiUrl: "http://127.0.0.1:8082/api/",
        connection: { kind: "http", signingSecret: "signing" },
      },
      data: "./register",
      access: "access.yaml",
      clock: Date.UTC(2024, 3, 20, 1),
      timezone: "Europe/London",
      database: { kind: "postgres", url: "postgres://user:pass@db.example.org/jambatan" },
      host: "::1",
      port: 0,
      publicUrl: "https://bot.example.org/desk",
      logLevel: "debug",
      secrets: ["123456:abc_DEF-ghi", "s3cret_-", "xoxb-1", "signing", "pass"],
    });
  });

  test("takes Socket Mode where Slack could be had both ways", () => {
    const config = parseConfig({ ...slack, SLACK_SIGNING_SECRET: "signing" });
    expect(config.slack?.connection).toEqual({ kind: "socket", appToken: "xapp-1" });
  });
});

describe("one wrong variable is named, with what is expected", () => {
  const rows: readonly (readonly [env: Environment, named: string])[] = [
    [{ PORT: "65536" }, "PORT"],
    [{ PORT: "-1" }, "PORT"],
    [{ PORT: "80a" }, "PORT"],
    [{ HOST: "http://127.0.0.1" }, "HOST"],
    [{ HOST: "127.0.0.1:80" }, "HOST"],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL"],
    [{ PUBLIC_URL: "bot.example.org" }, "PUBLIC_URL"],
    [{ PUBLIC_URL: "https://bot.example.org/?a=b" }, "PUBLIC_URL"],
    [{ PUBLIC_URL: "https://bot.example.org/#" }, "PUBLIC_URL"],
    [{ PUBLIC_URL: "https://user:pass@bot.example.org" }, "PUBLIC_URL"],
    [{ JAMBATAN_TIMEZONE: "Mars/Olympus" }, "JAMBATAN_TIMEZONE"],
    [{ JAMBATAN_CLOCK: "2024-04-20" }, "JAMBATAN_CLOCK"],
    [{ JAMBATAN_CLOCK: "2024-04-20T09:00:00" }, "JAMBATAN_CLOCK"],
    [{ JAMBATAN_CLOCK: "2024-04-31T09:00:00+08:00" }, "JAMBATAN_CLOCK"],
    [{ JAMBATAN_CLOCK: "2024-13-01T09:00:00Z" }, "JAMBATAN_CLOCK"],
    [{ DATABASE_URL: "sqlite:" }, "DATABASE_URL"],
    [{ DATABASE_URL: "mysql://localhost/x" }, "DATABASE_URL"],
    [{ TELEGRAM_BOT_TOKEN: "bot" }, "TELEGRAM_BOT_TOKEN"],
    [{ ...telegram, TELEGRAM_API_ROOT: "ftp://example.org" }, "TELEGRAM_API_ROOT"],
    [{ ...webhook, TELEGRAM_WEBHOOK_URL: "http://bot.example.org/telegram/x" }, "TELEGRAM_WEBHOOK_URL"],
    [{ ...webhook, TELEGRAM_WEBHOOK_URL: "https://bot.example.org:3000/telegram/x" }, "TELEGRAM_WEBHOOK_URL"],
    [{ ...webhook, TELEGRAM_WEBHOOK_URL: "https://bot.example.org/hook" }, "TELEGRAM_WEBHOOK_URL"],
    [{ ...webhook, TELEGRAM_WEBHOOK_SECRET: "with space" }, "TELEGRAM_WEBHOOK_SECRET"],
    [{ ...webhook, TELEGRAM_WEBHOOK_SECRET: undefined }, "TELEGRAM_WEBHOOK_URL"],
    [{ ...webhook, TELEGRAM_WEBHOOK_URL: undefined }, "TELEGRAM_WEBHOOK_SECRET"],
    [{ ...webhook, TELEGRAM_BOT_TOKEN: undefined }, "TELEGRAM_WEBHOOK_URL"],
    [{ ...slack, SLACK_APP_TOKEN: undefined }, "SLACK_BOT_TOKEN"],
    [{ ...slack, SLACK_BOT_TOKEN: "xapp-1" }, "SLACK_BOT_TOKEN"],
    [{ ...slack, SLACK_APP_TOKEN: "xoxb-1" }, "SLACK_APP_TOKEN"],
    [{ SLACK_APP_TOKEN: "xapp-1" }, "SLACK_APP_TOKEN"],
    [{ SLACK_SIGNING_SECRET: "s" }, "SLACK_SIGNING_SECRET"],
  ];
  test.each(rows)("%o", (env, named) => {
    const problems = problemsOf(env);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${named} .*(expected|set both)`));
  });
});

describe("what is demanded of Telegram's and Slack's own servers is not demanded of another", () => {
  const rows: readonly Environment[] = [
    {
      ...webhook,
      TELEGRAM_API_ROOT: "http://127.0.0.1:1",
      TELEGRAM_WEBHOOK_URL: "http://127.0.0.1:3000/telegram/x",
    },
    { TELEGRAM_API_ROOT: "http://127.0.0.1:1", TELEGRAM_BOT_TOKEN: "test" },
    { SLACK_API_URL: "http://127.0.0.1:1/api/", SLACK_BOT_TOKEN: "test", SLACK_APP_TOKEN: "test" },
  ];
  test.each(rows)("%o", (env) => {
    expect(problemsOf(env)).toEqual([]);
  });
});

test("all problems come at once", () => {
  expect(problemsOf({ PORT: "x", LOG_LEVEL: "x", JAMBATAN_CLOCK: "x", SLACK_BOT_TOKEN: "x" })).toHaveLength(
    5,
  );
});

test("no value is ever shown, whatever it is", () => {
  const names = [
    "TELEGRAM_BOT_TOKEN",
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "DATABASE_URL",
    "PORT",
    "HOST",
  ];
  const value = fc.string({ minLength: 12 }).map((text) => `§${text}`);
  fc.assert(
    fc.property(fc.constantFrom(...names), value, (name, secret) => {
      expect(problemsOf({ [name]: secret }).join("\n")).not.toContain(secret.trim());
    }),
  );
});
