import { describe } from "vitest";
import { createManifest } from "../../../adapters/slack/manifest.ts";
import { ConfigError } from "../../../src/index.ts";
import type { Params } from "../fake-server/params.ts";
import { echo, starterDesk, test } from "./connected.ts";
import { mention } from "./speaking.ts";

describe.concurrent("a start", () => {
  test("says when events come, as whom, and by which way", async ({ connect, expect }) => {
    for (const by of ["socket", "http"] as const) {
      const { slack, bot, logged } = await connect(echo(), { by });
      expect(bot.check()).toEqual({ ok: true, by });
      expect(logged).toContainEqual({
        level: "info",
        facts: { as: slack.botUser.id, team: slack.team.id },
        message: "Slack is connected",
      });
    }
  });

  test("names the bot's token where Slack refuses that, and what it should be", async ({
    connect,
    expect,
  }) => {
    for (const error of ["invalid_auth", "token_revoked", "account_inactive", "not_allowed_token_type"]) {
      const options = { own: { botToken: "xoxb-wrong" }, ready: false };
      const { slack, bot } = await connect(echo(), { ...options, tolerated: /invalid_auth|token/ });
      slack.fault({ kind: "refuse", error, method: "auth.test" });
      await expect(bot.ready).rejects.toThrow(ConfigError);
      await expect(bot.ready).rejects.toThrow(/SLACK_BOT_TOKEN is refused.*xoxb-/);
      await expect(bot.ready).rejects.not.toThrow("xoxb-wrong");
    }
  });

  test("names the app's token where Slack refuses that, and what it should be", async ({
    connect,
    expect,
  }) => {
    const wrong = { own: { appToken: "xapp-wrong" }, ready: false, tolerated: /invalid_auth/ };
    const { bot } = await connect(echo(), wrong);
    await expect(bot.ready).rejects.toThrow(/SLACK_APP_TOKEN is refused.*xapp-.*connections:write/);
    await expect(bot.ready).rejects.not.toThrow("xapp-wrong");
  });

  test("names the app's token where that may not open connections, or was revoked", async ({
    connect,
    expect,
  }) => {
    for (const error of ["missing_scope", "token_revoked", "not_allowed_token_type"]) {
      const { slack, bot } = await connect(echo(), { tolerated: /./ });
      await bot.stop();
      slack.fault({ kind: "refuse", error, method: "apps.connections.open", times: Infinity });
      const { bot: other } = await connect(echo(), { slack, ready: false, tolerated: /./ });
      await expect(other.ready, error).rejects.toThrow(/SLACK_APP_TOKEN is refused.*connections:write/);
    }
  });

  test("tells tokens that were mixed up apart", async ({ connect, expect }) => {
    const { slack } = await connect(echo(), { tolerated: /not_allowed_token_type/ });
    const own = { botToken: slack.appToken, appToken: slack.botToken };
    const { bot } = await connect(echo(), {
      slack,
      own,
      ready: false,
      tolerated: /not_allowed_token_type/,
    });
    await expect(bot.ready).rejects.toThrow(
      /SLACK_BOT_TOKEN is refused; expected the bot user's token.*What is set is an app-level token\./,
    );
    const { bot: other } = await connect(echo(), {
      slack,
      own: { appToken: slack.botToken },
      ready: false,
      tolerated: /not_allowed_token_type/,
    });
    await expect(other.ready).rejects.toThrow(
      /SLACK_APP_TOKEN is refused; expected an app-level token.*What is set is a bot user's token\./,
    );
  });

  test("names the scopes that the token lacks, and goes on without them", async ({ connect, expect }) => {
    const manifest = createManifest(await starterDesk()) as Params;
    const without = {
      ...manifest,
      oauth_config: { scopes: { bot: ["app_mentions:read", "chat:write", "commands"] } },
    };
    const { slack, bot, logged } = await connect(echo(), { manifest: without });
    const missing = ["assistant:write", "im:history", "users:read"];
    expect(logged.filter(({ level }) => level === "warn")).toMatchObject([{ facts: { missing } }]);
    expect(bot.check()).toMatchObject({ ok: true, missingScopes: missing });
    await mention(slack, "one").answered();
  });

  test("with the minimal manifest warns of nothing, and says once what is lost without history", async ({
    connect,
    expect,
  }) => {
    const manifest = createManifest(await starterDesk(), { isMinimal: true }) as Params;
    const { bot, logged } = await connect(echo(), { manifest });
    expect(logged.filter(({ level }) => level === "warn")).toEqual([]);
    expect(logged.filter(({ message }) => /need/.test(message))).toEqual([
      {
        level: "info",
        facts: { without: ["channels:history", "groups:history", "mpim:history"] },
        message:
          "threads of channels that the app may not read are not followed: each question there needs a mention",
      },
    ]);
    expect(bot.check()).toEqual({ ok: true, by: "socket" });
  });

  test("with the whole manifest says nothing of scopes", async ({ connect, expect }) => {
    const { logged } = await connect(echo());
    expect(logged.map(({ message }) => message)).toEqual(["Slack is connected"]);
  });

  test("while Slack cannot be reached is not ready, says why, and tries again", async ({
    connect,
    expect,
  }) => {
    const { slack, bot } = await connect(echo());
    await bot.stop();
    await slack.offline(true);
    const { bot: other } = await connect(echo(), { slack, ready: false });
    await expect.poll(() => other.check()).toMatchObject({ ok: false, reason: "Slack cannot be reached" });
    await slack.offline(false);
    await other.ready;
    expect(other.check()).toMatchObject({ ok: true });
    await mention(slack, "one").answered();
  });

  test("while Slack has trouble is not ready, and tries again", async ({ connect, expect }) => {
    const { slack, bot } = await connect(echo());
    await bot.stop();
    slack.fault({ kind: "refuse", error: "internal_error", method: "auth.test", times: 2 });
    slack.fault({ kind: "internal", method: "apps.connections.open", times: 2 });
    const { bot: other } = await connect(echo(), { slack, ready: false });
    await expect
      .poll(() => other.check())
      .toMatchObject({ ok: false, reason: expect.stringContaining("Slack") });
    await other.ready;
    await mention(slack, "one").answered();
  });
});

describe.concurrent("a stop", () => {
  test("before the connection is there ends at once", async ({ connect, expect }) => {
    const { slack, bot } = await connect(echo());
    await bot.stop();
    await slack.offline(true);
    const { bot: other } = await connect(echo(), { slack, ready: false });
    await expect.poll(() => other.check()).toMatchObject({ reason: "Slack cannot be reached" });
    const from = Date.now();
    await other.stop();
    expect(Date.now() - from).toBeLessThan(1_000);
    await slack.offline(false);
  });

  test("leaves no socket open", async ({ connect, expect }) => {
    const { slack, bot } = await connect(echo());
    expect(slack.sockets.open).toBe(1);
    await bot.stop();
    await expect.poll(() => slack.sockets.open).toBe(0);
  });

  test("waits for a hung call for eight seconds, not longer", async ({ connect, expect }) => {
    const { slack, bot } = await connect(echo());
    slack.fault({ kind: "hang", method: "chat.postMessage", times: Infinity });
    mention(slack, "one");
    await expect.poll(() => slack.calls.some(({ method }) => method === "chat.postMessage")).toBe(true);
    const from = Date.now();
    await bot.stop();
    expect(Date.now() - from).toBeLessThan(9_000);
  });
});
