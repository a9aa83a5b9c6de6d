import {
  InsufficientDataError,
  InvalidArgumentError,
  IrregularSeriesError,
  NonFiniteValueError,
  type NumberArray,
  requireFiniteArray,
  requireKnownKeys,
  requireSameLength,
} from '../../errors/index.js';
import { medianInPlace } from '../../math/index.js';
import { fingerprint, isPriceSeries, type SeriesInput } from '../../series/index.js';
import type { TrainingSummary } from '../model.js';
import { requireTrainable } from '../trainingValues.js';
import type { ProphetObservations } from './TrainProphetOptions.js';

/** Observations in order of time, the missing ones left out. */
export interface OrderedObservations {
  /** Epoch milliseconds UTC, or positions; repeated ones stay. */
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
  /** Which of the given observations each is; absent when they are all, in order. */
  readonly order: Int32Array | undefined;
  /** How many were given. */
  readonly given: number;
  /** The usual distance: the median of the positive ones. */
  readonly stepMs: number;
  /** Whether there are timestamps, and so a calendar. */
  readonly isTimed: boolean;
  /** What else the summary of the training tells. */
  readonly names: Pick<TrainingSummary, 'coinId' | 'vsCurrency'>;
  readonly fingerprint: () => string;
}

/** The fewest observations of a fit. */
export const leastObservations = 3;

/**
 * Observations of a fit, checked and put in order of time.
 *
 * @throws {@link InsufficientDataError} with fewer than 3 that are not missing.
 * @throws {@link IrregularSeriesError} when all have one timestamp.
 * @throws {@link NonFiniteValueError}, {@link InvalidArgumentError}, {@link DegenerateSeriesError}
 * @internal
 */
export function trainingObservations(
  input: SeriesInput | ProphetObservations,
  operation: string,
): OrderedObservations {
  const ordered = orderedObservations('series', input);
  const { values, timestamps } = ordered;
  if (values.length < leastObservations) {
    throw new InsufficientDataError({ operation, needed: leastObservations, got: values.length });
  }
  requireTrainable(values);
  requireDates('series.timestamps', timestamps);
  if (timestamps[timestamps.length - 1] === timestamps[0]) {
    throw new IrregularSeriesError({
      message: `All ${values.length} observations have the timestamp ${timestamps[0]}: there is no time to model. Check the timestamps.`,
      reason: 'duplicate',
      index: 1,
      timestamp: timestamps[0]!,
    });
  }
  return ordered;
}

/** The last instant a date can name, and the first before the epoch. */
const lastDate = 8.64e15;

/** Refuses timestamps beyond those of dates. @throws {@link InvalidArgumentError} @internal */
export function requireDates(argument: string, timestamps: Float64Array): void {
  const index = timestamps.findIndex((timestamp) => Math.abs(timestamp) > lastDate);
  if (index < 0) return;
  throw new InvalidArgumentError({
    argument: `${argument}[${index}]`,
    value: timestamps[index],
    expected: 'epoch milliseconds of a date, from -8.64e15 to 8.64e15',
  });
}

/** Whether an input is observations with timestamps of their own. @internal */
export function isObservations(input: unknown): input is ProphetObservations {
  return (
    typeof input === 'object' && input !== null && !isPriceSeries(input) && Object.hasOwn(input, 'values')
  );
}

/** @internal */
export function orderedObservations(
  argument: string,
  input: SeriesInput | ProphetObservations,
): OrderedObservations {
  if (isPriceSeries(input)) {
    const { timestamps, prices, stepMs, coinId, vsCurrency } = input;
    return {
      timestamps,
      values: prices,
      order: undefined,
      given: prices.length,
      stepMs,
      isTimed: true,
      names: { ...(coinId === 'unknown' ? {} : { coinId }), vsCurrency },
      fingerprint: () => fingerprint(timestamps, prices),
    };
  }
  if (isObservations(input)) return fromObservations(argument, input);
  const values = valuesWithGaps(argument, input);
  for (const index of [0, values.length - 1]) {
    if (!Number.isNaN(values[index])) continue;
    const expected = 'a finite number, being the first or the last value';
    throw new NonFiniteValueError({ argument, index, value: values[index], expected });
  }
  return {
    ...withoutMissing(positions(values.length), values, undefined),
    given: values.length,
    stepMs: 1,
    isTimed: false,
    names: {},
    fingerprint: () => fingerprint(values),
  };
}

