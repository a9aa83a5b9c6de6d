import type { SeriesInput } from '../../series/index.js';
import { resolveForecastOptions } from '../forecastOptions.js';
import { type GaussianPath, gaussianForecast } from '../gaussianForecast.js';
import type { FittedModel } from '../model.js';
import { deepFreeze } from '../modelState.js';
import { extendTraining } from '../trainingSummary.js';
import { dynamicThetaAfter, dynamicThetaPath } from './dynamicTheta.js';
import { parseThetaState, type ThetaParameters, type ThetaSeason, type ThetaState } from './thetaState.js';

/** A fitted Theta model. */
export interface ThetaModel extends FittedModel<'theta'>, ThetaParameters {
  append(observations: SeriesInput): ThetaModel;
  toJSON(): ThetaState;
}

/**
 * The model that a stored state of kind `theta` describes, with bit-identical forecasts.
 *
 * @throws {@link SerializationError} when it is not such a state.
 * @example
 * ```ts
 * import { restoreTheta, trainTheta } from 'coincast';
 *
 * const model = trainTheta([5, 7, 4, 8, 6, 9, 5, 8]);
 * const restored = restoreTheta(JSON.parse(JSON.stringify(model)));
 * restored.forecast({ horizon: 1 }).mean[0] === model.forecast({ horizon: 1 }).mean[0]; // => true
 * ```
 */
export function restoreTheta(state: unknown): ThetaModel {
  return createThetaModel(parseThetaState(state));
}

/** The behaviour over a state. */
export function createThetaModel(state: ThetaState): ThetaModel {
  deepFreeze(state);
  const { version: _, ...parts } = state;
  const { training } = state;
  return Object.freeze({
    ...parts,
    forecast(options) {
      const { horizon, levels } = resolveForecastOptions(options);
      return gaussianForecast(training, withSeason(pathOf(state, horizon), state.season), levels);
    },
    append(observations) {
      const extended = extendTraining(training, observations);
      return createThetaModel({ ...afterValues(state, extended.values), training: extended.training });
    },
    toJSON: () => state,
  } satisfies ThetaModel);
}

/** The forecasts of the series without its season. */
function pathOf(state: ThetaState, horizon: number): GaussianPath {
  const { variant, alpha, theta, level, slope, sigma2, training } = state;
  const weight = 1 - 1 / theta;
  if (variant === 'dynamic') {
    const states = { level, slope, mean: state.mean!, count: training.n };
    return dynamicThetaPath(states, { alpha, weight }, sigma2, horizon);
  }
  const reached = (1 - (1 - alpha) ** training.n) / alpha;
  const mean = Float64Array.from({ length: horizon }, (_, h) => level + weight * slope * (h + reached));
  const standardDeviation = mean.map((_, h) => Math.sqrt(sigma2 * (1 + h * alpha * alpha)));
  return { mean, standardDeviation };
}

function withSeason(path: GaussianPath, season: ThetaSeason | undefined): GaussianPath {
  if (season === undefined) return path;
  const { kind, terms } = season;
  const term = (h: number) => terms[h % terms.length]!;
  if (kind === 'additive') return { ...path, mean: path.mean.map((value, h) => value + term(h)) };
  return {
    mean: path.mean.map((value, h) => value * term(h)),
    standardDeviation: path.standardDeviation.map((value, h) => value * Math.abs(term(h))),
  };
}

function afterValues(state: ThetaState, values: Float64Array): ThetaState {
  const { variant, alpha, season, training } = state;
  let states = { level: state.level, mean: state.mean ?? 0, slope: state.slope, count: training.n };
  values.forEach((value, i) => {
    const next = dynamicThetaAfter(states, withoutTerm(value, season, i), alpha);
    states = variant === 'dynamic' ? next : { ...states, level: next.level };
  });
  return {
    ...state,
    ...(season === undefined ? {} : { season: { ...season, terms: rotated(season.terms, values.length) } }),
    level: states.level + 0,
    ...(variant === 'dynamic' ? { slope: states.slope + 0, mean: states.mean + 0 } : {}),
  };
}

function withoutTerm(value: number, season: ThetaSeason | undefined, steps: number): number {
  if (season === undefined) return value;
  const term = season.terms[steps % season.terms.length]!;
  return season.kind === 'additive' ? value - term : value / term;
}

function rotated(terms: readonly number[], steps: number): readonly number[] {
  const first = steps % terms.length;
  return [...terms.slice(first), ...terms.slice(0, first)];
}
