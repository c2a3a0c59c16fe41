import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { reservedCommands } from "../../../adapters/slack/limits.ts";
import { createManifest, scopes } from "../../../adapters/slack/manifest.ts";
import { formatManifest, manifest } from "../../../adapters/slack/write-manifest.ts";
import { collected } from "../collected.ts";
import { fakeDesk, sentence } from "../sample-reply.ts";
import { starterDesk } from "./connected.ts";
import { manifestSchemaMissing, problemsOfManifest } from "./fake-slack/manifest.ts";

interface Manifest {
  readonly features: {
    readonly slash_commands: readonly {
      readonly command: string;
      readonly description: string;
      readonly url?: string;
    }[];
    readonly agent_view?: object;
    readonly assistant_view?: object;
  };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: {
    readonly event_subscriptions: { readonly bot_events: readonly string[]; readonly request_url?: string };
    readonly interactivity: { readonly request_url?: string };
    readonly socket_mode_enabled: boolean;
  };
}

const made = async (options?: Parameters<typeof createManifest>[1]): Promise<Manifest> =>
  createManifest(await starterDesk(), options) as Manifest;
const committed = (name: string): string =>
  readFileSync(new URL(`../../../adapters/slack/${name}`, import.meta.url), "utf8");
const namesOf = ({ features }: Manifest): readonly string[] =>
  features.slash_commands.map(({ command }) => command);

async function printed(
  words: readonly string[],
  flags: readonly string[] = [],
  prefix?: string,
  url?: string,
) {
  const output = collected();
  const given = { "--prefix": prefix, "--url": url };
  const values = new Map(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
  const exitCode = await manifest(
    { words, flags: new Set(flags), values },
    { desk: await starterDesk(), output },
  );
  return { exitCode, text: output.text() };
}

describe("the committed manifests", () => {
  test("are what `npm run manifest` writes", async () => {
    expect(committed("manifest.json")).toBe((await printed([])).text);
    expect(committed("manifest.minimal.json")).toBe((await printed([], ["--minimal"])).text);
  });

  const why = manifestSchemaMissing;
  test.skipIf(why !== undefined)(
    `have nothing that Slack refuses${why === undefined ? "" : ` (${why})`}`,
    async () => {
      for (const name of ["manifest.json", "manifest.minimal.json"])
        expect(problemsOfManifest(JSON.parse(committed(name)))).toEqual([]);
      expect(problemsOfManifest(await made({ prefix: "desk" }))).toEqual([]);
      expect(problemsOfManifest(await made({ url: "https://bot.example.org/slack/events" }))).toEqual([]);
    },
  );
});

describe("a manifest", () => {
  test("has the desk's commands, and one for all of them", async () => {
    const names = namesOf(await made());
    const desk = await starterDesk();
    const wanted = desk.commands().filter(({ name }) => !reservedCommands.has(name));
    expect(names).toEqual(["/jambatan", ...wanted.map(({ name }) => `/${name}`)]);
    expect(names).toEqual(expect.arrayContaining(["/mou", "/visits", "/brief"]));
  });

  test("leaves names out that Slack keeps for itself", async () => {
    expect((await starterDesk()).commands().map(({ name }) => name)).toContain("who");
    expect(namesOf(await made())).not.toContain("/who");
  });

  test("with a prefix has them all under it", async () => {
    const names = namesOf(await made({ prefix: "desk" }));
    expect(names).toEqual(expect.arrayContaining(["/desk-jambatan", "/desk-mou", "/desk-who"]));
    expect(names.every((name) => name.startsWith("/desk-"))).toBe(true);
  });

  test("leaves out a command whose name Slack would refuse, and cuts what is too long", () => {
    const desk = {
      ...fakeDesk(() => sentence("Yes.")),
      commands: () => [
        { name: "Big", aliases: [], usage: "", help: "upper case" },
        { name: "n".repeat(40), aliases: [], usage: "", help: "long" },
        { name: "long", aliases: [], usage: "u".repeat(3_000), help: "h".repeat(3_000) },
        ...Array.from({ length: 60 }, (_, at) => ({ name: `c${at}`, aliases: [], usage: "", help: "one" })),
      ],
    };
    const written = createManifest(desk) as Manifest;
    expect(problemsOfManifest(written)).toEqual([]);
    expect(namesOf(written).slice(0, 3)).toEqual(["/jambatan", "/long", "/c0"]);
    expect(namesOf(written)).toHaveLength(50);
  });

  test("asks for nine scopes at most, each for something, and for the agent's view alone", async () => {
    const whole = await made();
    expect(whole.oauth_config.scopes.bot).toEqual([...scopes.needed, ...scopes.threads].sort());
    expect(whole.features.agent_view).toBeDefined();
    expect(whole.features.assistant_view).toBeUndefined();
  });

  test("that is minimal reads no channel", async () => {
    const { oauth_config, settings } = await made({ isMinimal: true });
    expect(oauth_config.scopes.bot.filter((scope) => /history/.test(scope))).toEqual(["im:history"]);
    expect(settings.event_subscriptions.bot_events).toEqual(["app_home_opened", "app_mention", "message.im"]);
  });
});

test("a prefix that no command can have is refused with what is expected", async () => {
  for (const prefix of ["Desk", "a b", "/desk", "", "x".repeat(17)])
    await expect(printed([], [], prefix), prefix).rejects.toThrow("expected up to 16");
  expect((await printed([], [], "desk")).text).toBe(formatManifest(await made({ prefix: "desk" })));
});

describe("a manifest for HTTP", () => {
  test("sends events, interactions and every command to the bot, and needs no socket", async () => {
    const url = "https://bot.example.org/slack/events";
    const { text } = await printed([], [], undefined, "https://bot.example.org");
    const { features, settings } = JSON.parse(text) as Manifest;
    expect(new Set(features.slash_commands.map((one) => one.url))).toEqual(new Set([url]));
    expect([settings.event_subscriptions.request_url, settings.interactivity.request_url]).toEqual([
      url,
      url,
    ]);
    expect(settings.socket_mode_enabled).toBe(false);
    const whole = JSON.parse(committed("manifest.json")) as Manifest;
    expect(whole.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(whole)).not.toContain("url");
  });

  test("keeps the path where a proxy has another one", async () => {
    const { text } = await printed([], [], undefined, "https://example.org/bots/jambatan");
    expect(text).toContain('"request_url": "https://example.org/bots/jambatan"');
  });

  test("at an address that Slack would not call is refused with what is expected", async () => {
    for (const url of ["http://bot.example.org", "bot.example.org", "https://", ""])
      await expect(printed([], [], undefined, url), url).rejects.toThrow(
        "expected an address such as https://",
      );
  });
});
