import { isRecord, type Params } from "../../fake-server/params.ts";

/** What a manifest tells of an app; without one everything is allowed and everything is heard. */
export interface AppFacts {
  readonly name: string;
  readonly scopes: readonly string[] | undefined;
  readonly events: readonly string[] | undefined;
  readonly commands: readonly { readonly command: string; readonly shouldEscape: boolean }[] | undefined;
  readonly shortcuts:
    | readonly { readonly callbackId: string; readonly type: "global" | "message" }[]
    | undefined;
  readonly hasHomeTab: boolean;
  readonly hasMessagesTab: boolean;
  readonly isAgentView: boolean;
}

export function appFacts(manifest: Params | undefined): AppFacts {
  if (manifest === undefined) {
    return {
      name: "desk",
      scopes: undefined,
      events: undefined,
      commands: undefined,
      shortcuts: undefined,
      hasHomeTab: true,
      hasMessagesTab: true,
      isAgentView: true,
    };
  }
  const { features, oauth_config: oauth, settings, display_information: display } = manifest;
  const home = recordAt(features, "app_home");
  return {
    name: String(recordAt(features, "bot_user").display_name ?? recordAt({ display }, "display").name),
    scopes: stringsAt(recordAt(oauth, "scopes").bot),
    events: stringsAt(recordAt(settings, "event_subscriptions").bot_events),
    commands: recordsAt(features, "slash_commands").map(({ command, should_escape: escapes }) => ({
      command: String(command),
      shouldEscape: escapes === true,
    })),
    shortcuts: recordsAt(features, "shortcuts").map(({ callback_id: id, type }) => ({
      callbackId: String(id),
      type: type === "message" ? "message" : "global",
    })),
    hasHomeTab: home.home_tab_enabled === true,
    hasMessagesTab: home.messages_tab_enabled === true,
    isAgentView: isRecord(features) && isRecord(features.agent_view),
  };
}

function recordAt(value: unknown, name: string): Params {
  const below = isRecord(value) ? value[name] : undefined;
  return isRecord(below) ? below : {};
}

const stringsAt = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

function recordsAt(value: unknown, name: string): readonly Params[] {
  const below = isRecord(value) ? value[name] : undefined;
  return Array.isArray(below) ? below.filter(isRecord) : [];
}
