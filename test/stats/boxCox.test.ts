import { describe, expect, it } from 'vitest';
import { DegenerateSeriesError, InvalidArgumentError, NonFiniteValueError } from '../../src/errors/index.js';
import { createPriceSeries } from '../../src/series/index.js';
import { boxCox, boxCoxLambda, inverseBoxCox } from '../../src/stats/index.js';

const swings = (level: (t: number) => number) =>
  Array.from({ length: 120 }, (_, t) => level(t) * (5 + Math.sin((Math.PI * t) / 6)));
const growing = swings((t) => 1.02 ** t);

describe('boxCox', () => {
  it.each([
    { lambda: 0, values: [0, Math.log(4), Math.log(9)] },
    { lambda: 0.5, values: [0, 2, 4] },
    { lambda: 1, values: [0, 3, 8] },
    { lambda: -1, values: [0, 0.75, 1 - 1 / 9] },
  ])('with lambda $lambda is the transform of each value', ({ lambda, values }) => {
    expect(boxCox([1, 4, 9], { lambda })).toEqual({ values: Float64Array.from(values), lambda });
  });

  it('takes any sign where lambda is positive', () => {
    expect([...boxCox([-4, 0, 4], { lambda: 0.5 }).values]).toEqual([-6, -2, 2]);
  });

  it('transforms a constant, and nothing', () => {
    expect([...boxCox([4, 4], { lambda: 0.5 }).values]).toEqual([2, 2]);
    expect([...boxCox([], { lambda: 0 }).values]).toEqual([]);
  });

  it.each(['guerrero', 'likelihood'] as const)('chooses lambda as boxCoxLambda does: %s', (method) => {
    const options = { period: 12, lower: -0.5, upper: 1 };
    const lambda = boxCoxLambda(growing, { ...options, method });
    expect(boxCox(growing, { ...options, lambda: method })).toEqual(boxCox(growing, { lambda }));
  });

  it('chooses by Guerrero when not told', () => {
    expect(boxCox(growing).lambda).toBe(boxCoxLambda(growing, { method: 'guerrero' }));
  });

  it.each([
    { x: [1, 0], lambda: 0, index: 1 },
    { x: [1, 2, -3], lambda: -1, index: 2 },
    { x: [1, 1e200], lambda: 2, index: 1 },
    { x: [Number.NaN], lambda: 1, index: 0 },
  ])('refuses $x with lambda $lambda', ({ x, lambda, index }) => {
    expect(() => boxCox(x, { lambda })).toThrow(NonFiniteValueError);
    expect(() => boxCox(x, { lambda })).toThrow(expect.objectContaining({ index }));
  });

  it.each([
    { lambda: 2, number: 'a number' },
    { lambda: 0, number: 'a positive number' },
  ])('says that lambda $lambda takes $number', ({ lambda, number }) => {
    const expected = `must be ${number} whose Box-Cox transform with lambda ${lambda} is finite`;
    expect(() => boxCox([lambda * 1e200], { lambda })).toThrow(expected);
  });

  it.each([
    { options: { lambda: 'guerero' }, argument: 'lambda' },
    { options: { lambda: Number.NaN }, argument: 'lambda' },
    { options: { lambda: 1, period: 12 }, argument: 'period' },
    { options: { lambda: 1, upper: 2 }, argument: 'upper' },
    { options: { lamda: 1 }, argument: 'boxCox options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => boxCox(growing, options as object)).toThrow(expect.objectContaining({ argument }));
    expect(() => boxCox(growing, options as object)).toThrow(InvalidArgumentError);
  });
});

describe('inverseBoxCox', () => {
  it('undoes the transform', () => {
    const { values, lambda } = boxCox(growing, { lambda: 0.3 });
    for (const [t, x] of inverseBoxCox(values, { lambda }).entries()) {
      expect(x / growing[t]!).toBeCloseTo(1, 14);
    }
    expect([...inverseBoxCox(boxCox([0, -4], { lambda: 0.5 }).values, { lambda: 0.5 })]).toEqual([0, -4]);
  });

  it('gives the mean of a log-normal distribution to second order', () => {
    const variance = 1e-4;
    const [mean] = inverseBoxCox([2], { lambda: 0, variance });
    expect(mean! / Math.exp(2 + variance / 2)).toBeCloseTo(1, 8);
  });

  it('gives the mean of a square exactly', () => {
    // X = (y / 2 + 1)², where y has mean 2 and variance 8: E X = 4 + 8 / 4.
    expect([...inverseBoxCox([2], { lambda: 0.5, variance: 8 })]).toEqual([6]);
  });

  it('takes one variance for all or one a value', () => {
    expect([...inverseBoxCox([2, 2], { lambda: 0.5, variance: 8 })]).toEqual([6, 6]);
    expect([...inverseBoxCox([2, 2], { lambda: 0.5, variance: [0, 8] })]).toEqual([4, 6]);
    expect([...inverseBoxCox([], { lambda: 0.5, variance: 8 })]).toEqual([]);
  });

  it.each([
    { name: 'a value beyond -1 / lambda', values: [0, 2.5], options: { lambda: -0.5 }, index: 1 },
    { name: 'the end of the range', values: [2], options: { lambda: -0.5 }, index: 0 },
    { name: 'what overflows', values: [0, 1000], options: { lambda: 0 }, index: 1 },
    { name: 'the mean at zero', values: [-2], options: { lambda: 0.5, variance: 1 }, index: 0 },
    { name: 'the mean below zero', values: [0, -3], options: { lambda: 0.5, variance: 1 }, index: 1 },
    { name: 'NaN', values: [Number.NaN], options: { lambda: 1 }, index: 0 },
    { name: 'a negative variance', values: [1, 1], options: { lambda: 1, variance: [1, -1] }, index: 1 },
  ])('refuses $name', ({ values, options, index }) => {
    expect(() => inverseBoxCox(values, options)).toThrow(NonFiniteValueError);
    expect(() => inverseBoxCox(values, options)).toThrow(expect.objectContaining({ index }));
  });

  it.each([
    { options: {}, argument: 'lambda' },
    { options: { lambda: Number.POSITIVE_INFINITY }, argument: 'lambda' },
    { options: { lambda: 0, variance: -1 }, argument: 'variance' },
    { options: { lambda: 0, variance: [1] }, argument: 'variance.length' },
    { options: { lambda: 0, fvar: 1 }, argument: 'inverseBoxCox options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => inverseBoxCox([1, 2], options as never)).toThrow(expect.objectContaining({ argument }));
    expect(() => inverseBoxCox([1, 2], options as never)).toThrow(InvalidArgumentError);
  });
});

describe('boxCoxLambda', () => {
  it('finds the exponent that makes swings even', () => {
    expect(boxCoxLambda(growing, { period: 12 })).toBeCloseTo(0, 2);
    const evenInRoots = Array.from(
      { length: 120 },
      (_, t) => (20 + t + 3 * Math.sin((Math.PI * t) / 6)) ** 2,
    );
    expect(boxCoxLambda(evenInRoots, { period: 12 })).toBeCloseTo(0.5, 1);
  });

  it('finds the exponent that makes a trend straight', () => {
    const straightInLogs = Array.from({ length: 60 }, (_, t) => Math.exp(0.05 * t + 0.01 * Math.sin(t * t)));
    expect(boxCoxLambda(straightInLogs, { method: 'likelihood' })).toBeCloseTo(0, 1);
    const line = Array.from({ length: 60 }, (_, t) => 3 + t);
    expect(boxCoxLambda(line, { method: 'likelihood' })).toBeCloseTo(1, 7);
  });

  it('keeps within the bounds given', () => {
    expect(boxCoxLambda(growing, { period: 12, lower: 0.25, upper: 0.75 })).toBe(0.25);
  });

  it('takes the prices of a series', () => {
    const timestamps = growing.map((_, t) => t);
    const series = createPriceSeries({ timestamps, prices: growing });
    expect(boxCoxLambda(series, { period: 12 })).toBe(boxCoxLambda(growing, { period: 12 }));
  });

  it.each([
    { x: [1, 2, 3], options: {}, needed: 4, operation: 'boxCoxLambda' },
    {
      x: growing.slice(0, 24),
      options: { period: 12 },
      needed: 25,
      operation: 'boxCoxLambda with period=12',
    },
    {
      x: growing,
      options: { period: 60, method: 'likelihood' },
      needed: 121,
      operation: 'boxCoxLambda with period=60',
    },
  ] as const)('names the least length: $needed', ({ x, options, needed, operation }) => {
    expect(() => boxCoxLambda(x, options)).toThrow(
      expect.objectContaining({ code: 'insufficient-data', needed, got: x.length, operation }),
    );
  });

  it.each([
    { name: 'a constant', x: [4, 4, 4, 4, 4], options: {}, reason: 'constant' },
    { name: 'a constant', x: [4, 4, 4, 4, 4], options: { method: 'likelihood' }, reason: 'constant' },
    { name: 'constant blocks', x: [1, 1, 2, 2, 3, 3], options: {}, reason: 'constant' },
    {
      name: 'constant blocks whose mean is rounded',
      x: [0.1, 0.7, 1.1, 2.3].flatMap((value) => new Array<number>(7).fill(value)),
      options: { period: 7 },
      reason: 'constant',
    },
    {
      name: 'a season that repeats exactly',
      x: [1, 2, 7, 1, 2, 7, 1, 2, 7],
      options: { method: 'likelihood', period: 3 },
      reason: 'perfect-fit',
    },
  ] as const)('refuses $name with $options', ({ x, options, reason }) => {
    expect(() => boxCoxLambda(x, options)).toThrow(DegenerateSeriesError);
    expect(() => boxCoxLambda(x, options)).toThrow(expect.objectContaining({ reason }));
  });

  it.each([0, -1, Number.NaN])('refuses the value %s', (value) => {
    expect(() => boxCoxLambda([1, 2, value, 3])).toThrow(NonFiniteValueError);
    expect(() => boxCoxLambda([1, 2, value, 3])).toThrow(expect.objectContaining({ index: 2 }));
  });

  it.each([
    { options: { method: 'loglik' }, argument: 'method' },
    { options: { period: 1 }, argument: 'period' },
    { options: { lower: Number.NaN }, argument: 'lower' },
    { options: { lower: 1, upper: 1 }, argument: 'upper' },
    { options: { lowr: 1 }, argument: 'boxCoxLambda options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => boxCoxLambda(growing, options as object)).toThrow(expect.objectContaining({ argument }));
    expect(() => boxCoxLambda(growing, options as object)).toThrow(InvalidArgumentError);
  });
});
