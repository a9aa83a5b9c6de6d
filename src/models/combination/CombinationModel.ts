import type { SeriesInput } from '../../series/index.js';
import { resolveForecastOptions } from '../forecastOptions.js';
import { forecastTimestamps } from '../forecastTimestamps.js';
import type { FittedModel } from '../model.js';
import { deepFreeze } from '../modelState.js';
import { extendTraining } from '../trainingSummary.js';
import type { CombinationState, OmittedMember } from './combinationState.js';
import { combineForecasts } from './combineForecasts.js';

/** A model in a combination. */
export interface CombinationMember {
  readonly name: string;
  /** Its share, all together 1; with the mean only. */
  readonly weight?: number;
  readonly model: FittedModel;
}

/** Several models whose forecasts are combined into one. */
export interface CombinationModel extends FittedModel<'combination'> {
  readonly method: 'median' | 'mean';
  readonly members: readonly CombinationMember[];
  /** The trainers that failed on the series, each with its reason. */
  readonly omitted: readonly OmittedMember[];
  append(observations: SeriesInput): CombinationModel;
  toJSON(): CombinationState;
}

/** What a combination knows besides its members. */
export type CombinationParts = Omit<CombinationState, 'members'>;

/** The behaviour over a state and the models of the members. @internal */
export function createCombinationModel(
  parts: CombinationParts,
  members: readonly CombinationMember[],
): CombinationModel {
  deepFreeze(parts);
  const { version: _, ...known } = parts;
  const { training, method } = parts;
  const combining =
    method === 'median' ? ({ method } as const) : { method, weights: members.map(({ weight }) => weight!) };
  return Object.freeze({
    ...known,
    members: Object.freeze(members.map((member) => Object.freeze(member))),
    forecast(options) {
      const { horizon, levels } = resolveForecastOptions(options);
      const forecasts = members.map(({ model }) => model.forecast({ horizon, levels }));
      return Object.freeze({
        timestamps: forecastTimestamps(training, horizon),
        ...combineForecasts(forecasts, combining),
      });
    },
    append(observations) {
      const extended = extendTraining(training, observations);
      const appended = members.map((member) => ({ ...member, model: member.model.append(observations) }));
      return createCombinationModel({ ...parts, training: extended.training }, appended);
    },
    toJSON: () =>
      Object.freeze({
        ...parts,
        members: Object.freeze(
          members.map(({ model, ...member }) => Object.freeze({ ...member, model: model.toJSON() })),
        ),
      }),
  } satisfies CombinationModel);
}
