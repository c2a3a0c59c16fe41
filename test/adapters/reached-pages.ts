/** A reply's head and all pages that buttons lead to from there, in their order. */
export function reachedPages<P>(
  pageAt: (page: number) => P,
  leadsTo: (page: P) => readonly number[],
): readonly P[] {
  const known = new Map<number, P>();
  const open = [0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (known.has(at)) continue;
    const page = pageAt(at);
    known.set(at, page);
    open.push(...leadsTo(page));
  }
  return [...known].sort(([a], [b]) => a - b).map(([, page]) => page);
}
