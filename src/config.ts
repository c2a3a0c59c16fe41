import {
  type Database,
  isHost,
  isPublicAddress,
  isWebAddress,
  isWebhook,
  isZone,
  parseDatabase,
  parseInstant,
} from "./config-values.ts";
import { ConfigError } from "./errors.ts";

export type { Database };

/**
 * The environment, made typed. Every variable is read here and nowhere else, and all that is wrong is said at once;
 * no value is ever part of what is said, for it may be a secret.
 */
export interface Config {
  /** The register's folder, where it is not the shipped one. */
  readonly data?: string;
  /** The access file. */
  readonly access?: string;
  /** The instant at which the desk believes it started, in milliseconds since 1970. */
  readonly clock?: number;
  readonly timezone: string;
  readonly database: Database;
  readonly host: string;
  readonly port: number;
  /** The address, without a slash at its end, at which people reach what HTTP serves. */
  readonly publicUrl?: string;
  /** Absent where nobody chose one: a prompt wants fewer lines than a server. */
  readonly logLevel?: LogLevel;
  readonly telegram?: TelegramConfig;
  readonly slack?: SlackConfig;
  /** What must never be seen in a log. */
  readonly secrets: readonly string[];
}

export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

export interface TelegramConfig {
  readonly token: string;
  readonly apiRoot?: string;
  /** Absent: long polling. */
  readonly webhook?: { readonly url: string; readonly secret: string };
}

