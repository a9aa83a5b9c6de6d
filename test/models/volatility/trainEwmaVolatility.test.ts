import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
  SerializationError,
} from '../../../src/errors/index.js';
import { restoreEwmaVolatility, trainEwmaVolatility } from '../../../src/models/index.js';
import { createPriceSeries } from '../../../src/series/index.js';
import { pricesOf, simulatedReturns } from './simulatedReturns.js';

const returns = simulatedReturns({ omega: 1e-8, alpha: 0.05, beta: 0.95 }, { n: 1500, seed: 6, first: 1e-4 });
const prices = pricesOf(returns);

describe('trainEwmaVolatility', () => {
  it('averages squared returns from their mean on', () => {
    const model = trainEwmaVolatility([0.1, -0.3, 0.2], { input: 'returns', lambda: 0.5 });
    const start = (0.01 + 0.09 + 0.04) / 3;
    const { variance, cumulativeVariance, mean } = model.forecast({ horizon: 3 });
    const next = 0.5 * (0.5 * (0.5 * start + 0.5 * 0.01) + 0.5 * 0.09) + 0.5 * 0.04;
    expect(variance[0]).toBeCloseTo(next, 15);
    expect(variance[2]).toBe(variance[0]);
    expect(cumulativeVariance[2]).toBeCloseTo(3 * next, 15);
    expect([...mean]).toEqual([0, 0, 0]);
  });

  it('takes 0.94 when lambda is left open, and finds the one of a simulated process', () => {
    expect(trainEwmaVolatility(prices).lambda).toBe(0.94);
    expect(Math.abs(trainEwmaVolatility(prices, { lambda: 'auto' }).lambda - 0.95)).toBeLessThan(0.015);
  });

  it('keeps the last price as the mean, and replaces the last one', () => {
    const model = trainEwmaVolatility(prices.slice(0, 100));
    expect([...model.forecast({ horizon: 2 }).mean]).toEqual([prices[99], prices[99]]);
    const open = model.append([prices[100]! * 1.1]);
    const closed = open.append([prices[100]!, prices[101]!], { replaceLast: true });
    expect(closed.toJSON()).toEqual(model.append(prices.slice(100, 102)).toJSON());
  });

  it('estimates where most returns are zero, and never gives a number that is none', () => {
    const still = Array.from({ length: 3000 }, (_, t) => (t % 1000 === 3 ? 0.01 : 0));
    for (const lambda of ['auto', 0.5, 1e-3, 0.9999] as const) {
      const model = trainEwmaVolatility(still, { input: 'returns', lambda });
      const { variance, intervals } = model.forecast({ horizon: 2 });
      expect([...variance, ...intervals[1]!.upper].every(Number.isFinite)).toBe(true);
      restoreEwmaVolatility(JSON.parse(JSON.stringify(model)));
    }
  });

  it('refuses what it cannot use', () => {
    expect(() => trainEwmaVolatility([100, 101])).toThrow(InsufficientDataError);
    expect(() => trainEwmaVolatility(prices.slice(0, 20), { lambda: 'auto' })).toThrow(InsufficientDataError);
    expect(() => trainEwmaVolatility([5, 5, 5, 5])).toThrow(DegenerateSeriesError);
    expect(() => trainEwmaVolatility([5, 0, 5, 6])).toThrow(NonFiniteValueError);
    for (const lambda of [0, 1, 1.5, Number.NaN, 'best', null]) {
      expect(() => trainEwmaVolatility(prices, { lambda: lambda as never })).toThrow(InvalidArgumentError);
    }
    const series = createPriceSeries({ timestamps: [0, 1, 2, 3], prices: [1, 2, 3, 4] });
    expect(() => trainEwmaVolatility(series, { input: 'returns' })).toThrow(/bare numbers/);
  });

  it.each([
    { lambda: 1 },
    { variance: -1 },
    { previousValue: undefined },
    { input: 'returns' },
    { lastValue: -1 },
  ])('refuses a state with %o', (spoil) => {
    const state = JSON.parse(JSON.stringify({ ...trainEwmaVolatility(prices).toJSON(), ...spoil }));
    expect(() => restoreEwmaVolatility(state)).toThrow(SerializationError);
  });
});
