import { describe, expect, it } from 'vitest';
import { InsufficientDataError, InvalidArgumentError } from '../../src/errors/index.js';
import {
  type AuditedFunction,
  auditLeakage,
  buildFeatures,
  type FeatureSeries,
  sma,
} from '../../src/features/index.js';
import { type CandleSeries, candlesToPrices, type PriceSeries } from '../../src/series/index.js';
import { simulateMarket } from '../../src/testing/index.js';
import { sampleCandles } from './sampleCandles.js';

const series = simulateMarket({ seed: 5, length: 400 });
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
const known = (values: Float64Array) => sma(values, { period: 20 });

/** The four leaks that people make, in the three forms in which they write features. */
const planted: Readonly<
  Record<string, { leak: AuditedFunction<PriceSeries>; column: string; first: number; ahead: number }>
> = {
  'a centred window': {
    column: 'centred',
    first: 0,
    ahead: 5,
    leak: ({ prices }) => ({
      causal: prices.map((price, t) => price - (prices[t - 1] ?? price)),
      centred: prices.map((_, t) => mean(prices.slice(Math.max(0, t - 5), t + 6))),
    }),
  },
  'scaling by the whole sample': {
    column: 'values',
    first: 0,
    ahead: 399,
    leak: ({ prices }) => {
      const centre = mean(prices);
      return prices.map((price) => price / centre - 1);
    },
  },
  'a shift by -1': {
    column: 'target',
    first: 0,
    ahead: 1,
    leak: ({ timestamps, prices }) =>
      Array.from(timestamps, (timestamp, t) => ({
        timestamp,
        price: prices[t],
        target: prices[t + 1] ?? null,
      })),
  },
  'a backfilled warm-up': {
    column: 'mean20',
    first: 0,
    ahead: 19,
    leak: ({ timestamps, prices }) => {
      if (prices.length < 20) return { timestamps, columns: { mean20: prices.map(() => Number.NaN) } };
      const column = known(prices);
      return {
        timestamps,
        columns: { mean20: column.map((value) => (Number.isNaN(value) ? column[19]! : value)) },
      };
    },
  },
};

