/** The latest things by key; the one used longest ago goes first. */
export interface Memory<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
}

export function createMemory<T>(size: number): Memory<T> {
  const known = new Map<string, T>();
  return {
    get(key) {
      const value = known.get(key);
      if (value === undefined) return undefined;
      known.delete(key);
      known.set(key, value);
      return value;
    },
    set(key, value) {
      known.delete(key);
      known.set(key, value);
      if (known.size > size) for (const oldest of [...known.keys()].slice(0, 1)) known.delete(oldest);
    },
    delete: (key) => void known.delete(key),
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
