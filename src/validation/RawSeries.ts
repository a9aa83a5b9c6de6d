import { InvalidArgumentError, requireKnownKeys, requireNumber } from '../errors/index.js';

/** Observations as they came, before anybody vouches for them: any value may be anything. */
export interface RawSeries {
  /** Epoch milliseconds UTC, if all is well. */
  readonly timestamps: ArrayLike<unknown>;
  /** Prices, if all is well. */
  readonly prices: ArrayLike<unknown>;
  /** Volumes. */
  readonly volumes?: ArrayLike<unknown> | undefined;
  /** Market capitalisations. */
  readonly marketCaps?: ArrayLike<unknown> | undefined;
  /** The regular step, milliseconds. Default: the median difference of the times in order. */
  readonly stepMs?: number | undefined;
  /** Not looked at; here so that a `PriceSeries` is one of these. */
  readonly coinId?: string | undefined;
  /** Not looked at; here so that a `PriceSeries` is one of these. */
  readonly vsCurrency?: string | undefined;
}

/** One column of a raw series. */
export interface RawColumn {
  readonly name: 'timestamps' | 'prices' | 'volumes' | 'marketCaps';
  readonly values: ArrayLike<unknown>;
}

/** A raw series as rules see it. */
export interface Subject {
  /** All columns the series has, `timestamps` first. */
  readonly columns: readonly RawColumn[];
  /** The timestamps as numbers; NaN where there is no finite number. */
  readonly timestamps: Float64Array;
  /** The prices as numbers; NaN where there is no finite number above zero. */
  readonly prices: Float64Array;
  /** The finite timestamps in ascending order, each once. */
  readonly times: Float64Array;
  /** The first position of each of them. */
  readonly positions: ReadonlyMap<number, number>;
  /** The regular step, milliseconds; `undefined` where fewer than two times are known. */
  readonly stepMs: number | undefined;
  /** Whether the series names its step, so that it need not be told from the times. */
  readonly hasOwnStep: boolean;
}

const names = ['timestamps', 'prices', 'volumes', 'marketCaps'] as const;

/** Prepares raw arrays for the rules; refuses only what are not arrays at all. */
export function toSubject(series: RawSeries): Subject {
  requireKnownKeys('series', series, [...names, 'stepMs', 'coinId', 'vsCurrency']);
  const columns = names.flatMap((name) => {
    const values = series[name];
    if (values === undefined && name !== 'timestamps' && name !== 'prices') return [];
    if (Array.isArray(values) || (ArrayBuffer.isView(values) && !(values instanceof DataView))) {
      return [{ name, values: values as ArrayLike<unknown> }];
    }
    throw new InvalidArgumentError({ argument: `series.${name}`, value: values, expected: 'an array' });
  });
  if (series.stepMs !== undefined) requireNumber('series.stepMs', series.stepMs, { above: 0 });
  const timestamps = numbers(series.timestamps, Number.isFinite);
  const positions = new Map<number, number>();
  for (const [index, time] of timestamps.entries()) {
    if (!(Number.isNaN(time) || positions.has(time))) positions.set(time, index);
  }
  const times = Float64Array.from(positions.keys()).sort();
  return {
    columns,
    timestamps,
    prices: numbers(series.prices, (value) => Number.isFinite(value) && value > 0),
    times,
    positions,
    stepMs: series.stepMs ?? medianDifference(times),
    hasOwnStep: series.stepMs !== undefined,
  };
}

function numbers(values: ArrayLike<unknown>, isUsable: (value: number) => boolean): Float64Array {
  return Float64Array.from(values, (value) =>
    typeof value === 'number' && isUsable(value) ? value : Number.NaN,
  );
}

function medianDifference(times: Float64Array): number | undefined {
  const differences = times
    .subarray(1)
    .map((time, index) => time - times[index]!)
    .sort();
  return differences[differences.length >> 1];
}