function fromObservations(argument: string, input: ProphetObservations): OrderedObservations {
  requireKnownKeys(argument, input, ['timestamps', 'values']);
  requireFiniteArray(`${argument}.timestamps`, input.timestamps);
  const values = valuesWithGaps(`${argument}.values`, input.values);
  requireSameLength(`${argument}.values`, values, `${argument}.timestamps`, input.timestamps);
  const timestamps = new Float64Array(input.timestamps);
  const kept = withoutMissing(timestamps, values, sortedOrder(timestamps));
  return {
    ...kept,
    given: values.length,
    stepMs: medianStep(kept.timestamps),
    isTimed: true,
    names: {},
    fingerprint: () => fingerprint(timestamps, values),
  };
}

function valuesWithGaps(argument: string, input: NumberArray): Float64Array {
  if (!(Array.isArray(input) || input instanceof Float64Array)) {
    const expected = 'a PriceSeries, { timestamps, values }, an array of numbers, or a Float64Array';
    throw new InvalidArgumentError({ argument, value: input, expected });
  }
  const values = new Float64Array(input.length);
  for (let index = 0; index < input.length; index++) {
    const value = input[index]!;
    values[index] = value;
    if (Number.isFinite(value) || Number.isNaN(value)) continue;
    const expected = 'a finite number, or NaN where the value is missing';
    throw new NonFiniteValueError({ argument, index, value, expected });
  }
  return values;
}

function hasMissing(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) return true;
  return false;
}

function positions(length: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => i);
}

/** The order of time, stable; absent when it is the given one. */
function sortedOrder(timestamps: Float64Array): Int32Array | undefined {
  for (let i = 1; i < timestamps.length; i++) {
    if (timestamps[i]! >= timestamps[i - 1]!) continue;
    const order = Int32Array.from(timestamps, (_, index) => index);
    return order.sort((a, b) => timestamps[a]! - timestamps[b]! || a - b);
  }
  return undefined;
}

function withoutMissing(
  timestamps: Float64Array,
  values: Float64Array,
  order: Int32Array | undefined,
): Pick<OrderedObservations, 'timestamps' | 'values' | 'order'> {
  if (order === undefined && !hasMissing(values)) return { timestamps, values, order: undefined };
  const kept = (order ?? Int32Array.from(values, (_, index) => index)).filter(
    (index) => !Number.isNaN(values[index]),
  );
  return {
    timestamps: Float64Array.from(kept, (index) => timestamps[index]!),
    values: Float64Array.from(kept, (index) => values[index]!),
    order: kept,
  };
}

/** The median of the positive distances. */
function medianStep(timestamps: Float64Array): number {
  let isRegular = timestamps.length > 1 && timestamps[1]! > timestamps[0]!;
  for (let i = 2; isRegular && i < timestamps.length; i++) {
    isRegular = timestamps[i]! - timestamps[i - 1]! === timestamps[1]! - timestamps[0]!;
  }
  if (isRegular) return timestamps[1]! - timestamps[0]!;
  const steps = new Float64Array(Math.max(0, timestamps.length - 1));
  let count = 0;
  for (let i = 1; i < timestamps.length; i++) {
    const step = timestamps[i]! - timestamps[i - 1]!;
    if (step > 0) steps[count++] = step;
  }
  return count === 0 ? 1 : medianInPlace(steps.subarray(0, count));
}

/** The rows of a column given with the observations, in order of time. @internal */
export function inOrder(column: NumberArray, { order }: OrderedObservations): Float64Array {
  return order === undefined
    ? Float64Array.from(column)
    : Float64Array.from(order, (index) => column[index]!);
}
