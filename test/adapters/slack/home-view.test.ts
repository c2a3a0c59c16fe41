import { expect, test } from "vitest";
import { homeView } from "../../../adapters/slack/home.ts";
import type { Reply, ReplyPart } from "../../../src/index.ts";
import type { Params } from "../fake-server/params.ts";
import { fakeDesk, sentence } from "../sample-reply.ts";
import { shown } from "./fake-slack/shown.ts";

const phrases = fakeDesk(() => sentence("")).phrases();
const commands = Array.from({ length: 30 }, (_, at) => ({
  name: `command${at}`,
  aliases: [],
  usage: "NAME",
  help: "help",
}));
const lookups = Array.from({ length: 5 }, (_, at) => ({
  title: `looked up ${at}`,
  target: { command: `/one ${at}`, page: 0 },
  lang: "en",
}));

/** A heading and so many rows. */
function section(heading: string, rows: number): readonly ReplyPart[] {
  return [
    { kind: "text", text: heading, marks: [] },
    {
      kind: "list",
      rows: Array.from({ length: rows }, (_, at) => ({
        entry: { kind: "visit", id: `${heading}-${at}`, title: `${heading} ${at}` },
        text: "2024",
        marks: [],
        command: `/show ${heading}-${at}`,
      })),
    },
  ];
}

function homeOf(...parts: readonly ReplyPart[]) {
  const overview: Reply = sentence("", {
    command: "/overview",
    head: parts.slice(0, 1),
    more: parts.slice(1),
  });
  const { blocks } = homeView({ overview, lookups, commands, phrases });
  return { blocks, ...shown({ blocks: blocks as unknown as readonly Params[] }) };
}

test("a home with room for all shows all, and no button to more", () => {
  const { text, controls } = homeOf(...section("Visits", 5), ...section("Lapsing", 5));
  expect(text).toContain("Lapsing 4");
  expect(controls.map(({ label }) => label)).not.toContain("More");
});

test("what is too much for a home loses whole sections, the last first; look-ups and command help stay", () => {
  const { blocks, text, controls } = homeOf(
    ...section("Visits", 20),
    ...section("Lapsing", 20),
    ...section("Meetings", 30),
  );
  expect(blocks.length).toBeLessThanOrEqual(100);
  expect(text).toContain("Lapsing 19");
  expect(text).not.toContain("Meetings");
  for (const { name } of commands) expect(text).toContain(`/${name} NAME — help`);
  expect(controls.map(({ label }) => label)).toEqual(expect.arrayContaining(["looked up 0", "looked up 4"]));
  const more = controls.find(({ label }) => label === "More");
  expect(more?.value).toBe('["en","1/overview"]');
});

test("a section that has no room at all is behind the button", () => {
  const { blocks, text, controls } = homeOf(...section("Visits", 120));
  expect(blocks.length).toBeLessThanOrEqual(100);
  expect(text).not.toContain("Visits");
  expect(controls.map(({ label }) => label)).toContain("More");
  expect(text).toContain("/command29");
});
