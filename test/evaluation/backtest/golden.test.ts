import { describe, expect, it } from 'vitest';
import { type BacktestTrainer, backtest } from '../../../src/evaluation/index.js';
import { trainArima, trainDrift, trainNaive } from '../../../src/models/index.js';
import golden from '../../golden/backtest/cases.json' with { type: 'json' };

const trainers: Readonly<Record<string, BacktestTrainer>> = {
  naive: trainNaive,
  drift: trainDrift,
  arima: (series, context) => trainArima(series, { ...context, order: [1, 0, 0] }),
};

describe.each(golden.cases)('$name', ({ model, series, horizon, window, initial, errors }) => {
  it('has the errors of tsCV at every origin whose steps are all observed', async () => {
    const { folds } = await backtest(series, trainers[model]!, {
      horizon,
      step: 1,
      // Of an expanding window tsCV leaves out the origin `initial` itself.
      ...(window > 0 ? { window: { sliding: window } } : { initial: initial + 1 }),
    });
    const complete = errors
      .map((row, i) => ({ end: i + 1, row }))
      .filter(({ row }) => row.every((error) => error !== null));
    expect(folds.map(({ end }) => end)).toEqual(complete.map(({ end }) => end));
    // Means are the same arithmetic; of the ARIMA both stop searching where the likelihood is flat to 1e-8.
    const tolerance = model === 'arima' ? 2e-3 : 1e-11;
    folds.forEach(({ actual, mean }, k) => {
      complete[k]!.row.forEach((error, i) => {
        expect(Math.abs(actual[i]! - mean[i]! - error!)).toBeLessThan(tolerance);
      });
    });
  });
});
