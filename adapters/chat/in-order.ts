/** Does work one after the other for each key, and side by side for different ones. */
export function createOrder(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = last.get(key);
    const doing = (async () => {
      await before?.catch(() => {});
      return work();
    })();
    last.set(key, doing);
    try {
      return await doing;
    } finally {
      if (last.get(key) === doing) last.delete(key);
    }
  };
}
