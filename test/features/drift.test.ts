import { describe, expect, it } from 'vitest';
import {
  createFeatureStream,
  obv,
  rollingCorrelation,
  rollingStandardDeviation,
  sma,
  vwap,
  wma,
} from '../../src/features/index.js';
import { createRandomStream } from '../../src/math/index.js';
import { createCandleSeries } from '../../src/series/index.js';

const length = 1_000_000;
const stream = createRandomStream(7);
// A level that moves over six powers of ten, and a spike in the middle that sums carried on would never forget.
const values = Float64Array.from(
  { length },
  (_, k) => 1000 + 999 * Math.sin(k / 5e4) + 0.01 * stream.normal(),
);
values[length / 2] = 1e12;
const window = 24;
const tail = values.slice(-window);
const close = (actual: number | undefined, expected: number) =>
  expect(Math.abs(actual! - expected) / Math.abs(expected)).toBeLessThan(1e-12);

describe('after a million rows', () => {
  it('windows are what they would be alone', () => {
    const alone = [...tail];
    close(sma(values, { period: window }).at(-1), sma(alone, { period: window }).at(-1)!);
    close(wma(values, { period: window }).at(-1), wma(alone, { period: window }).at(-1)!);
    close(
      rollingStandardDeviation(values, { window }).at(-1),
      rollingStandardDeviation(alone, { window }).at(-1)!,
    );
    const other = values.map((value, k) => value + Math.sin(k * k));
    close(
      rollingCorrelation(values, other, { window }).at(-1),
      rollingCorrelation(alone, other.slice(-window), { window }).at(-1)!,
    );
  });

  it('totals have not drifted', () => {
    // Tenths are not exact, their total is: it would be off by some 1e-9 of itself if errors were dropped.
    const rising = Float64Array.from({ length }, (_, k) => 1 + k);
    const tenths = new Float64Array(length).fill(0.1);
    const candles = createCandleSeries({
      timestamps: rising,
      opens: rising,
      highs: rising,
      lows: rising,
      closes: rising,
      volumes: tenths,
    });
    expect(obv(candles).at(-1)).toBe(0.1 * length);
    close(vwap(candles, { window: 3 }).at(-1), length - 1);
  });

  it('a stream is still the same', () => {
    const live = createFeatureStream({
      mean: { feature: 'sma', period: window },
      wide: { feature: 'ema', period: 9 },
    });
    const count = 50_000;
    let last = Number.NaN;
    for (let k = 0; k < count; k++) last = live.push({ timestamp: k, price: values[k]! }).values.mean;
    expect(last).toBe(sma(values.slice(0, count), { period: window }).at(-1));
  });
});
