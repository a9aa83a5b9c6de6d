import { describe, expect, it } from 'vitest';
import { SerializationError } from '../../../src/errors/index.js';
import { restoreArima } from '../../../src/models/arima/ArimaModel.js';
import { arimaProcess, type ProcessParameters } from '../../../src/models/arima/arimaProcess.js';
import { gaplessPast, leastSteps, longestGaplessPast } from '../../../src/models/arima/gaplessPast.js';
import { cholesky, covarianceMatrix, expansion, sumOfProducts, whiten } from './bruteForce.js';
import { polynomialsOf } from './likelihoodAt.js';
import { type GivenParameters, integratedNoise, modelAt } from './modelAt.js';

const seasonal = { order: [1, 0, 1], period: 24 } as const;
const models: Record<string, GivenParameters> = {
  'a moving average on the unit circle': { order: [0, 0, 1], ma: [-1] },
  'a moving average near it': { order: [2, 1, 2], ar: [0.5, -0.3], ma: [-1.88, 0.8835] },
  'more autoregressive than moving average terms': {
    order: [4, 0, 1],
    ar: [0.3, 0.1, -0.2, 0.3],
    ma: [0.95],
  },
  'near-cancelling factors': { order: [1, 0, 1], ar: [0.98], ma: [-0.97] },
  'a season': { order: [1, 1, 1], ar: [0.4], ma: [-0.2], seasonal, sar: [0.6], sma: [-0.9] },
  'a short season': {
    order: [0, 1, 1],
    ma: [0.3],
    seasonal: { order: [0, 1, 1], period: 4 },
    sma: [-0.97],
  },
};
const cases = Object.entries(models).map(([name, given]) => ({ name, given }));
const reloaded = (model: ReturnType<typeof modelAt>) => restoreArima(JSON.parse(JSON.stringify(model)));

describe('gaplessPast', () => {
  it.each(cases)('has the covariance of the innovations given the values: $name', ({ given }) => {
    const { ar = [], ma = [], sar = [], sma = [] } = given;
    const process = arimaProcess({ ...given, ar, ma });
    const { f, m } = polynomialsOf({ ar, ma, sar, sma, period: given.seasonal?.period ?? 1 });
    const { movingAverage } = process;
    for (const more of [0, 1, 15, 16, 21, 40]) {
      const n = leastSteps(process) + more;
      const factor = cholesky(covarianceMatrix(f.expanded, m.expanded, n));
      const psi = expansion(f.expanded, m.expanded, n);
      const white = Array.from({ length: movingAverage }, (_, j) =>
        whiten(
          factor,
          Array.from({ length: n }, (__, t) => psi[t - (n - 1 - j)] ?? 0),
        ),
      );
      const { columns, innovations, levels } = gaplessPast(process, n)!;
      expect(columns).toBeLessThanOrEqual(movingAverage);
      expect(levels.every((row) => row === undefined)).toBe(true);
      const rows = innovations.map((row) => row!.subarray(0, columns));
      for (let i = 0; i < movingAverage; i++) {
        for (let j = 0; j <= i; j++) {
          const expected = Number(i === j) - sumOfProducts(white[i]!, white[j]!);
          expect(Math.abs(sumOfProducts(rows[i]!, rows[j]!) - expected)).toBeLessThan(1e-11);
        }
      }
    }
  });

  it('says when it cannot be computed', () => {
    const inside = [1 - 1e-9];
    const outside = [-inside[0]!];
    const given: GivenParameters & Pick<ProcessParameters, 'ar' | 'ma'> = {
      order: [1, 0, 1],
      seasonal: { order: [1, 0, 1], period: 2 },
      ...{ ar: inside, sar: inside, ma: outside, sma: outside },
    };
    expect(gaplessPast(arimaProcess(given), 40)).toBeUndefined();
    const model = modelAt(given, integratedNoise(41, { seed: 1 }));
    expect(model.toJSON().steps).toBeUndefined();
    expect(reloaded(model).forecast({ horizon: 3 })).toEqual(model.forecast({ horizon: 3 }));
    const { uncertainty: _, ...state } = model.toJSON();
    const forged = restoreArima({ ...state, steps: 40 });
    expect(() => forged.forecast({ horizon: 1 })).toThrow(SerializationError);
  });
});

