import type { webApi } from "@slack/bolt";
import { type Failure, untilReached } from "../chat/reaching.ts";
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

/** What Slack says of a token that will never do. */
const refusals =
  /^(invalid_auth|not_authed|token_revoked|token_expired|account_inactive|not_allowed_token_type|missing_scope|user_removed_from_team|team_disabled)$/;

/**
 * Makes a call until Slack answers it.
 *
 * @throws ConfigError where Slack refuses the token: `remedy` says what to do.
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
  const said = platformError(error) ?? (error instanceof Error ? platformError(error.cause) : undefined);
  if (said === undefined) return { platform: "Slack", isFinal: false };
  return { platform: "Slack", said, isFinal: refusals.test(said) };
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
