import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import { ljungBoxTest } from '../../src/stats/index.js';

const wave = Array.from({ length: 60 }, (_, t) => Math.sin(t / 5));

describe('ljungBoxTest', () => {
  it('states what it tested', () => {
    expect(ljungBoxTest(wave, { lags: 8, modelDf: 3 })).toMatchObject({
      lags: 8,
      modelDf: 3,
      degreesOfFreedom: 5,
      n: 60,
      pValueBounded: false,
      nullHypothesis: 'The first 8 autocorrelations are all zero.',
    });
  });

  it('keeps p-values far below the rounding of one', () => {
    const { pValue } = ljungBoxTest(wave, { lags: 5 });
    expect(pValue).toBeGreaterThan(0);
    expect(pValue).toBeLessThan(1e-30);
  });

  it.each([
    { n: 60, modelDf: 0, lags: 10 },
    { n: 40, modelDf: 0, lags: 8 },
    { n: 40, modelDf: 6, lags: 9 },
    { n: 4, modelDf: 0, lags: 3 },
  ])('takes $lags lags of $n residuals of a model with $modelDf parameters unless told', (expected) => {
    expect(ljungBoxTest(wave.slice(0, expected.n), { modelDf: expected.modelDf })).toMatchObject(expected);
  });

  it('rejects at levels at or above its p-value, and only at fractions', () => {
    const result = ljungBoxTest([1, 3, 2, 5, 4, 4, 6, 2, 3, 5], { lags: 2 });
    expect(result.rejectAt(result.pValue)).toBe(true);
    expect(result.rejectAt(result.pValue * 0.999)).toBe(false);
    expect(() => result.rejectAt(5)).toThrow(InvalidArgumentError);
    expect(() => result.rejectAt(0)).toThrow(InvalidArgumentError);
  });

  it('refuses a constant series', () => {
    expect(() => ljungBoxTest([2, 2, 2, 2, 2])).toThrow(DegenerateSeriesError);
  });

  it.each([
    { options: { lags: 10 }, needed: 11 },
    { options: {}, needed: 4 },
    { options: { modelDf: 4 }, needed: 8 },
  ])('names the least length for $options', ({ options, needed }) => {
    expect(() => ljungBoxTest([1, 2, 1], options)).toThrow(expect.objectContaining({ needed, got: 3 }));
    expect(() => ljungBoxTest([1, 2, 1], options)).toThrow(InsufficientDataError);
  });

  it('refuses values that are not finite', () => {
    expect(() => ljungBoxTest([...wave, Number.NaN])).toThrow(NonFiniteValueError);
  });

  it.each([
    { options: { lags: 0 }, argument: 'lags' },
    { options: { lags: 2.5 }, argument: 'lags' },
    { options: { lags: 3, modelDf: 3 }, argument: 'lags' },
    { options: { modelDf: -1 }, argument: 'modelDf' },
    { options: { lag: 3 }, argument: 'ljungBoxTest options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => ljungBoxTest(wave, options as object)).toThrow(expect.objectContaining({ argument }));
    expect(() => ljungBoxTest(wave, options as object)).toThrow(InvalidArgumentError);
  });
});
