import fc from 'fast-check';
import { sampleStandardDeviation } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { buildFeatures, rollingMean, rollingStandardDeviation } from '../../src/features/index.js';
import { createPriceSeries, type PriceSeries, sliceSeries } from '../../src/series/index.js';

const price = fc.double({ min: 0.001, max: 1e6, noNaN: true });
const prices = fc.array(price, { minLength: 2, maxLength: 60 });
const seriesOf = (values: readonly number[], scale = 1): PriceSeries =>
  createPriceSeries({ timestamps: values.map((_, k) => k), prices: values.map((value) => value * scale) });

const cases = fc.record({ span: fc.integer({ min: 1, max: 5 }), window: fc.integer({ min: 2, max: 12 }) });
const table = (series: PriceSeries, { span, window }: { span: number; window: number }) =>
  buildFeatures(
    series,
    {
      returns: { feature: 'logReturns', span },
      mean: { feature: 'rollingMean', window },
      deviation: { feature: 'rollingStandardDeviation', window },
      volatility: { feature: 'rollingStandardDeviation', window, of: 'logReturns' },
      rsi: { feature: 'rsi', period: window },
    },
    { keepWarmUp: true },
  ).columns;

const names = ['returns', 'mean', 'deviation', 'volatility', 'rsi'] as const;

describe('every feature', () => {
  it('is causal: a prefix has the same values, bit for bit', () => {
    fc.assert(
      fc.property(prices, cases, fc.nat({ max: 60 }), (values, options, cut) => {
        const series = seriesOf(values);
        const length = 1 + (cut % values.length);
        const whole = table(series, options);
        const prefix = table(sliceSeries(series, { to: length }), options);
        for (const name of names) expect(prefix[name]).toEqual(whole[name].slice(0, length));
      }),
    );
  });

  it('does not touch its input', () => {
    fc.assert(
      fc.property(prices, cases, (values, options) => {
        const series = seriesOf(values);
        table(series, options);
        expect([...series.prices]).toEqual(values.map((value) => value));
      }),
    );
  });

  it('keeps the laws of scale: powers of two change levels exactly and ratios not at all', () => {
    fc.assert(
      fc.property(prices, cases, fc.integer({ min: -8, max: 8 }), (values, options, power) => {
        const scale = 2 ** power;
        const plain = table(seriesOf(values), options);
        const scaled = table(seriesOf(values, scale), options);
        for (const name of ['mean', 'deviation'] as const) {
          expect(scaled[name]).toEqual(plain[name].map((value) => value * scale));
        }
        expect(scaled.rsi).toEqual(plain.rsi);
      }),
    );
  });
});

describe('rolling moments', () => {
  it('agree with the definition, window by window', () => {
    fc.assert(
      fc.property(prices, fc.integer({ min: 2, max: 12 }), (values, window) => {
        const means = rollingMean(values, { window });
        const deviations = rollingStandardDeviation(values, { window });
        for (let end = window; end <= values.length; end++) {
          const part = values.slice(end - window, end);
          const largest = Math.max(...part);
          const mean = part.reduce((sum, value) => sum + value, 0) / window;
          // Rounding is relative to the largest price of the window, in either way of adding up.
          expect(Math.abs(means[end - 1]! - mean)).toBeLessThanOrEqual(1e-14 * window * largest);
          expect(Math.abs(deviations[end - 1]! - sampleStandardDeviation(part))).toBeLessThanOrEqual(
            1e-14 * window * largest,
          );
        }
      }),
    );
  });
});
