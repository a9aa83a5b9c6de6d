import { InsufficientDataError } from '../../errors/index.js';
import { transformed } from '../transform.js';
import type { FittedParameters } from './FittedParameters.js';
import { type FutureSteps, futureSteps } from './futureSteps.js';
import {
  type FitColumns,
  type FitScales,
  fitProblem,
  type ProphetSpecification,
  prepareFit,
} from './prepareFit.js';
import { leastObservations, type OrderedObservations } from './prophetObservations.js';
import type { ProphetState } from './prophetState.js';
import { RollingGrid } from './RollingGrid.js';
import { rescaled } from './specificationOf.js';
import { stateOf } from './stateOf.js';

/** What rolling forecasts are made of. */
export interface RollingRequest {
  readonly specification: ProphetSpecification;
  readonly data: OrderedObservations;
  readonly columns: FitColumns;
  readonly signal: AbortSignal | undefined;
}

/** A model that knew the observations up to a cutoff, along those it was to forecast. */
export interface RollingForecast {
  /** The last observation the model knew. */
  readonly cutoff: number;
  /** The observations forecast: rows `from` up to `to`. */
  readonly from: number;
  readonly to: number;
  readonly state: ProphetState;
  readonly steps: FutureSteps;
}

/**
 * Fits a model to the observations up to each cutoff, and has it forecast those up to `horizon` steps later. Parts and
 * their standardisation are those of the whole series, as Prophet's cross-validation has it. Each fit starts from the
 * one before, and with additive parts on a regular grid its normal equations are continued rather than made anew.
 *
 * @internal
 */
export function* rollingForecasts(
  { specification, data, columns, signal }: RollingRequest,
  cutoffs: readonly number[],
  horizon: number,
): Generator<RollingForecast> {
  const { timestamps, stepMs } = data;
  const values = transformed(data.values, specification.transform);
  const raw = { ...specification, transform: undefined };
  const grid = RollingGrid.of(raw, { timestamps, values, stepMs });
  let before: (FittedParameters & FitScales) | undefined;
  for (const cutoff of cutoffs) {
    signal?.throwIfAborted();
    const count = cutoff + 1;
    const startFor = (scales: FitScales) => before && rescaled({ ...before, ...before.problem }, scales);
    let scales: FitScales;
    let fitted: FittedParameters;
    if (grid === undefined) {
      const prepared = prepareFit(
        knownBy(raw, timestamps[cutoff]!),
        { timestamps: timestamps.subarray(0, count), values: values.subarray(0, count), stepMs },
        columnsOf(columns, 0, count),
      );
      fitted = fitProblem(prepared.problem, startFor(prepared), signal);
      scales = prepared;
    } else {
      scales = grid.scales(count);
      fitted = grid.fit(scales, count, startFor(scales));
    }
    before = { ...fitted, ...scales };
    const from = count;
    let to = from;
    while (to < timestamps.length && timestamps[to]! <= timestamps[cutoff]! + (horizon + 0.5) * stepMs)
      to += 1;
    const state = stateOf({
      training: prefixSummary(timestamps, count, stepMs),
      specification,
      prepared: scales,
      fitted,
      cap: columns.cap,
      floor: columns.floor,
      conformal: undefined,
    });
    const future = columnsOf(columns, from, to);
    const steps = futureSteps(state, timestamps.subarray(from, to), {
      ...(future.regressors.size > 0 ? { regressors: Object.fromEntries(future.regressors) } : {}),
      ...(future.conditions.size > 0 ? { conditions: Object.fromEntries(future.conditions) } : {}),
      ...(future.cap === undefined ? {} : { cap: future.cap, floor: future.floor }),
    });
    yield { cutoff, from, to, state, steps };
  }
}

/** Of changepoints that are given, those up to a timestamp. */
function knownBy(specification: ProphetSpecification, timestamp: number): ProphetSpecification {
  const { changepoints } = specification;
  if (changepoints === undefined) return specification;
  return { ...specification, changepoints: Array.from(changepoints).filter((at) => at <= timestamp) };
}

function columnsOf({ regressors, conditions, cap, floor }: FitColumns, from: number, to: number): FitColumns {
  const cut = (columns: ReadonlyMap<string, Float64Array>) =>
    new Map([...columns].map(([name, column]) => [name, column.subarray(from, to)]));
  return {
    regressors: cut(regressors),
    conditions: cut(conditions),
    cap: cap?.subarray(from, to),
    floor: floor?.subarray(from, to),
  };
}

function prefixSummary(timestamps: Float64Array, n: number, stepMs: number) {
  return {
    n,
    firstTimestamp: timestamps[0]!,
    lastTimestamp: timestamps[n - 1]!,
    stepMs,
    fingerprint: '',
    fittedAt: 0,
    durationMs: 0,
  };
}

/**
 * The last rows of `count` stretches of data, evenly from the first `initial` observations to all that leave `horizon`
 * steps.
 *
 * @throws {@link InsufficientDataError} when the observations are too few for a single one.
 * @internal
 */
export function placeCutoffs(
  { timestamps, stepMs }: Pick<OrderedObservations, 'timestamps' | 'stepMs'>,
  { horizon, count, initial }: { readonly horizon: number; readonly count: number; readonly initial: number },
): number[] {
  const n = timestamps.length;
  const end = timestamps[n - 1]! - horizon * stepMs;
  let last = n - 1;
  while (last >= 0 && timestamps[last]! > end) last -= 1;
  const first = Math.max(leastObservations, initial) - 1;
  if (last < first) {
    throw new InsufficientDataError({
      operation: `forecasts from earlier cutoffs with horizon ${horizon}`,
      needed: first + 1 + (n - 1 - last),
      got: n,
    });
  }
  const places = Array.from({ length: count }, (_, i) =>
    Math.round(count === 1 ? last : first + ((last - first) * i) / (count - 1)),
  );
  // Of rows with one timestamp all are known or none.
  const whole = places.map((row) => {
    let until = row;
    while (timestamps[until + 1] === timestamps[until]) until += 1;
    return until;
  });
  return [...new Set(whole)];
}
