import { describe } from "vitest";
import { ConfigError } from "../../../src/index.ts";
import { fakeDesk, sentence } from "../sample-reply.ts";
import type { BotApi } from "./bot-api/bot-api.ts";
import type { Fault } from "./bot-api/faults.ts";
import { rawCall } from "./bot-api/raw-call.ts";
import { botMessages, starterDesk, test } from "./connected.ts";

const echo = () => fakeDesk(({ text }) => sentence(`You asked ${text}`, { command: `/ask ${text}` }));
const sends = ({ calls }: BotApi) => calls.filter(({ method }) => method === "sendMessage");

/** A desk that answers a text once that is let through. */
function gatedDesk() {
  const gates = new Map<string, () => void>();
  const desk = fakeDesk(async ({ text }) => {
    await new Promise<void>((resolve) => gates.set(text, resolve));
    return sentence(`You asked ${text}`);
  });
  return { desk, open: (text: string): void => gates.get(text)?.() };
}

describe.concurrent("updates", () => {
  test("of one chat are taken one after the other, those of others beside them", async ({
    connect,
    expect,
  }) => {
    const { desk, open } = gatedDesk();
    const { botApi } = await connect(desk);
    const [one, other] = [botApi.privateChat(), botApi.privateChat()];
    one.say("first");
    one.say("second");
    other.say("meanwhile");
    await expect.poll(() => desk.asked.map(({ text }) => text)).toEqual(["first", "meanwhile"]);
    open("meanwhile");
    await expect.poll(() => botMessages(botApi)).toEqual(["You asked meanwhile"]);
    open("first");
    await expect.poll(() => desk.asked.at(-1)?.text).toBe("second");
    open("second");
    await botApi.idle();
    expect(botMessages(botApi)).toEqual(["You asked meanwhile", "You asked first", "You asked second"]);
  });

  test("that come twice are answered once", async ({ connect, expect }) => {
    const { botApi } = await connect(echo());
    const chat = botApi.privateChat();
    const question = chat.say("one");
    await chat.answerTo(question);
    const press = botApi.updateOf(question);
    for (let times = 0; times < 3; times++) botApi.redeliver(press);
    await chat.answerTo(chat.say("two"));
    await botApi.idle();
    expect(botMessages(botApi)).toEqual(["You asked one", "You asked two"]);
  });

  test("that break something give their sender the error's id, and the log its stack", async ({
    connect,
    expect,
  }) => {
    const { botApi, reported } = await connect(
      fakeDesk(({ text }) => {
        if (text === "break") throw new TypeError("broken");
        return sentence("Yes.");
      }),
    );
    const chat = botApi.privateChat();
    const question = chat.say("break");
    expect(await chat.answerTo(question)).toMatchObject({ text: "Something went wrong (error e1)." });
    expect(reported).toMatchObject([
      { error: { name: "TypeError", message: "broken", stack: expect.stringContaining("delivery.test.ts") } },
    ]);
    expect(await chat.answerTo(chat.say("go on"))).toMatchObject({ text: "Yes." });
    chat.edit(question, "break");
    await botApi.idle();
  });

  test("of a broken edit give the error's id, too", async ({ connect, expect }) => {
    const { botApi } = await connect(
      fakeDesk(({ text }) => {
        if (text === "break") throw new TypeError("broken");
        return sentence("Yes.");
      }),
    );
    const chat = botApi.privateChat();
    const question = chat.say("fine");
    await chat.answerTo(question);
    chat.edit(question, "break");
    await botApi.next("sendMessage");
    expect(chat.messages.at(-1)?.text).toBe("Something went wrong (error e1).");
  });

  test("that no bot knows do no harm", async ({ connect, expect }) => {
    const { botApi, reported } = await connect(echo());
    const chat = botApi.privateChat();
    botApi.issue("poll", {
      id: "1",
      question: "?",
      options: [],
      total_voter_count: 0,
      is_closed: false,
      is_anonymous: true,
      type: "regular",
      allows_multiple_answers: false,
      allows_revoting: false,
      members_only: false,
    });
    await chat.answerTo(chat.say("one"));
    expect(reported).toEqual([]);
  });
});

