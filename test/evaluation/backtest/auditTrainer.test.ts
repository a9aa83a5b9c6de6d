import { describe, expect, it } from 'vitest';
import { InsufficientDataError, LookAheadError } from '../../../src/errors/index.js';
import { auditTrainer, type BacktestTrainer, backtest } from '../../../src/evaluation/index.js';
import { type FittedModel, trainArima, trainDrift, trainNaive } from '../../../src/models/index.js';
import { isPriceSeries, type SeriesInput } from '../../../src/series/index.js';
import { simulateMarket } from '../../../src/testing/index.js';
import { randomWalk } from './walks.js';

const market = simulateMarket({ seed: 5, length: 200 });
const walk = randomWalk(200, 5);
const pricesOf = (series: SeriesInput) => (isPriceSeries(series) ? series.prices : (series as Float64Array));
const arima: BacktestTrainer = (series, context) => trainArima(series, { ...context, order: [1, 1, 0] });

/** The naive model with another mean. */
function withMean(series: SeriesInput, meanOf: (horizon: number) => Float64Array): FittedModel {
  const model = trainNaive(series);
  return { ...model, forecast: (options) => ({ ...model.forecast(options), mean: meanOf(options.horizon) }) };
}

/** Three ways to see what is still to come. */
const peeks = {
  'reads on behind the end of its array': (): BacktestTrainer => (series) => {
    const prices = pricesOf(series);
    const everything = new Float64Array(prices.buffer);
    return withMean(series, (horizon) => everything.slice(prices.length, prices.length + horizon));
  },
  'writes the future into what is compared later': (): BacktestTrainer => (series) => {
    const prices = pricesOf(series);
    prices[prices.length - 1] = 0;
    return trainNaive(series);
  },
  'keeps the whole series and looks its place up': (): BacktestTrainer => (series, _, fold) =>
    withMean(series, (horizon) => walk.slice(fold.end, fold.end + horizon)),
  'remembers the longest series it has seen': (): BacktestTrainer => {
    let longest = new Float64Array();
    return (series) => {
      const prices = pricesOf(series);
      if (prices.length > longest.length) longest = prices.slice();
      const known = longest;
      const last = prices.at(-1)!;
      return withMean(series, (horizon) =>
        Float64Array.from({ length: horizon }, (__, i) => known[prices.length + i] ?? last),
      );
    };
  },
  'leans a little towards the future': (): BacktestTrainer => (series, _, fold) =>
    withMean(series, (horizon) => {
      const last = pricesOf(series).at(-1)!;
      return walk.slice(fold.end, fold.end + horizon).map((value) => 0.9 * last + 0.1 * value);
    }),
};