describe('auditLeakage', () => {
  it.each(Object.entries(planted))('catches %s', (_, { leak, column, first, ahead }) => {
    const { clean, leaks } = auditLeakage(leak, series);
    expect(clean).toBe(false);
    expect(leaks).toHaveLength(1);
    expect(leaks[0]).toMatchObject({ column, index: first, timestamp: series.timestamps[first] });
    // How far it looks is seen from where the replays stop.
    expect(leaks[0]!.stepsAhead).toBeLessThanOrEqual(ahead);
    expect(leaks[0]!.stepsAhead).toBeGreaterThan(ahead / 3);
    const everywhere = auditLeakage(leak, series, { cuts: series.prices.length });
    expect(everywhere.leaks[0]!.stepsAhead).toBe(ahead);
  });

  it.each([1, 2, 3])('catches them whatever the seed (%d)', (seed) => {
    for (const { leak } of Object.values(planted))
      expect(auditLeakage(leak, series, { seed }).clean).toBe(false);
  });

  it('catches days known before they end, between which values are filled from later', () => {
    const daily: AuditedFunction<PriceSeries> = ({ timestamps, prices }) => {
      const lastOfDay = new Map(
        Array.from(timestamps, (time, t) => [Math.floor(time / 86_400_000), prices[t]!]),
      );
      return Array.from(timestamps, (time) => lastOfDay.get(Math.floor(time / 86_400_000)));
    };
    const { leaks } = auditLeakage(daily, series);
    expect(leaks[0]).toMatchObject({ column: 'values' });
    expect(leaks[0]!.stepsAhead).toBeGreaterThan(4);
  });

  it('names the first feature and its first value, with what it was and what it became', () => {
    const { timestamps } = series;
    const leak: AuditedFunction<PriceSeries> = ({ prices }) => ({
      late: prices.map((price, t) => (t === 200 ? (prices[210] ?? Number.NaN) : price)),
      early: prices.map((price, t) => (t === 100 ? (prices[110] ?? Number.NaN) : price)),
    });
    const { leaks } = auditLeakage(leak, series, { cuts: 400 });
    expect(leaks.map(({ column, index }) => [column, index])).toEqual([
      ['early', 100],
      ['late', 200],
    ]);
    expect(leaks[0]).toEqual({
      column: 'early',
      timestamp: timestamps[100],
      index: 100,
      value: series.prices[110],
      replayed: Number.NaN,
      knownUntil: timestamps[100],
      replay: 'prefix',
      stepsAhead: 10,
    });
  });

  it('catches what a prefix hides, by another future', () => {
    // Falls back on the present where the future is missing, and is at the same price then.
    const sly: AuditedFunction<PriceSeries> = ({ prices }) =>
      prices.map((price, t) => prices[t + 1] ?? price);
    const flat = { ...series, prices: new Float64Array(400).fill(7) };
    expect(auditLeakage(sly, flat).leaks[0]).toMatchObject({ replay: 'perturbation', value: 7 });
  });

  it('finds causal functions clean, in all forms', () => {
    const causal: AuditedFunction[] = [
      (part) => buildFeatures(part, { r: { feature: 'rsi' }, m: { feature: 'macd' } }),
      ({ timestamps }) => timestamps.map((time) => time % 7),
      ({ timestamps }) => Array.from(timestamps, (_, t) => ({ t, known: t > 3 ? `${t}` : null })),
      ({ timestamps }) => ({ timestamps: [...timestamps].slice(2), values: [...timestamps].slice(2) }),
      (part) => Array.from((part as PriceSeries).prices, (price, t) => (t === 0 ? undefined : price)),
    ];
    for (const target of causal) expect(auditLeakage(target, series).clean).toBe(true);
    const skipping = auditLeakage(causal[0]!, series);
    // Prefixes within the warm-up are refused by the features, and say nothing.
    expect(skipping.skipped).toBeGreaterThan(0);
    expect(skipping.replays + skipping.skipped).toBe(48);
  });

  it('takes candles, and changes their shape, volumes and other coins', () => {
    const candles = sampleCandles(100);
    const ahead = (values: Float64Array) => values.map((_, t) => values[t + 1] ?? 0);
    const leaks: AuditedFunction<CandleSeries>[] = [
      ({ highs, lows, closes }) => ahead(highs.map((high, t) => (high - lows[t]!) / closes[t]!)),
      ({ opens }) => ahead(opens),
      ({ volumes }) => ahead(volumes!),
      (_, others) => ahead((others['rival'] as PriceSeries).prices),
    ];
    const others = { rival: candlesToPrices(candles) };
    for (const leak of leaks) expect(auditLeakage(leak, candles, { others }).clean).toBe(false);
    const spec = { s: { feature: 'relativeStrength', with: { other: 'rival' } } } as const;
    expect(auditLeakage(spec, candles, { others })).toMatchObject({ clean: true, skipped: 0 });
  });

  it('does not let the function reach the series', () => {
    const before = [...series.prices];
    auditLeakage((part) => (part as PriceSeries).prices.fill(0), series);
    expect([...series.prices]).toEqual(before);
  });

  it('lets rounding pass, as of sums that fall differently, and nothing with a tolerance of 0', () => {
    const rounded: AuditedFunction<PriceSeries> = ({ prices }) => {
      const total = prices.reduce((sum, price) => sum + price, 0);
      return prices.map((price) => price + total - total);
    };
    expect(auditLeakage(rounded, series).clean).toBe(true);
    expect(auditLeakage(rounded, series, { tolerance: 0 }).clean).toBe(false);
  });

  it('refuses a function that gives other values for the same series', () => {
    let calls = 0;
    const act = () => auditLeakage(({ timestamps }) => timestamps.map(() => calls++), series);
    expect(act).toThrow(InvalidArgumentError);
    expect(act).toThrow(/^target must be a function that gives the same values/);
  });

  it.each<[string, (part: FeatureSeries) => unknown, RegExp]>([
    ['nothing', () => undefined, /^target\(series\) must be an array/],
    ['a promise', async () => [], /^target\(series\) must be an array/],
    ['a number', () => 3, /^target\(series\) must be an array/],
    ['too few values', () => [1, 2], /^target\(series\)\.values\.length must be 400/],
    [
      'a column too short',
      () => ({ a: [1] }),
      /^target\(series\)\.a\.length must be 400, one value for each time/,
    ],
    ['an object without columns', () => ({}), /^target\(series\) must be an array/],
    [
      'rows out of order',
      () => [{ timestamp: 2 }, { timestamp: 1 }],
      /^target\(series\)\.timestamps\[1\] must be/,
    ],
    ['rows without time, too few', () => [{ a: 1 }], /^target\(series\)\.rows\.length must be 400/],
  ])('refuses a function that returns %s', (_, target, message) => {
    expect(() => auditLeakage(target as AuditedFunction, series)).toThrow(message);
  });

  it('throws what the function throws for the whole series, or whenever a part is missing', () => {
    const failure = new Error('no prices');
    expect(() =>
      auditLeakage(() => {
        throw failure;
      }, series),
    ).toThrow(failure);
    const whole: AuditedFunction<PriceSeries> = ({ prices }) => {
      if (prices[399] !== series.prices[399])
        throw new InsufficientDataError({ operation: 'all', needed: 400, got: 1 });
      return prices;
    };
    expect(() => auditLeakage(whole, series)).toThrow('all needs at least 400 observations');
  });

  it.each<[unknown, object, RegExp]>([
    [{ a: { feature: 'rsy' } }, {}, /Did you mean "rsi"\?/],
    [undefined, {}, /^spec must be an object/],
    [{ a: { feature: 'rsi' } }, { cut: 3 }, /Did you mean "cuts"\?/],
    [{ a: { feature: 'rsi' } }, { cuts: 0 }, /^cuts must be/],
    [{ a: { feature: 'rsi' } }, { tolerance: 1 }, /^tolerance must be/],
    [{ a: { feature: 'rsi' } }, { others: { b: 3 } }, /^others\.b must be/],
  ])('refuses wrong arguments', (target, options, message) => {
    expect(() => auditLeakage(target as never, series, options)).toThrow(message);
  });
});
