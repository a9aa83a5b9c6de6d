import { requireBoolean, requireKnownKeys } from '../errors/index.js';
import { computeWhole, requireWarmUp } from './engine/computeWhole.js';
import { byColumn } from './engine/FeatureGraph.js';
import { givenColumns, type OtherSeries, requireOthers } from './engine/givenColumns.js';
import { planFeatures } from './engine/planFeatures.js';
import { type FeatureSeries, requireSeries } from './engine/seriesColumns.js';
import type { ColumnName, FeatureSpec } from './features.js';
import type { FeatureTable } from './table/FeatureTable.js';

/** Options of {@link buildFeatures}. */
export interface BuildFeaturesOptions {
  /**
   * Whether to keep the rows in which a column is still warming up, aligned with the series and with NaN
   * there. Default `false`: the table begins where all columns have values, and holds no NaN.
   */
  readonly keepWarmUp?: boolean | undefined;
  /**
   * Series of other coins, under the names by which the spec calls them: `{ other: 'bitcoin' }`. Each has an
   * observation at every time of the series; what it has besides is not used. Default: none.
   */
  readonly others?: OtherSeries | undefined;
}

/**
 * Computes a table of features from prices or candles: a column for each entry of the spec, or several, such as
 * `trend.macd`, `trend.signal` and `trend.histogram` for `{ trend: { feature: 'macd' } }`.
 *
 * Every feature is causal: a row depends on that observation and earlier ones only, and the rows before all
 * columns are known are dropped unless `keepWarmUp` is set. The spec is plain data, so it can be stored beside
 * a model, and {@link createFeatureStream} computes the same values a candle at a time. Cost O(n) a column,
 * whatever the windows; the two features that rank their window, `rollingQuantile` and `cci`, take its logarithm
 * besides.
 *
 * @throws {@link InsufficientDataError} when the series ends before all columns have a value.
 * @throws {@link DegenerateSeriesError} when what a feature measures against is constant throughout, as in an `rsi`.
 * @throws {@link NonFiniteValueError} when a value is NaN or infinite, not in the range a feature takes, or so large
 * that a feature overflows.
 * @throws {@link IrregularSeriesError} when another series lacks a time of the series.
 * @throws {@link InvalidArgumentError} when the spec is empty, a feature or an option is unknown or out of
 * bounds, or the series lacks a column that a feature needs, such as highs or volumes.
 * @example
 * ```ts
 * import { buildFeatures, createPriceSeries } from 'coincast';
 *
 * const hour = 3_600_000;
 * const timestamps = [0, hour, 2 * hour, 3 * hour];
 * const series = createPriceSeries({ timestamps, prices: [100, 102, 101, 104] });
 * const table = buildFeatures(series, {
 *   r1: { feature: 'logReturns' },
 *   mean3: { feature: 'sma', period: 3 },
 *   bands: { feature: 'bollinger', period: 3 },
 * });
 * table.columns.mean3[0]; // => 101
 * table.columns['bands.middle'][0]; // => 101
 * table.warmUp.r1; // => 1
 * ```
 */
export function buildFeatures<const Spec extends FeatureSpec>(
  series: FeatureSeries,
  spec: Spec,
  options: BuildFeaturesOptions = {},
): FeatureTable<ColumnName<Spec>> {
  requireKnownKeys('options', options, ['keepWarmUp', 'others']);
  requireSeries('series', series);
  const { keepWarmUp = false } = options;
  requireBoolean('keepWarmUp', keepWarmUp);
  const graph = planFeatures(spec);
  const given = givenColumns(graph, series, requireOthers(options.others));
  const { length } = series.timestamps;
  const longest = requireWarmUp(graph, length, (slowest) => `buildFeatures with the column ${slowest}`);
  const skipped = keepWarmUp ? 0 : longest;
  const computed = computeWhole(graph, given, { length, skipped });
  return Object.freeze({
    timestamps: series.timestamps.slice(skipped),
    columns: byColumn(graph.columns, (_, index) => computed[index]!),
    warmUp: byColumn(graph.columns, ({ node, output }) => node.warmUp[output]!),
    lookBack: byColumn(graph.columns, ({ node, output }) => node.lookBack[output]!),
  });
}
