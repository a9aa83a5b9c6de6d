import { describe, expect, it } from 'vitest';
import {
  createForecastLedger,
  createMemoryStore,
  createPriceSeries,
  type ForecastLedger,
  IntegrityError,
  InvalidArgumentError,
  IrregularSeriesError,
  type ModelStore,
  NonFiniteValueError,
  SerializationError,
} from '../../../src/index.js';
import { createTestClock } from '../../../src/testing/index.js';
import { countingStore } from './faultyStore.js';
import { hourly, plainForecast, start } from './servedForecasts.js';

const hour = 3_600_000;
const day = 24 * hour;
const options = { coin: 'bitcoin', model: 'v1', kind: 'drift', lastPrice: 100 } as const;
const ledgerAt = (now: number, store: ModelStore = createMemoryStore()) => {
  const clock = createTestClock({ now });
  return { store, clock, ledger: createForecastLedger({ store, clock }) };
};
const linesOf = async (ledger: ForecastLedger) => {
  const lines = [];
  for await (const line of ledger.exportLines()) lines.push(JSON.parse(line));
  return lines;
};

describe('record', () => {
  it('records equal forecasts once, over ledgers and times of serving', async () => {
    const { ledger, store, clock } = ledgerAt(start);
    const forecast = plainForecast(start + hour, [101, 102]);
    const { id, recorded } = await ledger.record(forecast, options);
    expect([id.length, recorded]).toEqual([16, true]);
    clock.advance(5000);
    expect(await ledger.record(forecast, options)).toEqual({ id, recorded: false });
    const other = createForecastLedger({ store, clock });
    expect(await other.record(forecast, options)).toEqual({ id, recorded: false });
    expect(await linesOf(ledger)).toMatchObject([{ id, issuedAt: start, mean: [101, 102] }]);
  });

  it('asks the store for nothing when a forecast is served again', async () => {
    const { counting, counts } = countingStore(createMemoryStore());
    const { ledger } = ledgerAt(start, counting);
    const forecast = plainForecast(start + hour, [101, 102]);
    const results = await Promise.all([1, 2, 3].map(() => ledger.record(forecast, options)));
    expect(results.map(({ recorded }) => recorded)).toEqual([true, false, false]);
    await ledger.record(forecast, options);
    expect(counts).toEqual({ get: 0, putIfAbsent: 2, list: 0, delete: 0 });
  });

  it.each([
    ['coin', { coin: 'ether' }],
    ['currency', { vsCurrency: 'eur' }],
    ['version', { model: 'v2' }],
    ['kind', { kind: 'mean' }],
    ['last price', { lastPrice: 100.1 }],
    ['naive forecast', { naive: [1, 2] }],
  ])('keeps forecasts of another %s apart', async (_, change) => {
    const { ledger } = ledgerAt(start);
    const forecast = plainForecast(start + hour, [101, 102]);
    await ledger.record(forecast, options);
    expect(await ledger.record(forecast, { ...options, ...change })).toMatchObject({ recorded: true });
    expect(await linesOf(ledger)).toHaveLength(2);
  });

  it('keeps any coin, currency and version there may be', async () => {
    const { ledger } = ledgerAt(start);
    const names = ['Bitcoin', 'bitcoin', 'con', '../up', 'ビット', 'a.b', 'a_b', '%', 'x'.repeat(200)];
    for (const name of names) {
      const forecast = plainForecast(start + hour, [101, 102]);
      await ledger.record(forecast, { ...options, coin: name, model: name });
    }
    const { models } = await ledger.report({ now: start });
    expect(models.map(({ coin }) => coin).sort()).toEqual([...names].sort());
    for (const coin of names)
      expect((await ledger.report({ coin })).models).toMatchObject([{ coin, pending: 2 }]);
  });

  const good = plainForecast(start, [1, 2, 3]);
  it.each([
    ['no forecast', null, {}, InvalidArgumentError, /forecast must be/],
    ['an unknown option', good, { version: 'v' }, InvalidArgumentError, /version/],
    ['no coin', good, { coin: '' }, InvalidArgumentError, /coin must be/],
    ['a coin beyond a key', good, { coin: 'é'.repeat(100) }, InvalidArgumentError, /coin must be/],
    ['a last price of 0', good, { lastPrice: 0 }, InvalidArgumentError, /lastPrice/],
    ['a short naive forecast', good, { naive: [1] }, InvalidArgumentError, /naive\.length/],
    ['another step', good, { stepMs: day }, IrregularSeriesError, /timestamps\[1\]/],
    ['a NaN', plainForecast(start, [1, Number.NaN]), {}, NonFiniteValueError, /mean\[1\]|mean/],
    ['a number beyond prices', plainForecast(start, [1, 1e200]), {}, InvalidArgumentError, /1e\+200/],
    ['one step without stepMs', plainForecast(start, [1]), {}, InvalidArgumentError, /stepMs/],
    ['an interval upside down', plainForecast(start, [1, 2], -1), {}, InvalidArgumentError, /lower\[0\]/],
    ['a level of 1', plainForecast(start, [1, 2], 1, 1), {}, InvalidArgumentError, /level/],
    ['a negative time', plainForecast(-hour, [1, 2]), {}, InvalidArgumentError, /timestamps\[0\]/],
  ])('refuses %s', async (_, forecast, change, error, message) => {
    const { ledger } = ledgerAt(start);
    const attempt = ledger.record(forecast as never, { ...options, ...change } as never);
    await expect(attempt).rejects.toThrow(error);
    await expect(attempt).rejects.toThrow(message);
  });

  it('takes one step with its length, levels in any order, and no interval', async () => {
    const { ledger } = ledgerAt(start);
    const one = plainForecast(start + hour, [101]);
    const wide = { ...one.intervals[0]!, level: 0.95 };
    await ledger.record({ ...one, intervals: [wide, one.intervals[0]!] }, { ...options, stepMs: hour });
    await ledger.record({ ...one, intervals: [] }, { ...options, stepMs: hour });
    await ledger.score(hourly(start + hour, [101.5]));
    const { models } = await ledger.report();
    expect(models[0]).toMatchObject({
      n: 2,
      intervals: [
        { level: 0.8, n: 1 },
        { level: 0.95, n: 1 },
      ],
    });
  });
});