describe.concurrent("a call that Telegram does not take", () => {
  test("because of a flood is made again when Telegram said, not before", async ({ connect, expect }) => {
    const { botApi, reported } = await connect(echo());
    const chat = botApi.privateChat();
    botApi.fault({ kind: "flood", retryAfterS: 1, method: "sendMessage" });
    await chat.answerTo(chat.say("one"));
    const [first, second] = sends(botApi);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
    expect([sends(botApi).length, reported]).toEqual([2, []]);
  });

  test("for an hour is given up, and holds nobody up", async ({ connect, expect }) => {
    const { botApi, reported } = await connect(echo());
    const chat = botApi.privateChat();
    const forget = botApi.fault({
      kind: "flood",
      retryAfterS: 3_600,
      method: "sendMessage",
      times: Infinity,
    });
    chat.say("one");
    await botApi.next("sendMessage");
    // Then that something went wrong is tried to be said, which is as much in vain.
    await expect.poll(() => reported.length, { timeout: 10_000 }).toBeGreaterThan(0);
    await botApi.idle();
    expect(sends(botApi).length).toBeLessThanOrEqual(2);
    forget();
    expect(await chat.answerTo(chat.say("two"))).toMatchObject({ text: "You asked two" });
    expect(reported.length).toBeGreaterThan(0);
  });

  test("again and again is made a bounded number of times", async ({ connect, expect }) => {
    const { botApi } = await connect(echo());
    const chat = botApi.privateChat();
    botApi.fault({ kind: "flood", retryAfterS: 0, method: "sendMessage", times: Infinity });
    chat.say("one");
    await expect.poll(() => sends(botApi).length).toBeGreaterThan(2);
    await botApi.idle({ quietMs: 300 });
    expect(sends(botApi).length).toBeLessThanOrEqual(12);
  });

  const faults: readonly (readonly [what: string, fault: Fault])[] = [
    ["with an error of its own", { kind: "internal" }],
    ["behind a broken gateway", { kind: "badGateway" }],
    ["over a connection that breaks", { kind: "cut" }],
    ["over a connection that hangs", { kind: "hang" }],
    ["over a connection that breaks off in its answer", { kind: "cut", half: true }],
  ];
  test.for(faults)("%s is made again, after a while", async ([, fault], { connect, expect }) => {
    const { botApi, reported } = await connect(echo(), { waitMs: 18_000 });
    const chat = botApi.privateChat();
    botApi.fault({ ...fault, method: "sendMessage" });
    await chat.answerTo(chat.say("one"));
    const [first, second] = sends(botApi);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(400);
    expect([botMessages(botApi).length, reported]).toEqual([2, []]);
  });

  test("since it makes no sense is not made again", async ({ connect, expect }) => {
    const { botApi, reported } = await connect(echo());
    const chat = botApi.privateChat();
    botApi.fault({ kind: "refuse", description: "Bad Request: odd", method: "sendMessage" });
    expect(await chat.answerTo(chat.say("one"))).toMatchObject({ text: "Something went wrong (error e1)." });
    expect([sends(botApi).length, reported.length]).toEqual([2, 1]);
  });
});

