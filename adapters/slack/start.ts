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
  /** Scopes that both manifests ask for and the token has not. */
  readonly missingScopes: readonly string[];
  /** Scopes to follow threads with that the token has not: all of them where the app was made from the minimal manifest. */
  readonly unfollowed: readonly string[];
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

/** What Slack's tokens are by their first letters: https://docs.slack.dev/authentication/tokens */
const kinds: Readonly<Record<string, string>> = {
  xoxb: "a bot user's token",
  xapp: "an app-level token",
  xoxp: "a user's token",
  xoxe: "a token that expires, or refreshes another",
};

/** Names what is set by its kind, where that shows; never by itself. */
function kindOf(token: string): string {
  const kind = kinds[token.split(/[-.]/, 1)[0] ?? ""];
  return kind === undefined ? "" : ` What is set is ${kind}.`;
}

export const botTokenRemedy = (token: string): string =>
  `SLACK_BOT_TOKEN is refused; expected the bot user's token (xoxb-…), under OAuth & Permissions of the app.${kindOf(token)}`;
export const appTokenRemedy = (token: string): string =>
  `SLACK_APP_TOKEN is refused; expected an app-level token (xapp-…) with connections:write, under Basic Information of the app.${kindOf(token)}`;

export async function readIdentity(client: webApi.WebClient, botToken: string): Promise<Identity> {
  const { user_id = "", bot_id = "", team_id = "", response_metadata } = await client.auth.test();
  const granted = response_metadata?.scopes;
  const missing = (wanted: readonly string[]): readonly string[] =>
    granted === undefined ? [] : wanted.filter((scope) => !granted.includes(scope));
  return {
    botToken,
    botId: bot_id,
    botUserId: user_id,
    teamId: team_id,
    missingScopes: missing(scopes.needed),
    unfollowed: missing(scopes.threads),
  };
}
