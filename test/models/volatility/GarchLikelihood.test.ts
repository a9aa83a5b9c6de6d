import { describe, expect, it } from 'vitest';
import { choleskyFactor, choleskyInverse } from '../../../src/math/index.js';
import { trainGarch } from '../../../src/models/index.js';
import { GarchLikelihood } from '../../../src/models/volatility/GarchLikelihood.js';
import { simulatedReturns } from './simulatedReturns.js';

const returns = Float64Array.from(
  simulatedReturns({ mu: 0.1, omega: 0.1, alpha: 0.05, gamma: 0.1, beta: 0.8, nu: 5 }, { n: 300, seed: 3 }),
);
const theta = [0.07, 0.13, 0.04, 0.17, 0.78, 6.3];
const likelihoodOf = (isStudent: boolean, presampleVariance: number | undefined) =>
  new GarchLikelihood({ returns, isStudent, presampleVariance });
const valueAt = (
  parameters: readonly number[],
  isStudent: boolean,
  presampleVariance: number | undefined,
  gradient = new Float64Array(6),
) => likelihoodOf(isStudent, presampleVariance).evaluate(Float64Array.from(parameters), gradient);
const settings = [true, false].flatMap((isStudent) =>
  [undefined, 0.4].map((presampleVariance) => ({ isStudent, presampleVariance })),
);

describe('GarchLikelihood', () => {
  it.each(settings)('has the derivatives of its values: %o', ({ isStudent, presampleVariance }) => {
    const gradient = new Float64Array(6);
    valueAt(theta, isStudent, presampleVariance, gradient);
    theta.slice(0, isStudent ? 6 : 5).forEach((parameter, i) => {
      const step = 1e-5 * Math.max(0.1, parameter);
      const moved = (sign: number) => theta.map((value, j) => (j === i ? value + sign * step : value));
      const slope =
        (valueAt(moved(1), isStudent, presampleVariance) - valueAt(moved(-1), isStudent, presampleVariance)) /
        (2 * step);
      // The error of a central difference.
      expect(Math.abs(gradient[i]! - slope)).toBeLessThan(1e-5 * (1 + Math.abs(slope)));
    });
  });

  it.each(settings)('is the sum of its scores: %o', ({ isStudent, presampleVariance }) => {
    const gradient = new Float64Array(6);
    valueAt(theta, isStudent, presampleVariance, gradient);
    const scores = likelihoodOf(isStudent, presampleVariance).scores(Float64Array.from(theta));
    gradient.forEach((slope, i) => {
      let sum = 0;
      for (let t = 0; t < returns.length; t++) sum += scores[6 * t + i]!;
      expect(Math.abs(sum - slope)).toBeLessThan(1e-10 * (1 + Math.abs(slope)));
    });
  });

  it('is the literal sum, also where products of variances would overflow or vanish', () => {
    for (const scale of [1e-30, 1, 1e30]) {
      const scaled = returns.map((r) => r * scale);
      const [mu, omega, positive, negative, beta] = theta as [number, number, number, number, number];
      let h = omega * scale ** 2 + ((positive + negative) / 2 + beta) * scale ** 2;
      let sum = 0;
      for (const r of scaled) {
        const e = r - mu * scale;
        sum -= 0.5 * (Math.log(2 * Math.PI * h) + (e * e) / h);
        h = omega * scale ** 2 + (e < 0 ? negative : positive) * e * e + beta * h;
      }
      const data = { returns: scaled, isStudent: false, presampleVariance: scale ** 2 };
      const value = new GarchLikelihood(data).evaluate(
        Float64Array.of(mu * scale, omega * scale ** 2, positive, negative, beta, 0),
        new Float64Array(6),
      );
      expect(Math.abs(value / sum - 1)).toBeLessThan(1e-12);
    }
  });

  it('is minus infinity where the variance explodes', () => {
    const explosive = Float64Array.of(0, 1, 0.1, 0.1, 2, 5);
    const long = Float64Array.from({ length: 2000 }, (_, t) => Math.sin(t * t));
    const data = { returns: long, isStudent: false, presampleVariance: undefined };
    expect(new GarchLikelihood(data).evaluate(explosive, new Float64Array(6))).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('standard errors', () => {
  const model = trainGarch(returns, {
    input: 'returns',
    model: 'gjr',
    distribution: 'student-t',
    mean: 'constant',
    presampleVariance: 1,
  });
  const { mu, omega, alpha, gamma, beta, nu } = model.coefficients as Record<string, number>;
  const at = (c: readonly number[]) => [c[0]!, c[1]!, c[2]!, c[2]! + c[3]!, c[4]!, c[5]!];
  const estimate = [mu!, omega!, alpha!, gamma!, beta!, nu!];
  const count = estimate.length;
  const steps = estimate.map((value) => 1e-4 * Math.max(0.05, Math.abs(value)));
  const second = (i: number, j: number) => {
    const moved = (a: number, b: number) =>
      valueAt(
        at(estimate.map((v, k) => v + (k === i ? a * steps[i]! : 0) + (k === j ? b * steps[j]! : 0))),
        true,
        1,
      );
    return (moved(1, 1) - moved(1, -1) - moved(-1, 1) + moved(-1, -1)) / (4 * steps[i]! * steps[j]!);
  };
  const inverse = () => {
    const information = Float64Array.from(
      { length: count ** 2 },
      (_, cell) => -second(Math.floor(cell / count), cell % count),
    );
    expect(choleskyFactor(information, count)).toBe(true);
    return choleskyInverse(information, count);
  };

  it('are those of second differences of the likelihood', () => {
    const covariance = inverse();
    Object.values(model.standardErrors).forEach((error, i) => {
      expect(Math.abs(error! / Math.sqrt(covariance[i * count + i]!) - 1)).toBeLessThan(1e-3);
    });
  });

  it('by Bollerslev and Wooldridge are those of the sandwich', () => {
    const covariance = inverse();
    const scores = likelihoodOf(true, 1).scores(Float64Array.from(at(estimate)));
    // alpha moves both reactions, gamma the negative one.
    const own = Array.from({ length: returns.length }, (_, t) => {
      const s = scores.subarray(6 * t, 6 * t + 6);
      return [s[0]!, s[1]!, s[2]! + s[3]!, s[3]!, s[4]!, s[5]!];
    });
    Object.values(model.robustStandardErrors).forEach((error, i) => {
      const variance = own.reduce((sum, s) => {
        const influence = s.reduce((total, value, j) => total + covariance[i * count + j]! * value, 0);
        return sum + influence ** 2;
      }, 0);
      expect(Math.abs(error! / Math.sqrt(variance) - 1)).toBeLessThan(1e-3);
    });
  });
});
