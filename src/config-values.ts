/** What the values of environment variables may be. */

export type Database =
  | { readonly kind: "sqlite"; readonly path: string }
  | { readonly kind: "postgres"; readonly url: string };

export function isWebAddress(value: string): boolean {
  return /^https?:\/\//i.test(value) && URL.canParse(value);
}

export function isWebhook(value: string, ownServer: boolean): boolean {
  if (!isWebAddress(value)) return false;
  const { protocol, port, pathname } = new URL(value);
  if (!/^\/telegram\/./.test(pathname)) return false;
  return ownServer || (protocol === "https:" && ["", "80", "88", "443", "8443"].includes(port));
}

/**
 * An address below which the bot's own stand: a path may be part of it, as behind a proxy that serves other things too,
 * but nothing after one, and no name and password before the host.
 */
export function isPublicAddress(value: string): boolean {
  if (!isWebAddress(value)) return false;
  const { username, password, search, hash } = new URL(value);
  return username === "" && password === "" && search === "" && hash === "" && !/[?#]/.test(value);
}

export function isHost(value: string): boolean {
  return (
    /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?\.?$/i.test(value) ||
    /^[0-9a-f.]*:[0-9a-f.]*:[0-9a-f:.]*(%\w+)?$/i.test(value)
  );
}

export function isZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

export function parseDatabase(value: string): Database | undefined {
  if (/^sqlite:./.test(value)) return { kind: "sqlite", path: value.slice("sqlite:".length) };
  return /^postgres(ql)?:\/\/./.test(value) && URL.canParse(value)
    ? { kind: "postgres", url: value }
    : undefined;
}

/** An ISO time with its offset; JavaScript takes the 31st of a short month for the next one, so the day is checked too. */
export function parseInstant(value: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/i.exec(value);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const midnight = new Date(Date.UTC(year, month - 1, day));
  const instant = Date.parse(value);
  return midnight.getUTCMonth() === month - 1 && !Number.isNaN(instant) ? instant : undefined;
}
