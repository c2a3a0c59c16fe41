import { listenCheaply } from "./cheap-listener.ts";
import { identity } from "./slack-world.ts";

/** Slack that takes all: its Web API, and the addresses that answers go to. `GET /told` says how many came since last asked. */
let told = 0;
let sample = "";

listenCheaply((path, body) => {
  if (path.startsWith("/response/")) {
    told++;
    sample = body;
    return "{}";
  }
  if (path !== "/told") return JSON.stringify(path.endsWith("/auth.test") ? identity : { ok: true });
  const json = JSON.stringify({ told, sample });
  told = 0;
  return json;
});
