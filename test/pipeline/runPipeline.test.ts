import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  IrregularSeriesError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import { trainArima } from '../../src/models/index.js';
import { type PipelineOptions, runPipeline } from '../../src/pipeline/index.js';
import type { LogFields, Logger, ProgressEvent } from '../../src/runtime/index.js';
import { createPriceSeries, type PriceSeries, sliceSeries } from '../../src/series/index.js';
import { createTestClock, simulateMarket } from '../../src/testing/index.js';

const market = simulateMarket({ seed: 3, length: 240 });
const run = (options: Partial<PipelineOptions> = {}) => runPipeline({ source: market, ...options });

const stages = ['fetch', 'validate', 'features', 'stationarity', 'train', 'evaluate', 'refit', 'forecast'];

function without(series: PriceSeries, positions: readonly number[]): PriceSeries {
  const keep = (_: number, index: number) => !positions.includes(index);
  return createPriceSeries({
    timestamps: series.timestamps.filter(keep),
    prices: series.prices.filter(keep),
    stepMs: series.stepMs,
  });
}

describe('runPipeline', () => {
  it('ends with everything a report needs', async () => {
    const result = await run();
    expect(result.series).toBe(market);
    expect(result.validation).toMatchObject({ ok: true, n: 240 });
    expect(result.filledTimestamps).toEqual([]);
    expect(Object.keys(result.features.columns)).toEqual(['logReturn', 'mean24', 'volatility24', 'rsi14']);
    expect(result.stationarity.logReturns.verdict).toBe('stationary');
    expect(result.holdout.scores.map(({ name }) => name)).toEqual(['ARIMA(5,1,0)', 'naive', 'drift']);
    expect(result.residuals.values).toHaveLength(239);
    expect(result.residuals.timestamps[0]).toBe(market.timestamps[1]);
    expect(result.residuals.ljungBox).toMatchObject({ modelDf: 5, n: 239 });
    expect(result.forecast.mean).toHaveLength(24);
    expect(result.forecast.intervals.map(({ level }) => level)).toEqual([0.8, 0.95]);
    expect(result.forecast.timestamps[0]).toBe(market.timestamps[239]! + market.stepMs);
  });

  it('evaluates on observations that no evaluated model has seen', async () => {
    const { holdout } = await run({ holdout: 10, order: [1, 1, 0] });
    const training = sliceSeries(market, { to: market.timestamps[230]! });
    expect(holdout.training).toEqual(training);
    expect(holdout.actual.prices).toEqual(market.prices.slice(230));
    for (const { model } of holdout.scores) {
      expect(model.training).toMatchObject({ n: 230, lastTimestamp: market.timestamps[229] });
    }
    const alone = trainArima(training, { order: [1, 1, 0] }).forecast({ horizon: 10 });
    expect(holdout.scores[0]!.forecast).toEqual(alone);
    const error = market.prices.slice(230).reduce((sum, p, i) => sum + Math.abs(p - alone.mean[i]!), 0) / 10;
    expect(holdout.scores[0]!.metrics.mae).toBeCloseTo(error, 9);
  });

  it('says how ARIMA compares with the naive forecast on that window', async () => {
    const { scores, comparison } = (await run()).holdout;
    expect(comparison).toMatchObject({
      arimaMae: scores[0]!.metrics.mae,
      naiveMae: scores[1]!.metrics.mae,
    });
    expect(comparison.statement).toMatch(/^On this one window of 24 steps .* cannot tell skill from luck\.$/);
  });

  it('says over many folds whether ARIMA beats the naive forecast', async () => {
    const { verdict } = await run({ horizon: 2, order: [1, 1, 0] });
    expect(verdict).toMatchObject({ model: 'ARIMA(1,1,0)', folds: 60 });
    expect(verdict!.code).not.toBe('beats-naive');
    expect(
      await run({ horizon: 1, order: [1, 1, 0], source: sliceSeries(market, { last: 230 }) }),
    ).toMatchObject({
      verdict: { folds: 58 },
    });
    const few = await run();
    expect(few.verdict).toMatchObject({ code: 'insufficient-evidence', folds: 5 });
    expect((await run({ horizon: 200, holdout: 24 })).verdict).toBeNull();
  });

  it('forecasts with a model trained on all observations', async () => {
    const { model, forecast } = await run({ order: [2, 1, 0], horizon: 5, levels: [0.5] });
    const alone = trainArima(market, { order: [2, 1, 0] });
    expect(model.logLikelihood).toBe(alone.logLikelihood);
    expect(forecast).toEqual(alone.forecast({ horizon: 5, levels: [0.5] }));
  });

  it.each([[[0, 1, 0]], [[0, 0, 0]], [[1, 2, 1]]] as const)('takes the order %j', async (order) => {
    const { residuals } = await run({ order });
    expect(residuals.values).toHaveLength(240 - order[1]);
  });

  it('takes as many observations as it says it needs, and not one fewer', async () => {
    const enough = sliceSeries(market, { last: 54 });
    await expect(run({ source: enough })).resolves.toMatchObject({
      holdout: { training: { coinId: 'simulated' } },
    });
    const tooFew = run({ source: sliceSeries(market, { last: 53 }) });
    await expect(tooFew).rejects.toBeInstanceOf(InsufficientDataError);
    await expect(tooFew).rejects.toMatchObject({ needed: 54, got: 53 });
    const largeOrder = run({ source: enough, order: [8, 1, 2] });
    await expect(largeOrder).rejects.toMatchObject({ needed: 24 + 34 });
  });

  it('leaves the source as it was', async () => {
    const before = { timestamps: market.timestamps.slice(), prices: market.prices.slice() };
    await run({ gaps: 'fill' });
    expect(market).toMatchObject(before);
  });
});

