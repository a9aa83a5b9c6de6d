import { describe, expect, it } from 'vitest';
import { hindsight } from '../../../src/evaluation/backtest/hindsight.js';

/** Origins at values that change by these shares at the next step, where these are forecast. */
function hindsightOf(last: readonly number[], real: readonly number[], forecast: readonly number[]): number {
  const values = Float64Array.from(last.flatMap((value, k) => [value, value + Math.abs(value) * real[k]!]));
  const origins = last.map((_, k) => ({ index: k, start: 0, end: 2 * k + 1, refit: true, seed: k }));
  const forecasts = last.map((value, k) => ({
    mean: Float64Array.of(value + Math.abs(value) * forecast[k]!),
    intervals: [],
  }));
  return hindsight({ values, plan: { horizon: 1, gap: 0 } } as never, origins, forecasts as never);
}

describe('hindsight at one step', () => {
  // Spearman's rank correlation times the root of one less than the origins.
  it.each([
    { forecast: [0.1, 0.2, 0.3, 0.4], rho: 1 },
    { forecast: [0.4, 0.3, 0.2, 0.1], rho: -1 },
    { forecast: [0.1, 0.2, 0.4, 0.3], rho: 0.8 },
    { forecast: [0.2, 0.2, 0.2, 0.2], rho: 0 },
  ])('is the rank correlation in standard deviations: $forecast', ({ forecast, rho }) => {
    const z = hindsightOf([100, 100, 100, 100], [0.01, 0.02, 0.03, 0.04], forecast);
    expect(z).toBeCloseTo(rho * Math.sqrt(3), 12);
  });

  it('compares changes relative to the level, whatever its sign', () => {
    // In absolute terms both would have the same order.
    expect(hindsightOf([1, 1000, 1, -1000], [0.1, 0.01, 0.2, 0.02], [0.01, 0.02, 0.1, 0.2])).toBeCloseTo(
      0,
      12,
    );
  });
});
