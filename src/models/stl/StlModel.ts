import type { SeriesInput } from '../../series/index.js';
import { resolveForecastOptions } from '../forecastOptions.js';
import { forecastTimestamps } from '../forecastTimestamps.js';
import type { FittedModel } from '../model.js';
import { deepFreeze } from '../modelState.js';
import { requireFiniteSteps } from '../requireFiniteSteps.js';
import { extendTraining } from '../trainingSummary.js';
import type { StlSeason, StlState } from './stlState.js';

/** A model of a series without its season, and the season to put back. */
export interface StlModel extends FittedModel<'stl'> {
  /** Whether the seasonal parts are added to the rest or multiply it. */
  readonly seasonal: 'additive' | 'multiplicative';
  /** One for each period, the shortest first. */
  readonly seasons: readonly StlSeason[];
  /** The model of the rest. */
  readonly model: FittedModel;
  append(observations: SeriesInput): StlModel;
  toJSON(): StlState;
}

/** What a stored state has besides the model of the rest. */
export type StlParts = Omit<StlState, 'model'>;

/** The behaviour over a state and the model of the rest. @internal */
export function createStlModel(parts: StlParts, model: FittedModel): StlModel {
  deepFreeze(parts);
  const { version: _, ...known } = parts;
  const { training, seasonal, seasons } = parts;
  const termAt = (steps: number) =>
    seasons.reduce(
      (sum, { period, terms }) =>
        seasonal === 'additive' ? sum + terms[steps % period]! : sum * terms[steps % period]!,
      seasonal === 'additive' ? 0 : 1,
    );
  const withTerms = (values: Float64Array) =>
    requireFiniteSteps(
      values.map((value, h) => (seasonal === 'additive' ? value + termAt(h) : value * termAt(h))),
      'the sum with the season',
      'Forecast less far.',
    );
  return Object.freeze({
    ...known,
    model,
    forecast(options) {
      const { horizon, levels } = resolveForecastOptions(options);
      const { mean, intervals } = model.forecast({ horizon, levels });
      return Object.freeze({
        timestamps: forecastTimestamps(training, horizon),
        mean: withTerms(mean),
        intervals: Object.freeze(
          intervals.map(({ level, lower, upper }) =>
            Object.freeze({ level, lower: withTerms(lower), upper: withTerms(upper) }),
          ),
        ),
      });
    },
    append(observations) {
      const extended = extendTraining(training, observations);
      const rest = extended.values.map((value, steps) =>
        seasonal === 'additive' ? value - termAt(steps) : value / termAt(steps),
      );
      const moved = seasons.map(({ period, terms }) => ({ period, terms: rotated(terms, rest.length) }));
      return createStlModel({ ...parts, training: extended.training, seasons: moved }, model.append(rest));
    },
    toJSON: () => Object.freeze({ ...parts, model: model.toJSON() }),
  } satisfies StlModel);
}

function rotated(terms: readonly number[], steps: number): readonly number[] {
  const first = steps % terms.length;
  return [...terms.slice(first), ...terms.slice(0, first)];
}
