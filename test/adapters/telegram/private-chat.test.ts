import { describe, expect } from "vitest";
import { fakeDesk, sampleReply, sentence } from "../sample-reply.ts";
import { botMessages, buttonsOf, labelsOf, marked, starterDesk, test } from "./connected.ts";

const photo = { photo: [{ file_id: "a", file_unique_id: "b", width: 90, height: 60 }] };

describe("a private chat", () => {
  test("any text is a question", async ({ connect }) => {
    const desk = fakeDesk(({ text }) => sentence(`You asked ${text}`));
    const { botApi } = await connect(desk);
    const chat = botApi.privateChat({ from: botApi.person({ language_code: "zh-hans" }) });
    expect(await chat.answerTo(chat.say("who signed?"))).toMatchObject({ text: "You asked who signed?" });
    expect(await chat.answerTo(chat.say("2024"))).toMatchObject({ text: "You asked 2024" });
    expect(desk.asked[0]).toMatchObject({ appLang: "zh", asker: expect.stringMatching(/^telegram:\d+$/) });
  });

  test("a command for another bot is a text like any other", async ({ connect }) => {
    const { botApi } = await connect(fakeDesk(({ text }) => sentence(`You asked ${text}`)));
    const chat = botApi.privateChat();
    expect(await chat.answerTo(chat.say("/help@other_bot"))).toMatchObject({
      text: expect.stringMatching("^You asked /help"),
    });
  });

  test("an answer to a short question stands by itself", async ({ connect }) => {
    const { botApi } = await connect(fakeDesk(() => sentence("Yes.")));
    const chat = botApi.privateChat();
    expect(await chat.answerTo(chat.say("is it?"))).not.toHaveProperty("reply_to_message");
  });

  test("one who speaks Malay to Telegram is greeted in Malay", async ({ connect }) => {
    const { botApi } = await connect(await starterDesk());
    const [malay, english] = ["ms", "en"].map((language_code) =>
      botApi.privateChat({ from: botApi.person({ language_code }) }),
    );
    const greeted = await malay?.answerTo(malay.say("/start"));
    expect(greeted?.text).not.toBe((await english?.answerTo(english.say("/start")))?.text);
  });

  test.for([
    ["voice", { voice: { file_id: "a", file_unique_id: "b", duration: 1 } }],
    ["photo", photo],
    ["location", { location: { latitude: 3.1, longitude: 101.7 } }],
    [
      "sticker",
      {
        sticker: {
          file_id: "a",
          file_unique_id: "b",
          type: "regular",
          width: 512,
          height: 512,
          is_animated: false,
          is_video: false,
        },
      },
    ],
  ] as const)("a %s is answered with what can be asked", async ([, content], { connect }) => {
    const { botApi } = await connect(await starterDesk());
    const chat = botApi.privateChat();
    const answer = await chat.answerTo(chat.send(content));
    expect(answer.text?.split("\n").length).toBe(1);
    expect(labelsOf(answer).length).toBeGreaterThan(0);
  });

  test("an album is answered once", async ({ connect }) => {
    const { botApi } = await connect(fakeDesk(() => sentence("Ask me something.")));
    const chat = botApi.privateChat();
    for (let index = 0; index < 5; index++) chat.send({ ...photo, media_group_id: "13" });
    await botApi.idle();
    expect(botMessages(botApi)).toHaveLength(1);
  });

  test("an album's caption is its question", async ({ connect }) => {
    const desk = fakeDesk(({ text }) => sentence(`You asked ${text}`));
    const { botApi } = await connect(desk);
    const chat = botApi.privateChat();
    chat.send({ ...photo, media_group_id: "13", caption: "which visit is this?" });
    for (let index = 0; index < 3; index++) chat.send({ ...photo, media_group_id: "13" });
    await botApi.idle();
    expect(botMessages(botApi)).toEqual(["You asked which visit is this?"]);
  });

  test("what happens in the chat is no question", async ({ connect }) => {
    const { botApi } = await connect(fakeDesk(() => sentence("No.")));
    const chat = botApi.privateChat();
    chat.send({ message_auto_delete_timer_changed: { message_auto_delete_time: 86_400 } });
    chat.send({ pinned_message: chat.say("pinned") });
    await botApi.idle();
    expect(botMessages(botApi)).toHaveLength(1);
  });

  test("what the bot itself answered inline, sent to it, is no question", async ({ connect }) => {
    const { botApi } = await connect(fakeDesk(() => sentence("No.")));
    botApi.privateChat().say("A card", { facts: { via_bot: botApi.me } });
    await botApi.idle();
    expect(botMessages(botApi)).toEqual([]);
  });
});

