import type { CommandHelp, Desk } from "../../src/index.ts";
import { allCommand } from "./command-text.ts";
import {
  commandHelpUnits,
  commandName,
  commandsInApp,
  commandUsageUnits,
  reservedCommands,
} from "./limits.ts";
import { askShortcut, lookUpShortcut } from "./shortcuts.ts";

/** To tell guests from members. */
export const peopleScope = "users:read";

/** What the app may do, and what for: docs/slack.md says what is lost without each. */
export const scopes = {
  needed: ["app_mentions:read", "assistant:write", "chat:write", "commands", "im:history", peopleScope],
  /** To follow threads without a new mention. */
  threads: ["channels:history", "groups:history", "mpim:history"],
} as const;

/** Over HTTP, events, commands and interactions all come here. */
export const eventsPath = "/slack/events";

export interface ManifestOptions {
  /** Before each command's name, with a hyphen: where another app of the workspace has one of them. */
  readonly prefix?: string;
  /** Without the scopes that read channels: threads then need a mention for each question. */
  readonly isMinimal?: boolean;
  /** Where Slack is to send events, commands and interactions; without it, they come by Socket Mode. */
  readonly url?: string;
}

/** The app's manifest: Slack makes the app from it. https://docs.slack.dev/reference/app-manifest */
export function createManifest(desk: Desk, { prefix, isMinimal = false, url }: ManifestOptions = {}): object {
  const threads = isMinimal ? [] : scopes.threads;
  const events = ["app_home_opened", "app_mention", "message.im"];
  const named = prefix === undefined ? "" : `${prefix}-`;
  const sentTo = url === undefined ? {} : { request_url: url };
  const command = ({ name, help, usage }: Omit<CommandHelp, "aliases">): object => ({
    command: `/${named}${name}`,
    ...(url === undefined ? {} : { url }),
    description: help.slice(0, commandHelpUnits),
    ...(usage === "" ? {} : { usage_hint: usage.slice(0, commandUsageUnits) }),
    should_escape: false,
  });
  const listed = desk
    .commands()
    .filter(({ name }) => commandName.test(named + name) && (named !== "" || !reservedCommands.has(name)))
    .map(command);
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: "Jambatan",
      description:
        "Answers questions about agreements, programmes, people, visits and meetings, each fact with its source",
      background_color: "#1f4e5f",
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: "Jambatan", always_online: true },
      agent_view: {
        agent_description: "Looks up agreements, programmes, people, visits and meetings in a register",
      },
      shortcuts: [
        {
          name: "Look this up",
          type: "message",
          callback_id: lookUpShortcut,
          description: "Finds the names in a message",
        },
        {
          name: "Ask Jambatan",
          type: "global",
          callback_id: askShortcut,
          description: "A question, from anywhere",
        },
      ],
      slash_commands: [
        command({
          name: allCommand,
          help: "anything the register knows",
          usage: "[COMMAND] [NAME | QUESTION]",
        }),
        ...listed,
      ].slice(0, commandsInApp),
    },
    oauth_config: { scopes: { bot: [...scopes.needed, ...threads].sort() } },
    settings: {
      event_subscriptions: {
        ...sentTo,
        bot_events: [
          ...events,
          ...(isMinimal ? [] : ["message.channels", "message.groups", "message.mpim"]),
        ].sort(),
      },
      interactivity: { is_enabled: true, ...sentTo },
      org_deploy_enabled: false,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: false,
    },
  };
}
