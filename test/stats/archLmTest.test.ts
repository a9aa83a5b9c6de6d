import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import { archLmTest } from '../../src/stats/index.js';

const calm = Array.from({ length: 200 }, (_, t) => Math.sin(t * t));
const bursts = calm.map((value, t) => (t % 100 < 30 ? 5 * value : value));

describe('archLmTest', () => {
  it('tells bursts of large changes from changes of one size', () => {
    expect(archLmTest(bursts, { lags: 5 }).rejectAt(0.001)).toBe(true);
    expect(archLmTest(calm, { lags: 5 }).rejectAt(0.1)).toBe(false);
  });

  it('states what it tested', () => {
    expect(archLmTest(calm)).toMatchObject({
      lags: 10,
      modelDf: 0,
      n: 200,
      regressionRows: 190,
      pValueBounded: false,
      nullHypothesis: 'The squares do not depend on the 10 squares before them.',
    });
  });

  it.each([
    { n: 4, modelDf: 0, lags: 1 },
    { n: 12, modelDf: 0, lags: 2 },
    { n: 12, modelDf: 10, lags: 1 },
    { n: 60, modelDf: 0, lags: 10 },
  ])('tests $lags lags by default of $n observations, modelDf $modelDf', ({ n, modelDf, lags }) => {
    expect(archLmTest(calm.slice(0, n), { modelDf }).lags).toBe(lags);
  });

  it('counts the rows less the parameters of the model', () => {
    const raw = archLmTest(bursts, { lags: 4 });
    const allowed = archLmTest(bursts, { lags: 4, modelDf: 3 });
    expect(allowed.statistic / raw.statistic).toBeCloseTo(193 / 196, 14);
    expect(allowed.fStatistic).toBe(raw.fStatistic);
  });

  it.each([
    { name: 'signs, whose squares are equal', x: calm.map(Math.sign).slice(1), reason: 'constant' },
    { name: 'zeros', x: calm.map(() => 0), reason: 'constant' },
    { name: 'an alternation of sizes', x: calm.map((_, t) => 1 + (t % 2)), reason: 'collinear' },
    { name: 'one shock at the start', x: calm.map((_, t) => (t === 0 ? 5 : 1)), reason: 'perfect-fit' },
  ])('refuses $name', ({ x, reason }) => {
    const lags = reason === 'perfect-fit' ? 1 : 2;
    expect(() => archLmTest(x, { lags })).toThrow(expect.objectContaining({ reason }));
    expect(() => archLmTest(x, { lags })).toThrow(DegenerateSeriesError);
  });

  it.each([
    { x: [1, 2, 4], options: {}, needed: 4 },
    { x: [1, 2, 4, 3, 1, 2, 5], options: { lags: 3 }, needed: 8 },
    { x: [1, 2, 4, 3, 1, 2, 5], options: { lags: 2, modelDf: 5 }, needed: 8 },
  ])('names the least length: $needed', ({ x, options, needed }) => {
    expect(() => archLmTest(x, options)).toThrow(expect.objectContaining({ needed, got: x.length }));
    expect(() => archLmTest(x, options)).toThrow(InsufficientDataError);
    expect(archLmTest([...x, -3], options).pValue).toBeGreaterThan(0);
  });

  it('refuses values that are not finite', () => {
    expect(() => archLmTest([1, 2, Number.NaN, 3, 4, 5])).toThrow(NonFiniteValueError);
  });

  it.each([
    { options: { lags: 0 }, argument: 'lags' },
    { options: { modelDf: -1 }, argument: 'modelDf' },
    { options: { lag: 1 }, argument: 'archLmTest options' },
  ])('refuses $options', ({ options, argument }) => {
    expect(() => archLmTest(calm, options as object)).toThrow(expect.objectContaining({ argument }));
    expect(() => archLmTest(calm, options as object)).toThrow(InvalidArgumentError);
  });
});