describe("an edited question", () => {
  test("edits its answer", async ({ connect }) => {
    const { botApi } = await connect(fakeDesk(({ text }) => sentence(`You asked ${text}`)));
    const chat = botApi.privateChat();
    const question = chat.say("who singed?");
    const answer = await chat.answerTo(question);
    chat.edit(question, "who signed?");
    await botApi.next("editMessageText");
    expect(chat.messages.at(-1)).toMatchObject({
      message_id: answer.message_id,
      text: "You asked who signed?",
    });
    expect(chat.messages).toHaveLength(2);
  });

  test("with the same words is not asked again", async ({ connect }) => {
    const desk = fakeDesk(() => sentence("Yes."));
    const { botApi } = await connect(desk);
    const chat = botApi.privateChat();
    const question = chat.say("is it?");
    await chat.answerTo(question);
    chat.edit(question, "is it?");
    await botApi.idle();
    expect(desk.asked).toHaveLength(1);
  });

  test("with the same answer changes nothing, and nobody is told", async ({ connect }) => {
    const { botApi, reported } = await connect(
      fakeDesk(() => sentence("Yes.")),
      { tolerated: /is not modified/ },
    );
    const chat = botApi.privateChat();
    const question = chat.say("is it?");
    await chat.answerTo(question);
    chat.edit(question, "is it so?");
    expect(await botApi.next("editMessageText")).toMatchObject({ outcome: { kind: "refused", code: 400 } });
    await botApi.idle();
    expect([reported, chat.messages.length]).toEqual([[], 2]);
  });

  test("whose answer was deleted is answered anew", async ({ connect }) => {
    const { botApi, reported } = await connect(fakeDesk(({ text }) => sentence(`You asked ${text}`)));
    const chat = botApi.privateChat();
    const question = chat.say("one");
    chat.erase(await chat.answerTo(question));
    chat.edit(question, "two");
    await botApi.next("sendMessage");
    await botApi.idle();
    expect(chat.messages.at(-1)).toMatchObject({ text: "You asked two" });
    expect(reported).toEqual([]);
  });

  test("that was asked before a restart is answered", async ({ connect }) => {
    const desk = fakeDesk(({ text }) => sentence(`You asked ${text}`));
    const first = await connect(desk);
    const { botApi } = first;
    const chat = botApi.privateChat();
    const question = chat.say("one");
    await chat.answerTo(question);
    await first.telegram.stop();
    await connect(desk, { botApi });
    chat.edit(question, "two");
    await botApi.next("sendMessage");
    expect(botMessages(botApi).at(-1)).toBe("You asked two");
  });
});

describe("an answer", () => {
  test("has names in bold, facts line by line, and sources at its end", async ({ connect }) => {
    const { botApi } = await connect(await starterDesk());
    const chat = botApi.privateChat();
    const answer = await chat.answerTo(chat.say("/visits"));
    expect(marked(answer, "bold").length).toBeGreaterThanOrEqual(3);
    const [quote = ""] = marked(answer, "expandable_blockquote");
    expect(quote).toMatch(/^Sources:\n\[1\] /);
    expect(answer.text?.endsWith(quote)).toBe(true);
    expect(botApi.calls.filter(({ method }) => method === "sendMessage")[0]?.params).toMatchObject({
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
    });
  });

  test("links a source that has an address", async ({ connect }) => {
    const { botApi } = await connect(fakeDesk(() => sampleReply()));
    const chat = botApi.privateChat();
    const answer = await chat.answerTo(chat.say("foghorns"));
    expect(answer.entities).toContainEqual(
      expect.objectContaining({ type: "text_link", url: "https://example.org/law" }),
    );
    expect(marked(answer, "text_link")).toEqual(["State, Law"]);
  });

  test("shows a known time of day in the reader's own zone", async ({ connect }) => {
    const at = Date.UTC(2024, 3, 25, 1, 30);
    const facts = [
      { label: "When", text: "25 April 2024, 09:30", marks: [], moments: [{ text: "09:30", at }] },
    ];
    const { botApi } = await connect(
      fakeDesk(() =>
        sampleReply("x", {
          head: [{ kind: "card", entry: { kind: "event", id: "e", title: "Talk" }, subtitle: "", facts }],
        }),
      ),
    );
    const chat = botApi.privateChat();
    const answer = await chat.answerTo(chat.say("when?"));
    expect(marked(answer, "date_time")).toEqual(["09:30"]);
    expect(answer.entities).toContainEqual(expect.objectContaining({ unix_time: at / 1000 }));
  });

  test("takes nothing of data or users for markup", async ({ connect }) => {
    const nasty = `<b>&lt;</b> "quoted" <a href='tg://user?id=1'>x</a> & \u202E\u2066\u200Fgnp\u2069\u202C </blockquote>`;
    const { botApi } = await connect(fakeDesk(({ text }) => sampleReply(`${nasty} ${text}`)));
    const chat = botApi.privateChat();
    const answer = await chat.answerTo(chat.say("<script>alert(1)</script>"));
    expect(answer.text).toContain(`<b>&lt;</b> "quoted" <a href='tg://user?id=1'>x</a> & gnp </blockquote>`);
    expect(answer.text).toContain("<script>alert(1)</script>");
    expect(answer.text).not.toMatch(/\p{Bidi_Control}/u);
    expect(new Set(answer.entities?.map(({ type }) => type))).toEqual(
      new Set(["bold", "text_link", "expandable_blockquote"]),
    );
  });

  test("about one entry can be shared by a link that opens it", async ({ connect }) => {
    const { botApi } = await connect(await starterDesk());
    const chat = botApi.privateChat();
    const card = await chat.answerTo(chat.say("mranti"));
    const share = buttonsOf(card).find(({ url }) => url !== undefined)?.url;
    const [, start] =
      /^https:\/\/t\.me\/share\/url\?url=https:\/\/t\.me\/desk_test_bot\?start=([\w-]{1,64})$/.exec(
        String(share),
      ) ?? [];
    const opened = await chat.answerTo(chat.say(`/start ${start}`));
    expect(opened.text).toBe(card.text);
  });
});
