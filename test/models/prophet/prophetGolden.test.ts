import { describe, expect, it } from 'vitest';
import { createRandomStream } from '../../../src/math/index.js';
import { trainProphet } from '../../../src/models/index.js';
import golden from '../../golden/prophet/cases.json' with { type: 'json' };
import { literalData, timesOf } from '../../golden/prophet/literalData.js';
import { literalDraws } from '../../golden/prophet/literalDraws.js';
import {
  literalForecast,
  literalLogPosterior,
  type ProphetParameters,
} from '../../golden/prophet/literalLogPosterior.js';
import type { ProphetCase, Times } from '../../golden/prophet/ProphetCase.js';
import { stanParametersOf, trainingOf } from '../../golden/prophet/trainingOf.js';
import { worstDecrement } from '../../golden/prophet/worstDecrement.js';

const cases = (golden.cases as unknown as ProphetCase[]).map((case_) => {
  const { timestamps, values } = golden.series[case_.series as keyof typeof golden.series];
  const problem = { timestamps: timestamps as Times, values, options: case_.options, future: case_.future };
  return { ...case_, problem, literal: literalData(problem) };
});
type Case = (typeof cases)[number];

/** The worst difference in units of `scale`. */
const worst = (actual: ArrayLike<number>, expected: ArrayLike<number>, scale = 1) => {
  expect(actual.length).toBe(expected.length);
  return Array.from(expected).reduce(
    (max, value, i) => Math.max(max, Math.abs(actual[i]! - value) / scale),
    0,
  );
};

/** R's coefficients in the order of our columns. */
function ordered({ r, literal }: Case, found: ProphetParameters): ProphetParameters {
  return { ...found, beta: literal.names.map((name) => found.beta[r.columns.indexOf(name)]!) };
}

/** As R forecasts: without changepoints, the change that Stan was given at the start belongs to the rate. */
function forForecast({ options }: Case, found: ProphetParameters): ProphetParameters {
  return options.changepointCount === 0 ? { ...found, k: found.k + found.delta[0]!, delta: [0] } : found;
}

describe('the literal log-posterior', () => {
  it.each(cases)("is Stan's at R's parameters: $name", (case_) => {
    for (const found of [case_.r, case_.tight]) {
      const value = literalLogPosterior(case_.literal.data, ordered(case_, found));
      // Two sums of up to 800 squares over the same numbers, in different orders: 6e-14 at most in all cases.
      expect(worst([value], [found.value], Math.abs(found.value))).toBeLessThan(1e-12);
    }
  });

  it.each(cases)('sees the same data and columns as R: $name', ({ r, literal }) => {
    expect([...literal.names].sort()).toEqual([...r.columns].sort());
    expect(worst(literal.data.changepoints, r.changepoints)).toBeLessThan(1e-14);
    expect(literal).toMatchObject({ startMs: r.startMs, tScaleMs: r.tScaleMs, yScale: r.yScale });
  });

  it.each(cases)("forecasts as R does with R's parameters: $name", (case_) => {
    const { literal, r } = case_;
    const parameters = forForecast(case_, ordered(case_, r));
    const forecast = literalForecast(literal.data, parameters, literal.future);
    const inUnits = (values: Float64Array) =>
      values.map((each, i) => each * literal.yScale + literal.futureFloor[i]!);
    // Both round alike.
    expect(worst(inUnits(forecast.trend), r.trend, r.yScale)).toBeLessThan(1e-12);
    expect(worst(inUnits(forecast.yhat), r.yhat, r.yScale)).toBeLessThan(1e-11);
    expect(
      worst(
        forecast.additive,
        r.additive.map((each) => each / r.yScale),
      ),
    ).toBeLessThan(1e-11);
    expect(worst(forecast.multiplicative, r.multiplicative)).toBeLessThan(1e-11);
  });
});

const fitted = (case_: Pick<Case, 'problem' | 'literal'>) => {
  const training = trainingOf(case_.problem);
  const model = trainProphet(training.observations, training.options);
  const { data, names } = case_.literal;
  const { changepoints } = data;
  const parameters = stanParametersOf(model, { changepoints, names, options: case_.problem.options });
  return { model, training, parameters, logPosterior: literalLogPosterior(data, parameters) };
};

describe('the fit', () => {
  it.each(cases)("has a log-posterior not below Stan's: $name", (case_) => {
    const { model, logPosterior } = fitted(case_);
    expect(logPosterior - case_.r.value).toBeGreaterThan(-1e-6);
    expect(logPosterior - case_.tight.value).toBeGreaterThan(-1e-6);
    expect(worst([model.logPosterior], [logPosterior], Math.abs(logPosterior))).toBeLessThan(1e-11);
  });

  it.each(cases)('is a maximum: no parameter gains by moving: $name', (case_) => {
    const { parameters } = fitted(case_);
    expect(worstDecrement(case_.literal.data, parameters).decrement).toBeLessThan(1e-9);
  });
});

