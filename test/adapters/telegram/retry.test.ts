import { HttpError } from "grammy";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { persistently } from "../../../adapters/telegram/retry.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const done = { ok: true, result: true } as const;
const unreachable = (): HttpError => new HttpError("gone", new Error("gone"));

test("a network that is gone for five minutes is tried until it is back, with waits that grow to five seconds", async () => {
  const attempts: number[] = [];
  const call = async (): Promise<typeof done> => {
    attempts.push(Date.now());
    if (Date.now() - (attempts[0] ?? 0) < 5 * 60_000) throw unreachable();
    return done;
  };
  const answer = persistently(call, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(6 * 60_000);
  expect(await answer).toBe(done);
  const waits = attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0));
  expect(waits.slice(0, 4)).toEqual([500, 1_000, 2_000, 5_000]);
  expect(Math.max(...waits)).toBe(5_000);
});

test.each([
  [{ ok: false, error_code: 500, description: "" }, 500],
  [{ ok: false, error_code: 429, description: "", parameters: { retry_after: 7 } }, 7_000],
] as const)("%o is tried again, after %i ms", async (refusal, wait) => {
  const attempts: number[] = [];
  const call = async () => (attempts.push(Date.now()) === 1 ? refusal : done);
  const answer = persistently(call, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(wait);
  expect(await answer).toBe(done);
  expect((attempts[1] ?? 0) - (attempts[0] ?? 0)).toBe(wait);
});

test.each([
  [{ ok: false, error_code: 400, description: "" }],
  [{ ok: false, error_code: 429, description: "", parameters: { retry_after: 61 } }],
] as const)("%o is final", async (refusal) => {
  const call = vi.fn(async () => refusal);
  expect(await persistently(call, new AbortController().signal)).toBe(refusal);
  expect(call).toHaveBeenCalledTimes(1);
});

test("Telegram may ask to wait five times, then its refusal stands", async () => {
  const refusal = { ok: false, error_code: 429, description: "", parameters: { retry_after: 1 } } as const;
  const call = vi.fn(async () => refusal);
  const answer = persistently(call, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await answer).toBe(refusal);
  expect(call).toHaveBeenCalledTimes(6);
});

test("an abort ends the waiting, with what came last", async () => {
  const stopping = new AbortController();
  const answer = persistently(async () => {
    throw unreachable();
  }, stopping.signal);
  const ended = expect(answer).rejects.toThrow(HttpError);
  await vi.advanceTimersByTimeAsync(600);
  stopping.abort();
  await vi.advanceTimersByTimeAsync(0);
  await ended;
});

test("what is no failure of the network is thrown at once", async () => {
  const call = vi.fn(async () => {
    throw new TypeError("a mistake of ours");
  });
  await expect(persistently(call, new AbortController().signal)).rejects.toThrow(TypeError);
  expect(call).toHaveBeenCalledTimes(1);
});
