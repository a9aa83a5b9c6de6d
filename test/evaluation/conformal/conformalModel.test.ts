import { describe, expect, it } from 'vitest';
import { SerializationError } from '../../../src/errors/index.js';
import { type ConformalizeOptions, conformalize, restoreConformal } from '../../../src/evaluation/index.js';
import { trainArima, trainNaive } from '../../../src/models/index.js';
import type { SeriesInput } from '../../../src/series/index.js';
import { describeModelContract, samplePrices } from '../../contracts/modelContract.js';

const walk = (series: SeriesInput) => trainArima(series, { order: [0, 1, 0], transform: 'log' });

describeModelContract('conformal', {
  train: conformalize(trainNaive),
  restore: restoreConformal,
  appendIsRefilter: (series, split) => {
    // The naive forecast knows no parameters, so that calibration from the same first origin on is all there is.
    const first = 40;
    const end = Math.max(split, 160);
    const train = (n: number) =>
      conformalize(trainNaive, { horizon: 6, stride: 2, origins: n - first })(series.slice(0, n));
    return [train(end).append(series.slice(end)), train(series.length)];
  },
});

describe.each([
  { name: 'split without scale', options: { method: 'split', scale: 'none' } },
  { name: 'on both sides, of logarithms', options: { symmetric: false, transform: 'log', horizon: 8 } },
  { name: 'adaptive conformal inference', options: { controller: 'aci' } },
  { name: 'with a season', options: { scale: { ewma: { season: 24 } } } },
] as const)('a conformal model of ARIMA, $name', ({ options }) => {
  const model = conformalize(walk, options)(samplePrices.slice(0, 150));

  it('goes on from JSON bit by bit, for many observations', () => {
    const restored = restoreConformal(JSON.parse(JSON.stringify(model)));
    const appended = model.append(samplePrices.slice(150));
    let oneByOne = restored;
    for (const price of samplePrices.slice(150)) {
      oneByOne = restoreConformal(JSON.parse(JSON.stringify(oneByOne.append([price]))));
    }
    expect(JSON.stringify(oneByOne)).toBe(JSON.stringify(appended));
    const request = { horizon: 30, levels: [0.1, 0.5, 0.8, 0.9, 0.95, 0.999] };
    expect(oneByOne.forecast(request)).toEqual(appended.forecast(request));
    expect(oneByOne.realized).toEqual(appended.realized);
  });

  it('nests its intervals whatever the levels, also far ahead', () => {
    const levels = [0.01, 0.1, 0.3, 0.5, 0.79, 0.8, 0.81, 0.9, 0.95, 0.96, 0.99, 0.9999];
    const { intervals } = model.append(samplePrices.slice(150)).forecast({ horizon: 60, levels });
    for (let k = 0; k < levels.length; k++) {
      const { lower, upper } = intervals[k]!;
      const inner = intervals[k - 1];
      expect(lower.every((value, h) => value <= (inner?.lower ?? upper)[h]!)).toBe(true);
      expect(upper.every((value, h) => value >= (inner?.upper ?? lower)[h]!)).toBe(true);
    }
  });
});

describe('the state of a conformal model', () => {
  const state = (options: ConformalizeOptions = {}) =>
    JSON.parse(JSON.stringify(conformalize(trainNaive, { horizon: 4, ...options })(samplePrices)));

  it.each<[string, ConformalizeOptions, (stored: ReturnType<typeof state>) => object]>([
    ['settings.controller', {}, ({ settings }) => ({ settings: { ...settings, method: 'split' } })],
    ['settings.levels', {}, ({ settings }) => ({ settings: { ...settings, levels: [0.95, 0.8] } })],
    ['settings.levels', {}, ({ settings }) => ({ settings: { ...settings, levels: [0.8, 0.8] } })],
    ['scores', {}, ({ scores }) => ({ scores: scores.slice(1) })],
    ['scores', {}, ({ scores }) => ({ scores: ['', ...scores.slice(1)] })],
    ['corrections', {}, ({ corrections }) => ({ corrections: corrections.slice(1) })],
    ['corrections', {}, ({ corrections }) => ({ corrections: [[0], ...corrections.slice(1)] })],
    ['corrections', { method: 'split' }, () => ({ corrections: [[0, 0]] })],
    ['excess', {}, ({ excess }) => ({ excess: excess.slice(1) })],
    ['excess', { controller: 'aci' }, () => ({ excess: [0, 0] })],
    ['held', {}, ({ held }) => ({ held: held.slice(1) })],
    ['held', {}, ({ held, observed }) => ({ held: [held[0], observed + 1] })],
    ['pending', {}, ({ pending }) => ({ pending: pending.slice(1) })],
    ['pending', {}, ({ pending }) => ({ pending: [...pending].reverse() })],
    ['pending', {}, () => ({ origins: 0, pending: [] })],
    ['volatility.averages', {}, ({ volatility }) => ({ volatility: { ...volatility, averages: [1] } })],
  ])('is refused where %s does not fit the rest, with %o', (field, options, forge) => {
    const stored = state(options);
    expect(() => restoreConformal(stored)).not.toThrow();
    const forged = { ...stored, ...forge(stored) };
    expect(() => restoreConformal(forged)).toThrow(expect.objectContaining({ path: `state.${field}` }));
    expect(() => restoreConformal(forged)).toThrow(SerializationError);
  });
});
