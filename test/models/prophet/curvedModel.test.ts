import { describe, expect, it } from 'vitest';
import { CurvedModel } from '../../../src/models/prophet/CurvedModel.js';
import type { FitProblem } from '../../../src/models/prophet/FitProblem.js';
import { day } from './noisySeason.js';

const n = 70;
const timestamps = Float64Array.from({ length: n }, (_, i) => i * day);
const linear: FitProblem = {
  growth: 'linear',
  timestamps,
  start: 0,
  span: timestamps[n - 1]!,
  step: day,
  y: Float64Array.from(timestamps, (_, i) => 0.5 + 0.3 * Math.sin(i / 7) + 0.1 * Math.cos(i * i)),
  cap: undefined,
  changepoints: Float64Array.of(timestamps[20]!, timestamps[40]!),
  changepointPriorScale: 0.05,
  parts: [
    { name: 'weekly', period: 7 * day, order: 1 },
    { name: 'slow', period: 17 * day, order: 1, mode: 'multiplicative' },
  ],
  given: { regressors: new Map(), conditions: new Map() },
};
const logistic: FitProblem = { ...linear, growth: 'logistic', cap: new Float64Array(n).fill(1.4) };
const coefficients = Float64Array.of(0.4, -0.8, 0.03, 0.02, -0.05, 0.04, 0.3, -0.2);
const size = coefficients.length;

describe.each([
  ['linear', linear],
  ['logistic', logistic],
])('a curved model: %s', (_, problem) => {
  const model = new CurvedModel(problem);

  it.each([0, 0.3])('knows how half its squares and the ridge of m, %d, curve along its steps', (ridge) => {
    const value = (step: Float64Array) => {
      const moved = model.moved(coefficients, step, 1);
      // The ridge's own entry is for the solver to add.
      const bend = problem === logistic ? (ridge / 2) * moved[0]! ** 2 : 0;
      return model.evaluate(moved) / 2 + bend;
    };
    const h = 1e-3;
    const moved = (i: number, j: number, a: number, b: number) => {
      const step = new Float64Array(size);
      step[i]! += a * h;
      step[j]! += b * h;
      return value(step);
    };
    model.evaluate(coefficients);
    const { gram, q } = model.equations(coefficients, { ridge });
    for (let i = 0; i < size; i++) {
      const slope = (moved(i, i, 0.5, 0.5) - moved(i, i, -0.5, -0.5)) / (2 * h);
      const ridgeSlope = problem === logistic && i === 0 ? ridge * coefficients[0]! : 0;
      // Differences of step 1e-3 err by a few times 1e-6 of curvatures of up to 35.
      expect(Math.abs(slope - ridgeSlope + q[i]!)).toBeLessThan(1e-4);
      for (let j = 0; j <= i; j++) {
        const corners = moved(i, j, 1, 1) - moved(i, j, 1, -1) - moved(i, j, -1, 1) + moved(i, j, -1, -1);
        const own = problem === logistic && i === 0 ? ridge : 0;
        expect(Math.abs(corners / (4 * h * h) - own - gram[i * size + j]!)).toBeLessThan(1e-4);
      }
    }
  });
});

describe('a step of a logistic model', () => {
  it('changes the exponent k (t - m) in a line', () => {
    const step = Float64Array.of(0.5, 0.3, 0, 0, 0, 0, 0, 0);
    const [m, k] = coefficients as unknown as [number, number];
    for (const share of [0.25, 1]) {
      const moved = new CurvedModel(logistic).moved(coefficients, step, share);
      for (const t of [0, 0.7]) {
        const change = -k * share * step[0]! + share * step[1]! * (t - m);
        expect(moved[1]! * (t - moved[0]!)).toBeCloseTo(k * (t - m) + change, 12);
      }
    }
  });
});
