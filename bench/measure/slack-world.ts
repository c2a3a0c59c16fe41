import { createHmac } from "node:crypto";

/** What the parts of a benchmark on Slack agree on. */
export const slackToken = "xoxb-1111111111-2222222222-Bench";
export const signingSecret = "8f742231b10e8888abcd99yyyzzz85a5";
export const eventsPath = "/slack/events";

export const identity = {
  ok: true,
  url: "https://bench.slack.example/",
  team: "Bench",
  user: "bench",
  team_id: "T0BENCH",
  user_id: "U0BENCH",
  bot_id: "B0BENCH",
};

let commands = 0;

/** A slash command as an HTTP request, signed; `responses` is where its answer goes. */
export function formatCommand(host: string, responses: string, user: number, text: string): string {
  const [command = "", ...words] = text.split(" ");
  const body = new URLSearchParams({
    token: "verification-token",
    team_id: identity.team_id,
    team_domain: "bench",
    channel_id: `D${user}`,
    channel_name: "directmessage",
    user_id: `U${user}`,
    user_name: "person",
    command,
    text: words.join(" "),
    api_app_id: "A0BENCH",
    is_enterprise_install: "false",
    response_url: `${responses}/response/${user}`,
    trigger_id: `${++commands}.bench`,
  }).toString();
  const seconds = Math.floor(Date.now() / 1_000);
  const signature = createHmac("sha256", signingSecret).update(`v0:${seconds}:${body}`).digest("hex");
  return [
    `POST ${eventsPath} HTTP/1.1`,
    `Host: ${host}`,
    "Content-Type: application/x-www-form-urlencoded",
    `X-Slack-Request-Timestamp: ${seconds}`,
    `X-Slack-Signature: v0=${signature}`,
    `Content-Length: ${body.length}`,
    "",
    body,
  ].join("\r\n");
}