describe.concurrent("a chat closed to the bot", () => {
  test("is written to once, and not again before somebody writes from there", async ({ connect, expect }) => {
    const { botApi, reported } = await connect(echo());
    const chat = botApi.privateChat();
    const question = chat.say("one");
    await chat.answerTo(question);
    botApi.fault({ kind: "blocked", method: "sendMessage" });
    chat.say("two");
    await botApi.next("sendMessage");
    chat.edit(question, "three");
    await botApi.idle();
    expect([sends(botApi).length, botApi.calls.some(({ method }) => method === "editMessageText")]).toEqual([
      2,
      false,
    ]);
    expect(await chat.answerTo(chat.say("four"))).toMatchObject({ text: "You asked four" });
    expect(reported).toEqual([]);
  });

  test("by the person is not written to, and is again after they unblock it", async ({ connect, expect }) => {
    const { desk, open } = gatedDesk();
    const { botApi, reported } = await connect(desk);
    const chat = botApi.privateChat();
    chat.say("one");
    await expect.poll(() => desk.asked).toHaveLength(1);
    chat.block();
    open("one");
    await botApi.idle();
    expect(chat.messages).toHaveLength(1);
    const tries = sends(botApi).length;
    expect(tries).toBeLessThanOrEqual(1);
    chat.unblock();
    chat.say("two");
    await expect.poll(() => desk.asked).toHaveLength(2);
    open("two");
    await expect.poll(() => chat.messages.at(-1)?.text).toBe("You asked two");
    expect(reported).toEqual([]);
  });

  test("that removed it is not written to", async ({ connect, expect }) => {
    const { botApi, reported } = await connect({ ...echo(), commands: (await starterDesk()).commands });
    const group = botApi.group({ supergroup: true });
    const question = group.say("/mou");
    await group.answerTo(question);
    group.block();
    await botApi.idle();
    botApi.issue("edited_message", { ...question, text: "/visits", edit_date: question.date });
    await botApi.idle();
    expect(botApi.calls.filter(({ method }) => /^(edit|send)Message/.test(method))).toHaveLength(1);
    expect(reported).toEqual([]);
  });
});

describe.concurrent("a network", () => {
  test("that is gone for a while is survived, and said meanwhile", async ({ connect, expect }) => {
    const { botApi, telegram } = await connect(echo());
    const chat = botApi.privateChat();
    await chat.answerTo(chat.say("one"));
    expect(telegram.check()).toEqual({ ok: true, by: "polling" });
    await botApi.offline(true);
    await expect
      .poll(() => telegram.check())
      .toMatchObject({ ok: false, reason: "Telegram cannot be reached" });
    await botApi.offline(false);
    expect(await chat.answerTo(chat.say("two"))).toMatchObject({ text: "You asked two" });
    expect(telegram.check()).toMatchObject({ ok: true });
  });

  test("that is not there at start is waited for", async ({ connect, expect }) => {
    const { botApi, telegram } = await connect(echo(), { ready: false });
    expect(telegram.check()).toMatchObject({ ok: false });
    await botApi.offline(true);
    await expect
      .poll(() => telegram.check())
      .toMatchObject({ ok: false, reason: "Telegram cannot be reached" });
    await botApi.offline(false);
    await telegram.ready;
    const chat = botApi.privateChat();
    expect(await chat.answerTo(chat.say("one"))).toBeDefined();
  });

  test("whose updates another process takes is said, and taken up again", async ({ connect, expect }) => {
    const { botApi, telegram } = await connect(echo(), { waitMs: 12_000 });
    await expect.poll(() => telegram.check().ok).toBe(true);
    await rawCall(botApi, "getUpdates", { timeout: 1 });
    await expect
      .poll(() => telegram.check())
      .toMatchObject({ ok: false, reason: expect.stringMatching(/409/) });
    const chat = botApi.privateChat();
    expect(await chat.answerTo(chat.say("one"))).toBeDefined();
    expect(telegram.check()).toMatchObject({ ok: true });
  });
});

describe.concurrent("a token that Telegram refuses", () => {
  test("is an error of the configuration, which does not show it", async ({ connect, expect }) => {
    const ownToken = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawX";
    const { telegram, botApi } = await connect(echo(), { ownToken, ready: false });
    const error: unknown = await telegram.ready.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConfigError);
    expect(String(error)).toMatch(/TELEGRAM_BOT_TOKEN.*BotFather/);
    expect(String(error)).not.toContain(ownToken);
    expect(telegram.check()).toMatchObject({ ok: false });
    expect(botApi.calls.length).toBeLessThanOrEqual(1);
  });
});

