import { InvalidArgumentError, requireBoolean, requireKnownKeys } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import type { TrainingSummary } from '../model.js';
import type { BoxCox } from '../transform.js';
import type { ArimaAppendOptions, ArimaModel, ArimaSeriesOptions } from './ArimaModel.js';
import { appendedSteps } from './appendedSteps.js';
import { type ArimaDiagnostics, arimaDiagnostics } from './arimaDiagnostics.js';
import { type ArimaForecast, arimaForecast } from './arimaForecast.js';
import { type ArimaForecastOptions, resolveArimaForecastOptions } from './arimaForecastOptions.js';
import type { ArimaOrder, SeasonalOrder } from './arimaOrder.js';
import { type ArimaProcess, arimaProcess } from './arimaProcess.js';
import { type ArimaRoots, arimaRoots } from './arimaRoots.js';
import {
  type ArimaConvergence,
  type ArimaEndState,
  type ArimaParameters,
  type ArimaState,
  stateOf,
} from './arimaState.js';
import { arimaSummary } from './arimaSummary.js';
import { coefficientTable } from './coefficientTable.js';
import type { ExactFilter } from './ExactFilter.js';
import { endState, resumeFilter, unknownPast } from './endState.js';
import { explainArima } from './explainArima.js';
import { stepOn } from './gaplessPast.js';
import { type InformationCriteria, informationCriteria } from './informationCriteria.js';
import type { OneStepFit } from './oneStepFit.js';
import type { PastRows } from './PastUncertainty.js';
import { regressionEffect } from './regressors.js';
import type { ArimaSearchReport } from './selectArima.js';
import { etaOf, oneStepOf } from './seriesFit.js';

/** The part of a model that appending leaves as it is. */
export interface FixedPart {
  readonly parameters: ArimaParameters;
  readonly process: ArimaProcess;
  readonly coefficients: Readonly<Record<string, number>>;
  readonly standardErrors: Readonly<Record<string, number | null>>;
  readonly criteria: InformationCriteria;
}

/** @internal */
export function fixedPart(parameters: ArimaParameters): FixedPart {
  const coefficients: Record<string, number> = {};
  const standardErrors: Record<string, number | null> = {};
  for (const { name, value, standardError } of coefficientTable(parameters)) {
    coefficients[name] = value;
    standardErrors[name] = standardError;
  }
  Object.freeze(coefficients);
  Object.freeze(standardErrors);
  const criteria = informationCriteria(parameters);
  return { parameters, process: arimaProcess(parameters), coefficients, standardErrors, criteria };
}

/** What a model may know besides its state. */
export interface UnstoredKnowledge {
  /** Fresh from training, the one-step results of the training series. */
  readonly oneStep?: OneStepFit | undefined;
  /** The same, how its order was chosen. */
  readonly search?: ArimaSearchReport | undefined;
  /** What the state leaves unknown, where it is at hand. */
  readonly unknown?: PastRows | undefined;
}

const none = new Float64Array(0);

/**
 * The model over a frozen state. A class, as an object of a dozen functions takes longer to make than an observation
 * to append.
 *
 * @internal
 */
export class FittedArima implements ArimaModel {
  readonly kind = 'arima';
  readonly training: TrainingSummary;
  readonly order: ArimaOrder;
  declare readonly seasonal?: SeasonalOrder;
  readonly coefficients: Readonly<Record<string, number>>;
  readonly standardErrors: Readonly<Record<string, number | null>>;
  readonly sigma2: number;
  readonly logLikelihood: number;
  readonly aic: number;
  readonly aicc: number;
  readonly bic: number;
  declare readonly transform?: BoxCox;
  readonly convergence: ArimaConvergence;
  declare readonly search?: ArimaSearchReport;
  readonly #fixed: FixedPart;
  readonly #end: ArimaEndState;
  readonly #remembered: OneStepFit | undefined;
  #unknown: PastRows | undefined;
  #state: ArimaState | undefined;

