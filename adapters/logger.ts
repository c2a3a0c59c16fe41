import { type DestinationStream, destination, type Logger, pino } from "pino";
import type { Log } from "./lifecycle.ts";

export interface LogOptions {
  readonly level: string;
  /** Texts that must not be seen in a line, wherever they come from: an error may quote the address it called. */
  readonly secrets: readonly string[];
  /** Where lines go; without it, stderr, since stdout belongs to the answers. */
  readonly stream?: DestinationStream;
}

/** A log of JSON lines, each written before the next thing happens, so that the last one before a crash is there. */
export function createLogger({ level, secrets, stream }: LogOptions): Logger {
  const hidden = secrets.flatMap(spellings).sort((a, b) => b.length - a.length);
  const options = {
    level,
    base: null,
    hooks: {
      streamWrite: (line: string) =>
        hidden.reduce((text, secret) => text.replaceAll(secret, "[secret]"), hideFeeds(line)),
    },
  };
  return pino(options, stream ?? destination({ fd: 2, sync: true }));
}

/** An error of a platform quotes the message that it refused, which may hold a feed's address; its secret opens it to anybody. */
export function hideFeeds(text: string): string {
  return text.replace(/(calendar(?:\/|%2F))[\w-]{16,}/gi, "$1[secret]");
}

/** The log as adapters write to it, who know of no logger. */
export function logTo(logger: Logger): Log {
  return (level, facts, message) => logger[level](facts, message);
}

/** Shorter than this, a secret is none, and hiding it would garble every line. */
const leastSecretUnits = 6;

/** A secret as it stands in JSON, and in and out of an address. */
function spellings(secret: string): readonly string[] {
  if (secret.length < leastSecretUnits) return [];
  return [...new Set([JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), decoded(secret)])];
}

function decoded(secret: string): string {
  try {
    return decodeURIComponent(secret);
  } catch {
    return secret;
  }
}
