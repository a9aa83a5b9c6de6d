/** Scores as anybody can compute them from the raw lines of a ledger. */
export interface RecomputedScores {
  readonly n: number;
  readonly mae: number;
  readonly naiveMae: number;
  readonly skill: number;
  readonly coverage: ReadonlyMap<number, number>;
}

interface RawForecast {
  readonly type: 'forecast';
  readonly coin: string;
  readonly model: string;
  readonly firstAt: number;
  readonly stepMs: number;
  readonly lastPrice: number;
  readonly mean: readonly number[];
  readonly intervals: readonly { level: number; lower: number[]; upper: number[] }[];
}

interface RawPrices {
  readonly type: 'prices';
  readonly coin: string;
  readonly timestamps: readonly number[];
  readonly prices: readonly number[];
}

/** Of one model of a coin, of its first so many steps due from a moment on. Knows nothing of the ledger but its lines. */
export function recomputeScores(
  lines: readonly string[],
  { coin, model, from, steps }: { coin: string; model: string; from: number; steps: number },
): RecomputedScores {
  const parsed = lines
    .map((line) => JSON.parse(line) as RawForecast | RawPrices)
    .filter((line) => line.coin === coin);
  const prices = new Map<number, number>();
  for (const line of parsed) {
    if (line.type !== 'prices') continue;
    for (const [i, time] of line.timestamps.entries()) prices.set(time, line.prices[i]!);
  }
  let [n, absolute, naive] = [0, 0, 0];
  const covered = new Map<number, number>();
  for (const line of parsed) {
    if (line.type !== 'forecast' || line.model !== model) continue;
    for (let i = 0; i < Math.min(steps, line.mean.length); i++) {
      const due = line.firstAt + i * line.stepMs;
      const price = prices.get(due);
      if (price === undefined || due < from) continue;
      n += 1;
      absolute += Math.abs(line.mean[i]! - price);
      naive += Math.abs(line.lastPrice - price);
      for (const { level, lower, upper } of line.intervals) {
        const isIn = lower[i]! <= price && price <= upper[i]!;
        covered.set(level, (covered.get(level) ?? 0) + (isIn ? 1 : 0));
      }
    }
  }
  const coverage = new Map([...covered].map(([level, count]) => [level, count / n]));
  return { n, mae: absolute / n, naiveMae: naive / n, skill: 1 - absolute / naive, coverage };
}
