import { describe, expect, it } from 'vitest';
import { describeStationarity } from '../../src/pipeline/describeStationarity.js';
import { createPriceSeries } from '../../src/series/index.js';
import { simulateMarket } from '../../src/testing/index.js';

const series = (price: (index: number) => number, length = 300) => {
  const positions = Array.from({ length }, (_, index) => index);
  return createPriceSeries({
    timestamps: positions.map((index) => index * 1000),
    prices: positions.map(price),
  });
};
const noise = (index: number) => Math.sin(index * index);

describe('describeStationarity', () => {
  it('finds a wandering price not stationary and its returns stationary', () => {
    const { prices, logReturns } = describeStationarity(simulateMarket({ seed: 5, length: 720 }));
    expect(prices.verdict).toBe('not stationary');
    expect(logReturns.verdict).toBe('stationary');
    expect(logReturns.adf.n).toBe(719);
  });

  it('finds a price that keeps to its level stationary', () => {
    expect(describeStationarity(series((index) => 100 + noise(index))).prices.verdict).toBe('stationary');
  });

  it('is undecided where both tests reject', () => {
    // Noise around two levels: no unit root, and no single level either.
    const { adf, kpss, verdict } = describeStationarity(
      series((index) => 100 + 3 * noise(index) + (index < 150 ? 0 : 2)),
    ).prices;
    expect([adf.rejectAt(0.05), kpss.rejectAt(0.05)]).toEqual([true, true]);
    expect(verdict).toBe('undecided');
  });
});
