import { InvalidArgumentError, requireKnownKeys } from '../../errors/index.js';
import { type SeriesInput, valuesOf } from '../../series/index.js';
import { crpsOfPaths } from './crpsOfPaths.js';
import { crpsOfQuantiles, quantilesOfIntervals } from './crpsOfQuantiles.js';
import type { LevelledInterval } from './intervalLoss.js';

/** A forecast of one quantile at each step. */
export interface QuantileForecast {
  /** The probability of a value below it, a fraction strictly between 0 and 1. */
  readonly probability: number;
  /** The quantiles, one a step. */
  readonly values: SeriesInput;
}

/** A predictive distribution in one of the three ways {@link crps} takes it. */
export type PredictiveDistribution =
  | {
      /** Sample paths, at least one, each with a value a step. */
      readonly paths: readonly SeriesInput[];
    }
  | {
      /** Quantiles, at least one, each of another probability. */
      readonly quantiles: readonly QuantileForecast[];
    }
  | {
      /** Central intervals, at least one, each of another level. */
      readonly intervals: readonly LevelledInterval[];
      /** The median, one a step, where it is known. */
      readonly median?: SeriesInput | undefined;
    };

/**
 * Continuous ranked probability score: how far a whole predictive distribution was from what happened, in the units
 * of the data. Smaller is better; of a distribution that is a single point it is the absolute error.
 *
 * The mean over the steps of ∫ (F(x) − 1{actual ≤ x})² dx, F being the predictive distribution function. It takes
 * the distribution in three ways:
 *
 * - `paths`: sample paths, as of an ARIMA forecast by method `paths` or `bootstrap`. Exact for the distribution that
 *   gives every path the same weight: mean |x − y| − ½ mean |x − x'|, divisor m² (R scoringRules `crps_sample`,
 *   method `edf`). Cost: m log m a step.
 * - `quantiles`: the integral of twice the {@link pinballLoss} over all probabilities, by the trapezoidal rule between
 *   those given and constant beyond the outermost. With equal weights, at probabilities (k − ½) / K, it is twice
 *   the mean pinball loss, the weighted interval score of Bracher et al. It tends to the exact score as quantiles
 *   become many, and whatever they are the true quantiles score best. Compare only forecasts at the same probabilities.
 * - `intervals`: the same with the ends of central intervals as quantiles (1 ± level) / 2, and `median`, without which
 *   two wide intervals say little about the middle.
 *
 * `actual` takes a `PriceSeries` (its prices are used) or bare numbers, at least one; all else is as long.
 *
 * Source: Gneiting and Raftery (2007), Strictly proper scoring rules, prediction, and estimation, Journal of the
 * American Statistical Association 102(477), section 4.2; Jordan, Krüger and Lerch (2019), Evaluating probabilistic
 * forecasts with scoringRules, Journal of Statistical Software 90(12); Bracher, Ray, Gneiting and Reich (2021),
 * Evaluating epidemic forecasts in an interval format, PLOS Computational Biology 17(2).
 *
 * @throws {@link InvalidArgumentError} when the lengths differ, no or more than one way is given, a level or
 * probability is out of bounds or given twice, an interval is upside down, or the result overflows.
 * @throws {@link InsufficientDataError} when there is no value.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
 * @example
 * ```ts
 * import { crps } from 'coincast';
 *
 * crps([101], { paths: [[99], [100], [103]] }); // => 0.77778
 * crps([101], { quantiles: [{ probability: 0.5, values: [103] }] }); // => 2
 * crps([101], { intervals: [{ level: 0.8, lower: [98], upper: [104] }], median: [100] }); // => 0.76
 * ```
 */
export function crps(actual: SeriesInput, distribution: PredictiveDistribution): number {
  requireKnownKeys('distribution', distribution, ['paths', 'quantiles', 'intervals', 'median']);
  const actuals = valuesOf('actual', actual, { minLength: 1, operation: 'crps' });
  const given = (['paths', 'quantiles', 'intervals'] as const).filter(
    (way) => (distribution as Record<string, unknown>)[way] !== undefined,
  );
  if (given.length !== 1 || ('median' in distribution && given[0] !== 'intervals')) {
    throw new InvalidArgumentError({
      argument: 'distribution',
      value: distribution,
      expected: 'an object with one of paths, quantiles and intervals, the last with or without median',
    });
  }
  if ('paths' in distribution) return crpsOfPaths(actuals, distribution.paths);
  if ('quantiles' in distribution) return crpsOfQuantiles(actuals, distribution.quantiles);
  return crpsOfQuantiles(actuals, quantilesOfIntervals(distribution.intervals, distribution.median));
}
