import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
  TrainerError,
} from '../../../src/errors/index.js';
import {
  type BacktestTrainer,
  backtest,
  compareModels,
  dieboldMarianoTest,
} from '../../../src/evaluation/index.js';
import { type ArimaOrder, trainArima, trainDrift, trainNaive } from '../../../src/models/index.js';
import type { ProgressEvent } from '../../../src/runtime/index.js';
import { simulateMarket } from '../../../src/testing/index.js';
import { autoregression, randomWalk } from '../backtest/walks.js';

const arima =
  (...order: ArimaOrder): BacktestTrainer =>
  (series, context) =>
    trainArima(series, { ...context, order });
const walk = randomWalk(120, 7);

describe('the verdict', () => {
  it('on daily prices of a simulated market is that ARIMA(5,1,0) is no better than naive', async () => {
    const market = simulateMarket({ seed: 3, length: 700, stepMs: 86_400_000 });
    const { winner, verdict, folds } = await compareModels(
      market,
      { 'ARIMA(5,1,0)': arima(5, 1, 0) },
      { initial: 365, refitEvery: 30 },
    );
    expect(winner).toBe('naive');
    expect(verdict).toMatchObject({ code: 'no-better-than-naive', model: 'ARIMA(5,1,0)', folds: 335 });
    expect(verdict.pValue).toBeGreaterThan(0.05);
    expect(verdict.statement).toMatch(
      /^ARIMA\(5,1,0\) is no better than the naive forecast: its mean absolute error over 335 folds is .*% (larger|smaller) \(skill from .*% to .*% at 95%\), Diebold-Mariano p = 0\.\d{3}\.$/,
    );
    expect(folds).toBe(335);
  });

  it('on an autoregression of 0.6 is that the model beats naive', async () => {
    const series = autoregression(700, 0.6, 1);
    const { winner, verdict, leaderboard } = await compareModels(
      series,
      { 'AR(1)': arima(1, 0, 0), drift: trainDrift },
      { initial: 200, refitEvery: 50 },
    );
    expect(winner).toBe('AR(1)');
    expect(verdict).toMatchObject({ code: 'beats-naive', model: 'AR(1)' });
    expect(verdict.pValue).toBeLessThan(0.01);
    expect(verdict.statement).toMatch(/^AR\(1\) beats the naive forecast: .* smaller .* p < 0\.001\.$/);
    expect(leaderboard.map(({ rank, name }) => [rank, name])[0]).toEqual([1, 'AR(1)']);
    expect(leaderboard[0]).toMatchObject({ inConfidenceSet: true, confidenceSetPValue: 1 });
    expect(leaderboard.at(-1)).toMatchObject({ inConfidenceSet: false });
  });

  it('is that a model is worse where it is', async () => {
    const stubborn: BacktestTrainer = (series) => trainArima(series, { order: [0, 0, 0] });
    const { winner, verdict } = await compareModels(randomWalk(200, 2), { stubborn });
    expect(winner).toBe('naive');
    expect(verdict).toMatchObject({ code: 'worse-than-naive', model: 'stubborn' });
    expect(verdict.skill).toBeLessThan(0);
    expect(verdict.skillInterval![1]).toBeLessThan(0);
  });

  it('is that the evidence is insufficient where folds are few or a skill worth having is not excluded', async () => {
    const series = autoregression(700, 0.6, 1);
    const few = await compareModels(series.slice(0, 109), { ar: arima(1, 0, 0) }, { initial: 100 });
    expect(few.winner).toBe('naive');
    expect(few.verdict).toMatchObject({ code: 'insufficient-evidence', folds: 9 });
    expect(few.verdict.statement).toMatch(
      /At least 10 folds are needed: give a longer series, or start earlier\.$/,
    );
    const overlapping = { initial: 100, horizon: 4, step: 1 };
    const along = await compareModels(series.slice(0, 142), { ar: arima(1, 0, 0) }, overlapping);
    expect(along.verdict).toMatchObject({ code: 'insufficient-evidence', folds: 39 });
    expect(along.verdict.statement).toContain('At least 40 folds are needed, as 4 in a row overlap:');
    const more = await compareModels(series.slice(300, 416), { ar: arima(1, 0, 0) }, { initial: 100 });
    expect(more.verdict).toMatchObject({ code: 'insufficient-evidence', folds: 16 });
    expect(more.verdict.statement).toMatch(/A skill of 5% is not excluded: give more folds\.$/);
    const one = await compareModels(series.slice(0, 101), { ar: arima(1, 0, 0) }, { initial: 100 });
    expect(one.verdict).toMatchObject({
      code: 'insufficient-evidence',
      folds: 1,
      pValue: null,
      skillInterval: null,
    });
    expect(one.leaderboard[0]).toMatchObject({ inConfidenceSet: true, confidenceSetPValue: null });
  });

  it('of the naive forecast under another name is that it is no better', async () => {
    const { verdict, winner } = await compareModels(walk, { twin: trainNaive });
    expect(winner).toBe('naive');
    expect(verdict).toMatchObject({
      code: 'no-better-than-naive',
      pValue: 1,
      skill: 0,
      skillInterval: [0, 0],
    });
    expect(verdict.statement).toContain('over 60 folds is the same');
  });

  it('has the p-value and the interval of the Diebold-Mariano test', async () => {
    const { leaderboard, verdict } = await compareModels(walk, { drift: trainDrift });
    const errorsOf = (name: string) =>
      leaderboard
        .find((row) => row.name === name)!
        .backtest.folds.map(({ actual, mean }) => actual[0]! - mean[0]!);
    const test = dieboldMarianoTest(errorsOf('naive'), errorsOf('drift'), { power: 1 });
    const naiveLoss = leaderboard.find(({ name }) => name === 'naive')!.loss;
    expect(verdict.pValue).toBeCloseTo(test.pValue, 10);
    // R: qt(0.975, 59).
    const reach = 2.000995378088259 * test.standardError;
    expect(verdict.skillInterval![0]).toBeCloseTo((test.meanDifference - reach) / naiveLoss, 10);
    expect(verdict.skillInterval![1]).toBeCloseTo((test.meanDifference + reach) / naiveLoss, 10);
  });

  it('allows for the number of models', async () => {
    const series = autoregression(300, 0.6, 4);
    const options = { initial: 200, refitEvery: 'never' } as const;
    const alone = await compareModels(series, { ar: arima(1, 0, 0) }, options);
    const many = await compareModels(
      series,
      { ar: arima(1, 0, 0), a: trainNaive, b: trainNaive, c: trainDrift },
      options,
    );
    const among = many.leaderboard.find(({ name }) => name === 'ar')!.verdict!;
    expect(among.pValue).toBeCloseTo(Math.min(1, 4 * alone.verdict.pValue!), 12);
    expect(among.skill).toBe(alone.verdict.skill);
  });

  it('seldom finds skill in random walks', async () => {
    let found = 0;
    for (let seed = 0; seed < 50; seed++) {
      const { winner } = await compareModels(
        randomWalk(110, 1000 + seed),
        { arima: arima(1, 1, 0), drift: trainDrift },
        { initial: 60, refitEvery: 25, levels: [] },
      );
      if (winner !== 'naive') found += 1;
    }
    // At most 2.5 are expected; `npm run bench -- backtest` counts 1,000 series.
    expect(found).toBeLessThanOrEqual(3);
  });
});

