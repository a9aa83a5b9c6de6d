import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import { periodogram } from '../../src/stats/index.js';

const noise = Array.from({ length: 100 }, (_, t) => Math.sin(t * t));

describe('periodogram', () => {
  it('puts all power of a whole number of cycles at their frequency', () => {
    const wave = Array.from({ length: 96 }, (_, t) => 3 * Math.cos((2 * Math.PI * t) / 12));
    const { frequencies, periods, power } = periodogram(wave, { detrend: 'constant' });
    expect(frequencies[7]).toBe(8 / 96);
    expect(periods[7]).toBe(12);
    expect(power[7]).toBeCloseTo((96 * 9) / 4, 10);
    expect(Math.max(...power.filter((_, k) => k !== 7))).toBeLessThan(1e-25);
  });

  it.each([100, 99])('splits the sum of squares about the mean over frequencies, n = %d', (n) => {
    const x = noise.slice(0, n);
    const mean = x.reduce((sum, value) => sum + value, 0) / n;
    const squares = x.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const { frequencies, power } = periodogram(x, { detrend: 'constant' });
    const total = power.reduce((sum, value, k) => sum + (frequencies[k] === 0.5 ? value : 2 * value), 0);
    expect(total).toBeCloseTo(squares, 10);
  });

  it('has its frequencies from 1 / n to at most one half', () => {
    expect([...periodogram([1, 3, 2, 5, 1]).frequencies]).toEqual([1 / 5, 2 / 5]);
    expect([...periodogram([1, 3, 2, 5, 1, 1]).frequencies]).toEqual([1 / 6, 2 / 6, 3 / 6]);
  });

  it('smooths white noise to its variance', () => {
    const raw = periodogram(noise);
    const smooth = periodogram(noise, { spans: [7, 9] });
    expect(raw.degreesOfFreedom).toBe(2);
    expect(smooth.degreesOfFreedom).toBeGreaterThan(15);
    expect(smooth.bandwidth).toBeGreaterThan(raw.bandwidth);
    expect(Math.max(...smooth.power)).toBeLessThan(Math.max(...raw.power) / 2);
    expect(periodogram(noise, { spans: 7 }).power).toEqual(periodogram(noise, { spans: [7] }).power);
  });

  it('keeps a strong slow wave from leaking into others by a taper', () => {
    const slow = Array.from({ length: 200 }, (_, t) => 1000 * Math.cos((2 * Math.PI * 2.5 * t) / 200));
    const at = (taper: number) => periodogram(slow, { detrend: 'constant', taper }).power[60]!;
    expect(at(0.25)).toBeLessThan(at(0) / 1000);
  });

  it('does not change its input and freezes its result', () => {
    const x = Float64Array.of(1, 5, 2, 7, 3);
    const result = periodogram(x, { detrend: 'none', taper: 0.4 });
    expect([...x]).toEqual([1, 5, 2, 7, 3]);
    expect(Object.isFrozen(result)).toBe(true);
  });

  it.each([
    { name: 'a constant', x: [4, 4, 4, 4, 4], reason: 'constant' },
    { name: 'a line', x: noise.map((_, t) => 0.1 * t), reason: 'perfect-fit' },
  ])('refuses $name', ({ x, reason }) => {
    expect(() => periodogram(x)).toThrow(expect.objectContaining({ reason }));
    expect(() => periodogram(x)).toThrow(DegenerateSeriesError);
  });

  it.each([
    { x: [1, 2, 4], options: {}, needed: 4, operation: 'periodogram' },
    {
      x: [1, 2, 4, 3, 1],
      options: { spans: [3, 5] },
      needed: 8,
      operation: 'periodogram with these spans',
    },
  ])('names the least length: $needed', ({ x, options, needed, operation }) => {
    expect(() => periodogram(x, options)).toThrow(
      expect.objectContaining({ needed, got: x.length, operation }),
    );
    expect(() => periodogram(x, options)).toThrow(InsufficientDataError);
  });

  it('refuses values whose squares overflow, and those that are not finite', () => {
    expect(() => periodogram([1e200, -1e200, 1e200, 0])).toThrow(expect.objectContaining({ argument: 'x' }));
    expect(() => periodogram([1, 2, Number.NaN, 3])).toThrow(NonFiniteValueError);
  });

  it.each([
    { options: { detrend: 'mean' }, argument: 'detrend' },
    { options: { taper: 0.6 }, argument: 'taper' },
    { options: { spans: 4 }, argument: 'spans' },
    { options: { spans: [5, 1] }, argument: 'spans[1]' },
    { options: { spans: 'wide' }, argument: 'spans' },
    { options: { span: 3 }, argument: 'periodogram options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => periodogram(noise, options as object)).toThrow(expect.objectContaining({ argument }));
    expect(() => periodogram(noise, options as object)).toThrow(InvalidArgumentError);
  });
});
