import { roundedToPack } from '../../../src/evaluation/conformal/packedNumbers.js';

/**
 * Adaptive conformal intervals of the naive forecast, written down from the definitions with the whole history at hand
 * and nothing carried along: what the tracker must agree with. Symmetric, without a season, every origin scored.
 */
export function directConformal(
  values: readonly number[],
  settings: {
    readonly first: number;
    readonly horizon: number;
    readonly levels: readonly number[];
    readonly window: number;
    readonly stride: number;
    readonly halfLives: readonly number[];
    readonly pid?: { readonly tracking: number; readonly coverage: number; readonly halfLife: number };
    readonly gamma?: number;
  },
): { readonly ends: number[][]; readonly coverage: number[] } {
  const { first, horizon, levels, window, stride, halfLives, pid, gamma } = settings;
  const errors = values.slice(first).map((value, i) => value - values[first + i - 1]!);
  const reference =
    errors.slice(0, 100).reduce((sum, error) => sum + Math.abs(error), 0) / Math.min(100, errors.length);
  const levelAfter = (count: number) => {
    const averages = halfLives.map((halfLife) => {
      const kept = 2 ** (-1 / halfLife);
      let average = reference * kept ** count;
      for (let i = 0; i < count; i++) average += (1 - kept) * kept ** (count - 1 - i) * Math.abs(errors[i]!);
      return average;
    });
    return averages.reduce((product, average) => product * average, 1) ** (1 / averages.length);
  };
  const origins = values.length - first;
  const needed = Math.ceil(levels.at(-1)! / (1 - levels.at(-1)!) - 1e-9);
  const scale = (origin: number, h: number) => levelAfter(origin) * Math.sqrt(h);
  const storedScale = (origin: number, h: number) => levelAfter(origin) * roundedToPack(Math.sqrt(h));
  const score = (origin: number, h: number) =>
    Math.abs(values[first + origin + h - 1]! - values[first + origin - 1]!) / storedScale(origin, h);
  const windowAt = (origin: number, h: number) => {
    const scores: number[] = [];
    for (let o = 0; o + h <= origin; o++) if (o % stride === 0) scores.push(roundedToPack(score(o, h)));
    return scores.slice(-window).sort((a, b) => a - b);
  };
  const quantile = (sorted: readonly number[], p: number) => {
    const position = Math.min(Math.max((sorted.length + 1) * p, 1), sorted.length);
    const below = Math.floor(position);
    const low = sorted[below - 1]!;
    return low + (position - below) * ((sorted[below] ?? low) - low);
  };
  const own = Array.from({ length: horizon }, () =>
    levels.map((level) => (gamma === undefined ? 0 : 1 - level)),
  );
  const recent = levels.map(() => 0);
  const issued: number[][][] = [];
  const endsAt = (origin: number) =>
    Array.from({ length: horizon }, (_, h) => {
      const sorted = windowAt(origin, h + 1);
      let inner = 0;
      return levels.map((level, k) => {
        const end =
          gamma === undefined
            ? quantile(sorted, level) *
              Math.exp(Math.min(Math.max(own[h]![k]! + pid!.coverage * recent[k]!, -3), 3))
            : quantile(sorted, Math.min(Math.max(1 - own[h]![k]!, 0), 1));
        inner = Math.max(inner, end);
        return sorted.length < needed ? Number.NaN : inner;
      });
    });
  const held = levels.map(() => 0);
  let observed = 0;
  for (let t = 0; t < origins; t++) {
    issued.push(endsAt(t));
    const excess = levels.map(() => 0);
    let judged = 0;
    for (let h = 1; h <= Math.min(horizon, t + 1); h++) {
      const origin = t + 1 - h;
      const ends = issued[origin]![h - 1]!;
      if (Number.isNaN(ends[0]!)) continue;
      judged += 1;
      observed += 1;
      levels.forEach((level, k) => {
        const miss = score(origin, h) > roundedToPack(ends[k]!) ? 1 : 0;
        held[k]! += 1 - miss;
        excess[k]! += miss - (1 - level);
        if (gamma === undefined) own[h - 1]![k]! += pid!.tracking * (miss - (1 - level));
        else own[h - 1]![k]! -= gamma * (miss - (1 - level));
      });
    }
    if (judged === 0 || pid === undefined) continue;
    const kept = 2 ** (-1 / pid.halfLife);
    levels.forEach((_, k) => {
      recent[k] = kept * recent[k]! + (1 - kept) * (excess[k]! / judged);
    });
  }
  return {
    ends: endsAt(origins).map((ends, h) => ends.map((end) => end * scale(origins, h + 1))),
    coverage: held.map((count) => count / observed),
  };
}
