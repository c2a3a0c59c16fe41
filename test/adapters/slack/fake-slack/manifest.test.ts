import { describe, expect, test } from "vitest";
import { manifestSchemaMissing, problemsOfManifest } from "./manifest.ts";

const manifest = {
  display_information: { name: "Desk", description: "Answers questions" },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    bot_user: { display_name: "desk", always_online: true },
    slash_commands: [{ command: "/desk", description: "Asks the desk", usage_hint: "a question" }],
    shortcuts: [{ name: "Ask", type: "message", callback_id: "ask", description: "Asks about a message" }],
    agent_view: { agent_description: "Answers questions" },
  },
  oauth_config: { scopes: { bot: ["chat:write", "commands"] } },
  settings: {
    event_subscriptions: { bot_events: ["app_mention"] },
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
  },
};

describe.skipIf(manifestSchemaMissing !== undefined)(
  `a manifest is compared with the published schema${manifestSchemaMissing ? ` (${manifestSchemaMissing})` : ""}`,
  () => {
    test("a whole one has no problems", () => {
      expect(problemsOfManifest(manifest)).toEqual([]);
    });

    const { features } = manifest;
    const shortcut = { name: "Ask", type: "message", callback_id: "ask", description: "Asks" };
    const broken: readonly (readonly [why: string, change: object, path: string])[] = [
      [
        "a name of 36 characters",
        { display_information: { name: "D".repeat(36) } },
        "display_information.name",
      ],
      ["no name", { display_information: {} }, "display_information.name"],
      ["a field that nobody knows", { colours: [] }, "(root)"],
      [
        "a shortcut's name of 25 characters",
        { features: { ...features, shortcuts: [{ ...shortcut, name: "A".repeat(25) }] } },
        "features.shortcuts.0.name",
      ],
      [
        "a shortcut of no kind",
        { features: { ...features, shortcuts: [{ ...shortcut, type: "local" }] } },
        "features.shortcuts.0.type",
      ],
      [
        "a command without a description",
        { features: { ...features, slash_commands: [{ command: "/desk" }] } },
        "features.slash_commands.0.description",
      ],
      [
        "51 commands",
        {
          features: {
            ...features,
            slash_commands: Array.from({ length: 51 }, (_, index) => ({
              command: `/c${index}`,
              description: "a",
            })),
          },
        },
        "features.slash_commands",
      ],
      [
        "a command without its slash",
        { features: { ...features, slash_commands: [{ command: "desk", description: "a" }] } },
        "features.slash_commands.0.command",
      ],
    ];
    for (const [why, change, path] of broken) {
      test(why, () => {
        const problems = problemsOfManifest({ ...manifest, ...change });
        expect(problems.map((problem) => problem.split(": ")[0])).toContain(path);
      });
    }
  },
);
