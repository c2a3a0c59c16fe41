import type { webApi } from "@slack/bolt";
import { ConfigError } from "../../src/index.ts";
import { platformError } from "./delivery.ts";
import { scopes } from "./manifest.ts";

/** Who the bot is in its workspace. */
export interface Identity {
  readonly botToken: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly teamId: string;
  /** Scopes that the manifest asks for and the token has not. */
  readonly missingScopes: readonly string[];
}

/** The waits between attempts to reach Slack, milliseconds; the last one is kept. */
const waitsMs = [500, 1_000, 2_000, 5_000, 10_000, 30_000];
/** What Slack says of a token that will never do. */
const refusals =
  /^(invalid_auth|not_authed|token_revoked|token_expired|account_inactive|not_allowed_token_type|missing_scope|user_removed_from_team|team_disabled)$/;

/**
 * Makes a call until Slack answers it.
 *
 * @throws ConfigError where Slack refuses the token: `remedy` says what to do.
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
      const said = platformError(error) ?? (error instanceof Error ? platformError(error.cause) : undefined);
      if (said !== undefined && refusals.test(said)) throw new ConfigError([`${remedy} (Slack: ${said})`]);
      onTrouble(said === undefined ? "Slack cannot be reached" : `Slack: ${said}`);
      await pause(waitsMs[attempt] ?? waitsMs.at(-1) ?? 0, stopping);
    }
  }
}

/** Waits, unless it is time to stop. */
export function pause(ms: number, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopping.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    stopping.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

export const botTokenRemedy =
  "SLACK_BOT_TOKEN is refused; expected the bot user's token (xoxb-…), under OAuth & Permissions of the app.";
export const appTokenRemedy =
  "SLACK_APP_TOKEN is refused; expected an app-level token (xapp-…) with connections:write, under Basic Information of the app.";

export async function readIdentity(client: webApi.WebClient, botToken: string): Promise<Identity> {
  const { user_id = "", bot_id = "", team_id = "", response_metadata } = await client.auth.test();
  const granted = response_metadata?.scopes;
  const wanted = [...scopes.needed, ...scopes.threads];
  return {
    botToken,
    botId: bot_id,
    botUserId: user_id,
    teamId: team_id,
    missingScopes: granted === undefined ? [] : wanted.filter((scope) => !granted.includes(scope)),
  };
}
