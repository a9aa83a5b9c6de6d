import { describe, expect, it } from 'vitest';
import { auditTrainer, backtest } from '../../../src/evaluation/index.js';
import { prophetTrainer } from '../../../src/models/index.js';
import { simulateMarket } from '../../../src/testing/index.js';

const series = simulateMarket({ seed: 11, length: 400 });
const explicit = { yearly: false, weekly: false, daily: true } as const;
const folds = { horizon: 12, initial: 240, step: 30 };

/** The same trainer without its way of its own. */
function plain(options: Parameters<typeof prophetTrainer>[0]) {
  const trainer = prophetTrainer(options);
  return (...[each, context]: Parameters<typeof trainer>) => trainer(each, context);
}

function expectSame(a: Float64Array, b: Float64Array): void {
  expect(a.length).toBe(b.length);
  a.forEach((value, i) => {
    expect(Math.abs(value - b[i]!)).toBeLessThan(1e-6 * Math.abs(value));
  });
}

describe('prophetTrainer', () => {
  it.each([
    ['a price series', series],
    ['bare numbers', series.prices],
  ] as const)('has backtests forecast as training in every fold does: %s', async (_, each) => {
    const options = each === series ? explicit : {};
    const quick = await backtest(each, prophetTrainer(options), folds);
    const slow = await backtest(each, plain(options), folds);
    expect(quick.folds).toHaveLength(slow.folds.length);
    quick.folds.forEach((fold, i) => {
      const other = slow.folds[i]!;
      expectSame(fold.mean, other.mean);
      expectSame(fold.intervals[0]!.lower, other.intervals[0]!.lower);
      expect([...fold.timestamps]).toEqual([...other.timestamps]);
    });
  });

  it('trains anew where the window slides', async () => {
    const sliding = { ...folds, window: { sliding: 200 } } as const;
    const quick = await backtest(series, prophetTrainer(explicit), sliding);
    const slow = await backtest(series, plain(explicit), sliding);
    expect(quick.folds.map(({ mean }) => [...mean])).toEqual(slow.folds.map(({ mean }) => [...mean]));
  });

  it('sees nothing of what comes after an origin, with automatic rules and transformation', async () => {
    const trainer = prophetTrainer({ transform: { boxCox: 'auto' } });
    expect((await auditTrainer(series, trainer, { ...folds, step: 60 })).leaks).toEqual([]);
  });

  it('refuses options row by row, and unknown ones', () => {
    expect(() => prophetTrainer({ regressors: {} } as never)).toThrow(/regressors/);
    expect(() => prophetTrainer({ weekley: true } as never)).toThrow(/weekly/);
  });
});
