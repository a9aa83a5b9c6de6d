import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  InsufficientDataError,
  InvalidArgumentError,
  IrregularSeriesError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import {
  type BuildFeaturesOptions,
  buildFeatures,
  type ColumnName,
  type FeatureSeries,
  type FeatureSpec,
  logReturns,
  macd,
  relativeStrength,
  rollingStandardDeviation,
  rsi,
  sma,
} from '../../src/features/index.js';
import { createPriceSeries } from '../../src/series/index.js';
import { sampleCandles } from './sampleCandles.js';

const n = 40;
const prices = Array.from({ length: n }, (_, k) => 100 + 10 * Math.sin(k) + k);
const timestamps = prices.map((_, k) => k * 60_000);
const series = createPriceSeries({ timestamps, prices, volumes: prices.map((price) => price * 2) });

const spec = {
  r1: { feature: 'logReturns' },
  r5: { feature: 'logReturns', span: 5 },
  mean10: { feature: 'sma', period: 10 },
  volume3: { feature: 'sma', period: 3, of: 'volume' },
  volatility8: { feature: 'rollingStandardDeviation', window: 8, of: { feature: 'logReturns' } },
  rsi14: { feature: 'rsi' },
} as const;

describe('buildFeatures', () => {
  it('gives a column of each feature, begun where all are known', () => {
    const { columns, timestamps: times, warmUp } = buildFeatures(series, spec);
    expect(warmUp).toEqual({ r1: 1, r5: 5, mean10: 9, volume3: 2, volatility8: 8, rsi14: 14 });
    expect(times).toEqual(series.timestamps.slice(14));
    expect(columns.r1).toEqual(logReturns(series).slice(14));
    expect(columns.r5).toEqual(logReturns(series, { span: 5 }).slice(14));
    expect(columns.mean10).toEqual(sma(series, { period: 10 }).slice(14));
    expect(columns.volume3).toEqual(sma(series.volumes!, { period: 3 }).slice(14));
    expect(columns.rsi14).toEqual(rsi(series).slice(14));
    const returns = logReturns(series).slice(1);
    expect(columns.volatility8).toEqual(rollingStandardDeviation(returns, { window: 8 }).slice(13));
  });

  it('names the columns of a feature that has several, in the result and in its type', () => {
    const trend = { trend: { feature: 'macd' }, r: { feature: 'lag', of: 'volume' } } as const;
    const { columns } = buildFeatures(series, trend);
    expect(Object.keys(columns)).toEqual(['trend.macd', 'trend.signal', 'trend.histogram', 'r']);
    expect(columns['trend.signal']).toEqual(macd(series).signal.slice(33));
    expectTypeOf<ColumnName<typeof trend>>().toEqualTypeOf<
      'trend.macd' | 'trend.signal' | 'trend.histogram' | 'r'
    >();
    expectTypeOf(columns).toEqualTypeOf<
      Readonly<Record<'trend.macd' | 'trend.signal' | 'trend.histogram' | 'r', Float64Array>>
    >();
  });

  it('says on how many observations a value depends', () => {
    const { lookBack } = buildFeatures(series, spec);
    const forever = Number.POSITIVE_INFINITY;
    expect(lookBack).toEqual({ r1: 2, r5: 6, mean10: 10, volume3: 3, volatility8: 9, rsi14: forever });
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

  it('is the same whatever the number of rows computed at a time', () => {
    const long = createPriceSeries({
      timestamps: Array.from({ length: 5000 }, (_, k) => k),
      prices: Array.from({ length: 5000 }, (_, k) => 100 + ((k * 7919) % 1000)),
    });
    const { columns } = buildFeatures(long, {
      a: { feature: 'sma', period: 3000 },
      b: { feature: 'wma', period: 7 },
    });
    expect(columns.a).toHaveLength(2001);
    expect(columns.b).toEqual(
      buildFeatures(long, { b: { feature: 'wma', period: 7 } }, { keepWarmUp: true }).columns.b.slice(2999),
    );
    const mean = long.prices.slice(2000).reduce((sum, price) => sum + price, 0) / 3000;
    expect(columns.a.at(-1)).toBeCloseTo(mean, 9);
  });

  it('computes features of features, each once', () => {
    const nested = { feature: 'macd', fastPeriod: 3, slowPeriod: 6, signalPeriod: 2 } as const;
    const table = buildFeatures(series, {
      a: { feature: 'lag', span: 2, of: { ...nested, output: 'signal' } },
      b: { feature: 'zScore', window: 5, of: { ...nested, output: 'histogram' } },
      c: { feature: 'rollingCorrelation', window: 6, of: { ...nested, output: 'macd' }, with: 'volume' },
    });
    const { signal } = macd(series, { fastPeriod: 3, slowPeriod: 6, signalPeriod: 2 });
    expect(table.warmUp).toEqual({ a: 8, b: 10, c: 10 });
    expect(table.columns.a).toEqual(signal.slice(8, -2));
  });

  it('takes the prices of other coins at the times of the series', () => {
    const times = [-1, ...timestamps.flatMap((time) => [time, time + 1])];
    const bitcoin = createPriceSeries({
      timestamps: times,
      prices: times.map((time) => 500 + Math.sin(time)),
    });
    const { columns } = buildFeatures(
      series,
      { strength: { feature: 'relativeStrength', span: 3, with: { other: 'bitcoin' } } },
      { others: { bitcoin } },
    );
    const rival = timestamps.map((time) => 500 + Math.sin(time));
    expect(columns.strength).toEqual(relativeStrength(series, rival, { span: 3 }).slice(3));
  });

  it('refuses another coin that is not there, or not at all times', () => {
    const strength = { s: { feature: 'relativeStrength', with: { other: 'bitcoin' } } } as const;
    expect(() => buildFeatures(series, strength)).toThrow(
      /^others must be an object with the series "bitcoin", which spec\.s\.with names/,
    );
    const holes = createPriceSeries({ timestamps: [0, 60_000, 180_000], prices: [1, 2, 3] });
    const act = () => buildFeatures(series, strength, { others: { bitcoin: holes } });
    expect(act).toThrow(IrregularSeriesError);
    expect(act).toThrow('others.bitcoin has no observation at 1970-01-01T00:02:00.000Z');
    expect(() => buildFeatures(series, strength, { others: { bitcoin: prices } as never })).toThrow(
      /^others\.bitcoin must be a PriceSeries or a CandleSeries/,
    );
  });

  it.each([true, false])('refuses a series that ends within the warm-up (keepWarmUp %s)', (keepWarmUp) => {
    const build = (period: number) =>
      buildFeatures(
        series,
        { slow: { feature: 'sma', period }, fast: { feature: 'sma', period: 2 } },
        { keepWarmUp },
      );
    expect(() => build(n + 1)).toThrow(InsufficientDataError);
    expect(() => build(n + 1)).toThrow(
      'buildFeatures with the column slow needs at least 41 observations, got 40.',
    );
    expect(build(n).timestamps).toHaveLength(keepWarmUp ? n : 1);
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
      /^spec\.a must be an object with the keys feature, period, of/,
    ],
    [
      'a source where there is none',
      { a: { feature: 'atr', of: 'price' } },
      /keys feature, period, got "of"/,
    ],
    [
      'an option out of bounds',
      { good: { feature: 'rsi' }, b: { feature: 'sma', period: 0 } },
      /^spec\.b\.period must be/,
    ],
    [
      'an option of a nested feature',
      { a: { feature: 'sma', period: 2, of: { feature: 'rsi', period: 1.5 } } },
      /^spec\.a\.of\.period must be an integer/,
    ],
    [
      'a nested feature without its output',
      { a: { feature: 'sma', period: 2, of: { feature: 'macd' } } },
      /^spec\.a\.of\.output must be one of "macd", "signal", "histogram"/,
    ],
    [
      'an output of a nested feature that has one column',
      { a: { feature: 'sma', period: 2, of: { feature: 'rsi', output: 'x' } } },
      /^spec\.a\.of\.output must be absent for a feature of one column, got "x"/,
    ],
    [
      'an unknown source',
      { a: { feature: 'sma', period: 2, of: 'prices' } },
      /^spec\.a\.of must be .* Did you mean "price"\?/,
    ],
    [
      'no second source',
      { a: { feature: 'rollingCorrelation', window: 2 } },
      /^spec\.a\.with must be a column/,
    ],
    [
      'a nameless coin',
      { a: { feature: 'sma', period: 2, of: { other: '' } } },
      /^spec\.a\.of\.other must be/,
    ],
    ['a column that is no object', { a: 'rsi' }, /^spec\.a must be an object that names its feature/],
    ['no columns', {}, /^spec must be an object with a feature for each column/],
    [
      'two columns of one name',
      { 'a.macd': { feature: 'lag' }, a: { feature: 'macd' } },
      /whose columns have names of their own, got "a\.macd"/,
    ],
    ['a column named as the times', { timestamp: { feature: 'lag' } }, /Rename "timestamp"/],
  ])('refuses %s, naming the column', (_, damaged, message) => {
    expect(() => buildFeatures(series, damaged as FeatureSpec)).toThrow(InvalidArgumentError);
    expect(() => buildFeatures(series, damaged as FeatureSpec)).toThrow(message);
  });

  it('refuses a feature within itself', () => {
    const circular: Record<string, unknown> = { feature: 'lag' };
    circular['of'] = circular;
    expect(() => buildFeatures(series, { a: circular } as never)).toThrow('a feature of at most 32 others');
  });

  it('refuses values that a feature cannot take, and those too large for it', () => {
    const act = () => buildFeatures(series, { a: { feature: 'logReturns', of: { feature: 'momentum' } } });
    expect(act).toThrow(NonFiniteValueError);
    expect(act).toThrow(/^spec\.a\.of\[\d+\] must be a positive number, got -/);
    const huge = createPriceSeries({ timestamps: [0, 1, 2], prices: [1e200, 1, 1e200] });
    expect(() => buildFeatures(huge, { a: { feature: 'rollingStandardDeviation', window: 2 } })).toThrow(
      /^spec\.a\[1\] must be a finite number, but the input is too large for it/,
    );
  });

  it('refuses volumes and market capitalisations of a series without any', () => {
    const bare = createPriceSeries({ timestamps, prices });
    const act = () => buildFeatures(bare, { v: { feature: 'sma', period: 2, of: 'volume' } });
    expect(act).toThrow(
      /^series must be a series with volumes, which spec\.v\.of needs, got "a PriceSeries without/,
    );
    expect(() => buildFeatures(sampleCandles(), { m: { feature: 'lag', of: 'marketCap' } })).toThrow(
      /^series must be a PriceSeries with market capitalisations, which spec\.m\.of needs/,
    );
  });

  it.each<[unknown, unknown, unknown, RegExp]>([
    [prices, spec, {}, /^series must be a PriceSeries or a CandleSeries/],
    [series, null, {}, /^spec must be an object/],
    [series, spec, { keepWarmUp: 1 }, /^keepWarmUp must be true or false/],
    [series, spec, { keepWarmup: true }, /Did you mean "keepWarmUp"\?/],
    [series, spec, { others: null }, /^others must be an object/],
  ])('refuses wrong arguments', (input, columns, options, message) => {
    const act = () =>
      buildFeatures(input as FeatureSeries, columns as FeatureSpec, options as BuildFeaturesOptions);
    expect(act).toThrow(InvalidArgumentError);
    expect(act).toThrow(message);
  });
});