describe('the source of runPipeline', () => {
  it('may be a function, which is given the signal', async () => {
    const { signal } = new AbortController();
    let given: AbortSignal | undefined;
    const source = async (inner: AbortSignal | undefined) => {
      given = inner;
      return market;
    };
    expect((await run({ source, signal })).series).toBe(market);
    expect(given).toBe(signal);
  });

  it('passes its own failure on', async () => {
    const failure = new Error('no line');
    await expect(run({ source: () => Promise.reject(failure) })).rejects.toBe(failure);
  });

  it('is refused when it gives no PriceSeries', async () => {
    const source = async () => [1, 2, 3] as unknown as PriceSeries;
    await expect(run({ source })).rejects.toThrow('source() must be a PriceSeries, got [1, 2, 3]. Make one');
  });

  it.each([
    ['prices', Number.NaN, NonFiniteValueError],
    ['prices', -1, NonFiniteValueError],
    ['timestamps', 0, IrregularSeriesError],
    ['timestamps', market.timestamps[99]!, IrregularSeriesError],
  ] as const)('is refused with %s spoilt by %d after it was built', async (column, value, expected) => {
    const spoilt = sliceSeries(market, { last: 240 });
    spoilt[column][100] = value;
    const reached: string[] = [];
    const onProgress = ({ stage }: ProgressEvent) => reached.push(stage);
    await expect(run({ source: spoilt, gaps: 'fill', onProgress })).rejects.toBeInstanceOf(expected);
    expect(reached.at(-1)).toBe('validate');
  });

  it('is refused when prices never change', async () => {
    const still = createPriceSeries({ timestamps: market.timestamps, prices: market.prices.map(() => 5) });
    await expect(run({ source: still })).rejects.toBeInstanceOf(DegenerateSeriesError);
    await expect(run({ source: still })).rejects.toThrow('All 240 prices are 5');
  });
});

describe('gaps in the source of runPipeline', () => {
  it('are refused unless filling is asked for', async () => {
    const failure = run({ source: without(market, [50, 51, 90]) });
    await expect(failure).rejects.toBeInstanceOf(IrregularSeriesError);
    await expect(failure).rejects.toMatchObject({ reason: 'gap', index: 50 });
    await expect(failure).rejects.toThrow(
      /^3 observations are missing, the first after .* pass gaps: "fill"\.$/,
    );
  });

  it('are filled with the price before and told', async () => {
    const source = without(market, [50, 51, 90]);
    const { series, filledTimestamps, validation } = await run({ source, gaps: 'fill' });
    expect(filledTimestamps).toEqual([50, 51, 90].map((position) => market.timestamps[position]));
    expect(series.prices.slice(49, 53)).toEqual(
      Float64Array.from([market.prices[49]!, market.prices[49]!, market.prices[49]!, market.prices[52]!]),
    );
    expect(validation.findings.map(({ rule }) => rule)).toContain('gap');
  });

  it('are refused when longer than 24, even with filling', async () => {
    const hole = Array.from({ length: 25 }, (_, index) => 60 + index);
    await expect(run({ source: without(market, hole), gaps: 'fill' })).rejects.toMatchObject({
      reason: 'gap',
    });
    const largest = await run({ source: without(market, hole.slice(1)), gaps: 'fill' });
    expect(largest.filledTimestamps).toHaveLength(24);
  });
});

