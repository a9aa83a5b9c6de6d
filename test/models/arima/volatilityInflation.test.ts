import { describe, expect, it } from 'vitest';
import { volatilityInflation } from '../../../src/models/arima/volatilityInflation.js';
import { trainArima } from '../../../src/models/index.js';
import { gaussian } from './bruteForce.js';

/** A random walk whose steps have the variance of a GARCH(1,1). */
function wildWalk(seed: number, length: number): { walk: Float64Array; steps: Float64Array } {
  const draw = gaussian(seed);
  const walk = new Float64Array(length);
  const steps = new Float64Array(length);
  let variance = 1;
  for (let t = 1; t < length; t++) {
    steps[t] = Math.sqrt(variance) * draw();
    variance = 0.05 + 0.15 * steps[t]! ** 2 + 0.8 * variance;
    walk[t] = walk[t - 1]! + steps[t]!;
  }
  return { walk, steps };
}

describe('volatilityInflation', () => {
  it('is near 1 for noise of one variance, and not below', () => {
    const draw = gaussian(3);
    const inflation = volatilityInflation(Float64Array.from({ length: 5000 }, draw));
    expect(inflation).toBeGreaterThanOrEqual(1);
    expect(inflation).toBeLessThan(1.1);
  });

  it('is the mean of the lagged products of squares over the squared variance', () => {
    const residuals = Float64Array.from({ length: 40 }, (_, t) => (t < 20 ? 1 : 3));
    const squares = Array.from(residuals, (residual) => residual ** 2);
    const variance = squares.reduce((sum, square) => sum + square, 0) / 40;
    const ratios = Array.from({ length: 10 }, (_, k) => {
      const products = squares.slice(k + 1).map((square, t) => square * squares[t]!);
      return products.reduce((sum, product) => sum + product, 0) / products.length / variance ** 2;
    });
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / 10;
    expect(volatilityInflation(residuals)).toBeCloseTo(mean, 12);
  });

  it('is above 1 where volatility comes in spells, and 1 for what is too short or zero', () => {
    expect(volatilityInflation(wildWalk(5, 2000).steps)).toBeGreaterThan(1.3);
    expect(volatilityInflation(Float64Array.of(1, -1, 2))).toBe(1);
    expect(volatilityInflation(new Float64Array(50))).toBe(1);
  });
});

describe('an order chosen by trainArima', () => {
  it('is that of a random walk for most random walks with spells of volatility', () => {
    const chosen = Array.from({ length: 12 }, (_, i) => {
      const search = { maxP: 3, maxQ: 3 };
      return trainArima(wildWalk(100 + i, 400).walk, { search }).order.join();
    });
    expect(chosen.filter((order) => order === '0,1,0').length).toBeGreaterThan(9);
  });

  it('has no second difference where the first leaves noise, though its level drifts a little', () => {
    const orders = Array.from(
      { length: 12 },
      (_, i) => trainArima(wildWalk(300 + i, 400).walk, { search: { maxP: 0, maxQ: 0 } }).order[1],
    );
    expect(Math.max(...orders)).toBe(1);
  });

  it('has two where the slope itself wanders', () => {
    const draw = gaussian(9);
    let level = 0;
    let slope = 0;
    const values = Array.from({ length: 300 }, () => {
      slope += draw();
      level += slope;
      return level;
    });
    expect(trainArima(values, { search: { maxP: 1, maxQ: 1 } }).order[1]).toBe(2);
  });
});
