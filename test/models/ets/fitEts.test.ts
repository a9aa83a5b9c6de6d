import { describe, expect, it } from 'vitest';
import { createRandomStream, rootMeanSquare } from '../../../src/math/index.js';
import { describeEts, type EtsForm } from '../../../src/models/ets/EtsForm.js';
import { additiveStarts } from '../../../src/models/ets/etsStartingPoints.js';
import { fitEts } from '../../../src/models/ets/fitEts.js';

const trends: EtsForm[] = (['additive', 'multiplicative'] as const).flatMap((error) =>
  [false, true].map((damped): EtsForm => ({ error, trend: 'additive', damped, seasonal: 'none' })),
);

/** Prices with calm and wild stretches whose slope changes now and then: likelihoods with several modes. */
function withRegimes(seed: number): Float64Array {
  const random = createRandomStream(seed);
  let [level, slope] = [100, 0.1];
  const values = Float64Array.from({ length: 300 }, (_, t) => {
    const size = Math.floor(t / 100) === 2 ? 4 : 1;
    if (random.normal() > 2) slope = 0.4 * random.normal();
    level = Math.max(20, level + slope + size * random.normal());
    return Math.max(5, level + 0.7 * size * random.normal());
  });
  const scale = rootMeanSquare(values);
  return values.map((value) => value / scale);
}

/** Those of which a search from three starts, without the other slope, missed the best mode of ETS(A,A,N) or ETS(M,A,N). */
const seeds = [1, 19, 20, 35, 43, 51, 101];

describe('the search for the most likely form of exponential smoothing', () => {
  it.each(trends.map((form) => ({ form, name: describeEts(form) })))(
    'finds the best of the modes that other starts lead to: $name',
    ({ form }) => {
      for (const seed of seeds) {
        const values = withRegimes(seed);
        const starts = additiveStarts(values, form, 1).flatMap((start) =>
          [0.0001, 0.005, 0.05, 0.3].map((share) => ({
            ...start,
            smoothing: { ...start.smoothing, beta: share * start.smoothing.alpha },
          })),
        );
        const others = starts.map((start) => fitEts(values, form, 1, { starts: [start] })?.objective);
        const least = Math.min(...others.filter((objective) => objective !== undefined));
        const { objective } = fitEts(values, form, 1)!;
        expect(objective - least, `seed ${seed}`).toBeLessThan(1e-3);
      }
    },
  );
});
