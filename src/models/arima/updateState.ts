import { differenced } from '../../math/index.js';
import type { TrainingSummary } from '../model.js';
import type { ArimaState } from './arimaState.js';
import { absorbError, type InnovationKnowledge } from './innovationFilter.js';

/**
 * The state after further observations, by the exact filter: p + q multiplications an observation once the last
 * innovations are known, whatever the length of the history.
 *
 * @internal
 */
export function updateState(state: ArimaState, values: Float64Array, training: TrainingSummary): ArimaState {
  const { innovations, innovationCovariance, ...rest } = state;
  const { order, ar, ma, constant } = rest;
  const [p, d] = order;
  const all = Float64Array.from([...rest.levels, ...values]);
  const deviations = differenced(all, d).map((value) => value - (constant ?? 0));
  let knowledge: InnovationKnowledge = { innovations, innovationCovariance };
  for (let t = p; t < deviations.length; t++) {
    let error = deviations[t]!;
    for (let i = 1; i <= p; i++) error -= ar[i - 1]! * deviations[t - i]!;
    for (let j = 0; j < ma.length; j++) error -= ma[j]! * knowledge.innovations[j]!;
    knowledge = absorbError(ma, knowledge, error);
  }
  const levels = Array.from(all.subarray(values.length), (value) => value + 0);
  return { ...rest, training, levels, ...withoutUndefined(knowledge) };
}

function withoutUndefined({ innovations, innovationCovariance }: InnovationKnowledge) {
  return innovationCovariance === undefined ? { innovations } : { innovations, innovationCovariance };
}
