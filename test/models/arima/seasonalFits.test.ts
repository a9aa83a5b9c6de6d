import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../../src/math/index.js';
import { trainArima } from '../../../src/models/index.js';
import golden from '../../golden/arima-seasonal/cases.json' with { type: 'json' };

type Triple = readonly [number, number, number];
interface Fit {
  readonly series: string;
  readonly order: Triple;
  readonly seasonal: Triple;
  readonly period: number;
  readonly constant: boolean;
  readonly regressors: readonly string[];
  readonly future: readonly (readonly number[])[];
  readonly estimates: readonly number[];
  readonly se: readonly number[];
  readonly sigma2: number;
  readonly logLikelihood: number;
  readonly aicc: number;
  readonly mean: readonly number[];
  readonly asymptoticSe: readonly number[];
}

/** What is missing at the start tells nothing, and is left out. */
function seriesOf(name: string): number[] {
  const values = golden.series[name as keyof typeof golden.series] as (number | null)[];
  return values.slice(values.findIndex((value) => value !== null)).map((value) => value ?? NaN);
}
const named = <T extends Pick<Fit, 'series' | 'order' | 'seasonal' | 'period'>>(cases: readonly T[]) =>
  cases.map((case_) => ({
    ...case_,
    name: `(${case_.order})(${case_.seasonal})[${case_.period}] of ${case_.series}`,
  }));
const fits = named(golden.fits as unknown as Fit[]).map((fit) => ({
  ...fit,
  name: fit.regressors.length === 0 ? fit.name : `${fit.name} on ${fit.regressors}`,
}));
const automatic = named(
  golden.automatic as unknown as Omit<
    Fit,
    'regressors' | 'future' | 'estimates' | 'se' | 'mean' | 'asymptoticSe'
  >[],
);

const relative = (actual: number, expected: number, scale = Math.abs(expected)) =>
  Math.abs(actual - expected) / scale;
const worst = (actual: ArrayLike<number>, expected: readonly number[], scale?: (i: number) => number) => {
  expect(actual.length).toBe(expected.length);
  return expected.reduce((max, value, i) => Math.max(max, relative(actual[i]!, value, scale?.(i))), 0);
};

const columnsOf = (names: readonly string[], values: (name: string, i: number) => readonly number[]) =>
  names.length === 0
    ? {}
    : { regressors: Object.fromEntries(names.map((name, i) => [name, values(name, i)])) };

function trained({ series, order, seasonal, period, constant, regressors }: Omit<Fit, 'future'> | Fit) {
  const hasSeason = seasonal.some((terms) => terms > 0);
  return trainArima(seriesOf(series), {
    order,
    seasonal: hasSeason ? { order: seasonal, period } : false,
    constant,
    ...columnsOf(regressors, seriesOf),
  });
}

describe('seasonal models, regressors and missing values, fitted by R arima(method = "ML")', () => {
  it.each(fits)('no likelihood is higher, and at the same maximum all is equal: $name', (fit) => {
    const model = trained(fit);
    const gain = model.logLikelihood - fit.logLikelihood;
    expect(gain).toBeGreaterThan(-1e-6);
    if (gain > 1e-5) return;
    const coefficients = Object.values(model.coefficients);
    const errors = Object.values(model.standardErrors);
    // R gives the mean of the differences, which with a seasonal difference is a whole period of drift.
    const units = Object.keys(model.coefficients).map((name) =>
      name === 'drift' && fit.seasonal[1] > 0 ? fit.period : 1,
    );
    // A deficit of 1e-5 in the log-likelihood would leave an estimate within 5e-3 of its standard error; R, told to
    // search on, ends within 1e-8 of the maximum.
    expect(
      worst(
        coefficients.map((value, i) => value * units[i]!),
        fit.estimates,
        (i) => fit.se[i]!,
      ),
    ).toBeLessThan(5e-3);
    expect(relative(model.sigma2, fit.sigma2)).toBeLessThan(1e-4);
    expect(relative(model.aicc, fit.aicc)).toBeLessThan(1e-6);
    errors.forEach((error, i) => {
      const isTerm = i < fit.estimates.length - fit.regressors.length - Number(fit.constant);
      // On the edge, where an estimate is not normal, we give none. R takes second differences with steps of 1e-3.
      if (error === null) expect(isTerm).toBe(true);
      else expect(relative(error * units[i]!, fit.se[i]!)).toBeLessThan(2e-3);
    });
    const forecast = model.forecast({
      horizon: fit.mean.length,
      ...columnsOf(fit.regressors, (_, i) => fit.future[i]!),
    });
    expect(worst(forecast.mean, fit.mean, (i) => fit.asymptoticSe[i]!)).toBeLessThan(1e-3);
    const { level, lower, upper } = forecast.intervals[0]!;
    const z = normalQuantile((1 + level) / 2);
    const sd = upper.map((value, i) => (value - lower[i]!) / (2 * z));
    // R's standard errors by psi weights suppose that the innovations are known, as after some years they are to a
    // thousandth; on the edge they never are.
    if (errors.includes(null)) expect(sd.every((value, i) => value > fit.asymptoticSe[i]!)).toBe(true);
    else expect(worst(sd, fit.asymptoticSe)).toBeLessThan(2e-3);
  });
});

