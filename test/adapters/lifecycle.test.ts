import { expect, test } from "vitest";
import { stopAll } from "../../adapters/lifecycle.ts";

const running = (name: string, stop: () => Promise<void>) => ({ name, stop });

test("everything is stopped, and it is said when all of it was", async () => {
  const stopped: string[] = [];
  const parts = ["http", "terminal"].map((name) => running(name, async () => void stopped.push(name)));
  expect(await stopAll(parts, () => undefined)).toBe(true);
  expect(stopped).toEqual(["http", "terminal"]);
});

test("what fails to stop is logged and keeps nothing else from stopping", async () => {
  const logged: object[] = [];
  let other = false;
  const parts = [
    running("bad", () => Promise.reject(new Error("stuck"))),
    running("good", async () => {
      other = true;
    }),
  ];
  expect(await stopAll(parts, (_level, facts) => void logged.push(facts))).toBe(false);
  expect([other, logged]).toEqual([true, [{ err: expect.any(Error), adapter: "bad" }]]);
});

test("what never stops is not waited for beyond the limit", async () => {
  const said: string[] = [];
  const parts = [running("slow", () => new Promise(() => undefined))];
  expect(await stopAll(parts, (_level, _facts, message) => void said.push(message), 20)).toBe(false);
  expect(said).toEqual(["stopping took too long"]);
});
