export interface Scored {
  readonly number: number;
  readonly score: number;
}

/** Of many scored documents the best few; of two as good, the one with the lower number. */
export interface Best {
  offer(number: number, score: number): void;
  /** The least score among the best, or 0 where there are fewer than wanted. */
  least(): number;
  /** Best first. */
  ranked(): Scored[];
}

/** A heap with the worst of the best on top: whatever is not better costs one comparison. */
export function keepBest(limit: number): Best {
  const numbers: number[] = [];
  const scores: number[] = [];
  const isWorse = (one: number, other: number): boolean => {
    const [a, b] = [scores[one] as number, scores[other] as number];
    return a < b || (a === b && (numbers[one] as number) > (numbers[other] as number));
  };
  const swap = (one: number, other: number): void => {
    [scores[one], scores[other]] = [scores[other] as number, scores[one] as number];
    [numbers[one], numbers[other]] = [numbers[other] as number, numbers[one] as number];
  };
  const rise = (from: number): void => {
    for (
      let at = from, above = (at - 1) >> 1;
      at > 0 && isWorse(at, above);
      at = above, above = (at - 1) >> 1
    )
      swap(at, above);
  };
  const sink = (): void => {
    for (let at = 0; ; ) {
      let worst = at;
      for (const below of [2 * at + 1, 2 * at + 2])
        if (below < scores.length && isWorse(below, worst)) worst = below;
      if (worst === at) return;
      swap(at, worst);
      at = worst;
    }
  };
  return {
    offer(number, score) {
      if (scores.length < limit) {
        numbers.push(number);
        scores.push(score);
        rise(scores.length - 1);
        return;
      }
      const least = scores[0];
      if (least === undefined || score < least || (score === least && number > (numbers[0] as number)))
        return;
      numbers[0] = number;
      scores[0] = score;
      sink();
    },
    least: () => (scores.length < limit ? 0 : (scores[0] ?? 0)),
    ranked: () =>
      numbers
        .map((number, at) => ({ number, score: scores[at] as number }))
        .sort((one, other) => other.score - one.score || one.number - other.number),
  };
}
