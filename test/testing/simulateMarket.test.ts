import { describe, expect, it } from 'vitest';
import { type SimulateMarketOptions, simulateMarket } from '../../src/testing/index.js';

const hour = 3_600_000;
const logReturns = (prices: Float64Array) =>
  Array.from(prices.subarray(1), (price, index) => Math.log(price / prices[index]!));
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const moment = (values: number[], power: number) => {
  const center = mean(values);
  return mean(values.map((value) => (value - center) ** power));
};
const correlation = (values: number[], lag: number) => {
  const center = mean(values);
  const product = values.slice(lag).map((value, i) => (value - center) * (values[i]! - center));
  return (mean(product) * product.length) / (moment(values, 2) * values.length);
};

describe('simulateMarket', () => {
  it('gives what was asked for', () => {
    const series = simulateMarket({
      seed: 7,
      length: 3,
      stepMs: 1000 * 60 * 5,
      startTimestamp: 0,
      startPrice: 123.45,
      circulatingSupply: 10,
      coinId: 'toy',
      vsCurrency: 'eur',
    });
    expect(Array.from(series.timestamps)).toEqual([0, 300_000, 600_000]);
    expect(series.prices[0]).toBe(123.45);
    expect(series.marketCaps![0]).toBe(1234.5);
    expect(series).toMatchObject({ coinId: 'toy', vsCurrency: 'eur', stepMs: 300_000 });
  });

  it('gives 90 days of hours by default', () => {
    expect(simulateMarket()).toMatchObject({ stepMs: hour, prices: { length: 2160 } });
  });

  it('repeats itself with the seed, and only with it', () => {
    expect(simulateMarket({ seed: 7 })).toEqual(simulateMarket({ seed: 7 }));
    expect(simulateMarket({ seed: 8 }).prices).not.toEqual(simulateMarket({ seed: 7 }).prices);
  });

  it('begins alike whatever its length', () => {
    const long = simulateMarket({ seed: 7, length: 500 });
    const short = simulateMarket({ seed: 7, length: 100 });
    expect(short.prices).toEqual(long.prices.slice(0, 100));
    expect(short.volumes).toEqual(long.volumes!.slice(0, 100));
  });

  describe('over four years of hours, like bitcoin in 2022 to 2025', () => {
    // Bounds hold the real figures (standard deviation 0.0055, kurtosis 16.7, correlations -0.01, 0.28, 0.16)
    // and the spread of these seeds with room to spare.
    const returns = [1, 2, 3, 4].map((seed) => logReturns(simulateMarket({ seed, length: 35_064 }).prices));

    it('has returns of the size asked for by annualVolatility', () => {
      const yearly = returns.map((values) => Math.sqrt(moment(values, 2) * 8766));
      for (const volatility of yearly) expect(volatility).toBeGreaterThan(0.4);
      for (const volatility of yearly) expect(volatility).toBeLessThan(0.65);
    });

    it.each(returns.map((values, index) => [index + 1, values] as const))(
      'has heavy tails, clustered volatility and no pattern in the mean: seed %i',
      (_seed, values) => {
        const sizes = values.map(Math.abs);
        expect(moment(values, 4) / moment(values, 2) ** 2).toBeGreaterThan(6);
        expect(Math.abs(correlation(values, 1))).toBeLessThan(0.04);
        expect(correlation(sizes, 1)).toBeGreaterThan(0.2);
        expect(correlation(sizes, 24)).toBeGreaterThan(0.1);
      },
    );
  });

  it.each([1 / 12, 1 / 4, 1, 4, 24])('keeps its volatility at steps of %d hours', (hours) => {
    const length = Math.min(100_000, (8766 * 4) / hours);
    const returns = logReturns(simulateMarket({ seed: 11, length, stepMs: hours * hour }).prices);
    const yearly = Math.sqrt((moment(returns, 2) * 8766) / hours);
    // Asked for is 0.5; within one path its own spells of calm and turbulence weigh.
    expect(yearly).toBeGreaterThan(0.35);
    expect(yearly).toBeLessThan(0.7);
  });

  it('returns to its price when told to', () => {
    const { prices } = simulateMarket({
      seed: 2,
      length: 80_000,
      startPrice: 100,
      reversionHalfLifeDays: 30,
    });
    expect(Math.max(...prices)).toBeLessThan(250);
    expect(Math.min(...prices)).toBeGreaterThan(40);
  });

  it('drifts when told to', () => {
    const { prices } = simulateMarket({ length: 8767, annualVolatility: 0, annualDrift: 1, startPrice: 1 });
    const unmoved = simulateMarket({ length: 8767, annualVolatility: 0, annualDrift: 0, startPrice: 1 });
    expect(Math.log(prices.at(-1)! / unmoved.prices.at(-1)!)).toBeCloseTo(1, 9);
  });

  it('trades about the daily volume asked for, more when prices move', () => {
    const series = simulateMarket({ seed: 4, length: 20_000, dailyVolume: 1000 });
    const volumes = Array.from(series.volumes!);
    expect(mean(volumes)).toBeGreaterThan(600);
    expect(mean(volumes)).toBeLessThan(1600);
    const swings = volumes.map((_, i) =>
      Math.abs(Math.log(series.prices[i]! / series.prices[Math.max(0, i - 24)]!)),
    );
    const order = swings.map((_, i) => i).sort((a, b) => swings[a]! - swings[b]!);
    const half = order.length / 2;
    const calm = mean(order.slice(0, half).map((i) => volumes[i]!));
    const wild = mean(order.slice(half).map((i) => volumes[i]!));
    expect(wild / calm).toBeGreaterThan(1.1);
  });

  it.each<[SimulateMarketOptions, string]>([
    [{ length: 0 }, 'length must be an integer at least 1'],
    [{ stepMs: 1 }, 'stepMs must be an integer at least 60000'],
    [{ startPrice: 0 }, 'startPrice must be a number above 0'],
    [{ annualVolatility: 6 }, 'annualVolatility must be a number at least 0 and at most 5'],
    [{ seed: 0.5 }, 'seed must be an integer'],
    [{ reversionHalfLifeDays: 0 }, 'reversionHalfLifeDays must be a number at least 1'],
    [{ n: 5 } as SimulateMarketOptions, 'simulateMarket options must be an object with the keys'],
  ])('refuses %j', (options, message) => {
    expect(() => simulateMarket(options)).toThrow(message);
  });
});
