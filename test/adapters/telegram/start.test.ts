import { GrammyError, HttpError } from "grammy";
import { describe, expect, test } from "vitest";
import { untilAnswered } from "../../../adapters/telegram/start.ts";
import { ConfigError } from "../../../src/index.ts";

const refusal = (code: number, description: string, parameters = {}): GrammyError =>
  new GrammyError("Call failed", { ok: false, error_code: code, description, parameters }, "getMe", {});

/** A call that fails in these ways, one after the other, and then succeeds. */
function failing(...errors: readonly unknown[]): () => Promise<string> {
  const left = [...errors];
  return () => (left.length === 0 ? Promise.resolve("yes") : Promise.reject(left.shift()));
}

const never = new AbortController().signal;

describe("a call at start", () => {
  test("is made until Telegram answers, and says what the trouble is", async () => {
    const troubles: string[] = [];
    const call = failing(new HttpError("gone", new Error("x")), refusal(500, "Internal Server Error"));
    expect(await untilAnswered(call, "", (trouble) => troubles.push(trouble), never)).toBe("yes");
    expect(troubles).toEqual(["Telegram cannot be reached", "Telegram: Internal Server Error"]);
  });

  test("that is refused says what to do, and what Telegram said", async () => {
    for (const code of [400, 401, 403, 404]) {
      const error = await untilAnswered(failing(refusal(code, "No")), "Do that.", () => {}, never).catch(
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(ConfigError);
      expect(String(error)).toContain("Do that. (Telegram: No)");
    }
  });

  test("waits as long as Telegram says", async () => {
    const started = Date.now();
    const call = failing(refusal(429, "Too Many Requests", { retry_after: 1 }));
    await untilAnswered(call, "", () => {}, never);
    expect(Date.now() - started).toBeGreaterThanOrEqual(990);
  });

  test("ends its waits when the bot is told to stop", async () => {
    const stopping = new AbortController();
    const call = () => Promise.reject(refusal(429, "Too Many Requests", { retry_after: 3_600 }));
    const ended = untilAnswered(call, "", () => setTimeout(() => stopping.abort(), 20), stopping.signal);
    await expect(ended).rejects.toThrow("Too Many Requests");
  });
});
