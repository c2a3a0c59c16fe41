import { describe, expect } from "vitest";
import { createDesk, loadLanguages, loadRegister } from "../../../src/index.ts";
import { readCalendar } from "../../calendar/read-calendar.ts";
import { timezone } from "../../starter-desk.ts";
import { fakeDesk, sentence } from "../sample-reply.ts";
import { buttonsOf, test } from "./connected.ts";

const desk = async () =>
  createDesk({
    register: await loadRegister(),
    languages: await loadLanguages(),
    timezone,
    publicUrl: "https://bot.example.org",
    newSecret: () => "s".repeat(43),
  });

const documentsIn = (calls: readonly { readonly method: string; readonly params: unknown }[]) =>
  calls
    .filter(({ method }) => method === "sendDocument")
    .map(({ params }) => {
      const { document, ...rest } = params as { document: { name: string; type: string; bytes: Uint8Array } };
      return { ...rest, name: document.name, text: Buffer.from(document.bytes).toString() };
    });

describe("a visit as a file", () => {
  test("is sent as a document by the button on its card, which stays as it is", async ({ connect }) => {
    const { botApi, reported } = await connect(await desk());
    const chat = botApi.privateChat();
    const card = await chat.answerTo(chat.say("/show visit-china-2024"));
    const button = buttonsOf(card).find(({ text }) => text === "Calendar file");
    expect(await chat.press(card, button?.text ?? "").answered()).toEqual({ showAlert: false });
    await expect.poll(() => documentsIn(botApi.calls), { timeout: 10_000 }).toHaveLength(1);
    const [sent] = documentsIn(botApi.calls);
    expect(sent).toMatchObject({
      name: "visit-china-2024.ics",
      caption: expect.stringContaining("24–28 April 2024"),
    });
    expect(readCalendar(sent?.text ?? "")).toMatchObject([{ start: "2024-04-24", end: "2024-04-29" }]);
    expect(botApi.calls.filter(({ method }) => method === "editMessageText")).toEqual([]);
    expect(reported).toEqual([]);
  });

  test("is sent for a command too, in a group as a reply, and whole again after Telegram failed", async ({
    connect,
  }) => {
    const text = "BEGIN:VCALENDAR\r\n桥\r\n";
    const attachment = { name: "a.ics", type: "text/calendar; charset=utf-8", text };
    const { botApi } = await connect(fakeDesk(() => ({ ...sentence("A <file> & more"), attachment })));
    const chat = botApi.privateChat();
    botApi.fault({ method: "sendDocument", kind: "badGateway" });
    chat.say("/calendar file a");
    await expect.poll(() => documentsIn(botApi.calls).length, { timeout: 15_000 }).toBeGreaterThanOrEqual(1);
    expect(documentsIn(botApi.calls).at(-1)).toMatchObject({
      name: "a.ics",
      text,
      caption: "A &lt;file&gt; &amp; more",
    });
  });
});

test("an address is taken back by its button, and pressing says what was done", async ({ connect }) => {
  const { botApi } = await connect(await desk());
  const chat = botApi.privateChat();
  const given = await chat.answerTo(chat.say("/calendar"));
  expect(given.text).toContain(`https://bot.example.org/calendar/${"s".repeat(43)}.ics`);
  const [button] = buttonsOf(given);
  expect(await chat.press(given, button?.text ?? "").answered()).toEqual({ showAlert: false });
  await expect.poll(() => chat.messages.at(-1)?.text, { timeout: 10_000 }).toContain("is taken back");
});
