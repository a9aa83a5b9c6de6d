import { DegenerateSeriesError, InsufficientDataError } from '../../errors/index.js';
import { rootMeanSquare } from '../../math/index.js';
import type { SeriesInput } from '../../series/index.js';
import { summarizeTraining } from '../trainingSummary.js';
import { trainingValues } from '../trainingValues.js';
import { resolveTrainOptions } from '../trainOptions.js';
import { countEtsParameters, describeEts, type EtsForm, needsPositive } from './EtsForm.js';
import {
  createEtsModel,
  type EtsModel,
  etsCriteria,
  firstLevels,
  lastLevels,
  requirePositive,
  type TriedEts,
} from './EtsModel.js';
import { additiveStarts, type EtsStart } from './etsStartingPoints.js';
import type { EtsParameters } from './etsState.js';
import { type FittedEts, fitEts } from './fitEts.js';
import {
  type ResolvedEtsOptions,
  resolveEtsOptions,
  type TrainEtsOptions,
  trainEtsKeys,
} from './TrainEtsOptions.js';

/** A fit is taken to be perfect when its errors are this small beside the changes of the series. */
const perfection = 1e-7;

/**
 * Fits an exponential smoothing model in state-space form (ETS: error, trend, season), by maximum likelihood, and chooses
 * its form by an information criterion unless one is given.
 *
 * Simple, Holt's and Holt-Winters' smoothing are forms with names of their own, see {@link TrainEtsOptions.model}. The
 * smoothing parameters lie within 0.0001 <= alpha <= 0.9999, 0.0001 <= beta <= alpha, 0.0001 <= gamma <= 1 - alpha, 0.8 <=
 * phi <= 0.98, where the model is also stable; the states before the first value are estimated with them, the seasonal
 * terms with sum 0, or mean 1. `sigma2` has the divisor n less the number of other parameters. The log-likelihood is the
 * whole Gaussian one: R leaves out its constant, n / 2 (log(2 pi / n) + 1).
 *
 * The automatic choice fits every form with a finite forecast variance: additive errors with additive parts, multiplicative
 * errors with an additive trend or none, damped or not, and any season. Where a value is not positive, multiplicative
 * forms are left out; where the series is too short for a form (fewer than two more values than parameters, the variance
 * included), as for most seasons, the form is. So 5 values are enough, for simple smoothing; a form that was named is
 * refused instead. Missing values are refused: fill them first. Constant series, and those a form predicts without error,
 * are refused. A multiple of the series gives the multiple of the forecasts. Cost: linear in the length, at a period of m
 * times m^2 for each form.
 *
 * Source: Hyndman, Koehler, Ord & Snyder, Forecasting with Exponential Smoothing (2008); the bounds are those of R
 * forecast 8.20 `ets`, and equal parameters give equal results. Deliberate differences: the search has exact gradients
 * and several starts, so that likelihoods are as high or higher; relative errors of forecasts that are not positive are
 * not allowed; any period may be fitted; and three faults of 8.20 are not repeated (variances of seasonal forms without a
 * trend, and of those with a damped trend under a multiplicative season; forecasts of damped multiplicative trends).
 *
 * @throws {@link InsufficientDataError} when there are too few observations for any form, naming the least number.
 * @throws {@link DegenerateSeriesError} when the series is constant or predicted perfectly.
 * @throws {@link NonFiniteValueError}, also for values that are not positive where only multiplicative forms are wanted.
 * @throws {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @example
 * ```ts
 * import { trainEts } from 'coincast';
 *
 * const gasUse = [160, 129, 84, 120, 160, 124, 86, 116, 169, 136, 95, 124, 171, 140, 91, 131];
 * const model = trainEts(gasUse, { period: 4 });
 * model.name; // => 'ETS(A,N,A)'
 * model.tried?.length; // => 15
 * const holt = trainEts([3, 5, 4, 7, 8, 8, 10, 11], { model: 'holt' });
 * holt.forecast({ horizon: 2 }).mean[1]! - holt.forecast({ horizon: 2 }).mean[0]!; // => 1.12
 * ```
 */
export function trainEts(series: SeriesInput, options: TrainEtsOptions = {}): EtsModel {
  const { now, signal } = resolveTrainOptions('trainEts', options, trainEtsKeys);
  const resolved = resolveEtsOptions(options);
  const startedAt = now();
  const values = trainingValues(series, requirements(resolved));
  const forms = possibleForms(values, resolved);
  const scale = rootMeanSquare(values);
  const scaled = values.map((value) => value / scale);
  const fits = fitForms(scaled, forms, resolved.period, signal).map((fitted) =>
    candidate(fitted, scale, resolved),
  );
  fits.sort((a, b) => a.tried.criterion - b.tried.criterion);
  const best = fits[0];
  if (best === undefined) throw noFit(forms);
  requireScatter(best.fitted, scaled);
  return createEtsModel(
    {
      kind: 'ets',
      version: 1,
      training: summarizeTraining(series, { startedAt, fittedAt: now() }),
      ...best.parameters,
      last: lastLevels(best.fitted.run, scale),
    },
    resolved.isChoice ? Object.freeze(fits.map(({ tried }) => Object.freeze(tried))) : undefined,
  );
}