interface FixedCase {
  readonly ar: readonly number[];
  readonly ma: readonly number[];
  readonly sar: readonly number[];
  readonly sma: readonly number[];
  readonly period: number;
  readonly values: readonly (number | null)[];
  readonly regressors: readonly (readonly number[])[];
  readonly beta: readonly number[];
  readonly betaIsGiven: boolean;
  readonly logLikelihood: number;
  readonly sigma2: number;
  readonly mean: readonly number[];
  readonly se: readonly number[];
}

describe('with all coefficients held fixed', () => {
  const numbered = (name: string, numbers: readonly number[]) =>
    numbers.map((value, i) => [`${name}${i + 1}`, value] as const);
  const cases = (golden.fixed as unknown as FixedCase[])
    .map((case_, index) => ({
      ...case_,
      name: `${index}: (${case_.ar.length},${case_.ma.length})(${case_.sar.length},${case_.sma.length})[${case_.period}]`,
    }))
    .filter(({ values }) => values[0] !== null && values.at(-1) !== null);

  it.each(cases)('likelihood and forecasts are those of R at the same parameters: $name', (case_) => {
    const { ar, ma, sar, sma, period, values, regressors, beta, betaIsGiven } = case_;
    const n = values.length;
    const names = regressors.map((_, i) => `x${i + 1}`);
    const model = trainArima(
      values.map((value) => value ?? NaN),
      {
        order: [ar.length, 0, ma.length],
        seasonal: sar.length + sma.length > 0 && { order: [sar.length, 0, sma.length], period },
        constant: false,
        fixed: Object.fromEntries([
          ...numbered('ar', ar),
          ...numbered('ma', ma),
          ...numbered('sar', sar),
          ...numbered('sma', sma),
          ...(betaIsGiven ? numbered('x', beta) : []),
        ]),
        ...columnsOf(names, (_, i) => regressors[i]!.slice(0, n)),
      },
    );
    // Both are exact; rounding alone is left, 1e-13 of the likelihood and 3e-11 of a standard error at most.
    expect(relative(model.logLikelihood, case_.logLikelihood)).toBeLessThan(1e-11);
    expect(relative(model.sigma2, case_.sigma2)).toBeLessThan(1e-11);
    const forecast = model.forecast({
      horizon: case_.mean.length,
      ...columnsOf(names, (_, i) => regressors[i]!.slice(n)),
    });
    expect(worst(forecast.mean, case_.mean, (i) => case_.se[i]!)).toBeLessThan(1e-9);
    const { level, lower, upper } = forecast.intervals[0]!;
    const z = normalQuantile((1 + level) / 2);
    expect(
      worst(
        upper.map((value, i) => (value - lower[i]!) / (2 * z)),
        case_.se,
      ),
    ).toBeLessThan(1e-9);
  });

  const levels = golden.levels as unknown as (FixedCase & { readonly d: number; readonly D: number })[];
  it.each(levels.map((case_) => ({ ...case_, name: `d ${case_.d}, D ${case_.D}, period ${case_.period}` })))(
    'values missing before differencing cost as much as in R: $name',
    ({ ar, ma, sar, sma, d, D, period, values, logLikelihood, sigma2 }) => {
      const model = trainArima(
        values.map((value) => value ?? NaN),
        {
          order: [ar.length, d, ma.length],
          seasonal: period > 1 && { order: [sar.length, D, sma.length], period },
          constant: false,
          fixed: Object.fromEntries([
            ...numbered('ar', ar),
            ...numbered('ma', ma),
            ...numbered('sar', sar),
            ...numbered('sma', sma),
          ]),
        },
      );
      // The variance of R's prior for the first values is 1e9, not infinite.
      expect(relative(model.logLikelihood, logLikelihood)).toBeLessThan(1e-7);
      expect(relative(model.sigma2, sigma2)).toBeLessThan(1e-7);
    },
  );
});

describe('models that forecast::auto.arima chose', () => {
  it.each(automatic)('have no higher likelihood in R: $name', (chosen) => {
    const model = trained({ ...chosen, regressors: [], estimates: [], se: [], mean: [], asymptoticSe: [] });
    expect(model.logLikelihood).toBeGreaterThan(chosen.logLikelihood - 1e-6);
    expect(model.aicc).toBeLessThan(chosen.aicc + 1e-5);
  });
});