describe('a wrong option of runPipeline', () => {
  it.each<[string, object, string]>([
    ['horizon below 1', { horizon: 0 }, 'horizon'],
    ['horizon beyond its bound', { horizon: 100_001 }, 'horizon'],
    ['holdout that is no integer', { holdout: 1.5 }, 'holdout'],
    ['order of two', { order: [1, 1] }, 'order'],
    ['p beyond its bound', { order: [51, 1, 0] }, 'order[0]'],
    ['d beyond its bound', { order: [1, 3, 0] }, 'order[1]'],
    ['q below 0', { order: [1, 1, -1] }, 'order[2]'],
    ['levels that are no array', { levels: 0.8 }, 'levels'],
    ['level of 1', { levels: [0.8, 1] }, 'levels[1]'],
    ['unknown gaps', { gaps: 'drop' }, 'gaps'],
    ['unknown key', { horizn: 3 }, 'runPipeline options'],
  ])('is refused before anything is fetched: %s', async (_name, options, argument) => {
    let isAsked = false;
    const source = async () => {
      isAsked = true;
      return market;
    };
    const failure = run({ source, ...options });
    await expect(failure).rejects.toBeInstanceOf(InvalidArgumentError);
    await expect(failure).rejects.toMatchObject({ argument });
    expect(isAsked).toBe(false);
  });

  it('is refused when there is no source', async () => {
    await expect(run({ source: undefined as never })).rejects.toMatchObject({ argument: 'source' });
  });
});

describe('the progress of runPipeline', () => {
  it('tells of each stage twice, in order', async () => {
    const events: ProgressEvent[] = [];
    await run({ onProgress: (event) => events.push(event) });
    expect(
      events.map(({ stage, done, total, message }) => [stage, done, total, message === undefined]),
    ).toEqual(
      stages.flatMap((stage, index) => [
        [stage, index, 8, true],
        [stage, index + 1, 8, false],
      ]),
    );
    expect(events[1]!.message).toBe(
      '240 prices of simulated in usd, 2024-01-01T00:00:00.000Z to 2024-01-10T23:00:00.000Z',
    );
  });

  it('logs each stage with its duration, and each finding of the validation', async () => {
    const lines: [string, LogFields, string][] = [];
    const write = (level: string) => (fields: LogFields, message: string) => {
      lines.push([level, fields, message]);
    };
    const logger: Logger = {
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
    };
    const clock = createTestClock({ now: 0 });
    const source = async () => {
      clock.advance(70);
      return without(market, [50]);
    };
    await run({ source, gaps: 'fill', logger, clock });
    const infos = lines.filter(([level]) => level === 'info').map(([, fields]) => fields);
    expect(infos.map((fields) => fields['stage'])).toEqual(stages);
    expect(infos[0]).toEqual({ stage: 'fetch', durationMs: 70 });
    const warnings = lines.filter(([level]) => level === 'warn');
    expect(warnings[0]).toMatchObject([
      'warn',
      { rule: 'gap', count: 1 },
      expect.stringContaining('missing'),
    ]);
    expect(warnings.at(-1)![1]).toEqual({ filledTimestamps: [market.timestamps[50]] });
  });

  it('ends the work with what the listener throws', async () => {
    const failure = new Error('enough');
    const onProgress = () => {
      throw failure;
    };
    await expect(run({ onProgress })).rejects.toBe(failure);
  });
});

describe('an abort of runPipeline', () => {
  it('before the start asks the source nothing', async () => {
    const source = () => Promise.reject(new Error('asked'));
    await expect(run({ source, signal: AbortSignal.abort('stop') })).rejects.toBe('stop');
  });

  it.each(stages)('takes effect at once when it comes as %s begins', async (stage) => {
    const controller = new AbortController();
    const seen: string[] = [];
    const onProgress = (event: ProgressEvent) => {
      seen.push(event.stage);
      if (event.stage === stage) controller.abort('stop');
    };
    await expect(run({ onProgress, signal: controller.signal })).rejects.toBe('stop');
    expect(seen.at(-1)).toBe(stage);
    expect(seen.filter((name) => name === stage)).toHaveLength(1);
  });

  it('comes through between stages from a timer, which gets its turn', async () => {
    const controller = new AbortController();
    setImmediate(() => controller.abort('stop'));
    await expect(run({ signal: controller.signal })).rejects.toBe('stop');
  });
});
