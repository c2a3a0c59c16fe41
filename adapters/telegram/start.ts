import { type Api, GrammyError } from "grammy";
import { ConfigError } from "../../src/index.ts";
import { allowedUpdates } from "./limits.ts";
import { pause, waitAfter } from "./retry.ts";

/**
 * Makes a call until Telegram answers it.
 *
 * @throws ConfigError where Telegram refuses: `remedy` says what to do.
 */
export async function untilAnswered<T>(
  call: () => Promise<T>,
  remedy: string,
  onTrouble: (trouble: string) => void,
  stopping: AbortSignal,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (stopping.aborted) throw error;
      const refused = error instanceof GrammyError && error.error_code >= 400 && error.error_code < 429;
      if (refused) throw new ConfigError([`${remedy} (Telegram: ${error.description})`]);
      onTrouble(
        error instanceof GrammyError ? `Telegram: ${error.description}` : "Telegram cannot be reached",
      );
      const asked = error instanceof GrammyError ? (error.parameters.retry_after ?? 0) * 1_000 : 0;
      await pause(Math.max(asked, waitAfter(attempt)), stopping);
    }
  }
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
