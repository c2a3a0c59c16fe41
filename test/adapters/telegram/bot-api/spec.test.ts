import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BotApi, createBotApi } from "./bot-api.ts";
import { rawCall } from "./raw-call.ts";
import { createSpec, specMissing } from "./spec.ts";

const string = ["String"];
const spec = createSpec(
  {
    send: {
      fields: [
        { name: "to", types: ["Integer", "String"], required: true },
        { name: "rows", types: ["Array of Array of Cell"], required: false },
        { name: "shape", types: ["Shape"], required: false },
      ],
      returns: ["Boolean"],
    },
  },
  {
    Cell: { fields: [{ name: "text", types: string, required: true }] },
    Shape: { subtypes: ["Circle", "Square"] },
    Circle: { fields: [{ name: "radius", types: ["Float"], required: true }] },
    Square: {
      fields: [
        { name: "side", types: ["Float"], required: true },
        { name: "name", types: string, required: false },
      ],
    },
  },
);

describe("a call is compared with its description", () => {
  const rows: readonly (readonly [params: Record<string, unknown>, ...problems: string[]])[] = [
    [{ to: 1 }],
    [{ to: "@a", rows: [[{ text: "a" }], []] }],
    [{}, "send.to is required"],
    [{ to: undefined }, "send.to is required"],
    [{ to: 1.5 }, "send.to must be Integer, but is 1.5"],
    [{ to: 1, too: 2 }, "send.too is unknown"],
    [{ to: 1, rows: [{ text: "a" }] }, 'send.rows[0] must be Array of Cell, but is {"text":"a"}'],
    [{ to: 1, rows: [[{ text: 1 }]] }, "send.rows[0][0].text must be String, but is 1"],
    [{ to: 1, shape: { side: 2 } }],
    [{ to: 1, shape: { side: "2" } }, 'send.shape.side must be Float, but is "2"'],
    [{ to: 1, shape: { name: "a" } }, "send.shape.side is required"],
  ];
  for (const [params, ...problems] of rows) {
    test(JSON.stringify(params), () => {
      expect(spec.problemsOfCall("send", params)).toEqual(problems);
    });
  }
});

describe.skipIf(specMissing !== undefined)(
  `the published specification${specMissing ? ` (${specMissing})` : ""}`,
  () => {
    let botApi: BotApi;
    beforeAll(async () => {
      botApi = await createBotApi();
    });
    afterAll(() => botApi.close());

    test("knows methods that the fake does not, and not others", async () => {
      expect(await rawCall(botApi, "sendPoems")).toMatchObject({
        status: 404,
        description: "Not Found: method not found",
      });
      expect(botApi.violations.at(-1)).toMatchObject({ kind: "unknown method", method: "sendPoems" });
    });

    test("finds unknown, missing and mistaken parameters", async () => {
      const chat = botApi.privateChat();
      const before = botApi.violations.length;
      await rawCall(botApi, "sendMessage", { chat_id: chat.id, text: "a", disable_web_page_preview: true });
      await rawCall(botApi, "sendMessage", { chat_id: chat.id });
      await rawCall(botApi, "sendMessage", { chat_id: chat.id, text: "a", disable_notification: "yes" });
      await rawCall(botApi, "sendMessage", { chat_id: chat.id, text: "a", ephemeral_message_parameters: {} });
      expect(botApi.violations.slice(before).map(({ kind, message }) => `${kind}: ${message}`)).toEqual([
        "spec: sendMessage.disable_web_page_preview is unknown",
        "spec: sendMessage.text is required",
        'spec: sendMessage.disable_notification must be Boolean, but is "yes"',
      ]);
    });

    test("an update that Telegram does not have cannot be sent by a test either", () => {
      expect(() => botApi.issue("massage", {})).toThrow("Update.massage is unknown");
      expect(() => botApi.privateChat().send({ voice: { duration: 3 } })).toThrow(
        "voice.file_id is required",
      );
    });
  },
);
