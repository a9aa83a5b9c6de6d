import fc from 'fast-check';
import { sampleStandardDeviation } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import {
  auditLeakage,
  buildFeatures,
  createFeatureStream,
  ema,
  type FeatureColumnSpec,
  rollingCorrelation,
  rollingQuantile,
  rollingStandardDeviation,
  sma,
  wma,
} from '../../src/features/index.js';
import { createCandleSeries, createPriceSeries, type PriceSeries } from '../../src/series/index.js';

const price = fc.double({ min: 0.001, max: 1e6, noNaN: true });
const prices = fc.array(price, { minLength: 30, maxLength: 90 });
const window = fc.integer({ min: 2, max: 29 });
const seriesOf = (values: readonly number[]): PriceSeries =>
  createPriceSeries({ timestamps: values.map((_, k) => k), prices: values });

/** Candles of any shape, volumes among which are zeros. */
const candles = fc
  .array(fc.tuple(price, price, fc.double({ min: 1, max: 2, noNaN: true }), fc.nat({ max: 5 })), {
    minLength: 40,
    maxLength: 90,
  })
  .map((rows) =>
    createCandleSeries({
      timestamps: rows.map((_, k) => k * 3_600_000),
      opens: rows.map(([open]) => open),
      highs: rows.map(([open, close, reach]) => Math.max(open, close) * reach),
      lows: rows.map(([open, close, reach]) => Math.min(open, close) / reach),
      closes: rows.map(([, close]) => close),
      volumes: rows.map(([, , , volume]) => volume),
    }),
  );

/** Any feature with any windows, of each other where they can be. */
const anyFeature = window.chain((size) => {
  const short = 1 + (size % 5);
  const plain: FeatureColumnSpec[] = [
    { feature: 'sma', period: size },
    { feature: 'ema', period: size },
    { feature: 'wma', period: size, of: 'volume' },
    { feature: 'zScore', window: short + 1, of: { feature: 'rsi', period: short } },
    { feature: 'macd', fastPeriod: short, slowPeriod: short + 3, signalPeriod: 3 },
    { feature: 'adx', period: short },
    { feature: 'aroon', period: size },
    { feature: 'ichimoku', conversionPeriod: short, basePeriod: size, spanPeriod: 9, displacement: short },
    { feature: 'parabolicSar' },
    { feature: 'supertrend', period: short },
    { feature: 'stochastic', period: size, smoothing: short, signalPeriod: 2 },
    { feature: 'cci', period: size },
    { feature: 'mfi', period: size },
    { feature: 'yangZhangVolatility', window: size },
    { feature: 'ewmaVolatility' },
    { feature: 'obv' },
    { feature: 'vwap', window: size },
    { feature: 'vwap' },
    { feature: 'chaikinMoneyFlow', period: size },
    { feature: 'drawdown', window: size },
    { feature: 'rollingQuantile', window: size, probability: 0.8, of: { feature: 'logReturns' } },
    { feature: 'rollingCorrelation', window: size, of: { feature: 'lag' }, with: 'volume' },
    {
      feature: 'rollingStandardDeviation',
      window: size,
      of: { feature: 'stochastic', output: 'k', period: 3 },
    },
  ];
  return fc.constantFrom(...plain);
});

describe('every feature', () => {
  it('is causal', () => {
    fc.assert(
      fc.property(candles, anyFeature, fc.integer(), (series, feature, seed) => {
        const { clean, skipped } = auditLeakage({ x: feature }, series, { cuts: 5, seed, tolerance: 0 });
        expect([clean, skipped]).toEqual([true, 0]);
      }),
    );
  });

  it('is the same a candle at a time, whatever was replaced, wherever the history ends', () => {
    fc.assert(
      fc.property(
        candles,
        anyFeature,
        fc.nat({ max: 39 }),
        fc.infiniteStream(fc.nat({ max: 2 })),
        (series, x, from, replacements) => {
          const { length } = series.timestamps;
          const history = { ...series };
          for (const [key, values] of Object.entries(series)) {
            if (values instanceof Float64Array) Object.assign(history, { [key]: values.slice(0, from) });
          }
          const stream = createFeatureStream({ x }, from === 0 ? {} : { history });
          const streamed = Array.from({ length: length - from }, (_, step) => {
            const row = from + step;
            const at = (other: number) => ({
              timestamp: series.timestamps[row]!,
              open: series.opens[other]!,
              high: series.highs[other]!,
              low: series.lows[other]!,
              close: series.closes[other]!,
              volume: series.volumes![other]!,
            });
            const times = replacements.next().value!;
            if (times === 0) return stream.push(at(row));
            stream.push(at((row * 7) % length));
            if (times === 2) stream.replaceLast(at((row * 11) % length));
            return stream.replaceLast(at(row));
          });
          const options = { keepWarmUp: true } as const;
          let table: Record<string, Float64Array>;
          try {
            table = buildFeatures(series, { x }, options).columns;
          } catch (error) {
            // Some are longer than the shortest series.
            expect(error).toMatchObject({ code: 'insufficient-data' });
            return;
          }
          for (const [name, column] of Object.entries(table)) {
            const values = streamed.map((row) => (row.values as Record<string, number>)[name]!);
            expect(Float64Array.from(values)).toEqual(column.slice(from));
          }
        },
      ),
    );
  });
});