  constructor(
    fixed: FixedPart,
    training: TrainingSummary,
    end: ArimaEndState,
    { oneStep, search, unknown }: UnstoredKnowledge = {},
  ) {
    const { parameters, coefficients, standardErrors, criteria } = fixed;
    this.training = training;
    this.order = parameters.order;
    if (parameters.seasonal !== undefined) this.seasonal = parameters.seasonal;
    this.coefficients = coefficients;
    this.standardErrors = standardErrors;
    this.sigma2 = parameters.sigma2;
    this.logLikelihood = parameters.logLikelihood;
    this.aic = criteria.aic;
    this.aicc = criteria.aicc;
    this.bic = criteria.bic;
    if (parameters.transform !== undefined) this.transform = parameters.transform;
    this.convergence = parameters.convergence;
    this.#fixed = fixed;
    this.#end = end;
    this.#remembered = oneStep;
    this.#unknown = unknown;
    if (search !== undefined) this.search = search;
    Object.freeze(this);
  }

  residuals(series?: SeriesInput, options?: ArimaSeriesOptions): Float64Array {
    return this.#oneStep(series, options).residuals.slice();
  }

  fitted(series?: SeriesInput, options?: ArimaSeriesOptions): Float64Array {
    return this.#oneStep(series, options).fitted.slice();
  }

  roots(): ArimaRoots {
    return arimaRoots(this.#fixed.parameters);
  }

  diagnostics(series?: SeriesInput, options?: ArimaSeriesOptions): ArimaDiagnostics {
    return arimaDiagnostics(this.#fixed.parameters, this.#oneStep(series, options));
  }

  summary(): string {
    return arimaSummary(this.#fixed.parameters);
  }

  explain(): string {
    return explainArima(this.#fixed.parameters);
  }

  forecast(options: ArimaForecastOptions): ArimaForecast {
    const resolved = resolveArimaForecastOptions(options);
    const { parameters } = this.#fixed;
    const { sigma2, transform } = parameters;
    const effect = regressionEffect(parameters.regressors, resolved.regressors, resolved.horizon);
    const filter = this.#resume(none);
    filter.step();
    const residuals = () => centredResiduals(this.#bootstrapFit(resolved));
    return arimaForecast({ training: this.training, filter, sigma2, transform, effect, residuals }, resolved);
  }

  append(observations: SeriesInput, options: ArimaAppendOptions = {}): ArimaModel {
    requireKnownKeys('append options', options, ['regressors', 'replaceLast']);
    const { replaceLast = false } = options;
    requireBoolean('replaceLast', replaceLast);
    const lastIsMissing = this.#end.last === undefined;
    const steps = appendedSteps(this.training, observations, { replaceLast, lastIsMissing });
    const eta = etaOf(this.#fixed.parameters, steps, options.regressors);
    if (eta.length === 0) return new FittedArima(this.#fixed, this.training, this.#end);
    const filter = this.#resume(eta, replaceLast);
    while (filter.steps < filter.count - 1) stepOn(filter);
    const end = endState(filter);
    const unknown = end.steps === undefined ? undefined : filter.uncertainty;
    return new FittedArima(this.#fixed, steps.training, end, { unknown });
  }

  toJSON(): ArimaState {
    this.#state ??= stateOf(this.#fixed.parameters, this.training, this.#end);
    return this.#state;
  }

  #resume(values: Float64Array, replaceLast = false): ExactFilter {
    const { process } = this.#fixed;
    this.#unknown ??= unknownPast(process, this.#end);
    return resumeFilter(process, this.#end, { unknown: this.#unknown, values, replaceLast });
  }

  #oneStep(series: SeriesInput | undefined, options: ArimaSeriesOptions = {}): OneStepFit {
    requireKnownKeys('options', options, ['regressors']);
    if (series !== undefined) {
      return oneStepOf(this.#fixed.parameters, series, options.regressors, 'regressors');
    }
    if (this.#remembered !== undefined) return this.#remembered;
    throw new InvalidArgumentError({
      argument: 'series',
      value: undefined,
      expected: 'a series, since this model keeps none',
      hint: 'Only a model fresh from training remembers its residuals: pass the series.',
    });
  }

  #bootstrapFit({ series, seriesRegressors }: Pick<ArimaForecastOptions, 'series' | 'seriesRegressors'>) {
    if (series === undefined) return this.#oneStep(undefined);
    return oneStepOf(this.#fixed.parameters, series, seriesRegressors, 'seriesRegressors');
  }
}

/** The residuals a bootstrap draws from: those there are, about zero. */
function centredResiduals({ residuals, without }: OneStepFit): Float64Array {
  const absent = new Set(without);
  const present = residuals.filter((_, t) => !absent.has(t));
  const mean = present.reduce((sum, residual) => sum + residual / present.length, 0);
  return present.map((residual) => residual - mean);
}
