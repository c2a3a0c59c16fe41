/** The latest things by key; the one used longest ago goes first. */
export interface Memory<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
}

/** A place in a ring from the thing used longest ago to the one used last, and on to the start. */
interface Place {
  older: Place;
  newer: Place;
}

interface Item<T> extends Place {
  readonly key: string;
  value: T;
}

/**
 * In a ring and not in the order of the map alone: that skips everything deleted before it comes to the oldest, which takes longer
 * the more is remembered.
 */
export function createMemory<T>(size: number): Memory<T> {
  const known = new Map<string, Item<T>>();
  const start = {} as Place;
  start.older = start;
  start.newer = start;
  const take = ({ older, newer }: Place): void => {
    older.newer = newer;
    newer.older = older;
  };
  const putLast = (place: Place): void => {
    place.older = start.older;
    place.newer = start;
    place.older.newer = place;
    start.older = place;
  };
  const forget = (item: Item<T> | undefined): void => {
    if (item === undefined) return;
    take(item);
    known.delete(item.key);
  };
  return {
    get(key) {
      const item = known.get(key);
      if (item === undefined) return undefined;
      take(item);
      putLast(item);
      return item.value;
    },
    set(key, value) {
      forget(known.get(key));
      const item: Item<T> = { key, value, older: start, newer: start };
      known.set(key, item);
      putLast(item);
      if (known.size > size) forget(start.newer as Item<T>);
    },
    delete: (key) => forget(known.get(key)),
  };
}

/** A memory that begins anew whenever what it is about becomes another. */
export function createMemoryFor<T>(subject: () => unknown, size: number): Pick<Memory<T>, "get" | "set"> {
  let about = subject();
  let known = createMemory<T>(size);
  const current = (): Memory<T> => {
    const now = subject();
    if (now !== about) {
      about = now;
      known = createMemory(size);
    }
    return known;
  };
  return { get: (key) => current().get(key), set: (key, value) => current().set(key, value) };
}
