import type { SeriesInput } from '../../series/index.js';
import type { TrainingSummary } from '../model.js';
import { deepFreeze } from '../modelState.js';
import type { BoxCox } from '../transform.js';
import { appendedTraining } from './appendedTraining.js';
import { futureSteps } from './futureSteps.js';
import type {
  ProphetChangepoint,
  ProphetComponents,
  ProphetModel,
  ProphetParameters,
} from './ProphetModel.js';
import { type ProphetForecast, prophetForecast } from './prophetForecast.js';
import {
  type ProphetComponentOptions,
  type ProphetForecastOptions,
  requestedTimestamps,
  requireComponentKeys,
  resolveProphetForecast,
} from './prophetForecastOptions.js';
import { isMultiplicative } from './prophetParts.js';
import type { ProphetConvergence, ProphetState } from './prophetState.js';
import type { ProphetGrowth, ProphetObservations } from './TrainProphetOptions.js';

/** The model over a frozen state. @internal */
export class FittedProphet implements ProphetModel {
  readonly kind = 'prophet';
  readonly training: TrainingSummary;
  readonly growth: ProphetGrowth;
  readonly logPosterior: number;
  readonly sigma: number;
  declare readonly transform?: BoxCox;
  readonly convergence: ProphetConvergence;
  readonly #state: ProphetState;
  #parameters: ProphetParameters | undefined;

  constructor(state: ProphetState) {
    this.#state = deepFreeze(state);
    this.training = state.training;
    this.growth = state.growth ?? 'linear';
    this.logPosterior = state.logPosterior;
    this.sigma = state.sigma * state.scale;
    if (state.transform !== undefined) this.transform = state.transform;
    this.convergence = state.convergence ?? 'optimum';
    Object.freeze(this);
  }

  get parameters(): ProphetParameters {
    const { k, m, delta, changepoints, span, parts, beta, sigma, offset = 0, scale } = this.#state;
    this.#parameters ??= deepFreeze({
      k,
      m,
      delta,
      changepoints: changepoints.map((timestamp) => (timestamp - span[0]) / (span[1] - span[0])),
      beta: Object.fromEntries(parts.map(({ name }, i) => [name, beta[i]!])),
      sigma,
      offset,
      scale,
    });
    return this.#parameters;
  }

  forecast(options: ProphetForecastOptions): ProphetForecast {
    const timestamps = requestedTimestamps(options ?? {}, this.training);
    const resolved = resolveProphetForecast(options, timestamps.length);
    return prophetForecast(this.#state, futureSteps(this.#state, timestamps, options), resolved);
  }

  components(options: ProphetComponentOptions): ProphetComponents {
    requireComponentKeys(options);
    const timestamps = requestedTimestamps(options, this.training);
    const { scale, parts } = this.#state;
    const { trend, base, effects } = futureSteps(this.#state, timestamps, options);
    const named = parts.map((part, i) => {
      const mode = part.mode ?? 'additive';
      const values = isMultiplicative(part) ? effects[i]! : effects[i]!.map((value) => value * scale);
      return [part.name, Object.freeze({ mode, values })] as const;
    });
    return Object.freeze({
      timestamps,
      trend: trend.map((value, h) => value * scale + base[h]!),
      parts: Object.freeze(Object.fromEntries(named)),
    });
  }

  changepoints(): readonly ProphetChangepoint[] {
    const { changepoints, delta, scale, span, growth } = this.#state;
    const unit = ((growth === 'logistic' ? 1 : scale) * this.training.stepMs) / (span[1] - span[0]);
    return Object.freeze(
      changepoints.map((timestamp, j) => Object.freeze({ timestamp, change: delta[j]! * unit })),
    );
  }

  append(observations: SeriesInput | ProphetObservations): ProphetModel {
    const { transform } = this.#state;
    return new FittedProphet({
      ...this.#state,
      training: appendedTraining(this.training, observations, transform),
    });
  }

  toJSON(): ProphetState {
    return this.#state;
  }
}