describe('score', () => {
  it('settles the steps whose very times have a price, and leaves the others open', async () => {
    const { ledger } = ledgerAt(start + 10 * hour);
    await ledger.record(plainForecast(start, [100, 101, 102, 103]), options);
    const gappy = createPriceSeries({
      timestamps: [start - hour, start, start + 90_000, start + 2 * hour],
      prices: [1, 100.5, 7, 104],
      coinId: 'bitcoin',
    });
    expect(await ledger.score(gappy)).toEqual({ settled: 2, corrected: 0, differing: [] });
    const { models } = await ledger.report();
    expect(models[0]).toMatchObject({ n: 2, open: 2, pending: 0, mae: 1.25, bias: -1.25 });
    const [line] = (await linesOf(ledger)).filter(({ type }) => type === 'prices');
    expect(line.timestamps).toEqual([start, start + 2 * hour]);
  });

  it('does nothing the second time, and settles what is new of an overlapping series', async () => {
    const { ledger, store } = ledgerAt(start + 10 * hour);
    await ledger.record(plainForecast(start, [100, 101, 102]), options);
    expect((await ledger.score(hourly(start, [1, 2]))).settled).toBe(2);
    const before = await store.list('');
    expect(await ledger.score(hourly(start, [1, 2]))).toMatchObject({ settled: 0 });
    expect(await store.list('')).toEqual(before);
    expect((await ledger.score(hourly(start, [1, 2, 3]))).settled).toBe(1);
  });

  it('leaves a settled step as it is, says so, and corrects it when asked', async () => {
    const { ledger, clock } = ledgerAt(start + 10 * hour);
    await ledger.record(plainForecast(start, [100, 101]), options);
    await ledger.score(hourly(start, [100, 101]));
    expect(await ledger.score(hourly(start, [90, 101]))).toEqual({
      settled: 0,
      corrected: 0,
      differing: [start],
    });
    expect((await ledger.report()).models[0]!.mae).toBe(0);
    clock.advance(1);
    expect(await ledger.score(hourly(start, [90, 101]), { correct: true })).toMatchObject({ corrected: 1 });
    expect((await ledger.report()).models[0]!.mae).toBe(5);
    clock.advance(1);
    await ledger.score(hourly(start, [96, 101]), { correct: true });
    expect((await ledger.report()).models[0]!.mae).toBe(2);
    await ledger.compact();
    expect((await ledger.report()).models[0]!.mae).toBe(2);
  });

  it('keeps the first price where two processes settle the same step', async () => {
    const store = createMemoryStore();
    const early = ledgerAt(start + day, store);
    const late = ledgerAt(start + day + 1, store);
    await early.ledger.record(plainForecast(start, [100, 101]), options);
    const lines = await Promise.all([
      late.ledger.score(hourly(start, [90, 91])),
      early.ledger.score(hourly(start, [99, 99])),
    ]);
    expect(lines.map(({ settled }) => settled)).toEqual([2, 2]);
    expect((await ledgerAt(start, store).ledger.report()).models[0]!.mae).toBe(1.5);
  });

  it('refuses what is no series, and a series without a coin', async () => {
    const { ledger } = ledgerAt(start);
    await expect(ledger.score([1, 2] as never)).rejects.toThrow(/createPriceSeries/);
    await expect(ledger.score(hourly(start, [1], 'unknown'))).rejects.toThrow(/coin must be given/);
    await expect(ledger.score(hourly(start, [1]), { now: 1 } as never)).rejects.toThrow(InvalidArgumentError);
    expect(await ledger.score(hourly(start, [1], 'unknown'), { coin: 'bitcoin' })).toMatchObject({
      settled: 0,
    });
  });
});

