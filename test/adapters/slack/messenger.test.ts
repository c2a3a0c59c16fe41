import { describe } from "vitest";
import { sampleReply } from "../sample-reply.ts";
import { starterDesk, test } from "./connected.ts";
import type { Fault } from "./fake-slack/faults.ts";

describe("a notice to a channel of Slack", () => {
  test("is a message that is found again by its key", async ({ connect, expect }) => {
    const { slack, bot } = await connect(await starterDesk());
    const room = slack.channel({ members: [slack.person()] });
    const place = `slack:${slack.team.id}/${room.id}`;
    const { trace } = await bot.messenger.send(place, sampleReply(), "one 7d");
    expect(room.messages.at(-1)?.ts).toBe(trace);
    expect(await bot.messenger.find?.(place, "one 7d")).toEqual({ trace });
    expect(await bot.messenger.find?.(place, "another")).toBe("absent");
  });

  test.for<[string, object]>([
    ["blocked", { kind: "refuse", error: "is_archived" }],
    ["temporary", { kind: "flood", retryAfterS: 3 }],
    ["doubtful", { kind: "internal", done: true }],
    ["refused", { kind: "refuse", error: "invalid_blocks" }],
  ])("is %s where Slack fails so, and is sent by one call", async ([reason, fault], { connect, expect }) => {
    const { slack, bot } = await connect(await starterDesk());
    const room = slack.channel({ members: [slack.person()] });
    slack.fault({ ...fault, method: "chat.postMessage" } as Fault);
    const before = slack.calls.length;
    const sending = bot.messenger.send(`slack:${slack.team.id}/${room.id}`, sampleReply(), "key");
    await expect(sending).rejects.toMatchObject({ name: "Undelivered", reason });
    const posts = slack.calls.slice(before).filter(({ method }) => method === "chat.postMessage");
    expect(posts).toHaveLength(1);
  });
});
