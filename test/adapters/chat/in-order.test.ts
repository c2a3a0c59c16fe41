import { expect, test } from "vitest";
import { createOrder } from "../../../adapters/chat/in-order.ts";

/** Work that ends when it is told to. */
function held() {
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { ended, end };
}

test("work under one key is done one after the other, under others beside it", async () => {
  const inOrder = createOrder();
  const first = held();
  const done: string[] = [];
  const all = [
    inOrder("a", async () => {
      await first.ended;
      done.push("first");
    }),
    inOrder("a", async () => void done.push("second")),
    inOrder("b", async () => void done.push("beside")),
  ];
  await all[2];
  expect(done).toEqual(["beside"]);
  first.end();
  await Promise.all(all);
  expect(done).toEqual(["beside", "first", "second"]);
});

test("work that fails fails for whoever waits for it, and holds up nothing", async () => {
  const inOrder = createOrder();
  const failing = inOrder("a", async () => {
    throw new Error("broken");
  });
  const next = inOrder("a", async () => "done");
  await expect(failing).rejects.toThrow("broken");
  expect(await next).toBe("done");
});
