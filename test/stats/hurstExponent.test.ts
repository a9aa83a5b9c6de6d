import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import { fourierTransform } from '../../src/math/index.js';
import { hurstExponent } from '../../src/stats/index.js';
import { gaussianNoise } from './gaussianNoise.js';

/** Fractional Gaussian noise, exactly, by circulant embedding: Davies and Harte, Biometrika 74 (1987). */
function fractionalNoise(n: number, exponent: number, normal: () => number): Float64Array {
  const size = 2 * n;
  const power = (lag: number) => Math.abs(lag) ** (2 * exponent);
  const spectrum = Float64Array.from({ length: size }, (_, i) => {
    const lag = Math.min(i, size - i);
    return (power(lag + 1) - 2 * power(lag) + power(lag - 1)) / 2;
  });
  fourierTransform(spectrum, new Float64Array(size));
  const scale = spectrum.map((value) => Math.sqrt(Math.max(0, value) / size));
  const real = scale.map((value) => value * normal());
  fourierTransform(
    real,
    scale.map((value) => value * normal()),
  );
  return real.subarray(0, n);
}

function pathOf(increments: Float64Array): Float64Array {
  let sum = 0;
  return Float64Array.of(0, ...increments.map((value) => (sum += value)));
}

const white = Float64Array.from({ length: 1000 }, gaussianNoise(1));

describe('hurstExponent', () => {
  it.each([0.2, 0.35, 0.5, 0.65, 0.8, 0.95])(
    'is nearly unbiased for fractional noise of exponent %d',
    (exponent) => {
      const normal = gaussianNoise(Math.round(exponent * 100));
      const estimates = Array.from(
        { length: 60 },
        () => hurstExponent(fractionalNoise(1000, exponent, normal)).exponent,
      );
      const mean = estimates.reduce((sum, estimate) => sum + estimate, 0) / estimates.length;
      const deviation = Math.sqrt(
        estimates.reduce((sum, each) => sum + (each - mean) ** 2, 0) / estimates.length,
      );
      expect(Math.abs(mean - exponent)).toBeLessThan(0.03);
      expect(deviation).toBeLessThan(0.055);
    },
  );

  it('is drawn towards one half by rescaled range, but right there', () => {
    const mean = (exponent: number) => {
      const normal = gaussianNoise(5);
      const estimates = Array.from(
        { length: 60 },
        () => hurstExponent(fractionalNoise(1000, exponent, normal), { method: 'rescaled-range' }).exponent,
      );
      return estimates.reduce((sum, estimate) => sum + estimate, 0) / estimates.length;
    };
    expect(mean(0.5)).toBeCloseTo(0.5, 1.9);
    expect(mean(0.8)).toBeGreaterThan(0.65);
    expect(mean(0.8)).toBeLessThan(0.75);
  });

  it.each(['detrended-fluctuation', 'rescaled-range'] as const)(
    'reads a path as its increments, by %s',
    (method) => {
      const ofPath = hurstExponent(pathOf(white), { input: 'path', method });
      expect(ofPath.exponent).toBeCloseTo(hurstExponent(white, { method }).exponent, 10);
      expect(ofPath).toMatchObject({ input: 'path', method, n: 1000 });
    },
  );

  it('shows fluctuations at windows from 8 to a quarter of the increments', () => {
    const { windows, relativeFluctuations } = hurstExponent(white);
    expect(windows[0]).toBe(8);
    expect(windows.at(-1)).toBe(250);
    expect(relativeFluctuations).toHaveLength(windows.length);
    // White noise has those of white noise.
    expect(relativeFluctuations[0]).toBeCloseTo(1, 1);
  });

  it.each(['detrended-fluctuation', 'rescaled-range'] as const)(
    'refuses a path given as increments, by %s',
    (method) => {
      expect(() => hurstExponent(pathOf(white), { method })).toThrow(
        expect.objectContaining({ argument: 'input', value: 'increments' }),
      );
    },
  );

  it.each([
    { name: 'a constant', x: white.map(() => 3), input: 'increments', reason: 'constant' },
    { name: 'a line as a path', x: white.map((_, t) => t), input: 'path', reason: 'constant' },
    {
      name: 'increments constant in all windows of some size',
      x: Float64Array.from({ length: 128 }, (_, t) => (t < 64 ? 1 : -1)),
      input: 'increments',
      reason: 'perfect-fit',
    },
  ] as const)('refuses $name', ({ x, input, reason }) => {
    expect(() => hurstExponent(x, { input })).toThrow(expect.objectContaining({ reason }));
    expect(() => hurstExponent(x, { input })).toThrow(DegenerateSeriesError);
  });

  it('passes over stale stretches, which have no range to rescale', () => {
    const stale = white.map((value, t) => (t < 200 ? 0 : value));
    expect(hurstExponent(stale, { method: 'rescaled-range' }).exponent).toBeGreaterThan(0.3);
  });

  it.each([
    { input: 'increments', needed: 100 },
    { input: 'path', needed: 101 },
  ] as const)('names the least length: $needed of $input', ({ input, needed }) => {
    expect(() => hurstExponent(white.slice(1, needed), { input })).toThrow(
      expect.objectContaining({ needed, got: needed - 1 }),
    );
    expect(() => hurstExponent(white.slice(0, 20), { input })).toThrow(InsufficientDataError);
    expect(hurstExponent(white.slice(0, needed), { input }).n).toBe(100);
  });

  it('refuses values that are not finite', () => {
    expect(() => hurstExponent(white.map((value, t) => (t === 7 ? Number.NaN : value)))).toThrow(
      NonFiniteValueError,
    );
  });

  it.each([
    { options: { input: 'prices' }, argument: 'input' },
    { options: { method: 'dfa' }, argument: 'method' },
    { options: { kind: 'path' }, argument: 'hurstExponent options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => hurstExponent(white, options as object)).toThrow(expect.objectContaining({ argument }));
    expect(() => hurstExponent(white, options as object)).toThrow(InvalidArgumentError);
  });
});