describe('scaled by range, which R does not offer', () => {
  const names = ['a high level', 'hourly prices, multiplicative', 'missing, unsorted and repeated rows'];

  it.each(cases.filter(({ name }) => names.includes(name)))('the fit is a maximum: $name', (case_) => {
    const problem = { ...case_.problem, options: { ...case_.options, scaling: 'minmax' } as const };
    const literal = literalData(problem);
    const { model, parameters, logPosterior } = fitted({ problem, literal });
    expect(worst([model.logPosterior], [logPosterior], Math.abs(logPosterior))).toBeLessThan(1e-11);
    expect(worstDecrement(literal.data, parameters).decrement).toBeLessThan(1e-9);
  });
});

describe('the forecast', () => {
  // Phases counted from 1970, some 1e5 radians, which the literal forecast rounds to 1e-11.
  const rounding = 1e-10;

  it.each(cases)('is what the parameters say: $name', (case_) => {
    const { model, training, parameters } = fitted(case_);
    const { literal } = case_;
    const { trend, yhat } = literalForecast(literal.data, parameters, literal.future);
    const inUnits = (values: Float64Array) =>
      values.map((each, i) => each * literal.yScale + literal.futureFloor[i]!);
    const components = model.components(training.ahead);
    expect(worst(components.trend, inUnits(trend), literal.yScale)).toBeLessThan(1e-12);
    expect(worst(model.forecast(training.ahead).mean, inUnits(yhat), literal.yScale)).toBeLessThan(rounding);
    for (const [name, { mode, values }] of Object.entries(components.parts)) {
      const columns = literal.names.map((column) => column.split('_delim_')[0] === name);
      const alone = { ...parameters, beta: columns.map((isMeant, j) => (isMeant ? parameters.beta[j]! : 0)) };
      const { additive, multiplicative } = literalForecast(literal.data, alone, literal.future);
      const expected = mode === 'additive' ? additive.map((each) => each * literal.yScale) : multiplicative;
      expect(worst(values, expected, mode === 'additive' ? literal.yScale : 1)).toBeLessThan(rounding);
    }
  });

  it.each(cases)("is Stan's, where that is made to reach the maximum: $name", (case_) => {
    const { training, model, logPosterior } = fitted(case_);
    // Stan's methods creep towards the corners that the prior of the changepoints has at 0.
    expect(logPosterior - case_.tight.value).toBeLessThan(0.03);
    const { mean } = model.forecast(training.ahead);
    // So near the maximum a parameter is within 0.25 of its standard deviation, and a forecast far closer.
    const sigma = case_.literal.yScale * model.parameters.sigma;
    expect(worst(mean, case_.tight.yhat, sigma)).toBeLessThan(0.1);
  });
});

describe('exact intervals', () => {
  const names = [
    'daily, yearly and weekly',
    'daily, multiplicative',
    'daily prices, a supple trend',
    'logistic',
    'flat',
  ];
  const chosen = cases.filter(({ name }) => names.includes(name));

  it.each(chosen)("hold as many of Prophet's own draws as they say: $name", (case_) => {
    const timestamps = timesOf(case_.problem.timestamps);
    const [end, n] = [timestamps.at(-1)!, timestamps.length];
    const future = [1, n >> 4, n >> 2].map((steps) => end + steps * (end - timestamps.at(-2)!));
    const problem = { ...case_.problem, future };
    const literal = literalData(problem);
    const { model, training, parameters } = fitted({ problem, literal });
    const { intervals } = model.forecast({ ...training.ahead, levels: [0.8, 0.95] });
    const stream = createRandomStream(20240808);
    const count = 250_000;
    for (let row = 0; row < future.length; row++) {
      const draws = literalDraws(literal.data, parameters, {
        rows: literal.future,
        row,
        count,
        stream,
      });
      for (const { level, lower, upper } of intervals) {
        const [from, to] = [lower, upper].map(
          (bound) => (bound[row]! - literal.futureFloor[row]!) / literal.yScale,
        );
        const inside = draws.yhat.reduce((sum, y) => (y >= from! && y <= to! ? sum + 1 : sum), 0);
        // The share's own standard deviation is 8e-4 at a level of 0.8. The benchmark takes a million draws.
        expect(Math.abs(inside / count - level)).toBeLessThan(3e-3);
      }
    }
  });
});
