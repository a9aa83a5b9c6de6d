import { describe, expect, it } from 'vitest';
import { InsufficientDataError, InvalidArgumentError, NonFiniteValueError } from '../../src/errors/index.js';
import {
  type BuildFeaturesOptions,
  buildFeatures,
  type FeatureSpec,
  logReturns,
  rollingMean,
  rollingStandardDeviation,
  rsi,
} from '../../src/features/index.js';
import { createPriceSeries, type PriceSeries } from '../../src/series/index.js';

const n = 40;
const prices = Array.from({ length: n }, (_, k) => 100 + 10 * Math.sin(k) + k);
const timestamps = prices.map((_, k) => k * 60_000);
const series = createPriceSeries({ timestamps, prices, volumes: prices.map((price) => price * 2) });

const spec = {
  r1: { feature: 'logReturns' },
  r5: { feature: 'logReturns', span: 5 },
  mean10: { feature: 'rollingMean', window: 10 },
  volume3: { feature: 'rollingMean', window: 3, of: 'volumes' },
  volatility8: { feature: 'rollingStandardDeviation', window: 8, of: 'logReturns' },
  rsi14: { feature: 'rsi' },
} as const;

describe('buildFeatures', () => {
  it('gives a column of each feature, begun where all are known', () => {
    const { columns, timestamps: times, warmUp } = buildFeatures(series, spec);
    expect(warmUp).toEqual({ r1: 1, r5: 5, mean10: 9, volume3: 2, volatility8: 8, rsi14: 14 });
    expect(times).toEqual(series.timestamps.slice(14));
    expect(columns.r1).toEqual(logReturns(series).slice(14));
    expect(columns.r5).toEqual(logReturns(series, { span: 5 }).slice(14));
    expect(columns.mean10).toEqual(rollingMean(series, { window: 10 }).slice(14));
    expect(columns.volume3).toEqual(rollingMean(series.volumes!, { window: 3 }).slice(14));
    expect(columns.rsi14).toEqual(rsi(series).slice(14));
    const returns = logReturns(series).slice(1);
    expect(columns.volatility8).toEqual(rollingStandardDeviation(returns, { window: 8 }).slice(13));
  });

  it('holds no NaN, or in the warm-up of each column alone', () => {
    const dropped = buildFeatures(series, spec);
    const kept = buildFeatures(series, spec, { keepWarmUp: true });
    expect(kept.timestamps).toEqual(series.timestamps);
    for (const name of Object.keys(spec) as (keyof typeof spec)[]) {
      expect(dropped.columns[name].some(Number.isNaN)).toBe(false);
      expect([...kept.columns[name]].map(Number.isNaN)).toEqual(prices.map((_, k) => k < kept.warmUp[name]));
    }
  });

  it('keeps the warm-up of a series that is nothing else', () => {
    const short = createPriceSeries({ timestamps: [0, 1], prices: [1, 2] });
    const table = buildFeatures(short, { rsi14: { feature: 'rsi' } }, { keepWarmUp: true });
    expect([...table.columns.rsi14]).toEqual([Number.NaN, Number.NaN]);
  });

  it('refuses a series that ends within the warm-up, naming the slowest column', () => {
    const act = () => buildFeatures(series, { slow: { feature: 'rollingMean', window: n + 1 } });
    expect(act).toThrow(InsufficientDataError);
    expect(act).toThrow('buildFeatures with the column slow needs at least 41 observations, got 40.');
    expect(buildFeatures(series, { slow: { feature: 'rollingMean', window: n } }).timestamps).toHaveLength(1);
  });

  it.each<[string, object, RegExp]>([
    [
      'an unknown feature',
      { a: { feature: 'rsy' } },
      /^spec\.a\.feature must be one of .* Did you mean "rsi"\?/,
    ],
    ['no feature', { a: {} }, /^spec\.a\.feature must be one of/],
    ['an unknown option', { a: { feature: 'rsi', perod: 3 } }, /^spec\.a .* Did you mean "period"\?/],
    [
      'an option of another feature',
      { a: { feature: 'rsi', window: 3 } },
      /^spec\.a must be an object with the keys period/,
    ],
    [
      'an option out of bounds',
      { good: { feature: 'rsi' }, b: { feature: 'rollingMean', window: 0 } },
      /^spec\.b\.window must be/,
    ],
    [
      'an unknown source',
      { a: { feature: 'rollingMean', window: 2, of: 'price' } },
      /^spec\.a\.of must be .* Did you mean "prices"\?/,
    ],
    ['a column that is no object', { a: 'rsi' }, /^spec\.a must be an object that names its feature/],
    ['no columns', {}, /^spec must be an object with a feature for each column/],
  ])('refuses %s, naming the column', (_, damaged, message) => {
    expect(() => buildFeatures(series, damaged as FeatureSpec)).toThrow(InvalidArgumentError);
    expect(() => buildFeatures(series, damaged as FeatureSpec)).toThrow(message);
  });

  it('refuses a series whose prices were damaged after it was built', () => {
    const damaged = createPriceSeries({ timestamps, prices });
    damaged.prices[3] = Number.NaN;
    expect(() => buildFeatures(damaged, spec)).toThrow(NonFiniteValueError);
  });

  it('refuses volumes of a series without any', () => {
    const bare = createPriceSeries({ timestamps, prices });
    const act = () => buildFeatures(bare, { v: { feature: 'rollingMean', window: 2, of: 'volumes' } });
    expect(act).toThrow(/^spec\.v\.of must be "prices" or "logReturns" for a series without volumes/);
  });

  it.each<[unknown, unknown, unknown, RegExp]>([
    [prices, spec, {}, /^series must be a PriceSeries/],
    [series, null, {}, /^spec must be an object/],
    [series, spec, { keepWarmUp: 1 }, /^keepWarmUp must be true or false/],
    [series, spec, { keepWarmup: true }, /Did you mean "keepWarmUp"\?/],
  ])('refuses wrong arguments', (input, columns, options, message) => {
    const act = () =>
      buildFeatures(input as PriceSeries, columns as FeatureSpec, options as BuildFeaturesOptions);
    expect(act).toThrow(InvalidArgumentError);
    expect(act).toThrow(message);
  });
});
