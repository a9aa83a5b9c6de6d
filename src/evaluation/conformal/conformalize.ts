import { InvalidArgumentError } from '../../errors/index.js';
import {
  type FittedModel,
  resolveTrainOptions,
  summarizeTraining,
  type Trainer,
  type TrainOptions,
  trainingValues,
} from '../../models/index.js';
import type { SeriesInput } from '../../series/index.js';
import type { ConformalizeOptions } from './ConformalizeOptions.js';
import { type ConformalModel, createConformalModel } from './ConformalModel.js';
import { calibrate } from './calibrate.js';
import { resolveConformalizeOptions } from './resolveConformalizeOptions.js';
import { requireScorable } from './scoreSpace.js';

/** A trainer of conformal models, as any other: `(series, { signal }) => model`. */
export type ConformalTrainer<Base extends FittedModel> = (
  series: SeriesInput,
  options?: TrainOptions,
) => ConformalModel<Base>;

/**
 * Conformal prediction around any trainer: gives a trainer of the same forecasts with intervals calibrated on the errors
 * such forecasts have really made, step by step ahead.
 *
 * The trainer's forecasts from rolling origins at the end of the series are compared with what happened. An error,
 * divided by the volatility expected when the forecast was made, is a score; an interval reaches as far as the quantile
 * (type 6, position (n + 1) p) of the latest scores of its step, times the volatility expected now. Where scores are
 * exchangeable that covers what it says, whatever the distribution and however wrong the wrapped model. Prices are not
 * exchangeable: method `adaptive` watches every interval it has issued and corrects the quantiles as `append` brings
 * their observations, in the long run for any sequence. The corrections are part of the model and stored with it.
 *
 * Scores, corrections and pending forecasts make a state of about 4 · window · horizon bytes of JSON plus 20 · horizon²
 * for two levels: by default 37 kB, or 16 kB gzipped; they are kept to 12 bits of the fraction, a relative 0.00012. The wrapped model needs `append`, and forecasts without further
 * options: one with regressors cannot be wrapped. Missing values are refused. Cost: at training as many forecasts as
 * origins, beside the fits.
 *
 * Source: Vovk, Gammerman & Shafer (2005), Algorithmic Learning in a Random World, section 4.1; Gibbs & Candès (2021),
 * Adaptive conformal inference under distribution shift, equation 2, for controller `aci`; Angelopoulos, Candès &
 * Tibshirani (2023), Conformal PID control for time series prediction, section 2, for `pid`. Deliberate differences:
 * the controller acts on the logarithm of the width, so that gains have no unit; the integrator of the coverage error
 * forgets and is shared by all steps; the scorecaster is the rolling quantile times the expected volatility; an interval
 * is never infinite.
 *
 * @throws {@link InsufficientDataError} by the trainer, when the series is too short for the fit, the origins and the
 * highest level together, naming the least length.
 * @throws {@link DegenerateSeriesError} by the trainer, when the series is constant or forecast without error.
 * @throws {@link NonFiniteValueError}, {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @example
 * ```ts
 * import { conformalize, trainArima } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const prices = simulateMarket({ seed: 7, length: 1000 });
 * const walk = (series) => trainArima(series, { order: [0, 1, 0], transform: 'log' });
 * const model = conformalize(walk, { transform: 'log', scale: { ewma: { season: 24 } } })(prices);
 * model.scoreCount; // => 250
 * const { mean, intervals } = model.append([60000, 60120]).forecast({ horizon: 24, levels: [0.5, 0.95] });
 * mean.length; // => 24
 * intervals[1].lower[23] < intervals[0].lower[23]; // => true
 * ```
 */
export function conformalize<Base extends FittedModel>(
  trainer: Trainer<Base>,
  options: ConformalizeOptions = {},
): ConformalTrainer<Base> {
  if (typeof trainer !== 'function') {
    const expected = 'a function from a series to a fitted model';
    throw new InvalidArgumentError({ argument: 'trainer', value: trainer, expected });
  }
  const resolved = resolveConformalizeOptions(options);
  const { transform } = resolved.settings;
  return (series, context = {}) => {
    const { now } = resolveTrainOptions('conformalize', context);
    const startedAt = now();
    const values = trainingValues(series, { minLength: 2, operation: 'conformalize' });
    requireScorable('series', values, transform);
    const calibrated = calibrate({ trainer, context, series, values, options: resolved });
    const training = summarizeTraining(series, { startedAt, fittedAt: now() });
    return createConformalModel({ training, ...calibrated });
  };
}