describe('the leaderboard', () => {
  it('has the losses and backtests of all models on the same folds', async () => {
    const options = { horizon: 3, gap: 1, initial: 40, season: 2, levels: [0.9] };
    const { leaderboard, folds, horizon } = await compareModels(walk, { drift: trainDrift }, options);
    const alone = {
      naive: await backtest(walk, trainNaive, options),
      drift: await backtest(walk, trainDrift, options),
    };
    expect(leaderboard.map(({ name }) => name).sort()).toEqual(['drift', 'naive']);
    for (const { name, loss, backtest: own, verdict } of leaderboard) {
      expect(own).toEqual(alone[name as keyof typeof alone]);
      expect(loss).toBeCloseTo(own.overall.mae, 10);
      expect(verdict === null).toBe(name === 'naive');
    }
    expect(leaderboard[0]!.loss).toBeLessThanOrEqual(leaderboard[1]!.loss);
    const { skill, verdict } = leaderboard.find(({ name }) => name === 'drift')!;
    expect(skill).toBeCloseTo(1 - alone.drift.overall.mae / alone.naive.overall.mae, 12);
    expect(verdict!.skill).toBe(skill);
    expect({ folds, horizon }).toEqual({ folds: alone.naive.folds.length, horizon: 3 });
  });

  it.each([
    ['squared', 'mean squared error', ({ rmse }: { rmse: number }) => rmse ** 2],
    ['percentage', 'mean percentage error', ({ mape }: { mape: number | null }) => mape! / 100],
  ] as const)('is by the %s loss where that is asked for', async (loss, words, expected) => {
    const { leaderboard, verdict } = await compareModels(walk, { drift: trainDrift }, { loss, horizon: 2 });
    for (const row of leaderboard) expect(row.loss).toBeCloseTo(expected(row.backtest.overall), 10);
    expect(verdict.statement).toContain(words);
  });

  it('compares with a naive trainer of your own by that name', async () => {
    const { leaderboard } = await compareModels(walk, { naive: trainDrift, plain: trainNaive });
    expect(leaderboard.map(({ name }) => name).sort()).toEqual(['naive', 'plain']);
    const drift = await backtest(walk, trainDrift);
    expect(leaderboard.find(({ name }) => name === 'naive')!.backtest.overall).toEqual(drift.overall);
  });

  it('does not depend on the concurrency', async () => {
    const slow: BacktestTrainer = async (series, context, { index }) => {
      await new Promise((resolve) => setTimeout(resolve, (index * 3) % 4));
      return trainDrift(series, context);
    };
    const options = { horizon: 6 };
    expect(await compareModels(walk, { slow }, { ...options, concurrency: 5 })).toEqual(
      await compareModels(walk, { slow }, options),
    );
  });

  it('is data that JSON keeps, without a NaN', async () => {
    const still = Float64Array.from({ length: 40 }, (_, t) => (t < 20 ? t % 2 : 0));
    const { leaderboard, verdict, winner } = await compareModels(
      still,
      { drift: trainDrift },
      { initial: 19 },
    );
    expect(winner).toBe('naive');
    expect(verdict.code).not.toBe('beats-naive');
    expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
    const texts = JSON.stringify(leaderboard, (_, value) => (Number.isNaN(value) ? 'NaN' : value));
    expect(texts).not.toContain('"NaN"');
  });

  it('of a perfect naive forecast has no skill', async () => {
    const flat = Float64Array.from({ length: 40 }, (_, t) => (t < 10 ? t % 2 : 1));
    const { leaderboard, verdict } = await compareModels(flat, { drift: trainDrift }, { initial: 20 });
    expect(leaderboard.map(({ name, skill }) => [name, skill])).toEqual([
      ['naive', 0],
      ['drift', null],
    ]);
    expect(verdict).toMatchObject({ code: 'worse-than-naive', skill: null, skillInterval: null });
    expect(verdict.statement).toContain('the naive forecast was perfect over 20 folds');
  });
});

