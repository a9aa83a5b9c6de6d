import { describe, expect, it } from 'vitest';
import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
} from '../../../src/errors/index.js';
import { parametersOf } from '../../../src/models/arima/arimaState.js';
import { oneStepFit } from '../../../src/models/arima/oneStepFit.js';
import { type ArimaModel, type ArimaOrder, restoreArima, trainArima } from '../../../src/models/index.js';
import { createPriceSeries } from '../../../src/series/index.js';
import { describeModelContract, priceSeriesOf, samplePrices } from '../../contracts/modelContract.js';

/** The model with the same parameters, its state computed anew from the whole series. */
function refiltered(model: ArimaModel, values: readonly number[]): ArimaModel {
  const { uncertainty: _, steps: __, training, ...state } = model.toJSON();
  const { end } = oneStepFit(parametersOf({ ...state, training }), Float64Array.from(values), undefined);
  return restoreArima({ ...state, training: { ...training, n: values.length }, ...end });
}

const orders: ArimaOrder[] = [
  [5, 1, 0],
  [0, 1, 1],
  [2, 0, 2],
  [1, 2, 1],
  [0, 0, 0],
  [0, 1, 0],
];
for (const order of orders) {
  describe(`order ${order}`, () => {
    describeModelContract('arima', {
      train: (series, options) => trainArima(series, { order, ...options }),
      restore: restoreArima,
      takesGaps: true,
      appendIsRefilter: (series, split) => {
        const model = trainArima(series.slice(0, split), { order });
        return [model.append(series.slice(split)), refiltered(model, series)];
      },
    });
  });
}

