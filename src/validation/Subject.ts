import { InvalidArgumentError, requireKnownKeys, requireNumber } from '../errors/index.js';
import { worthOf } from './convertValue.js';
import { type RawSeries, type SeriesColumn, seriesColumns } from './RawSeries.js';

/** One column of a raw series. */
export interface RawColumn {
  readonly name: SeriesColumn;
  readonly values: ArrayLike<unknown>;
}

/**
 * A raw series as rules and repairs see it. Numbers in other clothes, such as decimal text, count as the numbers they
 * stand for, so that the rest of a report does not wait for their conversion.
 */
export interface Subject {
  /** All columns the series has, `timestamps` first. */
  readonly columns: readonly RawColumn[];
  /** The timestamps as numbers; NaN where there is no time. */
  readonly timestamps: Float64Array;
  /** The known times in ascending order, each once. */
  readonly times: Float64Array;
  /** Where each of `times` stands: of several observations of one time, at the last that is sound, or the last. */
  readonly positions: Int32Array;
  /** The position of every observation of a time that stands at several, by the first of them. */
  readonly repeats: readonly (readonly number[])[];
  /** The regular step, milliseconds; `undefined` where fewer than two times are known. */
  readonly stepMs: number | undefined;
  /** Whether the series names its step, so that it need not be told from the times. */
  readonly hasOwnStep: boolean;
}

const knownKeys = [...seriesColumns, 'stepMs', 'coinId', 'vsCurrency', 'unfinished'];

/** Prepares raw arrays for the rules; refuses only what are not arrays at all. */
export function toSubject(series: RawSeries): Subject {
  requireKnownKeys('series', series, knownKeys);
  const columns = seriesColumns.flatMap((name) => {
    const values = series[name];
    if (values === undefined && name !== 'timestamps' && name !== 'prices') return [];
    if (Array.isArray(values) || (ArrayBuffer.isView(values) && !(values instanceof DataView))) {
      return [{ name, values: values as ArrayLike<unknown> }];
    }
    throw new InvalidArgumentError({ argument: `series.${name}`, value: values, expected: 'an array' });
  });
  if (series.stepMs !== undefined) requireNumber('series.stepMs', series.stepMs, { above: 0 });
  const timestamps = usableNumbers({ name: 'timestamps', values: series.timestamps });
  return {
    columns,
    timestamps,
    ...inOrderOfTime(timestamps, columns),
    hasOwnStep: series.stepMs !== undefined,
    ...(series.stepMs === undefined ? {} : { stepMs: series.stepMs }),
  };
}

/** The values of a column as numbers; NaN where there is none that may stand there. */
export function usableNumbers({ name, values }: RawColumn): Float64Array {
  return Float64Array.from(values, (value) => worthOf(name, value) ?? Number.NaN);
}

/** The usable values of a column in order of time, and where they stand. */
export function usableInOrder(
  { columns, times, positions }: Subject,
  name: SeriesColumn,
): { times: Float64Array; values: Float64Array; positions: Int32Array } {
  const column = columns.find((each) => each.name === name);
  const numbers = column === undefined ? new Float64Array(0) : usableNumbers(column);
  const usable = positions.map((_, k) => k).filter((k) => Number.isFinite(numbers[positions[k]!]));
  return {
    times: Float64Array.from(usable, (k) => times[k]!),
    values: Float64Array.from(usable, (k) => numbers[positions[k]!]!),
    positions: usable.map((k) => positions[k]!),
  };
}

function inOrderOfTime(timestamps: Float64Array, columns: readonly RawColumn[]) {
  // Most series are in order, and need no bookkeeping.
  if (timestamps.every((time, k) => k === 0 || time > timestamps[k - 1]!) && !Number.isNaN(timestamps[0])) {
    const positions = Int32Array.from(timestamps, (_, k) => k);
    return { times: timestamps, positions, repeats: [], stepMs: medianDifference(timestamps) };
  }
  const occurrences = new Map<number, number[]>();
  for (const [index, time] of timestamps.entries()) {
    if (Number.isNaN(time)) continue;
    const earlier = occurrences.get(time);
    if (earlier === undefined) occurrences.set(time, [index]);
    else earlier.push(index);
  }
  const isSound = (index: number) =>
    columns.every(({ name, values }) => worthOf(name, values[index]) !== undefined);
  const times = Float64Array.from(occurrences.keys()).sort();
  return {
    times,
    positions: Int32Array.from(times, (time) => {
      const of = occurrences.get(time)!;
      return of.length === 1 ? of[0]! : ([...of].reverse().find(isSound) ?? of.at(-1)!);
    }),
    repeats: [...occurrences.values()].filter(({ length }) => length > 1),
    stepMs: medianDifference(times),
  };
}

function medianDifference(times: Float64Array): number | undefined {
  const differences = times
    .subarray(1)
    .map((time, index) => time - times[index]!)
    .sort();
  return differences[differences.length >> 1];
}
