import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../../src/math/index.js';
import { trainEts, trainTheta } from '../../../src/models/index.js';
import { fitDynamicTheta } from '../../../src/models/theta/dynamicTheta.js';
import { createThetaModel } from '../../../src/models/theta/ThetaModel.js';
import golden from '../../golden/theta/cases.json' with { type: 'json' };

const seriesOf = (name: string) => golden.series[name as keyof typeof golden.series];
const worst = (actual: ArrayLike<number>, expected: readonly number[], scale: number) => {
  expect(actual.length).toBe(expected.length);
  return expected.reduce((max, value, i) => Math.max(max, Math.abs(actual[i]! - value) / scale), 0);
};
const sizeOf = (values: readonly number[]) => Math.max(...values.map(Math.abs));
const trainingOf = (n: number) => ({
  n,
  firstTimestamp: 0,
  lastTimestamp: n - 1,
  stepMs: 1,
  fingerprint: '0000000000000000',
  fittedAt: 0,
  durationMs: 0,
});
const sampleOf = (length: number) => ({ horizon: length, levels: [0.95] });

describe('the standard method, as R forecast::thetaf', () => {
  it.each(golden.standard)(
    'has the same season and slope, and at the same alpha the same forecasts: $series',
    (case_) => {
      const { values, period } = seriesOf(case_.series);
      const own = trainTheta(values, { period });
      expect(own.season !== undefined).toBe(case_.isSeasonal);
      const size = sizeOf(values);
      // The slope is that of a least squares line, which R gets by another decomposition.
      expect(Math.abs(own.slope - case_.slope) / size).toBeLessThan(1e-11);
      if (own.season !== undefined) expect(worst(own.season.terms, case_.terms!, 1)).toBeLessThan(1e-12);
      const { alpha, level, slope, sigma2 } = case_;
      const model = createThetaModel({
        ...own.toJSON(),
        alpha,
        level,
        slope,
        sigma2,
        training: trainingOf(values.length),
      });
      const { mean, intervals } = model.forecast(sampleOf(15));
      expect(worst(mean, case_.mean, size)).toBeLessThan(1e-11);
      // R leaves the season out of the width of its intervals.
      if (own.season === undefined) expect(worst(intervals[0]!.upper, case_.upper, size)).toBeLessThan(1e-11);
    },
  );

  it.each(golden.standard)('finds no lower likelihood: $series', (case_) => {
    const { values, period } = seriesOf(case_.series);
    const { season, alpha } = trainTheta(values, { period });
    const n = values.length;
    const rest = values.map((value, t) => {
      if (season === undefined) return value;
      return value / season.terms[(((t - n) % period) + period) % period]!;
    });
    const smooth = trainEts(rest, { model: 'simple' });
    expect(smooth.alpha).toBe(alpha);
    expect(smooth.logLikelihood).toBeGreaterThan(case_.logLikelihood - 1e-3);
  });
});

describe('the dynamic optimised model, as its published recursions', () => {
  it.each(golden.dynamic)('finds no larger sum of squares: $series', (case_) => {
    const values = Float64Array.from(seriesOf(case_.series).values);
    const { sumOfSquares } = fitDynamicTheta(values);
    expect(sumOfSquares / case_.sumOfSquares).toBeLessThan(1 + 1e-7);
  });

  it.each(golden.dynamic)(
    'at the same parameters has the same states, path and variance: $series',
    (case_) => {
      const { values } = seriesOf(case_.series);
      const { alpha, theta, initialLevel, level, slope, average, sumOfSquares } = case_;
      const n = values.length;
      const sigma2 = sumOfSquares / (n - 3);
      const before = createThetaModel({
        ...trainTheta(values, { variant: 'dynamic' }).toJSON(),
        alpha,
        theta,
        level: initialLevel,
        slope: 0,
        mean: 0,
        sigma2,
        training: trainingOf(0),
      });
      const model = before.append(values);
      const size = sizeOf(values);
      expect(worst([model.level, model.slope, model.mean!], [level, slope, average], size)).toBeLessThan(
        1e-11,
      );
      const { mean, intervals } = model.forecast(sampleOf(15));
      expect(worst(mean, case_.mean, size)).toBeLessThan(1e-11);
      const z = normalQuantile(0.975);
      const variance = intervals[0]!.upper.map((upper, h) => ((upper - mean[h]!) / z) ** 2 / sigma2);
      // The generator takes differences of paths one standard deviation apart.
      const largest = case_.variance.at(-1)!;
      expect(worst(variance, case_.variance, largest)).toBeLessThan(1e-7);
    },
  );
});