describe('a trainer that fails', () => {
  const failure = new Error('no luck.');
  const failing: BacktestTrainer = () => {
    throw failure;
  };

  it('is named among the failures and stops nobody else', async () => {
    const scribbler: BacktestTrainer = (series) => {
      (series as Float64Array)[0] = 1;
      return trainNaive(series);
    };
    const { failures, leaderboard, verdict } = await compareModels(walk, {
      failing,
      drift: trainDrift,
      scribbler,
    });
    expect(failures.map(({ name }) => name)).toEqual(['failing', 'scribbler']);
    expect(failures[0]!.error).toBeInstanceOf(TrainerError);
    expect(failures[0]!.error).toMatchObject({ trainer: 'failing', fold: 0, cause: failure });
    expect(failures[0]!.error.message).toBe(
      'The trainer "failing" failed in fold 1, with 60 observations: no luck.',
    );
    expect(failures[1]!.error).toMatchObject({ code: 'look-ahead' });
    expect(leaderboard).toHaveLength(2);
    expect(verdict.model).toBe('drift');
  });

  it('may be all there is', async () => {
    const { winner, verdict, leaderboard } = await compareModels(walk, { failing });
    expect(winner).toBe('naive');
    expect(verdict).toMatchObject({ code: 'insufficient-evidence', model: 'none', pValue: null });
    expect(leaderboard.map(({ name }) => name)).toEqual(['naive']);
  });

  it('ends it all when it is the naive one', async () => {
    const run = compareModels(new Float64Array(40).fill(3), { drift: trainDrift });
    await expect(run).rejects.toBeInstanceOf(TrainerError);
    await expect(run).rejects.toMatchObject({ trainer: 'naive', cause: expect.any(DegenerateSeriesError) });
  });
});

