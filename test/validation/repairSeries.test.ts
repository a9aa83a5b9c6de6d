import { describe, expect, it } from 'vitest';
import {
  CoincastError,
  InsufficientDataError,
  InvalidArgumentError,
  IrregularSeriesError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import { createPriceSeries, fillGaps } from '../../src/series/index.js';
import {
  type RawSeries,
  repairSeries,
  type SeriesRepair,
  undoRepairs,
  validateSeries,
} from '../../src/validation/index.js';

const step = 1000;
const times = (n: number) => Array.from({ length: n }, (_, k) => k * step);
const raw = (prices: readonly unknown[], more: Partial<RawSeries> = {}): RawSeries => ({
  timestamps: times(prices.length),
  prices,
  ...more,
});
const repaired = (series: RawSeries, ...repairs: (SeriesRepair | undefined)[]) =>
  repairSeries(series, repairs);
const drop = (...positions: number[]): SeriesRepair => ({ action: 'drop', positions });

describe('repairSeries', () => {
  it('changes nothing unless told, and gives a PriceSeries', () => {
    const series = createPriceSeries({
      ...{ timestamps: times(3), prices: [1, 2, 3], volumes: [0, 1, 2], marketCaps: [7, 8, 9] },
      ...{ coinId: 'bitcoin', vsCurrency: 'eur' },
    });
    expect(repaired(series)).toEqual({ series, changes: [] });
    expect(repaired(series, undefined).changes).toEqual([]);
    expect(repaired(raw([1, 2])).series).toEqual(
      createPriceSeries({ timestamps: [0, step], prices: [1, 2] }),
    );
  });

  it('drops observations, and records all of them', () => {
    const series = raw([1, null, 3, 4], { volumes: [10, 20, 30, 40] });
    const { series: result, changes } = repaired(series, drop(1));
    expect([...result.prices]).toEqual([1, 3, 4]);
    expect([...result.volumes!]).toEqual([10, 30, 40]);
    expect(result.stepMs).toBe(step);
    expect(changes).toEqual([
      {
        ...{ kind: 'dropped', repair: drop(1), index: 1 },
        observation: { timestamps: step, prices: null, volumes: 20 },
      },
    ]);
  });

  it('drops a column that may be missing, and records all of it', () => {
    const repair: SeriesRepair = { action: 'dropColumn', column: 'volumes' };
    const { series, changes } = repaired(raw([1, 2], { volumes: [null, 'x'] }), repair);
    expect(series.volumes).toBeUndefined();
    expect(changes).toEqual([{ kind: 'droppedColumn', repair, column: 'volumes', values: [null, 'x'] }]);
  });

  it('converts and then winsorises the same value, and takes both back', () => {
    const series = { timestamps: [0, 1, 2], prices: [1, '9', 2] };
    const result = repaired(
      series,
      { action: 'convert', column: 'prices', positions: [1] },
      { action: 'winsorise', column: 'prices', positions: [1], lower: 1, upper: 3 },
    );
    expect([...result.series.prices]).toEqual([1, 3, 2]);
    expect(result.changes.map((change) => 'before' in change && change.before)).toEqual(['9', 9]);
    expect(Array.from(undoRepairs(result).prices)).toEqual([1, '9', 2]);
  });

  it('converts numbers in other clothes', () => {
    const { series, changes } = repaired(
      { timestamps: [new Date(0), '1970-01-01 00:00:01', '2000', 3000n], prices: ['1.5', ' 2 ', 3n, 4] },
      { action: 'convert', column: 'timestamps', positions: [0, 1, 2, 3] },
      { action: 'convert', column: 'prices', positions: [0, 1, 2, 3] },
    );
    expect([...series.timestamps]).toEqual(times(4));
    expect([...series.prices]).toEqual([1.5, 2, 3, 4]);
    expect(changes).toHaveLength(7);
    expect(changes[4]).toMatchObject({
      kind: 'changed',
      column: 'prices',
      index: 0,
      before: '1.5',
      after: 1.5,
    });
  });

  it('sorts, and records the order; what is in order already is left', () => {
    const given = { timestamps: [2, 0, 1].map((k) => k * step), prices: [3, 1, 2] };
    const { series, changes } = repaired(given, { action: 'sort' }, { action: 'sort' });
    expect([...series.prices]).toEqual([1, 2, 3]);
    expect(changes).toEqual([{ kind: 'sorted', repair: { action: 'sort' }, order: [1, 2, 0] }]);
    expect(repaired(raw([1, 2]), { action: 'sort' }).changes).toEqual([]);
  });

  it('winsorises to the limits only what is beyond them', () => {
    const repair: SeriesRepair = {
      ...{ action: 'winsorise', column: 'prices', positions: [0, 1, 2, 3], lower: 2, upper: 3 },
    };
    const { series, changes } = repaired(raw([1, 2, 2.5, 9]), repair);
    expect([...series.prices]).toEqual([2, 2, 2.5, 3]);
    expect(changes).toEqual([
      { kind: 'changed', repair, column: 'prices', index: 0, timestamp: 0, before: 1, after: 2 },
      { kind: 'changed', repair, column: 'prices', index: 3, timestamp: 3 * step, before: 9, after: 3 },
    ]);
  });

  it.each<['previous' | 'linear' | 'seasonal', number[]]>([
    ['previous', [4, 4]],
    ['linear', [6, 8]],
    // The season before rises from 1 by 3 and 7 to 7: over the line 1, 3, 5, 7 that is 1.3333 and 1.4 times.
    ['seasonal', [(6 * 4) / 3, (8 * 7) / 5]],
  ])('replaces values by the method %s', (method, expected) => {
    const series = raw([1, 4, 7, 7, 4, Number.NaN, 0, 10]);
    const period = method === 'seasonal' ? { period: 4 } : {};
    const result = repaired(series, {
      action: 'replace',
      column: 'prices',
      positions: [5, 6],
      method,
      ...period,
    });
    expect([...result.series.prices.subarray(5, 7)]).toEqual(expected);
    expect(result.changes).toMatchObject([
      { kind: 'changed', index: 5, before: Number.NaN, after: expected[0] },
      { kind: 'changed', index: 6, before: 0, after: expected[1] },
    ]);
  });

  it('invents from values that are usable and not being replaced, in order of time, after winsorising', () => {
    const series = {
      timestamps: [0, 3, 1, 2, 4].map((k) => k * step),
      prices: [1, 50, 99, 0, 5],
    };
    const result = repaired(
      series,
      { action: 'sort' },
      { action: 'replace', column: 'prices', positions: [2, 3], method: 'linear' },
      { action: 'winsorise', column: 'prices', positions: [1], lower: 1, upper: 7 },
    );
    expect([...result.series.prices]).toEqual([1, 3, 5, 7, 5]);
  });

  it.each([['previous'], ['linear']] as const)('fills gaps as fillGaps does, by method %s', (method) => {
    const series = createPriceSeries({
      ...{ timestamps: [0, 1, 4, 5, 7].map((k) => k * step), prices: [1, 2, 5, 6, 9] },
      ...{ volumes: [1, 1, 4, 4, 8], marketCaps: [1, 2, 3, 4, 5], stepMs: step },
    });
    const { series: filled, changes } = repaired(series, { action: 'fill', from: 0, to: 7 * step, method });
    expect(filled).toEqual(fillGaps(series, { method }));
    expect(changes.map((change) => 'index' in change && change.index)).toEqual([2, 3, 6]);
    expect(changes[0]).toMatchObject({ kind: 'filled', timestamp: 2 * step, repair: { method } });
  });

  it('fills the chosen gaps only, each by the last repair that spans it', () => {
    const series = {
      timestamps: [0, 1, 3, 4, 6, 8, 9].map((k) => k * step),
      ...{ prices: [1, 2, 4, 5, 7, 9, 10], stepMs: step },
    };
    const { series: filled, changes } = repaired(
      series,
      { action: 'fill', from: step, to: 3 * step, method: 'linear' },
      { action: 'fill', from: 5 * step, to: 8 * step, method: 'previous' },
      { action: 'fill', from: 4 * step, to: 9 * step, method: 'previous' },
      { action: 'fill', from: 6 * step, to: 8 * step, method: 'linear' },
      { action: 'fill', from: 0, to: 2 * step, method: 'previous' },
    );
    expect([...filled.prices]).toEqual([1, 2, 3, 4, 5, 5, 7, 8, 9, 10]);
    expect(changes).toHaveLength(3);
  });

  it('counts positions in the series as given, whatever else is done, in whatever order', () => {
    const series = {
      timestamps: [3, 0, 1, 1, 5].map((k) => k * step),
      prices: ['4', 1, 0, 2, 60],
      stepMs: step,
    };
    const repairs: SeriesRepair[] = [
      { action: 'fill', from: 0, to: 5 * step, method: 'linear' },
      { action: 'winsorise', column: 'prices', positions: [4], lower: 1, upper: 6 },
      { action: 'sort' },
      { action: 'convert', column: 'prices', positions: [0] },
      drop(2),
    ];
    for (const each of [repairs, [...repairs].reverse()]) {
      expect([...repairSeries(series, each).series.prices]).toEqual([1, 2, 3, 4, 5, 6]);
    }
  });

  it('lets the last of several change a value, and does not change what is dropped', () => {
    const replace = (method: 'previous' | 'linear'): SeriesRepair => ({
      ...{ action: 'replace', column: 'prices', positions: [1], method },
    });
    const series = raw([1, Number.NaN, 3]);
    expect(repaired(series, replace('previous'), replace('linear')).series.prices[1]).toBe(2);
    expect(repaired(series, replace('linear'), replace('previous')).series.prices[1]).toBe(1);
    expect(repaired(series, replace('linear'), drop(1)).changes).toMatchObject([{ kind: 'dropped' }]);
  });

  it('leaves the given series as it is, and gives what cannot be changed', () => {
    const given = raw([1, Number.NaN, '3', 9]);
    const copy = structuredClone(given);
    const result = repairSeries(
      given,
      validateSeries(given).findings.map(({ repair }) => repair),
    );
    expect(given).toEqual(copy);
    for (const each of [result, result.series, result.changes, ...result.changes]) {
      expect(Object.isFrozen(each)).toBe(true);
    }
  });

  it('refuses to give a series that still has an error, naming it', () => {
    expect(() => repaired(raw([1, Number.NaN, 3]))).toThrow(NonFiniteValueError);
    expect(() => repaired(raw([1, Number.NaN, 3]))).toThrow(/^prices\[1\]/);
    expect(() => repaired({ timestamps: [0, 2, 1], prices: [1, 2, 3] })).toThrow(IrregularSeriesError);
    expect(() => repaired({ timestamps: [0, Number.NaN, 1], prices: [1, 2, 3] }, { action: 'sort' })).toThrow(
      /^timestamps\[1\]/,
    );
    expect(() => repaired(raw([1, 2]), drop(0, 1))).toThrow(InsufficientDataError);
    expect(() => repaired(raw([1, 2, 3], { volumes: [1, 2] }))).toThrow(/^volumes\.length must be 3/);
    expect(repaired(raw([1, 2, 3], { volumes: [1, 2] }), drop(2)).series.volumes).toHaveLength(2);
  });

  it('refuses a gap too long to be filled, and methods that have nothing to go by', () => {
    const far = { timestamps: [0, 1, 2, 1.7e12], prices: [1, 1, 1, 1] };
    expect(() => repaired(far, { action: 'fill', from: 0, to: 2e12, method: 'previous' })).toThrow(
      /more than maxMissing=10000/,
    );
    const replace = (position: number, method: 'previous' | 'linear' | 'seasonal'): SeriesRepair => ({
      ...{ action: 'replace', column: 'prices', positions: [position], method },
      ...(method === 'seasonal' ? { period: 2 } : {}),
    });
    expect(() => repaired(raw([0, 1, 2]), replace(0, 'previous'))).toThrow(
      /method must be one that gives a value to 1970-01-01T00:00:00.000Z, before the first known value/,
    );
    expect(() => repaired(raw([1, 2, 0]), replace(2, 'linear'))).toThrow(
      /after the last known value.*"previous"/,
    );
    expect(() => repaired(raw([1, 0, 2]), replace(1, 'seasonal'))).toThrow(InsufficientDataError);
  });

  it.each<[unknown, RegExp]>([
    [{ action: 'drop', positions: [0] }, /^repairs must be an array of repairs.*findings\.map/],
    [[null], /^repairs\[0\] must be an object/],
    [[{ action: 'fil' }], /^repairs\[0\]\.action must be one of .* Did you mean "fill"\?/],
    [[drop(0), { action: 'drop', position: [0] }], /^repairs\[1\] .* Did you mean "positions"\?/],
    [[{ action: 'sort', positions: [0] }], /^repairs\[0\] must be an object with the keys action/],
    [[{ action: 'drop', positions: 3 }], /^repairs\[0\]\.positions must be an array of positions/],
    [[drop(0, 9)], /^repairs\[0\]\.positions\[1\] must be an integer at least 0 and at most 2/],
    [
      [{ action: 'dropColumn', column: 'prices' }],
      /^repairs\[0\]\.column must be one of "volumes", "marketCaps"/,
    ],
    [
      [{ action: 'dropColumn', column: 'marketCaps' }],
      /^repairs\[0\]\.column must be a column that the series has/,
    ],
    [
      [{ action: 'replace', column: 'price', positions: [0], method: 'linear' }],
      /^repairs\[0\]\.column .* Did you mean "prices"\?/,
    ],
    [
      [{ action: 'replace', column: 'prices', positions: [0], method: 'next' }],
      /^repairs\[0\]\.method must be one of "previous", "linear", "seasonal"/,
    ],
    [
      [{ action: 'replace', column: 'prices', positions: [0], method: 'seasonal' }],
      /^repairs\[0\]\.period must be an integer at least 2, got undefined/,
    ],
    [
      [{ action: 'fill', from: 0, to: 9, method: 'linear', period: 7 }],
      /^repairs\[0\]\.period must be left out with method "linear", got 7/,
    ],
    [[{ action: 'fill', from: 9, to: 9, method: 'linear' }], /^repairs\[0\]\.to must be a number above 9/],
    [
      [{ action: 'winsorise', column: 'prices', positions: [0], lower: 3, upper: 2 }],
      /^repairs\[0\]\.upper must be a number at least 3/,
    ],
    [
      [{ action: 'convert', column: 'volumes', positions: [1] }],
      /^volumes\[1\] must be something that stands for a number that is not negative to be converted, got "x"/,
    ],
  ])('refuses the repairs %o', (repairs, message) => {
    const act = () => repairSeries(raw([1, 2, 3], { volumes: ['1', 'x', 3] }), repairs as SeriesRepair[]);
    expect(act).toThrow(InvalidArgumentError);
    expect(act).toThrow(message);
    expect(act).toThrow(CoincastError);
  });
});

describe('undoRepairs', () => {
  it('gives a PriceSeries back exactly', () => {
    const series = createPriceSeries({
      ...{ timestamps: [0, 1, 2, 5, 6].map((k) => k * step), prices: [1, 2, 30, 4, 5] },
      ...{ volumes: [0, 1, 2, 3, 4], coinId: 'bitcoin', vsCurrency: 'eur' },
    });
    const result = repaired(
      series,
      { action: 'dropColumn', column: 'volumes' },
      { action: 'winsorise', column: 'prices', positions: [2], lower: 1, upper: 3 },
      { action: 'fill', from: 0, to: 9 * step, method: 'linear' },
      drop(0),
    );
    expect(result.changes.map(({ kind }) => kind)).toEqual([
      ...['droppedColumn', 'dropped', 'changed', 'filled', 'filled'],
    ]);
    expect(undoRepairs(result)).toEqual(series);
  });

  it('refuses changes of another series', () => {
    const long = repaired(raw([1, 2, 3, 4]), drop(0));
    const sorted = repaired({ timestamps: [1, 0, 2], prices: [1, 2, 3] }, { action: 'sort' });
    const filled = repaired(
      { timestamps: [0, 1, 2, 4], prices: [1, 2, 3, 4] },
      {
        ...{ action: 'fill', from: 0, to: 4, method: 'previous' },
      },
    );
    const changed = repaired(raw([1, 2, 3, 9]), {
      ...{ action: 'winsorise', column: 'prices', positions: [3], lower: 1, upper: 3 },
    });
    const short = repaired(raw([1, 2]));
    for (const { changes } of [sorted, filled, changed]) {
      expect(() => undoRepairs({ series: short.series, changes })).toThrow(InvalidArgumentError);
    }
    expect(() => undoRepairs({ series: long.series, changes: sorted.changes })).not.toThrow();
    expect(() => undoRepairs({ series: short.series, changes: changed.changes })).toThrow(
      /^changes must be the changes that led to the series/,
    );
  });
});
