import { describe, expect, it } from 'vitest';
import {
  InsufficientDataError,
  InvalidArgumentError,
  IrregularSeriesError,
  TrainerError,
} from '../../../src/errors/index.js';
import { type BacktestTrainer, backtest, evaluateForecast } from '../../../src/evaluation/index.js';
import {
  type FittedModel,
  refitArima,
  trainArima,
  trainDrift,
  trainNaive,
} from '../../../src/models/index.js';
import type { ProgressEvent } from '../../../src/runtime/index.js';
import { createPriceSeries, type SeriesInput } from '../../../src/series/index.js';
import { simulateMarket } from '../../../src/testing/index.js';
import { randomWalk } from './walks.js';

const walk = randomWalk(60, 1);
const arima: BacktestTrainer = (series, context) => trainArima(series, { ...context, order: [1, 1, 0] });

describe('the folds of a backtest', () => {
  it('move by the horizon from half of the series on, unless told otherwise', async () => {
    const { folds, horizons, overall } = await backtest(walk, trainNaive, { horizon: 7 });
    expect(folds.map(({ start, end }) => [start, end])).toEqual([30, 37, 44, 51].map((end) => [0, end]));
    expect(horizons.map(({ step, n }) => [step, n])).toEqual([1, 2, 3, 4, 5, 6, 7].map((step) => [step, 4]));
    expect(overall.n).toBe(28);
  });

  it('have origins, timestamps and actual values from the series itself', async () => {
    const market = simulateMarket({ seed: 1, length: 40 });
    const { folds } = await backtest(market, trainNaive, { horizon: 3, initial: 30, gap: 2 });
    expect(folds).toHaveLength(2);
    expect(folds[1]).toMatchObject({ index: 1, origin: market.timestamps[32], refit: true });
    expect(folds[1]!.timestamps).toEqual(market.timestamps.slice(35, 38));
    expect(folds[1]!.actual).toEqual(market.prices.slice(35, 38));
    expect((await backtest(walk, trainNaive, { initial: 58 })).folds[1]).toMatchObject({ origin: 58 });
  });

  it('train on the last observations alone when the window slides', async () => {
    const sizes: number[] = [];
    const noting: BacktestTrainer = (series, context) => {
      sizes.push((series as Float64Array).length);
      return trainNaive(series, context);
    };
    const options = { window: { sliding: 20 }, step: 10 } as const;
    const { folds } = await backtest(walk, noting, options);
    expect(folds.map(({ start, end }) => [start, end])).toEqual(
      [20, 30, 40, 50].map((end) => [end - 20, end]),
    );
    expect(sizes).toEqual([20, 20, 20, 20]);
    const later = await backtest(walk, noting, { ...options, initial: 50 });
    expect(later.folds.map(({ start, end }) => [start, end])).toEqual([[30, 50]]);
  });

  it('forecast across the gap and leave it out', async () => {
    const { folds } = await backtest(walk, trainDrift, { horizon: 2, gap: 3, initial: 40 });
    const model = trainDrift(walk.slice(0, 40));
    expect(folds[0]!.mean).toEqual(model.forecast({ horizon: 5 }).mean.slice(3));
    expect(folds[0]!.intervals[1]!.upper).toEqual(
      model.forecast({ horizon: 5 }).intervals[1]!.upper.slice(3),
    );
    expect(folds[0]!.actual).toEqual(walk.slice(43, 45));
  });
});

