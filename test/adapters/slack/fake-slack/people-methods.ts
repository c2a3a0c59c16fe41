import { isTrue, type Methods } from "./methods.ts";
import { Refusal } from "./refusal.ts";
import type { World } from "./world.ts";

export function peopleMethods(world: World, apiUrl: () => string): Methods {
  const { team, app } = world;
  return {
    "auth.test": {
      run: () => ({
        url: new URL("/", apiUrl()).href,
        team: team.name,
        user: app.name,
        team_id: team.id,
        user_id: app.userId,
        bot_id: app.botId,
        is_enterprise_install: false,
      }),
    },
    "users.info": {
      scopes: ["users:read"],
      required: ["user"],
      run({ params }) {
        const user = world.users.get(String(params.user));
        if (user === undefined) throw new Refusal("user_not_found", String(params.user));
        const { id, name, realName, tz, locale, teamId, botId, isDeleted, guest } = user;
        return {
          user: {
            id,
            team_id: teamId,
            name,
            deleted: isDeleted,
            real_name: realName,
            tz,
            tz_offset: offsetS(tz),
            profile: {
              real_name: realName,
              display_name: name,
              ...(botId === undefined ? {} : { bot_id: botId }),
            },
            is_bot: botId !== undefined,
            is_admin: false,
            // Slack calls both kinds restricted, and one of them ultra restricted.
            is_restricted: guest !== undefined,
            is_ultra_restricted: guest === "one",
            is_stranger: teamId !== team.id,
            ...(isTrue(params.include_locale) ? { locale } : {}),
          },
        };
      },
    },
    "bots.info": {
      scopes: ["users:read"],
      run({ params }) {
        const other = [...world.users.values()].find(
          ({ botId }) => botId !== undefined && botId === params.bot,
        );
        if (params.bot === app.botId) {
          return {
            bot: { id: app.botId, app_id: app.id, user_id: app.userId, name: app.name, deleted: false },
          };
        }
        if (other === undefined) throw new Refusal("bot_not_found", String(params.bot));
        return { bot: { id: other.botId, user_id: other.id, name: other.name, deleted: other.isDeleted } };
      },
    },
  };
}

/** Seconds east of Greenwich, now. */
function offsetS(tz: string): number {
  const local = new Date().toLocaleString("en-GB", { timeZone: tz, timeZoneName: "longOffset" });
  const [, sign = "+", hours = "0", minutes = "0"] = /GMT([+-])(\d+):(\d+)/.exec(local) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}