/** The least number of observations for which the corrected criterion of a form is defined. */
function neededFor(form: EtsForm, period: number): number {
  return countEtsParameters(form, period) + 2;
}

function requirements({ forms, isChoice, period }: ResolvedEtsOptions) {
  const needed = forms.map((form) => neededFor(form, period));
  const operation = isChoice ? 'trainEts' : `trainEts with ${describeEts(forms[0]!)}`;
  return { minLength: Math.min(...needed), operation };
}

function possibleForms(values: Float64Array, { forms, isChoice, period }: ResolvedEtsOptions): EtsForm[] {
  if (!isChoice) requirePositive('series', values, forms[0]!);
  const isPositive = values.every((value) => value > 0);
  const possible = forms.filter(
    (form) => (isPositive || !needsPositive(form)) && values.length >= neededFor(form, period),
  );
  if (possible.length > 0) return possible;
  const positive = forms.filter((form) => isPositive || !needsPositive(form));
  if (positive.length === 0) requirePositive('series', values, forms[0]!);
  const needed = Math.min(...positive.map((form) => neededFor(form, period)));
  throw new InsufficientDataError({ operation: 'trainEts', needed, got: values.length });
}

/** Fits all forms, the starts serving several; a damped form starts from the fit without damping as well. */
function fitForms(
  values: Float64Array,
  forms: readonly EtsForm[],
  period: number,
  signal: AbortSignal | undefined,
): FittedEts[] {
  const starts = new Map<string, EtsStart[]>();
  const fits = new Map<string, FittedEts | undefined>();
  return forms.map(fitOf).filter((fitted) => fitted !== undefined);

  function fitOf(form: EtsForm): FittedEts | undefined {
    const name = describeEts(form);
    if (!fits.has(name)) {
      const undamped = form.damped ? fitOf({ ...form, damped: false }) : undefined;
      fits.set(name, fitEts(values, form, period, { signal, starts: startsOf(form), undamped }));
    }
    return fits.get(name);
  }

  function startsOf(form: EtsForm): EtsStart[] {
    const parts = `${form.trend !== 'none'} ${form.damped} ${form.seasonal !== 'none'}`;
    if (!starts.has(parts)) starts.set(parts, additiveStarts(values, form, period));
    return starts.get(parts)!;
  }
}

interface Candidate {
  readonly fitted: FittedEts;
  readonly parameters: EtsParameters;
  readonly tried: TriedEts;
}

function candidate(fitted: FittedEts, scale: number, { period, criterion }: ResolvedEtsOptions): Candidate {
  const { form, smoothing, run, sumOfSquares, objective } = fitted;
  const n = run.values.length;
  const isRelative = form.error === 'multiplicative';
  const k = countEtsParameters(form, period);
  const parameters: EtsParameters = {
    form,
    ...(form.seasonal === 'none' ? {} : { period }),
    alpha: smoothing.alpha,
    ...(form.trend === 'none' ? {} : { beta: smoothing.beta }),
    ...(form.seasonal === 'none' ? {} : { gamma: smoothing.gamma }),
    ...(form.damped ? { phi: smoothing.phi } : {}),
    initial: firstLevels(run, scale),
    sigma2: (sumOfSquares * (isRelative ? 1 : scale * scale)) / (n - k + 1),
    logLikelihood: -objective - n * Math.log(scale) - (n / 2) * (Math.log((2 * Math.PI) / n) + 1),
    n,
  };
  const tried = { name: describeEts(form), form, criterion: etsCriteria(parameters)[criterion] };
  return { fitted, parameters, tried };
}

function requireScatter({ run, sumOfSquares, form }: FittedEts, scaled: Float64Array): void {
  let changes = 0;
  for (let t = 1; t < scaled.length; t++) changes += (scaled[t]! - scaled[t - 1]!) ** 2;
  if (rootMeanSquare(run.errors) > perfection * Math.sqrt(changes / scaled.length) && sumOfSquares > 0)
    return;
  throw new DegenerateSeriesError({
    message:
      `${describeEts(form)} predicts the ${scaled.length} values without error, so there is no variance to estimate. ` +
      'Give a series with some scatter, or ask for a simpler form.',
    reason: 'perfect-fit',
  });
}

function noFit(forms: readonly EtsForm[]): DegenerateSeriesError {
  return new DegenerateSeriesError({
    message: `No parameters of ${forms.map(describeEts).join(', ')} give the series a likelihood. Ask for another form.`,
    reason: 'collinear',
  });
}
