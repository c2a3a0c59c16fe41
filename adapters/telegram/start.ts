import { type Api, GrammyError } from "grammy";
import { type Failure, untilReached } from "../chat/reaching.ts";
import { allowedUpdates } from "./limits.ts";

/**
 * Makes a call until Telegram answers it.
 *
 * @throws ConfigError where Telegram refuses: `remedy` says what to do.
 */
export function untilAnswered<T>(
  call: () => Promise<T>,
  remedy: string,
  onTrouble: (trouble: string) => void,
  stopping: AbortSignal,
): Promise<T> {
  return untilReached(call, { remedy, onTrouble, stopping, failureOf });
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof GrammyError)) return { platform: "Telegram", isFinal: false };
  const { error_code: code, description, parameters } = error;
  const isFinal = code >= 400 && code < 429;
  return { platform: "Telegram", said: description, isFinal, askedMs: (parameters.retry_after ?? 0) * 1_000 };
}

/** Polling and a webhook exclude each other: while one is set, the other gets nothing. */
export async function endWebhook(api: Api): Promise<boolean> {
  const { url } = await api.getWebhookInfo();
  if (url === undefined || url === "") return false;
  await api.deleteWebhook();
  return true;
}

export async function setWebhook(api: Api, { url, secret }: { url: string; secret: string }): Promise<void> {
  await api.setWebhook(url, { secret_token: secret, allowed_updates: allowedUpdates });
}
