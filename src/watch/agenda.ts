/** When each of many is next due. Nothing is looked at before its time: what has not changed costs nothing. */
export interface Agenda<D> {
  /** From now on these are one's times, after an instant (milliseconds since 1970). */
  set(id: string, times: Times<D>, after: number): void;
  remove(id: string): void;
  /** What has fallen due up to an instant and was not given yet. */
  until(now: number): readonly { readonly id: string; readonly due: D }[];
  /** When the next falls due. */
  next(): number | undefined;
}

/** The times of one, in their order. */
export interface Times<D> {
  /** Those of the first instant after another. */
  after(instant: number): { readonly at: number; readonly dues: readonly D[] } | undefined;
}

/** Times that are known as a list, in order. */
export function listed<D extends { readonly at: number }>(dues: readonly D[]): Times<D> {
  return {
    after(instant) {
      let [low, high] = [0, dues.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((dues[middle]?.at ?? 0) > instant) high = middle;
        else low = middle + 1;
      }
      const at = dues[low]?.at;
      if (at === undefined) return undefined;
      let end = low + 1;
      while (dues[end]?.at === at) end++;
      return { at, dues: dues.slice(low, end) };
    },
  };
}

interface Waiting<D> {
  readonly at: number;
  readonly id: string;
  readonly times: Times<D>;
  readonly dues: readonly D[];
}

export function createAgenda<D>(): Agenda<D> {
  const current = new Map<string, Waiting<D>>();
  const heap: Waiting<D>[] = [];
  const queue = (id: string, times: Times<D>, after: number): void => {
    const next = times.after(after);
    if (next === undefined) {
      current.delete(id);
      return;
    }
    const waiting = { id, times, ...next };
    current.set(id, waiting);
    push(heap, waiting);
    // What was replaced waits for its time; where that is most of all, it goes at once.
    if (heap.length > 2 * current.size + 64)
      heap.splice(0, heap.length, ...[...current.values()].sort((a, b) => a.at - b.at));
  };
  /** What was replaced or removed meanwhile is passed over when its turn comes. */
  const first = (): Waiting<D> | undefined => {
    for (let [top] = heap; top !== undefined; [top] = heap) {
      if (current.get(top.id) === top) return top;
      pop(heap);
    }
    return undefined;
  };
  return {
    set: queue,
    remove: (id) => void current.delete(id),
    until(now) {
      const due: { id: string; due: D }[] = [];
      for (let top = first(); top !== undefined && top.at <= now; top = first()) {
        pop(heap);
        for (const one of top.dues) due.push({ id: top.id, due: one });
        queue(top.id, top.times, top.at);
      }
      return due;
    },
    next: () => first()?.at,
  };
}

function push<D>(heap: Waiting<D>[], waiting: Waiting<D>): void {
  let at = heap.length;
  heap.push(waiting);
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (atOf(heap, above) <= waiting.at) break;
    swap(heap, at, above);
    at = above;
  }
}

function pop<D>(heap: Waiting<D>[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  for (let at = 0; ; ) {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    const lower = atOf(heap, right) < atOf(heap, left) ? right : left;
    if (atOf(heap, lower) >= last.at) return;
    swap(heap, at, lower);
    at = lower;
  }
}

const atOf = <D>(heap: readonly Waiting<D>[], index: number): number => heap[index]?.at ?? Infinity;

function swap<D>(heap: Waiting<D>[], one: number, other: number): void {
  const [a, b] = [heap[one], heap[other]];
  if (a === undefined || b === undefined) return;
  heap[one] = b;
  heap[other] = a;
}
