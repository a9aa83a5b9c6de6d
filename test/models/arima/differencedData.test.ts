import { describe, expect, it } from 'vitest';
import { bridged, differencedData } from '../../../src/models/arima/differencedData.js';
import { gaussian } from './bruteForce.js';

const none = { d: 0, seasonalD: 0, period: 1 };
const noise = (length: number, seed = 1) => Float64Array.from({ length }, gaussian(seed));
const close = (values: ArrayLike<number>, digits = 10) =>
  Array.from(values, (value) => expect.closeTo(value, digits));
const zeros = (count: number) => new Float64Array(count);

describe('differencedData', () => {
  it('scales by a power of two to the order of 1, and gives nothing else to do without columns', () => {
    const values = noise(40).map((value) => 1e-7 * value);
    const data = differencedData({ values, differencing: none, hasConstant: false, regressors: [] });
    expect(Number.isInteger(Math.log2(data.scale))).toBe(true);
    expect([...data.series].map((value) => value * data.scale)).toEqual([...values]);
    const size = Math.sqrt(data.series.reduce((sum, value) => sum + value * value, 0) / 40);
    expect(size).toBeGreaterThan(0.7);
    expect(size).toBeLessThan(1.5);
    expect(data).toMatchObject({ columns: [], missing: 0, units: [] });
    expect(data.totals(zeros(0))).toEqual([]);
  });

  it.each([
    ['a mean', none, 1, (t: number) => 7 + 0 * t],
    ['a drift', { d: 1, seasonalD: 0, period: 1 }, 1, (t: number) => 7 * t],
    ['a drift with a seasonal difference', { d: 0, seasonalD: 1, period: 4 }, 4, (t: number) => 7 * t],
  ] as const)('estimates %s in units a step', (_, differencing, perStep, effect) => {
    const rest = noise(200, 3);
    const values = rest.map((value, t) => 0.01 * value + effect(t));
    const data = differencedData({ values, differencing, hasConstant: true, regressors: [] });
    const [constant] = data.totals(zeros(1));
    expect(constant).toBeCloseTo(7, 1);
    // What is left has mean zero, a unit of the estimate being a step of the differences.
    expect(data.series.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 8);
    expect(data.totals(Float64Array.of(1))[0]! - constant!).toBeCloseTo(data.units[0]!, 12);
    expect(data.units[0]).toBe(data.scale / perStep);
  });

  it('differences regressors as the values, and gives their slopes in units of both', () => {
    const wave = noise(120, 5).map((value) => 1e6 * value);
    const trend = Float64Array.from({ length: 120 }, (_, t) => t * t);
    const values = noise(120, 6).map((value, t) => 1e-3 * value + 2e-6 * wave[t]! - 0.5 * trend[t]! + 3 * t);
    const regressors = [
      { name: 'wave', values: wave },
      { name: 'trend', values: trend },
    ];
    const differencing = { d: 1, seasonalD: 0, period: 1 };
    const { series, columns, totals, units } = differencedData({
      values,
      differencing,
      hasConstant: true,
      regressors,
    });
    expect(columns.map((column) => column.length)).toEqual([119, 119, 119]);
    const [drift, ...slopes] = totals(zeros(3));
    expect(drift).toBeCloseTo(3, 2);
    expect(slopes).toEqual([expect.closeTo(2e-6, 9), expect.closeTo(-0.5, 3)]);
    // Least squares: nothing of the columns is left.
    columns.forEach((column) => {
      expect(column.reduce((sum, value, t) => sum + value * series[t]!, 0)).toBeCloseTo(0, 8);
    });
    const moved = totals(Float64Array.of(0, 1, 0));
    expect((moved[1]! - slopes[0]!) / units[1]!).toBeCloseTo(1, 8);
  });

  it('takes missing values for impulses, differenced, whatever was filled in', () => {
    const values = noise(30, 8);
    values[4] = Number.NaN;
    values[11] = Number.NaN;
    const differencing = { d: 1, seasonalD: 1, period: 4 };
    const data = differencedData({ values, differencing, hasConstant: false, regressors: [] });
    expect(data.missing).toBe(2);
    // (1 - B)(1 - B^4) of a one at position 11, the first five differences lost.
    const impulse = [1, -1, 0, 0, -1, 1];
    expect([...data.columns[1]!]).toEqual(
      Array.from({ length: 25 }, (_, t) => impulse[t - 6] ?? 0).map((value) => value + 0),
    );
    expect([...data.columns[0]!].slice(0, 5)).toEqual([-1, 0, 0, -1, 1]);
    // The least squares values of the gaps complete the differences.
    const totals = data.totals(zeros(2));
    const completed = bridged(values);
    completed[4] = completed[4]! - totals[0]!;
    completed[11] = completed[11]! - totals[1]!;
    const difference = (t: number) =>
      completed[t + 5]! - completed[t + 4]! - completed[t + 1]! + completed[t]!;
    expect([...data.series].map((value) => value * data.scale)).toEqual(
      close(Array.from({ length: 25 }, (_, t) => difference(t))),
    );
  });

  it('leaves its input alone', () => {
    const values = noise(20, 9);
    const column = noise(20, 10);
    const before = [values.slice(), column.slice()];
    differencedData({
      values,
      differencing: none,
      hasConstant: true,
      regressors: [{ name: 'x', values: column }],
    });
    expect([values, column]).toEqual(before);
  });

  const line = Float64Array.from({ length: 30 }, (_, t) => 5 + 2 * t);
  it.each([
    ['a line differenced, with a drift', line, { d: 1, seasonalD: 0, period: 1 }, true],
    ['a line differenced twice', line, { d: 2, seasonalD: 0, period: 1 }, false],
    ['a fixed season', line.map((_, t) => t % 4), { d: 0, seasonalD: 1, period: 4 }, false],
    ['a line of decimals', line.map((value) => value * 0.1), { d: 2, seasonalD: 0, period: 1 }, false],
  ] as const)('says that nothing is left to explain: %s', (_, values, differencing, hasConstant) => {
    expect(() => differencedData({ values, differencing, hasConstant, regressors: [] })).toThrow(
      expect.objectContaining({ name: 'DegenerateSeriesError', reason: 'perfect-fit' }),
    );
  });

  it.each([
    ['a constant differenced', [line.map(() => 3)], 1, false, /differences are all zero/],
    ['zeros', [line.map(() => 0)], 0, false, /column of zeros/],
    ['a constant beside the mean', [line.map(() => 3)], 0, true, /linear combination/],
    ['a trend beside the drift', [line], 1, true, /linear combination/],
    ['one column twice', [noise(30, 2), noise(30, 2)], 0, false, /linear combination/],
  ] as const)('names regressors that explain nothing: %s', (_, columns, d, hasConstant, message) => {
    const regressors = columns.map((values, i) => ({ name: `x${i}`, values }));
    expect(() =>
      differencedData({
        values: noise(30, 4),
        differencing: { d, seasonalD: 0, period: 1 },
        hasConstant,
        regressors,
      }),
    ).toThrow(
      expect.objectContaining({ name: 'InvalidArgumentError', message: expect.stringMatching(message) }),
    );
  });
});

describe('bridged', () => {
  it('draws straight lines over gaps, and nothing beyond', () => {
    const gaps = Float64Array.of(1, NaN, NaN, 7, 8, NaN, 4);
    expect([...bridged(gaps)]).toEqual([1, 3, 5, 7, 8, 6, 4]);
    expect(gaps[1]).toBeNaN();
  });
});