describe('the look-ahead guard', () => {
  it('leaves nothing behind the end of an array to read', async () => {
    const run = backtest(walk, peeks['reads on behind the end of its array']());
    await expect(run).rejects.toThrow(
      'forecast.mean.length must be 1, the length of the steps asked for, got 0.',
    );
  });

  it('refuses a trainer that writes to its series, and nobody else sees what it wrote', async () => {
    const before = walk.slice();
    const run = backtest(walk, peeks['writes the future into what is compared later']());
    await expect(run).rejects.toBeInstanceOf(LookAheadError);
    await expect(run).rejects.toMatchObject({ kind: 'wrote', fold: 0 });
    await expect(run).rejects.toThrow(
      /^The trainer wrote to the series it was given in fold 1 \(value 99 was /,
    );
    expect(walk).toEqual(before);
  });

  it('refuses one whose model writes to what it is told, or to timestamps', async () => {
    const scribbler: BacktestTrainer = (series, context) => {
      const model = trainNaive(series, context);
      return {
        ...model,
        append: (news) => {
          pricesOf(news)[0] = 1;
          return model;
        },
      };
    };
    await expect(backtest(walk, scribbler, { refitEvery: 3 })).rejects.toMatchObject({
      kind: 'wrote',
      fold: 1,
    });
    const clockmaker: BacktestTrainer = (series, context) => {
      const model = trainNaive(series, context);
      if (isPriceSeries(series)) series.timestamps[0] = 0;
      return model;
    };
    await expect(backtest(market, clockmaker)).rejects.toMatchObject({ kind: 'wrote', fold: 0 });
  });

  it.each([
    ['writes the future into what is compared later', 'wrote'],
    ['keeps the whole series and looks its place up', 'hindsight'],
    ['leans a little towards the future', 'hindsight'],
    ['remembers the longest series it has seen', 'memory'],
  ] as const)('with audit refuses one that %s', async (peek, kind) => {
    const { clean, leaks } = await auditTrainer(walk, peeks[peek](), { horizon: 4 });
    expect(clean).toBe(false);
    expect(leaks[0]!.kind).toBe(kind);
    const run = backtest(walk, peeks[peek](), { horizon: 4, audit: true });
    await expect(run).rejects.toBeInstanceOf(LookAheadError);
    await expect(run).rejects.toMatchObject({ kind, message: leaks[0]!.statement });
  });

  it('with audit gives of an honest one what it gives without', async () => {
    const audited = await backtest(walk, trainNaive, { horizon: 4, audit: true });
    expect(audited).toEqual(await backtest(walk, trainNaive, { horizon: 4 }));
  });
});

describe('auditTrainer', () => {
  it.each([
    ['naive', trainNaive, walk],
    ['drift', trainDrift, market],
    ['ARIMA', arima, walk],
    ['ARIMA of prices', arima, market],
  ] as const)('finds nothing against %s', async (_name, trainer, series) => {
    const { clean, leaks, hindsight } = await auditTrainer(series, trainer as BacktestTrainer, {
      horizon: 3,
    });
    expect(leaks).toEqual([]);
    expect(clean).toBe(true);
    expect(Math.abs(hindsight)).toBeLessThan(4);
  });

  it('finds nothing against a forecaster who always hopes', async () => {
    const rising = Float64Array.from({ length: 200 }, (_, t) => 100 + t + Math.sin(t * t));
    const hopeful: BacktestTrainer = (series) =>
      withMean(series, (horizon) => {
        const last = pricesOf(series).at(-1)!;
        return Float64Array.from({ length: horizon }, (_, i) => last + i + 1);
      });
    expect((await auditTrainer(rising, hopeful, { horizon: 5 })).clean).toBe(true);
  });

  it('takes random numbers without a seed for memory, and those of the fold for what they are', async () => {
    const noisy =
      (draw: (fold: { seed: number }) => number): BacktestTrainer =>
      (series, _, fold) => {
        const noise = draw(fold);
        return withMean(series, (horizon) =>
          new Float64Array(horizon).fill(pricesOf(series).at(-1)! + noise),
        );
      };
    let state = 0.5;
    const careless = noisy(() => (state = (state * 997.13) % 1));
    expect((await auditTrainer(walk, careless)).leaks[0]).toMatchObject({ kind: 'memory' });
    expect(
      (
        await auditTrainer(
          walk,
          noisy(({ seed }) => seed / 2 ** 32),
        )
      ).clean,
    ).toBe(true);
  });

  it('has a rolling way forecast again with another future', async () => {
    const withRolling = (knownTo: (end: number) => number): BacktestTrainer =>
      Object.assign((...[series, context]: Parameters<BacktestTrainer>) => trainDrift(series, context), {
        *rolling(
          series: SeriesInput,
          {
            folds,
            horizon,
            levels,
          }: { folds: readonly { end: number }[]; horizon: number; levels: readonly number[] },
        ) {
          const prices = pricesOf(series);
          for (const { end } of folds) {
            const scale = Math.max(...prices.slice(0, knownTo(end)));
            const model = trainDrift(prices.slice(0, end).map((price) => price / scale));
            const { mean, intervals, timestamps } = model.forecast({ horizon, levels });
            const back = (values: Float64Array) => values.map((value) => value * scale);
            yield {
              timestamps,
              mean: back(mean),
              intervals: intervals.map(({ level, lower, upper }) => ({
                level,
                lower: back(lower),
                upper: back(upper),
              })),
            };
          }
        },
      });
    expect(
      (
        await auditTrainer(
          walk,
          withRolling((end) => end),
        )
      ).clean,
    ).toBe(true);
    const scaledByAll = await auditTrainer(
      walk,
      withRolling(() => walk.length),
    );
    expect(scaledByAll.leaks).toMatchObject([{ kind: 'future', fold: 0 }]);
  });

  it('says how many observations it takes', async () => {
    const options = { initial: 20, horizon: 3, gap: 2 };
    const short = auditTrainer(walk.slice(0, 47), trainNaive, options);
    await expect(short).rejects.toBeInstanceOf(InsufficientDataError);
    await expect(short).rejects.toMatchObject({ needed: 48, got: 47 });
    expect((await auditTrainer(walk.slice(0, 48), trainNaive, options)).clean).toBe(true);
  });

  it('tells its progress and can be aborted', async () => {
    const dones: number[] = [];
    await auditTrainer(walk, trainNaive, { onProgress: ({ done, total }) => dones.push(done / total!) });
    expect(dones).toHaveLength(48);
    expect(dones.at(-1)).toBe(1);
    const reason = new Error('enough');
    const controller = new AbortController();
    const onProgress = ({ done }: { done: number }) => done === 20 && controller.abort(reason);
    await expect(auditTrainer(walk, trainNaive, { signal: controller.signal, onProgress })).rejects.toBe(
      reason,
    );
  });

  it('refuses an option it does not know', async () => {
    await expect(auditTrainer(walk, trainNaive, { audit: true } as never)).rejects.toThrow(
      'auditTrainer options',
    );
  });
});