describe('while models are compared', () => {
  it('progress is told by model and fold, and an abort ends it with its own reason', async () => {
    const events: ProgressEvent[] = [];
    const trainers = { drift: trainDrift };
    await compareModels(walk, trainers, { horizon: 30, onProgress: (event) => events.push(event) });
    expect(events).toEqual(
      ['naive', 'naive', 'drift', 'drift'].map((message, i) => ({
        stage: 'compare',
        done: i + 1,
        total: 4,
        message,
      })),
    );
    const reason = new Error('enough');
    const controller = new AbortController();
    const onProgress = ({ done }: ProgressEvent) => done === 70 && controller.abort(reason);
    await expect(compareModels(walk, trainers, { signal: controller.signal, onProgress })).rejects.toBe(
      reason,
    );
  });
});

describe('compareModels refuses', () => {
  it.each([
    ['no trainer', {}, {}, InvalidArgumentError, 'an object with at least one trainer beside the naive one'],
    ['nothing', undefined, {}, InvalidArgumentError, 'an object with at least one trainer'],
    ['the naive forecast alone', { naive: trainNaive }, {}, InvalidArgumentError, 'beside the naive one'],
    ['what is no trainer', { drift: 'drift' }, {}, InvalidArgumentError, 'trainers.drift must be a trainer'],
    ['another loss', { drift: trainDrift }, { loss: 'mae' }, InvalidArgumentError, 'loss must be one of'],
    [
      'alpha of 0',
      { drift: trainDrift },
      { alpha: 0 },
      InvalidArgumentError,
      'alpha must be a number at least 0.001',
    ],
    [
      'a skill of 1',
      { drift: trainDrift },
      { relevantSkill: 1 },
      InvalidArgumentError,
      'relevantSkill must be',
    ],
    [
      'a set of level 1',
      { drift: trainDrift },
      { confidenceSetLevel: 1 },
      InvalidArgumentError,
      'confidenceSetLevel',
    ],
    [
      'an unknown option',
      { drift: trainDrift },
      { audit: true },
      InvalidArgumentError,
      'compareModels options',
    ],
    [
      'a gap longer than the data',
      { drift: trainDrift },
      { gap: 200 },
      InsufficientDataError,
      'compareModels with',
    ],
  ])('%s', async (_what, trainers, options, ErrorClass, message) => {
    const run = compareModels(walk, trainers as never, options as never);
    await expect(run).rejects.toBeInstanceOf(ErrorClass);
    await expect(run).rejects.toThrow(message);
  });

  it.each([0, 100])('a value of 0 with the percentage loss alone, at %i', async (index) => {
    const series = Float64Array.from(walk);
    series[index] = 0;
    const run = compareModels(series, { drift: trainDrift }, { loss: 'percentage' });
    await expect(run).rejects.toBeInstanceOf(NonFiniteValueError);
    await expect(run).rejects.toThrow(`series[${index}] must be a number other than 0`);
    expect((await compareModels(series, { drift: trainDrift })).folds).toBe(60);
  });
});
