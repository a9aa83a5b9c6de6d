import {
  InsufficientDataError,
  InvalidArgumentError,
  requireKnownKeys,
  requireOneOf,
} from '../errors/index.js';
import { isPriceSeries, type PriceSeries } from '../series/index.js';
import type { Feature } from './Feature.js';
import { type FeatureColumnSpec, type FeatureName, type FeatureSpec, features } from './features.js';

/** Named columns of features beside the timestamps they belong to. */
export interface FeatureTable<Name extends string = string> {
  /** Epoch milliseconds UTC, one a row. */
  readonly timestamps: Float64Array;
  /** One column for each name of the spec, as long as `timestamps`. */
  readonly columns: Readonly<Record<Name, Float64Array>>;
  /** For each column, how many observations of the series pass before its first value. */
  readonly warmUp: Readonly<Record<Name, number>>;
}

/** Options of {@link buildFeatures}. */
export interface BuildFeaturesOptions {
  /**
   * Whether to keep the rows in which a column is still warming up, aligned with the series and with NaN
   * there. Default `false`: the table begins where all columns have values, and holds no NaN.
   */
  readonly keepWarmUp?: boolean | undefined;
}

/**
 * Computes a table of features from a series: one column for each entry of the spec.
 *
 * Every feature is causal: a row depends on that observation and earlier ones only, and the rows before all
 * columns are known are dropped unless `keepWarmUp` is set. The spec is plain data, so it can be stored beside
 * a model. Cost O(n) a column, whatever the windows.
 *
 * @throws {@link InsufficientDataError} when the series ends before all columns have a value.
 * @throws {@link InvalidArgumentError} when the spec is empty, or a feature or an option is unknown or out of
 * bounds.
 * @example
 * ```ts
 * import { buildFeatures, createPriceSeries } from 'coincast';
 *
 * const hour = 3_600_000;
 * const timestamps = [0, hour, 2 * hour, 3 * hour];
 * const series = createPriceSeries({ timestamps, prices: [100, 102, 101, 104] });
 * const table = buildFeatures(series, {
 *   r1: { feature: 'logReturns' },
 *   mean3: { feature: 'rollingMean', window: 3 },
 * });
 * table.columns.mean3[0]; // => 101
 * table.warmUp; // => { r1: 1, mean3: 2 }
 * ```
 */
export function buildFeatures<const Spec extends FeatureSpec>(
  series: PriceSeries,
  spec: Spec,
  options: BuildFeaturesOptions = {},
): FeatureTable<keyof Spec & string> {
  requireKnownKeys('options', options, ['keepWarmUp']);
  if (!isPriceSeries(series)) {
    throw new InvalidArgumentError({ argument: 'series', value: series, expected: 'a PriceSeries' });
  }
  const { keepWarmUp = false } = options;
  if (typeof keepWarmUp !== 'boolean') {
    throw new InvalidArgumentError({ argument: 'keepWarmUp', value: keepWarmUp, expected: 'true or false' });
  }
  const planned = planColumns(spec);
  const longest = Math.max(...planned.map(({ warmUp }) => warmUp));
  const skipped = keepWarmUp ? 0 : longest;
  if (skipped >= series.prices.length) {
    const slowest = planned.find(({ warmUp }) => warmUp === longest)!;
    throw new InsufficientDataError({
      operation: `buildFeatures with the column ${slowest.name}`,
      needed: longest + 1,
      got: series.prices.length,
    });
  }
  const columns = planned.map(({ name, compute }) => [name, compute(series).slice(skipped)]);
  return {
    timestamps: series.timestamps.slice(skipped),
    columns: Object.fromEntries(columns),
    warmUp: Object.fromEntries(planned.map(({ name, warmUp }) => [name, warmUp])),
  } as FeatureTable<keyof Spec & string>;
}

interface PlannedColumn {
  readonly name: string;
  readonly warmUp: number;
  compute(series: PriceSeries): Float64Array;
}

function planColumns(spec: FeatureSpec): PlannedColumn[] {
  const entries = typeof spec === 'object' && spec !== null ? Object.entries(spec) : [];
  if (entries.length === 0) {
    throw new InvalidArgumentError({
      argument: 'spec',
      value: spec,
      expected: 'an object with a feature for each column, such as { rsi14: { feature: "rsi", period: 14 } }',
    });
  }
  return entries.map(([name, column]) => planColumn(name, column));
}

function planColumn(name: string, column: FeatureColumnSpec): PlannedColumn {
  if (typeof column !== 'object' || column === null) {
    throw new InvalidArgumentError({
      argument: `spec.${name}`,
      value: column,
      expected: 'an object that names its feature',
    });
  }
  const { feature: featureName, ...options } = column;
  const known = Object.keys(features) as FeatureName[];
  const feature: Feature = features[requireOneOf(`spec.${name}.feature`, featureName, known)];
  requireKnownKeys(`spec.${name}`, options, feature.optionNames);
  return {
    name,
    warmUp: namingColumn(name, () => feature.warmUp(options)),
    compute: (series) => namingColumn(name, () => feature.compute(series, options)),
  };
}

function namingColumn<Result>(name: string, compute: () => Result): Result {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    const { value, expected, hint } = error;
    const argument = `spec.${name}.${error.argument}`;
    throw new InvalidArgumentError({ argument, value, expected, hint }, { cause: error });
  }
}
