import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoincastError } from '../../src/errors/index.js';
import {
  type GarchModel,
  type GarchParameters,
  restoreEwmaVolatility,
  restoreGarch,
  restoreHar,
  trainEwmaVolatility,
  trainGarch,
  trainHar,
} from '../../src/models/index.js';
import { garchAt } from '../models/volatility/garchAt.js';
import { simulatedReturns } from '../models/volatility/simulatedReturns.js';

/** Parameters with a persistence below 1. */
const parameters = fc
  .record({
    reaction: fc.double({ min: 0.01, max: 0.4, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    rest: fc.double({ min: 0, max: 0.99, noNaN: true }),
    mu: fc.double({ min: -0.01, max: 0.01, noNaN: true }),
  })
  .map(
    ({ reaction, share, rest, mu }): GarchParameters => ({
      mu,
      omega: 1e-5,
      alpha: 2 * reaction * share,
      gamma: 2 * reaction * (1 - 2 * share),
      beta: (1 - reaction) * rest,
    }),
  );
const seed = fc.integer({ min: 0, max: 1e6 });
const options = fc.record({
  model: fc.constantFrom('garch', 'gjr'),
  distribution: fc.constantFrom('normal', 'student-t'),
  mean: fc.constantFrom('zero', 'constant'),
});
const runs = { numRuns: 30 };
const returnsOf = (process: GarchParameters, from: number) =>
  simulatedReturns(process, { n: 120, seed: from, first: 1e-4 });

describe('any volatility model of any series', () => {
  const wild = fc.array(
    fc.oneof(
      fc.double(),
      fc.constantFrom(0, 1, -1, 1e308, -1e308, 5e-324, Number.NaN, Number.POSITIVE_INFINITY),
      fc.integer({ min: 1, max: 5 }),
      fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
    ),
    { minLength: 15, maxLength: 60 },
  );
  const tame = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 15, maxLength: 60 });

  it('is a model with finite forecasts or a typed error', () => {
    fc.assert(
      fc.property(fc.oneof(wild, tame), options, (values, garchOptions) => {
        for (const train of [
          () => trainGarch(values, garchOptions),
          () => trainGarch(values, { ...garchOptions, input: 'returns' }),
          () => trainEwmaVolatility(values, { lambda: 'auto' }),
          () => trainEwmaVolatility(values, { input: 'returns' }),
          () => trainHar(values, { lags: [1, 3] }),
          () => trainHar(values, { lags: [2], input: 'variances' }),
        ]) {
          try {
            const { mean, variance, intervals } = train().forecast({ horizon: 3 });
            for (const numbers of [
              mean,
              variance,
              ...intervals.flatMap(({ lower, upper }) => [lower, upper]),
            ]) {
              expect(numbers.every(Number.isFinite)).toBe(true);
            }
          } catch (error) {
            expect(error).toBeInstanceOf(CoincastError);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('is restored from no other JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        for (const restore of [restoreGarch, restoreEwmaVolatility, restoreHar]) {
          expect(() => restore(json)).toThrow(CoincastError);
        }
      }),
    );
  });
});

describe('appending', () => {
  it('knows to the last digits what filtering the whole series knows', () => {
    fc.assert(
      fc.property(parameters, seed, fc.integer({ min: 2, max: 119 }), (process, from, split) => {
        const returns = returnsOf(process, from);
        const whole = garchAt(process, returns, { input: 'returns' });
        const grown = garchAt(process, returns.slice(0, split), { input: 'returns' }).append(
          returns.slice(split),
        );
        const variance = (model: GarchModel) => model.forecast({ horizon: 5 }).variance;
        variance(whole).forEach((value, h) => {
          expect(Math.abs(variance(grown)[h]! / value - 1)).toBeLessThan(1e-12);
        });
      }),
      runs,
    );
  });

  it('restores to the same bits', () => {
    fc.assert(
      fc.property(parameters, seed, options, (process, from, garchOptions) => {
        const returns = returnsOf(process, from);
        const model = trainGarch(returns.slice(0, 100), { ...garchOptions, input: 'returns' });
        const restored = restoreGarch(JSON.parse(JSON.stringify(model)));
        const more = returns.slice(100);
        expect(restored.append(more).forecast({ horizon: 4 })).toEqual(
          model.append(more).forecast({ horizon: 4 }),
        );
      }),
      runs,
    );
  });
});

describe('a multiple of the returns', () => {
  const powerOfTwo = fc.integer({ min: -300, max: 300 }).map((exponent) => 2 ** exponent);

  it('by a power of two has exactly its square in omega and variances, and the same reactions', () => {
    fc.assert(
      fc.property(parameters, seed, options, powerOfTwo, (process, from, garchOptions, factor) => {
        const returns = returnsOf(process, from);
        const all = { ...garchOptions, input: 'returns' } as const;
        const model = trainGarch(returns, all);
        const scaled = trainGarch(
          returns.map((r) => r * factor),
          all,
        );
        const { omega, mu = 0, ...free } = model.coefficients;
        const { omega: scaledOmega, mu: scaledMu = 0, ...scaledFree } = scaled.coefficients;
        expect(scaledFree).toEqual(free);
        expect(scaledOmega).toBe(omega! * factor * factor);
        expect(scaledMu).toBe(mu * factor);
        expect([...scaled.forecast({ horizon: 3 }).variance]).toEqual(
          Array.from(model.forecast({ horizon: 3 }).variance, (value) => value * factor * factor),
        );
      }),
      runs,
    );
  });

  it('of prices is another currency: the same model', () => {
    fc.assert(
      fc.property(parameters, seed, fc.integer({ min: -30, max: 30 }), (process, from, exponent) => {
        let price = 1000;
        const prices = returnsOf(process, from).map((r) => {
          price *= Math.exp(r);
          return price;
        });
        const scaled = prices.map((value) => value * 2 ** exponent);
        expect(trainGarch(scaled).coefficients).toEqual(trainGarch(prices).coefficients);
        expect(trainEwmaVolatility(scaled, { lambda: 'auto' }).lambda).toBe(
          trainEwmaVolatility(prices, { lambda: 'auto' }).lambda,
        );
        expect(trainHar(scaled, { period: 4, lags: [1, 3] }).coefficients).toEqual(
          trainHar(prices, { period: 4, lags: [1, 3] }).coefficients,
        );
      }),
      runs,
    );
  });

  it('mirrored, exchanges the reactions to rises and falls, at the same likelihood', () => {
    fc.assert(
      fc.property(parameters, seed, (process, from) => {
        const returns = returnsOf(process, from);
        const all = { model: 'gjr', mean: 'constant', input: 'returns' } as const;
        const model = trainGarch(returns, all);
        const mirrored = trainGarch(
          returns.map((r) => -r),
          all,
        );
        expect(Math.abs(mirrored.logLikelihood - model.logLikelihood)).toBeLessThan(0.5);
        const { mu, omega, alpha, gamma, beta } = model.coefficients as Record<string, number>;
        const image = { mu: -mu!, omega: omega!, alpha: alpha! + gamma!, gamma: -gamma!, beta: beta! };
        const presampleVariance = 1e-4;
        const at = (own: GarchParameters, sign: number) =>
          garchAt(
            own,
            returns.map((r) => sign * r),
            { input: 'returns', presampleVariance },
          );
        const one = at(image, -1).forecast({ horizon: 3 }).variance;
        at({ mu: mu!, omega: omega!, alpha: alpha!, gamma: gamma!, beta: beta! }, 1)
          .forecast({ horizon: 3 })
          .variance.forEach((value, h) => {
            expect(Math.abs(one[h]! / value - 1)).toBeLessThan(1e-9);
          });
      }),
      runs,
    );
  });
});

describe('more freedom', () => {
  it('never lowers the likelihood', () => {
    fc.assert(
      fc.property(parameters, seed, (process, from) => {
        const returns = returnsOf(process, from);
        const of = (own: object) => trainGarch(returns, { input: 'returns', ...own }).logLikelihood;
        const least = of({});
        expect(of({ mean: 'constant' })).toBeGreaterThan(least - 0.05);
        expect(of({ stationary: false })).toBeGreaterThan(least - 0.05);
      }),
      runs,
    );
  });
});
