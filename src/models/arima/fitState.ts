import { DegenerateSeriesError } from '../../errors/index.js';
import { differenced, rootMeanSquare } from '../../math/index.js';
import { type ArimaOrder, describeOrder } from './arimaOrder.js';
import type { ArimaState } from './arimaState.js';
import { type ExactInnovations, exactInnovations } from './exactInnovations.js';
import { fitArma } from './fitArma.js';
import { type OneStepFit, oneStepFit } from './oneStepFit.js';
import { standardErrors } from './standardErrors.js';

/** The part of an ARIMA model's state that comes from the fit. */
export interface FittedState extends Omit<ArimaState, 'kind' | 'version' | 'training' | 'order'> {
  /** The model's one-step results on the series it was fitted to. */
  readonly oneStep: OneStepFit;
}

/** A series this close to its model, relative to its size, is taken to follow it without error. */
const perfection = 1e-6;
/** Differences this small, relative to the values, are rounding errors. */
const roundingError = 4 * Number.EPSILON;

/**
 * Fits an ARIMA model to checked values: differences, centres and scales them (by a power of two, which rounds
 * nothing), maximises the likelihood, and carries the result back to the units of the data.
 *
 * @throws {@link DegenerateSeriesError} when nothing, or nothing but rounding errors, is left to explain.
 * @internal
 */
export function fitState(
  values: Float64Array,
  order: ArimaOrder,
  hasConstant: boolean,
  signal: AbortSignal | undefined,
): FittedState {
  const [p, d, q] = order;
  const differences = differenced(values, d);
  const n = differences.length;
  const centre = hasConstant ? meanOf(differences) : 0;
  const scaled = differences.slice();
  addTo(scaled, -centre);
  const size = rootMeanSquare(scaled);
  if (size <= roundingError * 2 ** d * rootMeanSquare(values)) throw perfectFit(order, values.length);
  const scale = 2 ** Math.round(Math.log2(size));
  const regressors = hasConstant ? [new Float64Array(n).fill(1)] : [];
  for (let t = 0; t < n; t++) scaled[t] = scaled[t]! / scale;
  const fit = fitArma({ series: scaled, regressors, p, q, signal });
  const constant = hasConstant ? centre + scale * fit.beta[0]! + 0 : undefined;
  const { ar, ma } = fit.coefficients;
  addTo(differences, -(constant ?? 0));
  const innovations = exactInnovations(differences, ar, ma);
  const later = innovations.errors.subarray(Math.max(p, q));
  if (rootMeanSquare(later) <= perfection * size) throw perfectFit(order, values.length);
  return {
    ar: plain(ar),
    ma: plain(ma),
    ...(constant === undefined ? {} : { constant }),
    standardErrors: standardErrors(fit, p, q).map((error, i) => inUnits(error, i < p + q ? 1 : scale)),
    sigma2: scale * scale * fit.sigma2,
    logLikelihood: fit.logLikelihood - n * Math.log(scale),
    n,
    convergence: fit.reason,
    levels: plain(values.subarray(values.length - p - d)),
    ...lastInnovations(innovations),
    oneStep: oneStepFit(values, d, innovations),
  };
}

function lastInnovations({ last, lastCovariance }: ExactInnovations) {
  return {
    innovations: plain(last),
    ...(lastCovariance === undefined ? {} : { innovationCovariance: plain(lastCovariance) }),
  };
}

/** Rounded to the digits that numerical derivatives give, which keeps stored states short. */
function inUnits(error: number | null, unit: number): number | null {
  return error === null ? null : Number((unit * error).toPrecision(7));
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += values[t]!;
  return sum / values.length;
}

function addTo(values: Float64Array, shift: number): void {
  for (let t = 0; t < values.length; t++) values[t] = values[t]! + shift;
}

/** The numbers as JSON keeps them: minus zero becomes zero. */
function plain(values: Float64Array): number[] {
  return Array.from(values, (value) => value + 0);
}

function perfectFit(order: ArimaOrder, count: number): DegenerateSeriesError {
  return new DegenerateSeriesError({
    message:
      `${describeOrder(order)} predicts the ${count} values without error, so there is no variance to estimate. ` +
      'Give a series with some scatter, or ask for fewer terms or differences.',
    reason: 'perfect-fit',
  });
}