describe.concurrent("a webhook left from before", () => {
  test("is taken away, so that polling works", async ({ connect, expect }) => {
    const first = await connect(echo());
    const { botApi } = first;
    await first.telegram.stop();
    await rawCall(botApi, "setWebhook", { url: "https://example.org/hook" });
    const second = await connect(echo(), { botApi });
    const chat = botApi.privateChat();
    expect(await chat.answerTo(chat.say("one"))).toBeDefined();
    expect(second.logged.join()).toContain("webhook was taken away");
  });
});

describe.concurrent("stopping", () => {
  test("finishes what is under way, and takes nothing new", async ({ connect, expect }) => {
    const { desk, open } = gatedDesk();
    const { botApi, telegram } = await connect(desk);
    const chat = botApi.privateChat();
    chat.say("one");
    await expect.poll(() => desk.asked).toHaveLength(1);
    let isStopped = false;
    const stopped = telegram.stop().then(() => {
      isStopped = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    botApi.privateChat().say("late");
    expect(isStopped).toBe(false);
    open("one");
    await stopped;
    expect(chat.messages.at(-1)?.text).toBe("You asked one");
    expect(desk.asked).toHaveLength(1);
  });

  test("leaves nothing that was answered to be answered again", async ({ connect, expect }) => {
    const first = await connect(echo());
    const { botApi } = first;
    const chat = botApi.privateChat();
    await chat.answerTo(chat.say("one"));
    await first.telegram.stop();
    chat.say("while nobody listens");
    await connect(echo(), { botApi });
    await expect.poll(() => botMessages(botApi).length).toBe(2);
    await botApi.idle();
    expect(botMessages(botApi)).toEqual(["You asked one", "You asked while nobody listens"]);
  });

  test("tells Telegram what was answered, also where the call before failed", async ({ connect, expect }) => {
    const first = await connect(echo());
    const { botApi, telegram } = first;
    await expect.poll(() => telegram.check().ok).toBe(true);
    const polls = () => botApi.calls.filter(({ method }) => method === "getUpdates").length;
    await expect.poll(polls).toBe(2);
    botApi.fault({ kind: "internal", method: "getUpdates" });
    const chat = botApi.privateChat();
    await chat.answerTo(chat.say("one"));
    await expect.poll(() => telegram.check().ok).toBe(false);
    await telegram.stop();
    await connect(echo(), { botApi });
    await botApi.idle();
    expect(botMessages(botApi)).toEqual(["You asked one"]);
  });

  test("takes less than 10 seconds, however long Telegram wants to be waited for", async ({
    connect,
    expect,
  }) => {
    const { botApi, telegram } = await connect(echo());
    botApi.fault({ kind: "flood", retryAfterS: 50, method: "sendMessage", times: Infinity });
    botApi.privateChat().say("one");
    await botApi.next("sendMessage");
    const started = Date.now();
    await telegram.stop();
    expect(Date.now() - started).toBeLessThan(9_500);
  });

  test("takes less than 10 seconds where Telegram answers no more", async ({ connect, expect }) => {
    const { botApi, telegram } = await connect(echo());
    const chat = botApi.privateChat();
    await chat.answerTo(chat.say("one"));
    botApi.fault({ kind: "hang", method: "getUpdates", times: Infinity });
    const started = Date.now();
    await telegram.stop();
    expect(Date.now() - started).toBeLessThan(9_500);
  });

  test("before Telegram was ever reached is at once", async ({ connect, expect }) => {
    const { botApi, telegram } = await connect(echo(), { ready: false });
    await botApi.offline(true);
    await expect.poll(() => telegram.check()).toMatchObject({ reason: "Telegram cannot be reached" });
    const started = Date.now();
    await telegram.stop();
    expect(Date.now() - started).toBeLessThan(1_000);
  });
});