export interface SlackConfig {
  readonly botToken: string;
  readonly apiUrl?: string;
  /** Socket Mode where both are set: it needs no public address. */
  readonly connection:
    | { readonly kind: "socket"; readonly appToken: string }
    | { readonly kind: "http"; readonly signingSecret: string };
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** One variable: whether a value will do, and what would. */
interface Variable {
  readonly expected: string;
  accepts(value: string, isSet: (name: string) => boolean): boolean;
}

const webAddress = "an address that begins with http:// or https://";

/** The contract's table; an empty value counts as unset, and was taken out before. */
const variables = {
  TELEGRAM_BOT_TOKEN: {
    expected: "the token that BotFather gave out, digits, a colon and letters",
    accepts: (value, isSet) => isSet("TELEGRAM_API_ROOT") || /^\d+:[\w-]+$/.test(value),
  },
  TELEGRAM_API_ROOT: { expected: webAddress, accepts: isWebAddress },
  TELEGRAM_WEBHOOK_URL: {
    expected:
      "an address whose path begins with /telegram/, and, without TELEGRAM_API_ROOT, https on port 443, 80, 88 or 8443",
    accepts: (value, isSet) => isWebhook(value, isSet("TELEGRAM_API_ROOT")),
  },
  TELEGRAM_WEBHOOK_SECRET: {
    expected: "1 to 256 letters, digits, _ or -",
    accepts: (value) => /^[\w-]{1,256}$/.test(value),
  },
  SLACK_BOT_TOKEN: {
    expected: "the bot user's token, which begins with xoxb-",
    accepts: (value, isSet) => isSet("SLACK_API_URL") || /^xoxb-./.test(value),
  },
  SLACK_APP_TOKEN: {
    expected: "the app-level token, which begins with xapp-",
    accepts: (value, isSet) => isSet("SLACK_API_URL") || /^xapp-./.test(value),
  },
  SLACK_SIGNING_SECRET: {
    expected: "the app's signing secret, without spaces",
    accepts: (value) => !/\s/.test(value),
  },
  SLACK_API_URL: { expected: webAddress, accepts: isWebAddress },
  JAMBATAN_DATA: { expected: "the path of the register's folder", accepts: () => true },
  JAMBATAN_CLOCK: {
    expected: "a time with its offset, such as 2024-04-20T09:00:00+08:00",
    accepts: (value) => parseInstant(value) !== undefined,
  },
  JAMBATAN_TIMEZONE: { expected: "an IANA time zone, such as Asia/Kuala_Lumpur", accepts: isZone },
  JAMBATAN_ACCESS: { expected: "the path of the access file", accepts: () => true },
  DATABASE_URL: {
    expected: "sqlite:PATH or postgres://USER:PASSWORD@HOST/DATABASE",
    accepts: (value) => parseDatabase(value) !== undefined,
  },
  HOST: { expected: "a host's name or address, without scheme and port, such as 127.0.0.1", accepts: isHost },
  PORT: {
    expected: "a whole number from 0 to 65535",
    accepts: (value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535,
  },
  PUBLIC_URL: {
    expected: `${webAddress}, without ? and #, such as https://bot.example.org`,
    accepts: isPublicAddress,
  },
  LOG_LEVEL: { expected: `one of ${logLevels.join(", ")}`, accepts: (value) => isLogLevel(value) },
} satisfies Readonly<Record<string, Variable>>;

type Name = keyof typeof variables;
type Value = (name: Name) => string | undefined;
const names = Object.keys(variables) as Name[];

/** Variables that only mean something together: where the first is set, one of the others must be. */
const needs: readonly (readonly [name: Name, others: readonly Name[]])[] = [
  ["TELEGRAM_WEBHOOK_URL", ["TELEGRAM_WEBHOOK_SECRET"]],
  ["TELEGRAM_WEBHOOK_SECRET", ["TELEGRAM_WEBHOOK_URL"]],
  ["TELEGRAM_WEBHOOK_URL", ["TELEGRAM_BOT_TOKEN"]],
  ["SLACK_BOT_TOKEN", ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"]],
  ["SLACK_APP_TOKEN", ["SLACK_BOT_TOKEN"]],
  ["SLACK_SIGNING_SECRET", ["SLACK_BOT_TOKEN"]],
];

/**
 * Reads the environment.
 *
 * @throws ConfigError with every problem: the variable's name and what is expected of it.
 */
export function parseConfig(env: Environment): Config {
  const values = new Map<string, string>();
  for (const name of names) {
    const value = env[name]?.trim() ?? "";
    if (value !== "") values.set(name, value);
  }
  const isSet = (name: string): boolean => values.has(name);
  const problems = [
    ...names
      .filter((name) => isSet(name) && !variables[name].accepts(values.get(name) ?? "", isSet))
      .map((name) => `${name} is not usable; expected ${variables[name].expected}.`),
    ...needs
      .filter(([name, others]) => isSet(name) && !others.some(isSet))
      .map(([name, others]) => `${name} is set without ${others.join(" or ")}; set both, or neither.`),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  return configOf((name) => values.get(name));
}

function configOf(value: Value): Config {
  const clock = value("JAMBATAN_CLOCK");
  const logLevel = value("LOG_LEVEL");
  const telegram = telegramOf(value);
  const slack = slackOf(value);
  const database = parseDatabase(value("DATABASE_URL") ?? "sqlite:./var/jambatan.db");
  return {
    ...given("data", value("JAMBATAN_DATA")),
    ...given("access", value("JAMBATAN_ACCESS")),
    ...given("clock", clock === undefined ? undefined : parseInstant(clock)),
    ...given("logLevel", isLogLevel(logLevel) ? logLevel : undefined),
    ...given("telegram", telegram),
    ...given("slack", slack),
    timezone: value("JAMBATAN_TIMEZONE") ?? "Asia/Kuala_Lumpur",
    database: database ?? { kind: "sqlite", path: "./var/jambatan.db" },
    host: value("HOST") ?? "127.0.0.1",
    port: Number(value("PORT") ?? 3000),
    ...given("publicUrl", value("PUBLIC_URL")?.replace(/\/+$/, "")),
    secrets: secretsOf(value),
  };
}

function telegramOf(value: Value): TelegramConfig | undefined {
  const token = value("TELEGRAM_BOT_TOKEN");
  if (token === undefined) return undefined;
  const url = value("TELEGRAM_WEBHOOK_URL");
  const secret = value("TELEGRAM_WEBHOOK_SECRET");
  return {
    token,
    ...given("apiRoot", value("TELEGRAM_API_ROOT")),
    ...given("webhook", url === undefined || secret === undefined ? undefined : { url, secret }),
  };
}

function slackOf(value: Value): SlackConfig | undefined {
  const botToken = value("SLACK_BOT_TOKEN");
  if (botToken === undefined) return undefined;
  const appToken = value("SLACK_APP_TOKEN");
  return {
    botToken,
    ...given("apiUrl", value("SLACK_API_URL")),
    connection:
      appToken === undefined
        ? { kind: "http", signingSecret: value("SLACK_SIGNING_SECRET") ?? "" }
        : { kind: "socket", appToken },
  };
}

/** Tokens and secrets by their names; of the database's address, the password. */
function secretsOf(value: Value): readonly string[] {
  const named = names.filter((name) => /_(TOKEN|SECRET)$/.test(name)).flatMap((name) => value(name) ?? []);
  const database = value("DATABASE_URL");
  const password = database !== undefined && URL.canParse(database) ? new URL(database).password : "";
  return password === "" ? named : [...named, password];
}

/** An object with the key, or without it: an optional property is absent, never undefined. */
function given<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: V });
}

function isLogLevel(value: string | undefined): value is LogLevel {
  return logLevels.some((level) => level === value);
}