describe('between refits', () => {
  it('a model is told of what is new, with the parameters it has', async () => {
    const { folds } = await backtest(walk, arima, { initial: 40, refitEvery: 4 });
    expect(folds.map(({ refit }) => refit)).toEqual(folds.map((_, k) => k % 4 === 0));
    const first = trainArima(walk.slice(0, 40), { order: [1, 1, 0] });
    expect(folds[3]!.mean).toEqual(first.append(walk.slice(40, 43)).forecast({ horizon: 1 }).mean);
    const fifth = trainArima(walk.slice(0, 44), { order: [1, 1, 0] });
    expect(folds[4]!.mean).toEqual(fifth.forecast({ horizon: 1 }).mean);
  });

  it('never trains once', async () => {
    let fits = 0;
    const counting: BacktestTrainer = (series, context) => {
      fits += 1;
      return trainNaive(series, context);
    };
    const { folds } = await backtest(walk, counting, { refitEvery: 'never' });
    expect(fits).toBe(1);
    expect(folds.map(({ mean }) => mean[0])).toEqual(folds.map(({ end }) => walk[end - 1]));
  });

  it('a model of prices is told of prices', async () => {
    const market = simulateMarket({ seed: 2, length: 60 });
    const [every, rarely] = await Promise.all(
      [1, 5].map((refitEvery) => backtest(market, trainNaive, { horizon: 2, refitEvery })),
    );
    expect(rarely!.folds.map(({ mean }) => mean)).toEqual(every!.folds.map(({ mean }) => mean));
  });

  it('a trainer that can starts from the model before', async () => {
    const seen: FittedModel[] = [];
    const warm = Object.assign(arima, {}) as BacktestTrainer;
    const trainer: BacktestTrainer = Object.assign(
      (...given: Parameters<BacktestTrainer>) => warm(...given),
      {
        refit(previous: FittedModel, ...[series, context]: Parameters<BacktestTrainer>) {
          seen.push(previous);
          return refitArima(previous as never, series, context);
        },
      },
    );
    const { folds } = await backtest(walk, trainer, { initial: 40, refitEvery: 10 });
    expect(seen.map(({ training: { n } }) => n)).toEqual([49]);
    const first = trainArima(walk.slice(0, 40), { order: [1, 1, 0] });
    const second = refitArima(first, walk.slice(0, 50));
    expect(folds[10]!.mean).toEqual(second.forecast({ horizon: 1 }).mean);
  });
});

