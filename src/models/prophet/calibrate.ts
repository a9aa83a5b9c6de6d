import type { OnProgress } from '../../runtime/index.js';
import { transformed } from '../transform.js';
import { type ConformalScores, conformalScores } from './conformalScores.js';
import type { PreparedFit } from './prepareFit.js';
import { placeCutoffs, type RollingRequest, rollingForecasts } from './rollingForecasts.js';
import type { ProphetConformal } from './TrainProphetOptions.js';

/**
 * The sizes of the errors of forecasts from earlier cutoffs, in the second half of the series, on the scaled data of
 * the fit to all of it.
 *
 * @throws {@link InsufficientDataError} when the second half is shorter than the horizon.
 * @internal
 */
export function calibrate(
  request: RollingRequest & { readonly prepared: PreparedFit },
  { horizon, cutoffs: count = 40 }: ProphetConformal,
  onProgress: OnProgress | undefined,
): ConformalScores {
  const { data, specification, prepared } = request;
  const { timestamps, stepMs } = data;
  const values = transformed(data.values, specification.transform);
  const initial = Math.ceil(values.length / 2);
  const cutoffs = placeCutoffs(data, { horizon, count, initial });
  const errors = Array.from({ length: horizon }, (): number[] => []);
  let done = 0;
  for (const { cutoff, from, to, state, steps } of rollingForecasts(request, cutoffs, horizon)) {
    for (let row = from; row < to; row++) {
      const h = row - from;
      const step = Math.round((timestamps[row]! - timestamps[cutoff]!) / stepMs);
      const centre = steps.trend[h]! * steps.factor[h]! + steps.additive[h]!;
      const error = (values[row]! - centre * state.scale - steps.base[h]!) / prepared.scale;
      errors[Math.min(horizon, Math.max(1, step)) - 1]!.push(error);
    }
    done += 1;
    onProgress?.({ stage: 'calibrate', done, total: cutoffs.length });
  }
  return conformalScores(errors);
}
