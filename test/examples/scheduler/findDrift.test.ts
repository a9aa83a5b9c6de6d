import { createForecastLedger, createMemoryStore, createPriceSeries, type RegisteredModel } from 'coincast';
import { describe, expect, it } from 'vitest';
import { findDrift } from '../../../examples/scheduler/src/retraining/findDrift.js';
import type { Services } from '../../../examples/scheduler/src/services/Services.js';

const hour = 3_600_000;
const horizon = 4;
const start = Date.UTC(2026, 0, 1);
/** Errors of ten folds, in fractions of the price. */
const backtest = [-0.02, 0.01, 0.015, -0.01, 0.02, -0.015, 0.005, -0.005, 0.012, -0.012];
const champion = {
  coin: 'bitcoin',
  version: 'v1',
  training: { stepMs: hour },
  metrics: { backtestErrors: { absolute: backtest.map(Math.abs), signed: backtest } },
} as unknown as RegisteredModel;

/** The drift of a champion whose live forecasts, one after the other, were wrong by these fractions at every step. */
async function driftOf(fractions: readonly number[], about: RegisteredModel = champion) {
  const ledger = createForecastLedger({
    store: createMemoryStore(),
    clock: { now: () => start + 1000 * hour },
  });
  for (const [i, fraction] of fractions.entries()) {
    const timestamps = Float64Array.from({ length: horizon }, (_, k) => start + (i * horizon + k + 1) * hour);
    const mean = new Float64Array(horizon).fill(100 * (1 + fraction));
    await ledger.record(
      { timestamps, mean, intervals: [] },
      { coin: 'bitcoin', model: 'v1', lastPrice: 100 },
    );
  }
  const timestamps = Array.from({ length: fractions.length * horizon + 1 }, (_, k) => start + k * hour);
  await ledger.score(
    createPriceSeries({ timestamps, prices: timestamps.map(() => 100), coinId: 'bitcoin', stepMs: hour }),
  );
  return findDrift(about, { ledger, policy: { horizon } } as unknown as Services);
}

describe('findDrift', () => {
  it('finds none in errors like those of the backtest', async () => {
    expect(await driftOf([0.01, -0.012, 0.018, -0.015, 0.004, -0.02, 0.011])).toBeUndefined();
  });

  it('finds errors that have grown, and since when', async () => {
    const drift = await driftOf([0.01, -0.012, 0.09, -0.11, 0.1]);
    expect(drift).toMatchObject({ code: 'drift-error' });
    expect(drift!.why).toContain('since forecast 3 of 5');
  });

  it('finds errors of the same size that have all gone one way', async () => {
    const drift = await driftOf(Array.from({ length: 8 }, (_, i) => 0.016 + i / 10_000));
    expect(drift).toMatchObject({ code: 'drift-residuals' });
  });

  it('says nothing of few forecasts, none, or a champion that someone else registered', async () => {
    expect(await driftOf([0.016, 0.017])).toBeUndefined();
    expect(await driftOf([])).toBeUndefined();
    expect(await driftOf([0.5, 0.5, 0.5], { ...champion, metrics: {} })).toBeUndefined();
  });
});