describe('trainArima', () => {
  it('names its coefficients, the constant after what it is', () => {
    const names = (order: ArimaOrder, constant?: 'auto' | boolean) =>
      Object.keys(trainArima(samplePrices, { order, constant }).coefficients);
    expect(names([2, 0, 1])).toEqual(['ar1', 'ar2', 'ma1', 'mean']);
    expect(names([2, 0, 1], false)).toEqual(['ar1', 'ar2', 'ma1']);
    expect(names([1, 1, 0])).toEqual(['ar1']);
    expect(names([1, 1, 0], 'auto')).toEqual(['ar1']);
    expect(names([1, 1, 0], true)).toEqual(['ar1', 'drift']);
    expect(names([0, 2, 0])).toEqual([]);
    const model = trainArima(samplePrices, { order: [1, 1, 1], constant: true });
    expect(Object.keys(model.standardErrors)).toEqual(Object.keys(model.coefficients));
  });

  it('is the random walk at order [0, 1, 0], and the mean at [0, 0, 0]', () => {
    const last = samplePrices.at(-1)!;
    const steps = samplePrices.slice(1).map((price, i) => price - samplePrices[i]!);
    const walk = trainArima(samplePrices, { order: [0, 1, 0] });
    expect([...walk.forecast({ horizon: 3 }).mean]).toEqual([last, last, last]);
    expect(walk.sigma2).toBeCloseTo(steps.reduce((sum, step) => sum + step * step, 0) / 199, 4);
    const drifting = trainArima(samplePrices, { order: [0, 1, 0], constant: true });
    expect(drifting.coefficients['drift']).toBeCloseTo((last - samplePrices[0]!) / 199, 8);
    const mean = samplePrices.reduce((sum, price) => sum + price, 0) / 200;
    expect(trainArima(samplePrices, { order: [0, 0, 0] }).forecast({ horizon: 2 }).mean[1]).toBeCloseTo(
      mean,
      8,
    );
  });

  it('computes the criteria from the likelihood, counting the variance', () => {
    const { logLikelihood, aic, aicc, bic } = trainArima(samplePrices, { order: [2, 1, 1] });
    expect(aic).toBeCloseTo(-2 * logLikelihood + 8, 9);
    expect(aicc).toBeCloseTo(aic + 40 / (199 - 5), 9);
    expect(bic).toBeCloseTo(-2 * logLikelihood + 4 * Math.log(199), 9);
  });

  it('gives residuals whose mean square is sigma2, and one-step forecasts that differ by them', () => {
    for (const order of orders) {
      const model = trainArima(samplePrices, { order });
      const residuals = model.residuals();
      const fitted = model.fitted();
      const d = order[1];
      expect(residuals.length).toBe(200 - d);
      expect(fitted.length).toBe(200 - d);
      const meanSquare = residuals.reduce((sum, value) => sum + value * value, 0) / residuals.length;
      expect(Math.abs(meanSquare / model.sigma2 - 1)).toBeLessThan(1e-9);
      const apart = fitted[190 - d]! + residuals[190 - d]! - samplePrices[190]!;
      // With a moving average near the unit circle the past is never quite long enough.
      expect(Math.abs(apart / Math.sqrt(model.sigma2))).toBeLessThan(order[2] === 0 ? 1e-9 : 1e-2);
    }
  });

  it('predicts each observation as forecast does from those before it', () => {
    const model = trainArima(samplePrices, { order: [2, 1, 1] });
    const known = refiltered(model, samplePrices.slice(0, 120));
    expect(model.fitted()[119]).toBeCloseTo(known.forecast({ horizon: 1 }).mean[0]!, 6);
  });

  it('has residuals of any series it is given, and of none once loaded', () => {
    const model = trainArima(samplePrices, { order: [1, 1, 1] });
    const loaded = restoreArima(JSON.parse(JSON.stringify(model)));
    expect(loaded.residuals(samplePrices)).toEqual(model.residuals());
    expect(loaded.fitted(priceSeriesOf(samplePrices))).toEqual(model.fitted());
    expect(() => loaded.residuals()).toThrow(InvalidArgumentError);
    expect(() => model.append([1]).fitted()).toThrow(/pass the series/);
    expect(() => model.residuals([1])).toThrow(InsufficientDataError);
    model.residuals().fill(0);
    expect(loaded.residuals(samplePrices)).toEqual(model.residuals());
  });

  it('takes a regressor for each observation of a series with steps missing, and none for those', () => {
    const wave = samplePrices.map((_, t) => 500 * Math.sin(t * t));
    const values = samplePrices.map((price, t) => price + wave[t]!);
    const isMissing = (t: number) => t === 7 || (t >= 40 && t < 45) || t === 198;
    const whole = priceSeriesOf(values);
    const kept = [...values.keys()].filter((t) => !isMissing(t));
    const gapped = createPriceSeries({
      timestamps: kept.map((t) => whole.timestamps[t]!),
      prices: kept.map((t) => values[t]!),
    });
    const order = [1, 1, 0] as const;
    const ofSeries = trainArima(gapped, { order, regressors: { wave: kept.map((t) => wave[t]!) } });
    // In bare numbers each step has one; what it is where nothing was observed is of no consequence.
    const ofNumbers = trainArima(
      values.map((value, t) => (isMissing(t) ? Number.NaN : value)),
      { order, regressors: { wave: wave.map((value, t) => (isMissing(t) ? 1e3 * t : value)) } },
    );
    expect(ofSeries.coefficients).toMatchObject({ wave: expect.closeTo(1, 1) });
    expect(ofSeries.logLikelihood).toBeCloseTo(ofNumbers.logLikelihood, 6);
    for (const [name, value] of Object.entries(ofNumbers.coefficients)) {
      expect(ofSeries.coefficients[name]! / value).toBeCloseTo(1, 5);
    }
  });

  it('is small when stored: under 500 bytes apart from the training summary at order [5, 1, 0]', () => {
    for (const values of [
      samplePrices,
      samplePrices.map(Math.log),
      samplePrices.map((price) => price * 1e-14),
    ]) {
      const { training: _, ...state } = trainArima(values, { order: [5, 1, 0] }).toJSON();
      expect(JSON.stringify(state).length).toBeLessThan(500);
    }
  });

  it('does not see a common shift of the series, but in its mean', () => {
    const shifted = samplePrices.map((price) => price + 1e6);
    const a = trainArima(samplePrices, { order: [1, 0, 1] });
    const b = trainArima(shifted, { order: [1, 0, 1] });
    expect(b.logLikelihood).toBeCloseTo(a.logLikelihood, 5);
    expect(b.coefficients['mean']! - 1e6).toBeCloseTo(a.coefficients['mean']!, -1);
  });

  it.each<[string, unknown]>([
    ['an order of two', { order: [1, 0] }],
    ['a negative term', { order: [-1, 0, 0] }],
    ['half a term', { order: [0.5, 0, 0] }],
    ['three differences', { order: [0, 3, 0] }],
    ['51 terms', { order: [51, 0, 0] }],
    ['text', { order: '5,1,0' }],
    ['an unknown option', { order: [1, 0, 0], seasonl: true }],
    ['a constant that is none', { order: [1, 0, 0], constant: 'yes' }],
    ['a constant with two differences', { order: [1, 2, 0], constant: true }],
  ])('refuses %s', (_, options) => {
    expect(() => trainArima(samplePrices, options as never)).toThrow(InvalidArgumentError);
  });

  it('says how many observations an order needs', () => {
    expect(() => trainArima([1, 3, 2], { order: [5, 1, 0] })).toThrow(
      expect.objectContaining({ name: 'InsufficientDataError', needed: 9, got: 3 }),
    );
    expect(() => trainArima([1, 3, 2, 5, 4, 6, 9, 7], { order: [5, 1, 0] })).toThrow(InsufficientDataError);
    expect(trainArima([1, 3, 2, 5, 4, 6, 9, 7, 8], { order: [5, 1, 0] }).aicc).toBeLessThan(Infinity);
  });

  const predictable = {
    line: Array.from({ length: 50 }, (_, i) => 100 + i),
    'line of decimals': Array.from({ length: 50 }, (_, i) => 100 + i * 0.1),
    alternating: Array.from({ length: 50 }, (_, i) => i % 2),
    sine: Array.from({ length: 200 }, (_, i) => Math.sin(i / 5)),
    parabola: Array.from({ length: 60 }, (_, i) => i * i),
    exponential: Array.from({ length: 60 }, (_, i) => 2 ** i),
    periodic: Array.from({ length: 90 }, (_, i) => [1, 5, 2][i % 3]!),
    spike: Array.from({ length: 60 }, (_, i) => (i === 30 ? 1 : 0)),
    'first spike': Array.from({ length: 60 }, (_, i) => (i === 0 ? 1 : 0)),
    step: Array.from({ length: 60 }, (_, i) => (i < 30 ? 0 : 1)),
    'tiny ripple on a level': Array.from({ length: 60 }, (_, i) => 1e5 + 1e-9 * ((i * 7919) % 13)),
  };
  const triedOrders: ArimaOrder[] = [
    ...orders,
    [1, 0, 0],
    [2, 0, 0],
    [3, 0, 3],
    [2, 1, 2],
    [1, 1, 1],
    [0, 2, 1],
  ];
  it.each(Object.entries(predictable))('gives a model or says that the fit is perfect: %s', (_, values) => {
    for (const order of triedOrders) {
      for (const constant of order[1] === 2 ? [false] : [false, true]) {
        let model: ArimaModel;
        try {
          model = trainArima(values, { order, constant });
        } catch (error) {
          expect(error).toBeInstanceOf(DegenerateSeriesError);
          continue;
        }
        const { mean, intervals } = restoreArima(JSON.parse(JSON.stringify(model))).forecast({ horizon: 5 });
        const numbers = [
          ...mean,
          ...intervals.flatMap(({ lower, upper }) => [...lower, ...upper]),
          ...model.residuals(),
          ...model.fitted(),
          ...Object.values(model.coefficients),
          ...Object.values(model.standardErrors).map((error) => error ?? 0),
          model.sigma2,
          model.logLikelihood,
          model.aicc,
        ];
        expect(numbers.filter((value) => !Number.isFinite(value))).toEqual([]);
      }
    }
  });

  it.each([
    ['line', [1, 1, 0]],
    ['alternating', [1, 0, 0]],
    ['sine', [2, 0, 0]],
    ['periodic', [2, 0, 0]],
    ['parabola', [1, 2, 0]],
  ] as const)('says that a %s leaves ARIMA(%s) no variance to estimate', (name, order) => {
    expect(() => trainArima(predictable[name], { order })).toThrow(
      expect.objectContaining({ reason: 'perfect-fit' }),
    );
  });

  it('stops between iterations when the signal aborts', () => {
    const controller = new AbortController();
    const reason = new Error('shutting down');
    const signal = controller.signal;
    let asked = 0;
    const counting = {
      get aborted() {
        return signal.aborted;
      },
      throwIfAborted() {
        asked += 1;
        if (asked === 3) controller.abort(reason);
        signal.throwIfAborted();
      },
    } as AbortSignal;
    expect(() => trainArima(samplePrices, { order: [2, 1, 2], signal: counting })).toThrow(reason);
  });

  it.each<[string, (state: Record<string, unknown>) => unknown]>([
    ['a coefficient too few', (state) => ({ ...state, ar: [0.1] })],
    ['a level too many', (state) => ({ ...state, levels: [1, 2, 3, 4, 5, 6] })],
    ['an explosive autoregression', (state) => ({ ...state, ar: [1.5, 0.3] })],
    ['an innovation missing', (state) => ({ ...state, innovations: [] })],
    ['unknowns of another size', (state) => ({ ...state, uncertainty: [[1, 2]] })],
    ['a negative variance', (state) => ({ ...state, sigma2: -1 })],
    ['fewer observations than parameters', (state) => ({ ...state, n: 4 })],
    ['standard errors too few', (state) => ({ ...state, standardErrors: [] })],
  ])('refuses a stored state with %s', (_, spoil) => {
    const state = JSON.parse(JSON.stringify(trainArima(samplePrices, { order: [2, 1, 1] })));
    expect(() => restoreArima(spoil(state))).toThrow(
      expect.objectContaining({ name: 'SerializationError', path: expect.stringContaining('state.') }),
    );
  });
});
