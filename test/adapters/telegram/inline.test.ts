import { describe, expect } from "vitest";
import { fakeDesk, sampleReply, sentence } from "../sample-reply.ts";
import { starterDesk, test } from "./connected.ts";

const entries = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    kind: "agreement" as const,
    id: `mou-${index}`,
    title: `MoU ${index}`,
  }));

describe("an inline query", () => {
  test("offers a card of what it names, with a way into the bot", async ({ connect }) => {
    const { botApi } = await connect(await starterDesk());
    const query = botApi.inline(botApi.person(), "mranti");
    const answer = await query.answered();
    const [card] = answer.results;
    expect(card).toMatchObject({
      type: "article",
      title: expect.stringContaining("Malaysian Research"),
      description: expect.stringMatching(/./),
      reply_markup: {
        inline_keyboard: [[{ url: expect.stringMatching(/^https:\/\/t\.me\/desk_test_bot\?start=[\w-]+$/) }]],
      },
    });
    expect(card?.text).toContain("Malaysian Research");
    expect(card?.input_message_content).toMatchObject({ link_preview_options: { is_disabled: true } });
    expect(answer.button).toMatchObject({ start_parameter: "ask" });
    await botApi.idle();
  });

  test("is a person's own, and cached at most 30 seconds", async ({ connect }) => {
    const { botApi } = await connect(await starterDesk());
    const answer = await botApi.inline(botApi.person(), "mranti").answered();
    expect(answer.isPersonal).toBe(true);
    expect(answer.cacheTimeS).toBeLessThanOrEqual(30);
    await botApi.idle();
  });

  test("without words offers the visits to come", async ({ connect }) => {
    const { botApi } = await connect(await starterDesk());
    const chat = botApi.privateChat();
    const { text } = await chat.answerTo(chat.say("/visits"));
    const { results } = await botApi.inline(botApi.person(), "  ").answered();
    expect(results.length).toBe(3);
    for (const { title = "?" } of results) expect(text).toContain(title);
    await botApi.idle();
  });

  test("offers at most 20 cards, each once", async ({ connect }) => {
    const { botApi } = await connect(fakeDesk(({ text }) => sampleReply(text, { entries: entries(60) })));
    const { results } = await botApi.inline(botApi.person(), "all").answered();
    expect(new Set(results.map(({ id }) => id)).size).toBe(20);
  });

  test("asks for what is public and keeps no conversation", async ({ connect }) => {
    const desk = fakeDesk(({ text }) => sampleReply(text, { entries: entries(1) }));
    const { botApi } = await connect(desk);
    await botApi.inline(botApi.person(), "all").answered();
    for (const { clearance = "public", conversation } of desk.asked)
      expect([clearance, conversation]).toEqual(["public", undefined]);
    expect(desk.asked.length).toBe(2);
  });

  test("completes a name that is only begun, each entry once", async ({ connect }) => {
    const found = entries(3);
    const { botApi } = await connect({
      ...fakeDesk(({ text }) => {
        if (text.startsWith("/mou"))
          return sampleReply(text, { entries: found.slice(Number(text.slice(-1))) });
        return sampleReply(text, text === "fogh" ? { outcome: "notFound", entries: [] } : {});
      }),
      complete: () => ["/mou 0", "/mou 1", "/mou 2"],
    });
    const { results } = await botApi.inline(botApi.person(), "fogh").answered();
    expect(results.map(({ id }) => id)).toEqual(found.map(({ id }) => id));
  });

  test("that is only begun is completed in one language, whatever that of the names is", async ({
    connect,
  }) => {
    const { botApi } = await connect(await starterDesk());
    const answer = await botApi.inline(botApi.person({ language_code: "en" }), "mran").answered();
    expect(answer.results.length).toBeGreaterThan(2);
    for (const { title } of answer.results) expect(title).not.toMatch(/\p{Script=Han}/u);
    await botApi.idle();
  });

  test("that finds nothing still has the way into the bot", async ({ connect }) => {
    const { botApi } = await connect(await starterDesk());
    const { results, button } = await botApi.inline(botApi.person(), "xyzzyqwrt").answered();
    expect([results.length, button?.start_parameter]).toEqual([0, "ask"]);
    const chat = botApi.privateChat();
    const greeting = await chat.answerTo(chat.say("/start"));
    expect((await chat.answerTo(chat.say("/start ask"))).text).toBe(greeting.text);
  });

  test("of any text does no harm", async ({ connect }) => {
    const { botApi, reported } = await connect(await starterDesk());
    for (const text of [
      "<b>",
      "/",
      "/drop",
      "/language zh",
      "\u202e\u0000",
      "😀".repeat(128),
      "mou page:999",
      "help",
    ]) {
      const { results } = await botApi.inline(botApi.person(), text).answered();
      expect(results.length).toBeLessThanOrEqual(20);
    }
    expect(reported).toEqual([]);
  });

  test("takes nothing of data for markup, and an id of any length for an id", async ({ connect }) => {
    const id = "x".repeat(100);
    const nasty = "<b>&lt;</b> \u202egnp";
    const { botApi } = await connect(
      fakeDesk(() => sampleReply(nasty, { entries: [{ kind: "agreement", id, title: nasty }] })),
    );
    const [card] = (await botApi.inline(botApi.person(), "x").answered()).results;
    expect(card?.title).toBe("<b>&lt;</b> gnp");
    expect(card?.text).toContain("<b>&lt;</b> gnp");
    expect(card).not.toHaveProperty("reply_markup");
  });

  test("that breaks is reported, and the next is answered", async ({ connect }) => {
    const { botApi, reported } = await connect(
      fakeDesk(({ text }) => {
        if (text === "bad") throw new Error("broken");
        return sentence("Yes.");
      }),
    );
    botApi.inline(botApi.person(), "bad");
    expect(await botApi.inline(botApi.person(), "good").answered()).toMatchObject({ results: [] });
    await expect.poll(() => reported).toMatchObject([{ error: { message: "broken" } }]);
  });
});
