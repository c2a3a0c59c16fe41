import { createHash } from "node:crypto";
import type { Target } from "../chat/button.ts";
import { buttonBytes } from "./limits.ts";

/** What a button carries: its answer's language, and what it leads to. */
export type Payload =
  | { readonly kind: "command"; readonly lang: string; readonly target: Target }
  /** The command is too long for a button; its digest tells it among others. */
  | { readonly kind: "digest"; readonly lang: string; readonly page: number; readonly digest: string };

/**
 * `en/mou abc`, `en2/mou abc` for the second page of the whole answer; where that is more than a button carries, or
 * has half a pair of surrogates, which it does not, `en#DIGEST` or `en2#DIGEST`.
 */
export function formatPayload(lang: string, { command, page }: Target): string {
  const start = `${lang}${page === 0 ? "" : page}`;
  const payload = `${start}${command}`;
  const isCarried = Buffer.byteLength(payload) <= buttonBytes && payload.isWellFormed();
  return isCarried ? payload : `${start}#${digestOf(command)}`;
}

/** Nothing where a text is no payload of ours. */
export function parsePayload(text: string): Payload | undefined {
  const match = /^([a-z]{2,8})(\d{0,4})(?:(\/.+)|#([\w-]+))$/su.exec(text);
  if (match === null) return undefined;
  const [, lang = "", number = "", command, digest = ""] = match;
  const page = Number(number);
  return command === undefined
    ? { kind: "digest", lang, page, digest }
    : { kind: "command", lang, target: { command, page } };
}

/** Enough of a hash that no two commands of one conversation share it. */
export function digestOf(command: string): string {
  return createHash("sha256").update(command).digest("base64url").slice(0, 16);
}