describe('a model that stores the number of its steps for what it does not know', () => {
  const values = integratedNoise(160, { d: 1, seed: 12 });

  it.each(cases)('forecasts the same bits whichever way it came there: $name', ({ given }) => {
    const count = 90;
    const start = modelAt(given, values.slice(0, count));
    expect(start.toJSON().steps).toBeGreaterThan(0);
    const atOnce = start.append(values.slice(count));
    expect(atOnce.toJSON()).not.toHaveProperty('uncertainty');
    let oneByOne = start;
    let stored = start;
    for (const value of values.slice(count)) {
      oneByOne = oneByOne.append([1e3]).append([value], { replaceLast: true });
      stored = reloaded(stored.append([value]));
    }
    const expected = atOnce.forecast({ horizon: 30 });
    for (const model of [oneByOne, stored, reloaded(atOnce)]) {
      expect(model.forecast({ horizon: 30 })).toEqual(expected);
      expect(JSON.stringify(model)).toBe(JSON.stringify(atOnce));
    }
    const whole = modelAt(given, values).forecast({ horizon: 30 });
    const size = whole.intervals[0]!.upper[0]! - whole.mean[0]!;
    whole.mean.forEach((mean, h) => {
      expect(Math.abs(expected.mean[h]! - mean) / (size + Math.abs(mean))).toBeLessThan(1e-12);
      const upper = whole.intervals[1]!.upper[h]!;
      expect(Math.abs(expected.intervals[1]!.upper[h]! - upper) / (size + Math.abs(upper))).toBeLessThan(
        1e-12,
      );
    });
  });

  it('stores it after a gap, and forgets it where the past is long enough', () => {
    const model = modelAt(models['a season']!, values);
    const open = model.append([Number.NaN]);
    expect(open.toJSON()).toMatchObject({ steps: 159 });
    expect(open.append([3], { replaceLast: true }).toJSON()).toMatchObject({ steps: 159, last: 3 });
    const gapped = open.append([3]);
    expect(gapped.toJSON()).not.toHaveProperty('steps');
    expect(gapped.toJSON().uncertainty!.length).toBeGreaterThan(20);
    expect(reloaded(gapped).forecast({ horizon: 9 })).toEqual(gapped.forecast({ horizon: 9 }));
    const quick = modelAt({ ...models['a season']!, sma: [-0.1] }, integratedNoise(400, { d: 1, seed: 1 }));
    expect(quick.toJSON()).not.toHaveProperty('steps');
    const given = { order: [0, 0, 1], ma: [-0.5] } as const;
    let growing = modelAt(given, values.slice(0, 10));
    expect(growing.toJSON().steps).toBe(9);
    growing = growing.append(values.slice(10, 60));
    expect(growing.toJSON()).not.toHaveProperty('steps');
    expect(growing.toJSON()).not.toHaveProperty('uncertainty');
  });

  it('is small: under 2000 bytes with a season of 24', () => {
    const prices = integratedNoise(700, { d: 1, seed: 2 }).map((value) => 60_000 + 100 * value);
    const model = modelAt(models['a season']!, prices);
    expect(model.toJSON().steps).toBe(698);
    expect(JSON.stringify(model).length).toBeLessThan(2000);
  });

  const state = JSON.parse(JSON.stringify(modelAt(models['a season']!, values))) as Record<string, unknown>;
  const training = state['training'] as object;
  it.each<[string, object]>([
    ['a step too many', { steps: 159 }],
    ['a step too few', { steps: 157 }],
    ['no steps', { steps: 0 }],
    ['a fraction of a step', { steps: 158.5 }],
    ['more steps than are ever counted', { steps: 1e15, training: { ...training, n: 1e15 + 2 } }],
    [
      'steps just beyond those counted',
      { steps: longestGaplessPast + 1, training: { ...training, n: longestGaplessPast + 3 } },
    ],
    ['fewer steps than the longest lag', { steps: 24, training: { ...training, n: 26 } }],
    ['steps and columns', { uncertainty: [new Array(51).fill(0.1)] }],
    ['a moving average that is not invertible', { ma: [-1.5] }],
    ['a seasonal one that is not', { sma: [1.01] }],
  ])('is not restored from a state with %s', (_, change) => {
    expect(() => restoreArima(state)).not.toThrow();
    expect(() => restoreArima({ ...state, ...change })).toThrow(SerializationError);
  });

  it('takes the most steps there can be', () => {
    const last = longestGaplessPast;
    const model = restoreArima({ ...state, steps: last, training: { ...training, n: last + 2 }, sma: [-1] });
    expect(model.forecast({ horizon: 1 }).mean.every(Number.isFinite)).toBe(true);
    expect(model.append([1, 2]).toJSON().uncertainty!.length).toBeGreaterThan(0);
  });
});
