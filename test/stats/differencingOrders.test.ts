import { describe, expect, it } from 'vitest';
import { InvalidArgumentError, NonFiniteValueError } from '../../src/errors/index.js';
import { createPriceSeries } from '../../src/series/index.js';
import { ndiffs, nsdiffs, undifference } from '../../src/stats/index.js';

const noise = Array.from({ length: 150 }, (_, t) => Math.sin(t * t));
const walk = [...undifference(noise, { last: [100] })];
const season = (period: number) =>
  noise.map((value, t) => 5 * Math.sin((2 * Math.PI * t) / period) + 0.5 * value);
const alternating = noise.map((value, t) => 5 * (t % 2) + 0.5 * value);

describe('ndiffs', () => {
  const tests = ['kpss', 'adf', 'pp'] as const;

  it.each(tests)('counts the sums a series was made of: %s', (test) => {
    expect(ndiffs(noise, { test })).toBe(0);
    expect(ndiffs(walk, { test })).toBe(1);
    expect(ndiffs(undifference(walk, { last: [0] }), { test })).toBe(2);
  });

  it('stops at the most it may take', () => {
    const sums = undifference(walk, { order: 2, last: [0, 0] });
    expect([0, 1, 2, 3, 4].map((maxD) => ndiffs(sums, { maxD }))).toEqual([0, 1, 2, 3, 3]);
  });

  it('lets a trend be where it is told to', () => {
    const climb = noise.map((value, t) => value + t / 5);
    expect(ndiffs(climb)).toBe(1);
    expect(ndiffs(climb, { regression: 'trend' })).toBe(0);
  });

  it.each([
    { name: 'a constant', x: new Array(30).fill(0.1), d: 0 },
    { name: 'a constant but for rounding', x: noise.map((_, t) => (t % 3 === 0 ? 0.3 : 0.1 + 0.2)), d: 0 },
    { name: 'a line', x: noise.map((_, t) => 0.1 * t + 7), d: 1 },
  ])('finds that $name needs $d', ({ x, d }) => {
    expect(ndiffs(x)).toBe(d);
  });

  it.each(tests)('answers also at the ends of its levels, where R has no p-value: %s', (test) => {
    for (const alpha of [0.01, 0.1]) {
      expect(ndiffs(noise, { test, alpha })).toBe(0);
      expect(ndiffs(walk, { test, alpha })).toBe(1);
    }
  });

  it('takes the prices of a series', () => {
    const timestamps = walk.map((_, t) => t);
    expect(ndiffs(createPriceSeries({ timestamps, prices: walk }))).toBe(1);
  });

  it.each([
    { options: {}, needed: 4 },
    { options: { maxD: 0 }, needed: 3 },
    { options: { maxD: 5 }, needed: 7 },
    { options: { test: 'adf' }, needed: 7 },
    { options: { test: 'adf', regression: 'trend' }, needed: 8 },
    { options: { test: 'pp' }, needed: 5 },
  ] as const)('names the least length with $options: $needed', ({ options, needed }) => {
    const expected = expect.objectContaining({ code: 'insufficient-data', needed, got: needed - 1 });
    expect(() => ndiffs(noise.slice(0, needed - 1), options)).toThrow(expected);
    expect(() => ndiffs(noise.slice(0, needed), options)).not.toThrow();
  });

  it('refuses values that are not finite', () => {
    expect(() => ndiffs([...noise, Number.NaN])).toThrow(NonFiniteValueError);
  });

  it.each([
    { options: { test: 'kps' }, argument: 'test' },
    { options: { regression: 'drift' }, argument: 'regression' },
    { options: { alpha: 0.005 }, argument: 'alpha' },
    { options: { alpha: 0.2 }, argument: 'alpha' },
    { options: { maxD: -1 }, argument: 'maxD' },
    { options: { maxd: 1 }, argument: 'ndiffs options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => ndiffs(noise, options as object)).toThrow(expect.objectContaining({ argument }));
    expect(() => ndiffs(noise, options as object)).toThrow(InvalidArgumentError);
  });
});

describe('nsdiffs', () => {
  it.each([4, 7, 12, 24])('asks for a difference where a season of %i is strong', (period) => {
    expect(nsdiffs(season(period), { period })).toBe(1);
    expect(nsdiffs(noise, { period })).toBe(0);
    expect(nsdiffs(walk, { period })).toBe(0);
  });

  it('takes the shortest period there is', () => {
    expect(nsdiffs(alternating, { period: 2 })).toBe(1);
    expect(nsdiffs(noise, { period: 2 })).toBe(0);
  });

  it('stops at the most it may take, and where the season is gone', () => {
    const growing = [...undifference(noise.slice(0, 96), { period: 12, seasonalOrder: 2, last: season(12) })];
    expect([0, 1, 2, 3].map((maxD) => nsdiffs(growing, { period: 12, maxD }))).toEqual([0, 1, 2, 2]);
  });

  it('finds that a constant needs none', () => {
    expect(nsdiffs(new Array(30).fill(0.1), { period: 7 })).toBe(0);
  });

  it.each([
    { options: { period: 24 }, needed: 49 },
    { options: { period: 24, maxD: 0 }, needed: 49 },
    { options: { period: 24, maxD: 2 }, needed: 73 },
  ])('names the least length with $options: $needed', ({ options, needed }) => {
    const expected = expect.objectContaining({ code: 'insufficient-data', needed, got: needed - 1 });
    expect(() => nsdiffs(noise.slice(0, needed - 1), options)).toThrow(expected);
    expect(() => nsdiffs(noise.slice(0, needed), options)).not.toThrow();
  });

  it('refuses values that are not finite', () => {
    expect(() => nsdiffs([...noise, Number.POSITIVE_INFINITY], { period: 7 })).toThrow(NonFiniteValueError);
  });

  it.each([
    { options: {}, argument: 'period' },
    { options: { period: 1 }, argument: 'period' },
    { options: { period: 7, test: 'ocsb' }, argument: 'test' },
    { options: { period: 7, maxD: 0.5 }, argument: 'maxD' },
    { options: { period: 7, maxd: 1 }, argument: 'nsdiffs options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => nsdiffs(noise, options as never)).toThrow(expect.objectContaining({ argument }));
    expect(() => nsdiffs(noise, options as never)).toThrow(InvalidArgumentError);
  });
});