/** What a statistic makes of each window. */
const rolled = (
  values: readonly number[],
  size: number,
  statistic: (part: number[], end: number) => number,
) => values.slice(size - 1).map((_, start) => statistic(values.slice(start, start + size), start + size - 1));

const largestApart = (actual: Float64Array, expected: readonly number[]) =>
  Math.max(...expected.map((value, k) => Math.abs(value - actual[actual.length - expected.length + k]!)));

describe('windows', () => {
  it('agree with their definition', () => {
    fc.assert(
      fc.property(prices, window, (values, size) => {
        const largest = Math.max(...values);
        // Rounding is relative to the largest price, in either way of adding up.
        const rounding = 1e-14 * size * largest;
        const mean = (part: number[]) => part.reduce((sum, value) => sum + value, 0) / size;
        const weighted = (part: number[]) =>
          part.reduce((sum, value, k) => sum + (k + 1) * value, 0) / ((size * (size + 1)) / 2);
        expect(largestApart(sma(values, { period: size }), rolled(values, size, mean))).toBeLessThan(
          rounding,
        );
        expect(largestApart(wma(values, { period: size }), rolled(values, size, weighted))).toBeLessThan(
          rounding,
        );
        expect(
          largestApart(
            rollingStandardDeviation(values, { window: size }),
            rolled(values, size, (part) => sampleStandardDeviation(part)),
          ),
        ).toBeLessThan(rounding);
        const sorted = (part: number[]) => [...part].sort((a, b) => a - b);
        expect([...rollingQuantile(values, { window: size, probability: 0 }).slice(size - 1)]).toEqual(
          rolled(values, size, (part) => sorted(part)[0]!),
        );
        expect([...rollingQuantile(values, { window: size, probability: 1 }).slice(size - 1)]).toEqual(
          rolled(values, size, (part) => sorted(part)[size - 1]!),
        );
      }),
    );
  });

  it('have extremes, and their ages, by definition', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 30, maxLength: 90 }),
        window,
        (values, size) => {
          const columns = { opens: values, highs: values, lows: values, closes: values };
          const flat = createCandleSeries({ timestamps: values.map((_, k) => k), ...columns });
          const spec = {
            d: { feature: 'donchian', period: size },
            a: { feature: 'aroon', period: size },
          } as const;
          fc.pre(new Set(values).size > 1);
          const table = buildFeatures(flat, spec, { keepWarmUp: true }).columns;
          expect([...table['d.upper'].slice(size - 1)]).toEqual(
            rolled(values, size, (part) => Math.max(...part)),
          );
          expect([...table['d.lower'].slice(size - 1)]).toEqual(
            rolled(values, size, (part) => Math.min(...part)),
          );
          const ago = (part: number[]) => size - part.lastIndexOf(Math.max(...part));
          expect([...table['a.up'].slice(size)]).toEqual(
            rolled(values, size + 1, (part) => (100 * (size - ago(part))) / size),
          );
        },
      ),
    );
  });

  it('shift with their values, and their deviations do not', () => {
    const whole = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 30, maxLength: 90 });
    fc.assert(
      fc.property(whole, window, fc.integer({ min: 0, max: 1_000_000 }), (values, size, shift) => {
        const shifted = values.map((value) => value + shift);
        for (const average of [sma, ema, wma]) {
          const plain = average(values, { period: size });
          const moved = average(shifted, { period: size });
          expect(
            largestApart(
              moved,
              [...plain.slice(size - 1)].map((value) => value + shift),
            ),
          ).toBeLessThan(1e-9);
        }
        const deviation = rollingStandardDeviation(values, { window: size });
        // Differences of integers are exact, so the deviations of shifted values are the same bits.
        expect(rollingStandardDeviation(shifted, { window: size })).toEqual(deviation);
      }),
    );
  });

  it('scale exactly by powers of two, and correlations do not change', () => {
    fc.assert(
      fc.property(prices, window, fc.integer({ min: -8, max: 8 }), (values, size, power) => {
        fc.pre(new Set(values).size > 1);
        const scaled = values.map((value) => value * 2 ** power);
        for (const average of [sma, ema, wma]) {
          const plain = average(values, { period: size });
          expect(average(scaled, { period: size })).toEqual(plain.map((value) => value * 2 ** power));
        }
        const other = values.map((value, k) => value * Math.sin(k) ** 2 + k);
        const correlation = rollingCorrelation(values, other, { window: size });
        expect(rollingCorrelation(scaled, other, { window: size })).toEqual(correlation);
        expect(correlation.slice(size - 1).every((value) => Math.abs(value) <= 1)).toBe(true);
      }),
    );
  });

  it('take any series of prices', () => {
    fc.assert(
      fc.property(prices, (values) => {
        fc.pre(new Set(values).size > 1);
        const { columns } = buildFeatures(seriesOf(values), {
          a: { feature: 'bollinger' },
          b: { feature: 'rsi' },
        });
        for (const column of Object.values(columns)) expect(column.every(Number.isFinite)).toBe(true);
      }),
    );
  });
});
