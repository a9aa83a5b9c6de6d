import { isCoincastError } from '../../errors/index.js';
import { arimaProcess } from './arimaProcess.js';
import { endState, resumeFilter } from './endState.js';
import { filterSeries } from './filterSeries.js';
import { fitArima } from './fitArima.js';
import { forecastPath } from './forecastPath.js';
import { neededObservations } from './neededObservations.js';
import { combinedColumns, type RegressionColumn } from './regressors.js';
import type { ChosenOrder } from './selectArima.js';

/** What is fitted to the values before, and how many are held out. */
export interface HoldoutModel extends ChosenOrder {
  readonly regressors: readonly RegressionColumn[];
  readonly period: number;
  /** How many values are held out; by default a fifth of all, at most ten blocks. */
  readonly count: number | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Steps forecast at a time, without a season. */
const plainBlock = 24;

/**
 * The mean absolute error of forecasts of the last values, block by block, by a model fitted to those before and told of
 * each block once it is forecast; infinite where it cannot be fitted. Missing values do not count.
 *
 * @internal
 */
export function holdoutError(values: Float64Array, model: HoldoutModel): number {
  const block = model.period > 1 ? model.period : plainBlock;
  const count = model.count ?? Math.min(Math.floor(values.length / 5), 10 * block);
  const from = lastObserved(values, values.length - count);
  const fitted = fitOrGiveUp(values.slice(0, from), model, from);
  if (fitted === undefined) return Number.POSITIVE_INFINITY;
  const effect = combinedColumns(
    fitted.regressors?.coefficients ?? [],
    model.regressors.map((column) => column.values),
    values.length,
  );
  const eta = values.map((value, t) => value - effect[t]!);
  const process = arimaProcess(fitted);
  let { end } = filterSeries(fitted, eta.slice(0, from));
  let sum = 0;
  let observed = 0;
  for (let start = from; start < eta.length; start += block) {
    const actual = eta.slice(start, start + block);
    const filter = resumeFilter(process, end, { values: actual });
    filter.step();
    const { mean } = forecastPath(filter, fitted.sigma2, actual.length);
    actual.forEach((value, h) => {
      if (Number.isNaN(value)) return;
      sum += Math.abs(value - mean[h]!);
      observed += 1;
    });
    while (filter.steps < filter.count - 1) filter.step();
    end = endState(filter);
  }
  return sum / observed;
}

/** A series to be fitted ends with an observation. */
function lastObserved(values: Float64Array, before: number): number {
  let from = before;
  while (from > 1 && Number.isNaN(values[from - 1]!)) from -= 1;
  return from;
}

function fitOrGiveUp(values: Float64Array, model: HoldoutModel, from: number) {
  const observed = values.reduce((count, value) => count + Number(!Number.isNaN(value)), 0);
  if (observed < neededObservations(model)) return undefined;
  try {
    return fitArima(values, {
      ...model,
      regressors: model.regressors.map(({ name, values: column }) => ({
        name,
        values: column.slice(0, from),
      })),
      fixed: new Map(),
      method: 'ml',
      effort: 'fast',
    });
  } catch (error) {
    model.signal?.throwIfAborted();
    if (isCoincastError(error)) return undefined;
    throw error;
  }
}
