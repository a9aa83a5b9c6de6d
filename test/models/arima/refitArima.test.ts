import { describe, expect, it } from 'vitest';
import { InsufficientDataError, InvalidArgumentError } from '../../../src/errors/index.js';
import { refitArima } from '../../../src/models/arima/refitArima.js';
import {
  type ArimaOrder,
  restoreArima,
  type TrainArimaOptions,
  trainArima,
} from '../../../src/models/index.js';
import { createPriceSeries, sliceSeries } from '../../../src/series/index.js';
import { simulateMarket } from '../../../src/testing/index.js';
import { integratedNoise } from './modelAt.js';

const market = simulateMarket({ seed: 11, length: 700 });
const until = (length: number) => sliceSeries(market, { to: market.timestamps[length]! });
const specifications: (TrainArimaOptions & { order: ArimaOrder })[] = [
  { order: [5, 1, 0] },
  { order: [2, 1, 2] },
  { order: [0, 1, 1], constant: true, transform: 'log' },
  { order: [1, 0, 1], transform: { boxCox: 0.5 } },
  { order: [1, 1, 1], seasonal: { order: [1, 0, 1], period: 24 } },
  { order: [1, 1, 2], fixed: { ma1: 0 } },
];

/** A signal that counts how often a search looks at it: once an iteration. */
function counter() {
  const signal = { count: 0, throwIfAborted: () => void signal.count++ };
  return signal;
}

describe('refitArima', () => {
  it.each(specifications)('climbs from %j to the likelihood of a fit from the start', (options) => {
    const model = trainArima(until(650), options);
    for (const length of [657, 682]) {
      const [cold, warm] = [counter(), counter()];
      const expected = trainArima(until(length), { ...options, signal: cold as never });
      const refitted = refitArima(restoreArima(JSON.parse(JSON.stringify(model))), until(length), {
        signal: warm as never,
      });
      expect(refitted.logLikelihood).toBeGreaterThan(expected.logLikelihood - 1e-3);
      expect(warm.count).toBeLessThanOrEqual(cold.count);
      if (options.order[2] > 1 || options.seasonal) expect(warm.count).toBeLessThan(cold.count / 2);
      expect(Object.keys(refitted.coefficients)).toEqual(Object.keys(model.coefficients));
      expect(refitted.transform).toEqual(model.transform);
      expect(refitted.training).toMatchObject({ n: length, coinId: market.coinId });
    }
  });

  it('starts as trainArima does without a warm start', () => {
    const options = { order: [2, 1, 1], transform: 'log', clock: { now: () => 5 } } as const;
    const model = trainArima(until(600), options);
    const cold = refitArima(model, market, { warmStart: false, clock: options.clock });
    expect(JSON.stringify(cold)).toBe(JSON.stringify(trainArima(market, options)));
    expect(cold.residuals()).toEqual(trainArima(market, options).residuals());
  });

  it('keeps what is fixed, and takes regressors by name in any order, and missing values', () => {
    const noise = integratedNoise(300, { d: 1, seed: 9 });
    const wave = noise.map((_, t) => Math.sin(t / 5));
    const even = noise.map((_, t) => t % 2);
    const values = noise.map((value, t) => value + 3 * wave[t]! + even[t]!);
    values[120] = Number.NaN;
    const cut = (length: number) => ({ wave: wave.slice(0, length), even: even.slice(0, length) });
    const options = { order: [1, 1, 1], constant: true, fixed: { ar1: 0.25, even: 1, drift: 0.1 } } as const;
    const model = trainArima(values.slice(0, 280), { ...options, regressors: cut(280) });
    const refitted = refitArima(model, values, { regressors: { even, wave } });
    expect(refitted.coefficients).toMatchObject({ ar1: 0.25, even: 1, drift: 0.1 });
    expect(refitted.standardErrors).toMatchObject({ ar1: null, even: null, drift: null });
    const expected = trainArima(values, { ...options, regressors: { wave, even } });
    expect(Math.abs(refitted.logLikelihood - expected.logLikelihood)).toBeLessThan(1e-3);
    expect(refitted.coefficients['wave']).toBeCloseTo(expected.coefficients['wave']!, 3);
    expect(() => refitArima(model, values)).toThrow(/wave, even/);
    expect(() => refitArima(model, values, { regressors: { wave } })).toThrow(/Missing: even/);
    expect(() => refitArima(model, values, { regressors: cut(299) })).toThrow(/regressors.wave.length/);
  });

  it('refuses another coin or currency, but not prices of an unknown one', () => {
    const model = trainArima(market, { order: [1, 1, 0] });
    const as = (names: object) =>
      createPriceSeries({ timestamps: market.timestamps, prices: market.prices, ...names });
    expect(() => refitArima(model, as({ coinId: 'dogecoin' }))).toThrow(
      expect.objectContaining({ name: 'InvalidArgumentError', argument: 'series.coinId' }),
    );
    expect(() => refitArima(model, as({ coinId: market.coinId, vsCurrency: 'eur' }))).toThrow(/vsCurrency/);
    expect(refitArima(model, as({})).logLikelihood).toBeCloseTo(model.logLikelihood, 6);
    expect(refitArima(model, market.prices).training.n).toBe(700);
  });

  it('refuses what is no model, too short a series, and options it does not know', () => {
    const model = trainArima(market, { order: [1, 1, 0] });
    expect(() => refitArima(undefined as never, market)).toThrow(InvalidArgumentError);
    expect(() => refitArima({ kind: 'naive' } as never, market)).toThrow(/trainArima/);
    expect(() => refitArima(model, [1, 2, 3, 4])).toThrow(InsufficientDataError);
    expect(() => refitArima(model, market, { warmStart: 'yes' as never })).toThrow(/warmStart/);
    expect(() => refitArima(model, market, { order: [1, 1, 1] } as never)).toThrow(/order/);
    expect(() => refitArima(model, market, { regressors: { x: [1] } })).toThrow(/without regressors/);
    const reason = new Error('the user left');
    expect(() => refitArima(model, market, { signal: AbortSignal.abort(reason) })).toThrow(reason);
  });
});