describe('what a backtest measures', () => {
  const options = { horizon: 4, initial: 28, season: 2, levels: [0.5, 0.9] };

  it('is what evaluateForecast measures of each fold', async () => {
    const { folds } = await backtest(walk, trainDrift, options);
    for (const { start, end, mean, intervals, actual, timestamps, metrics } of folds) {
      const insample = walk.slice(start, end);
      const { theilU: _, ...expected } = evaluateForecast({ mean, intervals, timestamps }, actual, {
        insample,
        season: 2,
      });
      expect(Object.keys(metrics).sort()).toEqual(Object.keys(expected).sort());
      expect(metrics.mase).toBeCloseTo(expected.mase, 12);
      expect(metrics.rmsse).toBeCloseTo(expected.rmsse, 12);
      expect(metrics.intervals[1]!.msis).toBeCloseTo(expected.intervals[1]!.msis, 10);
      const { mae, rmse, bias, mape, smape, crps, directionalAccuracy, skillScore } = expected;
      expect(metrics).toMatchObject({ mae, rmse, bias, mape, smape, crps, directionalAccuracy, skillScore });
    }
  });

  it('adds up by step and over all', async () => {
    const { folds, horizons, overall } = await backtest(walk, trainDrift, options);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    for (const metric of ['mae', 'bias', 'mase', 'smape', 'directionalAccuracy', 'crps'] as const) {
      expect(mean(folds.map(({ metrics }) => metrics[metric]!)), metric).toBeCloseTo(overall[metric]!, 10);
      expect(mean(horizons.map((step) => step[metric]!)), metric).toBeCloseTo(overall[metric]!, 10);
    }
    const errors = folds.map((fold) => Math.abs(fold.actual[3]! - fold.mean[3]!));
    expect(horizons[3]!.mae).toBeCloseTo(mean(errors), 12);
    const inside = (actual: number, lower: number, upper: number) =>
      Number(lower <= actual && actual <= upper);
    expect(horizons[3]!.intervals[1]!.coverage).toBeCloseTo(
      mean(
        folds.map(({ actual, intervals: [, wide] }) => inside(actual[3]!, wide!.lower[3]!, wide!.upper[3]!)),
      ),
      12,
    );
  });

  it('of the naive forecast has no skill against itself', async () => {
    const { overall } = await backtest(walk, trainNaive, options);
    expect(overall.skillScore).toBe(0);
  });

  it('is null, never NaN, where the data give no scale or hold zeros', async () => {
    const still = Float64Array.from({ length: 30 }, (_, t) => (t < 15 ? 0 : t % 3));
    const zero = trainArima([1, 0, 1, 0, 0, 1, 0, 1, 1, 0], { order: [0, 0, 0] });
    const { overall, folds } = await backtest(still, () => zero, { initial: 10 });
    expect(overall).toMatchObject({ mape: null, mase: null, rmsse: null });
    expect(overall.intervals[0]).toMatchObject({ msis: null });
    expect(folds[0]!.metrics).toMatchObject({ mase: null, skillScore: null });
    expect(folds.at(-1)!.metrics.mase).toBeGreaterThan(0);
    expect(JSON.stringify({ overall, folds })).not.toContain('null,null');
    const longSeason = await backtest(walk, trainNaive, { initial: 20, season: 25 });
    expect(longSeason.overall.mase).toBeNull();
  });

  it('is frozen and leaves the series as it was', async () => {
    const before = walk.slice();
    const result = await backtest(walk, trainDrift, options);
    expect(walk).toEqual(before);
    for (const part of [result, result.folds, result.folds[0], result.overall, result.overall.intervals[0]]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  it('needs no levels', async () => {
    const { overall } = await backtest(walk, trainNaive, { levels: [] });
    expect(overall).toMatchObject({ crps: null, intervals: [] });
  });
});

describe('a backtest is the same to the last bit', () => {
  /** Ends the fits in another order than they began. */
  const slow: BacktestTrainer = async (series, context, { index }) => {
    for (let turn = 0; turn < (index * 7) % 5; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
    return trainArima(series, { ...context, order: [1, 1, 0] });
  };
  it.each([2, 3, 100])('with %d fits under way', async (concurrency) => {
    const options = { horizon: 2, initial: 20, refitEvery: 3 };
    const alone = await backtest(walk, slow, options);
    expect(await backtest(walk, slow, { ...options, concurrency })).toEqual(alone);
  });

  it('with no more fits under way than asked for', async () => {
    let under = 0;
    let most = 0;
    const counting: BacktestTrainer = async (series) => {
      most = Math.max(most, ++under);
      await new Promise((resolve) => setTimeout(resolve, 0));
      under -= 1;
      return trainNaive(series);
    };
    await backtest(walk, counting, { horizon: 2, initial: 20, refitEvery: 3, concurrency: 3 });
    expect(most).toBe(3);
  });

  it('from a list of numbers as from a typed array', async () => {
    expect(await backtest([...walk], arima)).toEqual(await backtest(walk, arima));
  });

  it('from the seed, which each fold draws its own from', async () => {
    const seeds: number[] = [];
    const sampled = (seed: number) =>
      backtest(walk, arima, {
        seed,
        initial: 56,
        forecastOptions: (fold) => {
          seeds.push(fold.seed);
          return { method: 'paths', paths: 20, seed: fold.seed };
        },
      });
    const [one, again, other] = [await sampled(1), await sampled(1), await sampled(2)];
    expect(again).toEqual(one);
    expect(other!.folds[0]!.intervals).not.toEqual(one!.folds[0]!.intervals);
    expect(new Set(seeds).size).toBe(8);
  });
});

describe('a backtest that cannot be made', () => {
  it.each([
    ['a series too short for one fold', 10, { initial: 8, horizon: 3 }, 11],
    ['a gap longer than the data', 60, { initial: 10, gap: 60 }, 71],
    ['half of the series too short for the horizon', 9, { horizon: 5 }, 10],
    ['a single observation', 1, {}, 3],
    ['none', 0, {}, 3],
  ])('says how many observations it takes: %s', async (_what, n, options, needed) => {
    const run = backtest(walk.slice(0, n), trainNaive, options);
    await expect(run).rejects.toBeInstanceOf(InsufficientDataError);
    await expect(run).rejects.toMatchObject({ needed, got: n });
    const { folds } = await backtest(randomWalk(needed, 3), trainNaive, options);
    expect(folds).toHaveLength(1);
  });

  it.each([
    [{ horizon: 0 }, 'horizon must be an integer at least 1'],
    [{ gap: -1 }, 'gap must be an integer at least 0'],
    [{ step: 0 }, 'step must be an integer at least 1'],
    [{ initial: 1 }, 'initial must be an integer at least 2'],
    [{ window: { sliding: 1 } }, 'window.sliding must be an integer at least 2'],
    [{ window: 'rolling' }, 'window must be "expanding" or an object { sliding: number of observations }'],
    [{ window: { sliding: 9, step: 1 } }, 'window must be "expanding"'],
    [{ window: { sliding: 9 }, initial: 8 }, 'initial must be at least window.sliding (9), got 8.'],
    [{ refitEvery: 0 }, 'refitEvery must be an integer at least 1'],
    [{ season: 0 }, 'season must be an integer at least 1'],
    [{ seed: 0.5 }, 'seed must be an integer'],
    [{ concurrency: 0 }, 'concurrency must be an integer at least 1'],
    [{ levels: [1] }, 'levels[0] must be a number above 0 and below 1'],
    [{ signal: 'stop' }, 'signal must be an AbortSignal'],
    [{ audit: 'yes' }, 'audit must be true or false'],
    [{ forecastOptions: {} }, 'forecastOptions must be a function'],
    [{ refitevery: 2 }, 'Did you mean "refitEvery"?'],
  ])('names the option at fault: %j', async (options, message) => {
    const run = backtest(walk, trainNaive, options as never);
    await expect(run).rejects.toBeInstanceOf(InvalidArgumentError);
    await expect(run).rejects.toThrow(message);
  });

  it('refuses what is no trainer, and a series with a hole', async () => {
    await expect(backtest(walk, 'naive' as never)).rejects.toThrow('trainer must be a trainer, a function');
    await expect(backtest([1, 2, Number.NaN, 4], trainNaive)).rejects.toThrow(
      'series[2] must be a finite number',
    );
    const timestamps = Array.from({ length: 40 }, (_, t) => 1000 * (t < 20 ? t : t + 1));
    const gapped = createPriceSeries({ timestamps, prices: timestamps.map((time) => 1 + time) });
    await expect(backtest(gapped, trainNaive)).rejects.toBeInstanceOf(IrregularSeriesError);
  });
});

describe('a trainer that fails', () => {
  const failure = new Error('no luck.');
  const failingFrom =
    (end: number): BacktestTrainer =>
    (series, context, fold) => {
      if (fold.end >= end) throw failure;
      return trainNaive(series, context);
    };

  it('is named by its first failing fold, with its own error as the cause', async () => {
    const run = backtest(walk, failingFrom(40));
    await expect(run).rejects.toBeInstanceOf(TrainerError);
    await expect(run).rejects.toMatchObject({
      fold: 10,
      observations: 40,
      trainer: undefined,
      cause: failure,
    });
    await expect(run).rejects.toThrow('The trainer failed in fold 11, with 40 observations: no luck.');
  });

  it('is named by the same fold however many fail at a time', async () => {
    const slow: BacktestTrainer = async (series, context, fold) => {
      if (fold.index === 5) await new Promise((resolve) => setTimeout(resolve, 5));
      if (fold.index >= 5) throw failure;
      return trainNaive(series, context);
    };
    await expect(backtest(walk, slow, { concurrency: 8 })).rejects.toMatchObject({ fold: 5 });
  });

  const model = trainNaive(walk);
  const forecast = model.forecast({ horizon: 1 });
  it.each([
    ['no model', null, 'the result of the trainer must be a fitted model'],
    [
      'a model that forecasts NaN',
      { mean: Float64Array.of(Number.NaN) },
      'forecast.mean[0] must be a finite number',
    ],
    ['a forecast of other length', { mean: Float64Array.of(1, 2) }, 'forecast.mean.length must be 1'],
    ['no intervals', { intervals: [] }, 'forecast.intervals must be an array of 2 intervals'],
    [
      'intervals of other levels',
      { intervals: [...forecast.intervals].reverse() },
      'forecast.intervals[0].level must be 0.8',
    ],
  ])('for it gives %s', async (_what, parts, message) => {
    const trainer = () =>
      parts === null ? parts : { ...model, forecast: () => ({ ...forecast, ...parts }) };
    const run = backtest(walk, trainer as never);
    await expect(run).rejects.toBeInstanceOf(TrainerError);
    await expect(run).rejects.toThrow(message);
  });
});

describe('while a backtest runs', () => {
  it('progress is told fold by fold, and what it throws ends the work', async () => {
    const events: ProgressEvent[] = [];
    await backtest(walk, trainNaive, { horizon: 10, onProgress: (event) => events.push(event) });
    expect(events).toEqual([1, 2, 3].map((done) => ({ stage: 'backtest', done, total: 3 })));
    const stop = new Error('enough');
    const onProgress = () => {
      throw stop;
    };
    await expect(backtest(walk, trainNaive, { onProgress })).rejects.toBe(stop);
  });

  it('an abort ends it with its own reason, before, between and within fits', async () => {
    const reason = new Error('changed my mind');
    await expect(backtest(walk, trainNaive, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const between = new AbortController();
    const onProgress = ({ done }: ProgressEvent) => done === 3 && between.abort(reason);
    await expect(backtest(walk, trainNaive, { signal: between.signal, onProgress })).rejects.toBe(reason);
    const within = new AbortController();
    const trainer: BacktestTrainer = (_, { signal }) => {
      within.abort(reason);
      signal!.throwIfAborted();
      return trainNaive(walk);
    };
    await expect(backtest(walk, trainer, { signal: within.signal })).rejects.toBe(reason);
  });

  it('an abort within a warm start or a rolling way of its own ends it likewise', async () => {
    const reason = new Error('changed my mind');
    const aborting = (controller: AbortController) => (): never => {
      controller.abort(reason);
      throw new Error('stopped half way');
    };
    for (const method of ['refit', 'rolling']) {
      const controller = new AbortController();
      const trainer = Object.assign((series: SeriesInput) => trainNaive(series), {
        [method]: aborting(controller),
      });
      await expect(backtest(walk, trainer, { signal: controller.signal })).rejects.toBe(reason);
    }
  });

  it('the event loop gets its turns', async () => {
    const turns = { count: 0, time: 0 };
    const clock = {
      now: () => (turns.time += 10),
      sleep: async () => {
        turns.count += 1;
      },
    };
    await backtest(walk, trainNaive, { clock });
    expect(turns.count).toBeGreaterThan(5);
  });
});

describe('a trainer with a rolling way of its own', () => {
  const rolling: BacktestTrainer['rolling'] = function* (series, { folds, horizon, levels }) {
    for (const { start, end } of folds) {
      yield trainDrift((series as Float64Array).slice(start, end)).forecast({ horizon, levels });
    }
  };
  const quick = (method: NonNullable<BacktestTrainer['rolling']>) =>
    Object.assign((...[series, context]: Parameters<BacktestTrainer>) => trainDrift(series, context), {
      rolling: method,
    });

  it('is backtested by it, with the same result', async () => {
    const options = { horizon: 3, gap: 1, window: { sliding: 20 } } as const;
    const events: ProgressEvent[] = [];
    const onProgress = (event: ProgressEvent) => events.push(event);
    const plain = await backtest(walk, trainDrift, options);
    expect(await backtest(walk, quick(rolling), { ...options, onProgress })).toEqual(plain);
    expect(events.at(-1)).toEqual({ stage: 'backtest', done: 13, total: 13 });
    const later: BacktestTrainer['rolling'] = async function* (...given) {
      yield* rolling!(...given) as Iterable<never>;
    };
    expect(await backtest(walk, quick(later!), options)).toEqual(plain);
  });

  it.each([
    ['too few forecasts', (all: unknown[]) => all.slice(1), 'its rolling made 29 forecasts of 30.'],
    ['too many', (all: unknown[]) => [...all, all[0]], 'its rolling made 31 forecasts of 30.'],
    ['nothing', () => undefined, 'failed in fold 1'],
  ])('fails by its fold when it makes %s', async (_what, change, message) => {
    const wrong = quick(((...given: Parameters<NonNullable<typeof rolling>>) =>
      change([...(rolling!(...given) as Iterable<unknown>)])) as never);
    const run = backtest(walk, wrong);
    await expect(run).rejects.toBeInstanceOf(TrainerError);
    await expect(run).rejects.toThrow(message);
  });
});
