import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../../src/math/index.js';
import { createEtsModel } from '../../../src/models/ets/EtsModel.js';
import {
  type EtsForm,
  type EtsState,
  trainEts,
  trainMean,
  trainSeasonalNaive,
} from '../../../src/models/index.js';
import golden from '../../golden/ets/cases.json' with { type: 'json' };

const words = { N: 'none', A: 'additive', M: 'multiplicative' } as const;
type Letter = keyof typeof words;
const formOf = (name: string): EtsForm => ({
  error: words[name[0] as Exclude<Letter, 'N'>],
  trend: words[name[1] as Letter],
  damped: name.includes('d'),
  seasonal: words[name.at(-1) as Letter],
});
const seriesOf = (name: string) => golden.series[name as keyof typeof golden.series];
const worst = (
  actual: ArrayLike<number>,
  expected: readonly number[],
  scale: (i: number) => number = (i) => Math.abs(expected[i]!),
) => {
  expect(actual.length).toBe(expected.length);
  return expected.reduce((max, value, i) => Math.max(max, Math.abs(actual[i]! - value) / scale(i)), 0);
};
const deviations = ({ mean, intervals: [interval] }: ReturnType<ReturnType<typeof trainEts>['forecast']>) => {
  const z = normalQuantile((1 + interval!.level) / 2);
  return interval!.upper.map((value, h) => (value - mean[h]!) / z);
};

interface GoldenLevels {
  readonly level: number;
  readonly slope?: number;
  readonly seasonals?: readonly number[];
}

const fits = golden.fits.map((fit) => {
  const { period, values } = seriesOf(fit.series);
  return { ...fit, values, period, label: `${fit.form} of ${fit.series}`, shape: formOf(fit.form) };
});

/** The model with R's estimates. */
function modelOf({ shape, period, values, ...fit }: (typeof fits)[number]) {
  const state: EtsState = {
    kind: 'ets',
    version: 1,
    training: {
      n: values.length,
      firstTimestamp: 0,
      lastTimestamp: values.length - 1,
      stepMs: 1,
      fingerprint: '0000000000000000',
      fittedAt: 0,
      durationMs: 0,
    },
    form: shape,
    ...(shape.seasonal === 'none' ? {} : { period, gamma: fit.gamma! }),
    alpha: fit.alpha,
    ...(shape.trend === 'none' ? {} : { beta: fit.beta! }),
    ...(shape.damped ? { phi: fit.phi! } : {}),
    initial: fit.initial as GoldenLevels,
    last: fit.last as GoldenLevels,
    sigma2: fit.sigma2,
    logLikelihood: fit.logLikelihood,
    n: fit.n,
  };
  return createEtsModel(state);
}

describe('at the estimates of R forecast::ets', () => {
  it('there are fits of every form, and of 30 series', () => {
    expect(new Set(golden.fits.map(({ form }) => form)).size).toBe(19);
    expect(new Set(golden.fits.map(({ series }) => series)).size).toBe(30);
  });

  it.each(fits)('forecasts and their variances are equal: $label', (fit) => {
    const model = modelOf(fit);
    const hasFormula = fit.shape.trend !== 'multiplicative';
    const forecast = model.forecast({ horizon: 25, levels: [0.95], ...(hasFormula ? {} : { paths: 2 }) });
    // The same sums in another order, over numbers that JSON carries with 15 digits.
    expect(
      worst(forecast.mean, fit.mean, (h) => Math.abs(fit.mean[h]!) + Math.sqrt(fit.sigma2)),
    ).toBeLessThan(1e-9);
    if (fit.standardDeviation !== undefined) {
      // With a multiplicative season the generator subtracts mean squares, which costs it up to half of the digits.
      expect(worst(deviations(forecast), fit.standardDeviation)).toBeLessThan(1e-7);
    }
  });

  it.each(fits)('residuals, states and criteria are equal: $label', (fit) => {
    const model = modelOf(fit);
    const sigma = Math.sqrt(fit.sigma2);
    const spread = fit.shape.error === 'additive' ? sigma : sigma * Math.abs(fit.last.level);
    // R prints its estimates in 15 digits, and small parameters magnify what is lost.
    expect(worst(model.residuals(fit.values).slice(-5), fit.residuals, () => sigma)).toBeLessThan(1e-7);
    const refiltered = createEtsModel({ ...model.toJSON(), last: model.initial }).append(fit.values).last;
    const last = fit.last as GoldenLevels;
    expect(Math.abs(refiltered.level - last.level) / Math.abs(last.level)).toBeLessThan(1e-9);
    if (last.slope !== undefined)
      expect(worst([refiltered.slope!], [last.slope], () => Math.abs(last.slope!) + spread)).toBeLessThan(
        1e-8,
      );
    if (last.seasonals !== undefined)
      expect(worst(refiltered.seasonals!, last.seasonals, () => Math.abs(last.level))).toBeLessThan(1e-8);
    expect(Math.abs(model.aic / fit.aic - 1)).toBeLessThan(1e-12);
    expect(Math.abs(model.aicc / fit.aicc - 1)).toBeLessThan(1e-12);
    expect(Math.abs(model.bic / fit.bic - 1)).toBeLessThan(1e-12);
  });
});

describe('fitted to the same series as R forecast::ets', () => {
  it.each(fits)('no likelihood is lower: $label', (fit) => {
    const { error, trend, damped, seasonal } = fit.shape;
    const model = trainEts(fit.values, { model: { error, trend, damped, seasonal }, period: fit.period });
    const gain = model.logLikelihood - fit.logLikelihood;
    expect(gain).toBeGreaterThan(-1e-3);
    // The likelihood reported is that of the parameters reported.
    const again = model.residuals(fit.values);
    const sumOfSquares = again.reduce((sum, each) => sum + each * each, 0);
    const k = (model.aic + 2 * model.logLikelihood) / 2;
    expect(Math.abs(sumOfSquares / (fit.n - k + 1) / model.sigma2 - 1)).toBeLessThan(1e-6);
  });

  it.each(golden.automatic)('the form chosen has no higher AICc: $series', ({ series, aicc }) => {
    const { period, values } = seriesOf(series);
    expect(trainEts(values, { period }).aicc).toBeLessThan(aicc + 2e-3);
  });
});

describe('the other benchmarks of R forecast', () => {
  it.each(golden.benchmarks)(
    'mean and seasonal naive are equal: $series',
    ({ series, mean, seasonalNaive }) => {
      const { period, values } = seriesOf(series);
      for (const [model, expected] of [
        [trainMean(values), mean],
        ...(seasonalNaive === undefined
          ? []
          : [[trainSeasonalNaive(values, { period }), seasonalNaive] as const]),
      ] as const) {
        const forecast = model.forecast({ horizon: 9 });
        const size = Math.max(...values.map(Math.abs));
        expect(worst(forecast.mean, expected.mean, () => size)).toBeLessThan(1e-13);
        expect(worst(forecast.intervals[1]!.lower, expected.lower, () => size)).toBeLessThan(1e-11);
        expect(worst(forecast.intervals[1]!.upper, expected.upper, () => size)).toBeLessThan(1e-11);
      }
    },
  );
});
