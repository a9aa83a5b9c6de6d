import { createForecastLedger, createMemoryStore, createPriceSeries } from 'coincast';
import { describe, expect, it } from 'vitest';
import { toLiveScoreboard } from '../../../examples/api-server/src/services/toLiveScoreboard.js';

const hourMs = 3_600_000;
const now = 1_800_000_000_000 - (1_800_000_000_000 % hourMs);

/** Forecasts of four steps from two origins; the prices are known up to now. */
async function report() {
  const ledger = createForecastLedger({ store: createMemoryStore(), clock: { now: () => now } });
  const timestamps = Array.from({ length: 8 }, (_, i) => now + (i - 7) * hourMs);
  const prices = [100, 104, 98, 103, 107, 101, 96, 108];
  for (const origin of [1, 5]) {
    const due = [1, 2, 3, 4].map((step) => timestamps[0]! + (origin + step) * hourMs);
    const mean = due.map((_, i) => 100 + i);
    const interval = {
      level: 0.8,
      lower: mean.map((value) => value - 4),
      upper: mean.map((value) => value + 4),
    };
    const forecast = {
      timestamps: Float64Array.from(due),
      mean: Float64Array.from(mean),
      intervals: [interval],
    };
    await ledger.record(forecast as never, {
      coin: 'bitcoin',
      model: 'a',
      kind: 'ets',
      lastPrice: prices[origin]!,
    });
  }
  await ledger.score(createPriceSeries({ timestamps, prices, coinId: 'bitcoin' }));
  return ledger.report({ coin: 'bitcoin' });
}

describe('toLiveScoreboard', () => {
  it('pools over all steps as the ledger itself does', async () => {
    const whole = await report();
    const [ledgers] = whole.models;
    const [model] = toLiveScoreboard(whole, 4).models;
    expect(model).toMatchObject({ version: 'a', kind: 'ets', forecasts: 2, n: 6, open: 0, pending: 2 });
    for (const name of ['mae', 'naiveMae', 'bias', 'skill'] as const)
      expect(model![name]).toBeCloseTo(ledgers![name]!, 12);
    expect(model!.intervals).toEqual([{ level: 0.8, n: 6, covered: 4, coverage: 4 / 6 }]);
  });

  it('pools over the first steps alone where that is asked for', async () => {
    const [model] = toLiveScoreboard(await report(), 1).models;
    // |100 - 98| and |100 - 96|, against |104 - 98| and |101 - 96|.
    expect(model).toMatchObject({ n: 2, mae: 3, naiveMae: 5.5, bias: 3 });
    expect(model!.skill).toBeCloseTo(1 - 3 / 5.5, 12);
  });

  it('has null, never NaN, where nothing has come true', async () => {
    const whole = await report();
    const open = whole.models.map((model) => ({
      ...model,
      steps: model.steps.map((step) => ({
        ...step,
        n: 0,
        mae: null,
        naiveMae: null,
        bias: null,
        intervals: [],
      })),
    }));
    const [model] = toLiveScoreboard({ ...whole, models: open }, 24).models;
    expect(model).toMatchObject({ n: 0, mae: null, naiveMae: null, skill: null, bias: null, intervals: [] });
  });

  it('leaves out models without a step in the window', async () => {
    const whole = await report();
    expect(
      toLiveScoreboard({ ...whole, models: whole.models.map((model) => ({ ...model, steps: [] })) }, 24)
        .models,
    ).toEqual([]);
  });
});
