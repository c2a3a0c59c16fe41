import { describe, expect, test } from "vitest";
import { asking, openDesk } from "../starter-desk.ts";

/** A desk that keeps nothing still understands what is to be changed: the reply's command line says it. */
const desk = await openDesk();
const understood = async (text: string): Promise<string | undefined> =>
  (await desk.answer(asking(text, "2026-11-21"))).command;

const agreement = "mou-mimos-cetc-2024";

describe("a change is made to the entry that is named or described", () => {
  test.each([
    ["/edit MIMOS CETC MoU", `/edit ${agreement}`],
    ["/edit the MIMOS MoU with CETC", `/edit ${agreement}`],
    [`/edit ${agreement} field:expires`, `/edit ${agreement} field:expires`],
    ["/mou edit CETC MoU", `/edit ${agreement}`],
    ["/history CETC MoU", `/history ${agreement}`],
    ["/visit edit Working visit of Minister", "/edit visit-china-2024"],
    ["/visit cancel Working visit of Minister", "/edit visit-china-2024 as:cancelled"],
    ["/visit add", "/add visit"],
    ['/visit add Study visit to "A"', '/add visit "Study visit to \\"A\\""'],
    ["/add mou", "/add agreement"],
    ["/undo", "/undo"],
    ["/undo 12", "/undo 12"],
    ["/change k1 set status=done", "/change k1 set status=done"],
    ["/wishes 3", "/wishes 3"],
  ])("%s", async (text, command) => {
    expect(await understood(text)).toBe(command);
  });
});

describe("where it is not clear which entry is meant", () => {
  test("a choice goes on with the change, not with the card", async () => {
    const reply = await desk.answer(asking("/visit cancel april 2024", "2026-11-21"));
    expect(reply.outcome).toBe("choose");
    const options = reply.head.flatMap((part) => (part.kind === "choice" ? part.options : []));
    expect(options.length).toBeGreaterThan(1);
    for (const { command } of options) expect(command).toMatch(/^\/edit visit-[\w-]+ as:cancelled$/);
    expect(await understood(reply.command ?? "")).toBe(reply.command);
  });

  test("a name that nobody has is searched for", async () => {
    expect(await understood("/edit zeppelin treaty")).toMatch(/^\/find /);
  });

  test("a kind that is none, or no name at all, is asked for", async () => {
    expect(await understood("/add zeppelin")).toBe("/add");
    expect(await understood("/edit")).toBe("/edit");
    expect(await understood("/visit cancel")).toBe("/edit");
  });
});