describe('report', () => {
  it('is empty where nothing is recorded, and has no number where nothing is settled', async () => {
    const { ledger } = ledgerAt(start);
    expect(await ledger.report()).toEqual({ from: null, to: null, now: start, coins: [], models: [] });
    await ledger.record(plainForecast(start, [100, 101]), options);
    const { models, coins } = await ledger.report();
    expect(models[0]).toMatchObject({ n: 0, open: 1, pending: 1, forecasts: 1 });
    expect(models[0]).toMatchObject({ mae: null, rmse: null, bias: null, skill: null, intervals: [] });
    expect(coins).toMatchObject([{ coin: 'bitcoin', vsCurrency: 'usd', n: 0 }]);
    expect((await ledger.report({ from: start + day })).models).toEqual([]);
    const report = await ledger.report();
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('scores against the naive forecast, and covers with Wilson intervals', async () => {
    const { ledger } = ledgerAt(start + day);
    await ledger.record(plainForecast(start, [101, 102, 103, 104], 1.5), options);
    await ledger.score(hourly(start, [101, 103, 105, 104]));
    const [model] = (await ledger.report()).models;
    expect(model).toMatchObject({ n: 4, mae: 0.75, naiveMae: 3.25, bias: -0.75 });
    expect(model!.skill).toBeCloseTo(1 - 0.75 / 3.25, 14);
    expect(model!.relativeMae).toBeCloseTo(0.75 / 3.25, 14);
    expect(model!.skillRmse).toBeCloseTo(1 - Math.sqrt(5 / 4) / Math.sqrt((1 + 9 + 25 + 16) / 4), 14);
    expect(model!.mape).toBeCloseTo((100 * (1 / 103 + 2 / 105)) / 4, 12);
    const [interval] = model!.intervals;
    expect(interval).toMatchObject({ level: 0.8, n: 4, covered: 3, coverage: 0.75, width: 3 });
    expect(interval!.winkler).toBeCloseTo(3 + (10 * 0.5) / 4, 12);
    // R: prop.test(3, 4, correct = FALSE)$conf.int
    expect(interval!.coverageLower).toBeCloseTo(0.3006418, 6);
    expect(interval!.coverageUpper).toBeCloseTo(0.9544127, 6);
  });

  it('takes windows of due times, half open, and filters', async () => {
    const { ledger } = ledgerAt(start + day);
    await ledger.record(plainForecast(start, [100, 101, 102]), options);
    await ledger.record(plainForecast(start + hour, [110, 111, 112]), {
      ...options,
      model: 'v2',
      kind: 'mean',
    });
    await ledger.score(hourly(start, [100, 100, 100, 100]));
    const n = async (query: object) =>
      (await ledger.report(query)).models.map((model) => [model.model, model.n, model.mae]);
    expect(await n({})).toEqual([
      ['v1', 3, 1],
      ['v2', 3, 11],
    ]);
    expect(await n({ from: start + hour, to: start + 2 * hour })).toEqual([
      ['v1', 1, 1],
      ['v2', 1, 10],
    ]);
    expect(await n({ to: start + 1 })).toEqual([['v1', 1, 0]]);
    expect(await n({ step: 2 })).toEqual([
      ['v1', 1, 1],
      ['v2', 1, 11],
    ]);
    expect(await n({ model: 'v2' })).toEqual([['v2', 3, 11]]);
    expect(await n({ kind: 'drift' })).toEqual([['v1', 3, 1]]);
    expect(await n({ coin: 'ether' })).toEqual([]);
    expect(await n({ vsCurrency: 'USD' })).toHaveLength(2);
    expect((await ledger.report()).coins).toMatchObject([{ n: 6, mae: 6, forecasts: 2 }]);
  });

  it.each([
    [{ horizon: 3 }, /horizon/],
    [{ step: 0 }, /step/],
    [{ from: 2, to: 2 }, /to must be/],
    [{ confidence: 1 }, /confidence/],
    [{ now: Number.NaN }, /now/],
    [{ coin: 3 }, /coin/],
  ])('refuses %o', async (query, message) => {
    await expect(ledgerAt(start).ledger.report(query as never)).rejects.toThrow(message);
  });

  it('has no skill where only the naive forecast is perfect', async () => {
    const { ledger } = ledgerAt(start + day);
    await ledger.record(plainForecast(start, [101, 102]), options);
    await ledger.score(hourly(start, [100, 100]));
    expect((await ledger.report()).models[0]).toMatchObject({ skill: null, relativeMae: null, naiveMae: 0 });
  });
});

describe('errors', () => {
  it('gives settled steps in order of time, one entry a version', async () => {
    const { ledger } = ledgerAt(start + day);
    await ledger.record(plainForecast(start + hour, [110, 111]), { ...options, issuedAt: start + 7 });
    await ledger.record(plainForecast(start, [100, 101]), { ...options, issuedAt: start });
    await ledger.record(plainForecast(start, [50, 51]), { ...options, model: 'v2' });
    await ledger.score(hourly(start, [100, 102, 103]));
    const [first, second] = await ledger.errors();
    expect(first).toMatchObject({ coin: 'bitcoin', model: 'v1', kind: 'drift', n: 4 });
    expect([...first!.timestamps]).toEqual([start, start + hour, start + hour, start + 2 * hour]);
    expect([...first!.steps]).toEqual([1, 1, 2, 2]);
    expect([...first!.errors]).toEqual([0, 8, -1, 8]);
    expect([...first!.naiveErrors]).toEqual([0, -2, -2, -3]);
    expect([...first!.issuedAt]).toEqual([start, start + 7, start, start + 7]);
    expect(second).toMatchObject({ model: 'v2', n: 2 });
    const one = await ledger.errors({ model: 'v1', step: 1, from: start + hour });
    expect(one.map(({ errors }) => [...errors])).toEqual([[8]]);
  });
});

describe('what a store has', () => {
  it('is small: a record of 24 steps and two levels, alone and compacted', async () => {
    const { ledger, store } = ledgerAt(start);
    const noise = (i: number) => 60_000 * (1 + 0.01 * Math.sin(i * i));
    for (let k = 0; k < 100; k++) {
      const forecast = plainForecast(
        start + k * hour,
        Array.from({ length: 24 }, (_, i) => noise(100 * k + i)),
        300.123456789,
      );
      const wide = {
        ...forecast.intervals[0]!,
        level: 0.95,
        lower: forecast.mean.map((x, i) => x - noise(i) / 97),
      };
      await ledger.record({ ...forecast, intervals: [...forecast.intervals, wide] }, options);
    }
    const size = async () => {
      const objects = await Promise.all((await store.list('ledger/lines/')).map((key) => store.get(key)));
      return objects.reduce((sum, bytes) => sum + bytes!.length, 0) / 100;
    };
    expect(await size()).toBeLessThan(2700);
    await ledger.compact();
    expect(await size()).toBeLessThan(1300);
  });

  it('is refused when it was damaged, naming the key', async () => {
    const { ledger, store } = ledgerAt(start);
    await ledger.record(plainForecast(start, [100, 101]), options);
    const [key] = await store.list('ledger/lines/');
    const text = new TextDecoder().decode(await store.get(key!));
    for (const [damaged, error] of [
      [text.replace('[100,101]', '[100,102]'), IntegrityError],
      [text.slice(0, 40), SerializationError],
      [text.replace('"mean":[100,101]', '"mean":[100,null]'), SerializationError],
      ['{}', SerializationError],
    ] as const) {
      await store.delete(key!);
      await store.putIfAbsent(key!, new TextEncoder().encode(damaged));
      const attempt = createForecastLedger({ store }).report();
      await expect(attempt).rejects.toThrow(error);
      await expect(attempt).rejects.toThrow(key!);
    }
  });

  it('may be a key without content only for so long', async () => {
    const store = createMemoryStore();
    const { ledger } = ledgerAt(start, { ...store, get: async () => undefined });
    await ledger.record(plainForecast(start, [100, 101]), options);
    await expect(ledger.report()).rejects.toThrow(/has nothing under it/);
  });

  it('must be a store', () => {
    expect(() => createForecastLedger({} as never)).toThrow(/store must be a ModelStore/);
    expect(() => createForecastLedger({ store: createMemoryStore(), cache: 3 } as never)).toThrow(/cache/);
  });
});
