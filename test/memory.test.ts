import fc from "fast-check";
import { expect, test } from "vitest";
import { createMemory } from "../src/memory.ts";

/** What a memory should be, told as plainly as can be: a list from the thing used longest ago to the one used last. */
function createList(size: number) {
  let list: (readonly [key: string, value: number])[] = [];
  const find = (key: string): number | undefined => list.find(([one]) => one === key)?.[1];
  const without = (key: string) => list.filter(([one]) => one !== key);
  return {
    get(key: string): number | undefined {
      const value = find(key);
      if (value !== undefined) list = [...without(key), [key, value]];
      return value;
    },
    set(key: string, value: number): void {
      list = [...without(key), [key, value] as const].slice(-size);
    },
    delete(key: string): void {
      list = without(key);
    },
  };
}

const keys = ["a", "b", "c", "d", "e"];
const steps = fc.array(
  fc.oneof(
    fc.record({ does: fc.constantFrom("get", "delete"), key: fc.constantFrom(...keys) }),
    fc.record({ does: fc.constantFrom("set"), key: fc.constantFrom(...keys), value: fc.nat() }),
  ),
  { maxLength: 60 },
);

test("whatever is set, asked for and deleted, the latest are remembered and nothing else", () => {
  fc.assert(
    fc.property(fc.nat({ max: 3 }), steps, (more, all) => {
      const [memory, list] = [createMemory<number>(1 + more), createList(1 + more)];
      for (const step of all) {
        if ("value" in step) {
          memory.set(step.key, step.value);
          list.set(step.key, step.value);
        } else if (step.does === "delete") {
          memory.delete(step.key);
          list.delete(step.key);
        } else expect(memory.get(step.key)).toBe(list.get(step.key));
      }
      for (const key of keys) expect(memory.get(key)).toBe(list.get(key));
    }),
  );
});
