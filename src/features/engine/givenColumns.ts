import { InvalidArgumentError, IrregularSeriesError, requireKnownKeys } from '../../errors/index.js';
import { describeTime } from '../../series/index.js';
import type { FeatureGraph } from './FeatureGraph.js';
import type { GivenColumns } from './featureEngine.js';
import { otherKey } from './planFeatures.js';
import { type FeatureSeries, requireSeries, seriesColumn, seriesColumnNames } from './seriesColumns.js';

/** Series of other coins by name, for features that set one coin against another. */
export type OtherSeries = Readonly<Record<string, FeatureSeries>>;

/**
 * The columns of series that a graph reads, each checked; those of other coins at the times of the series.
 *
 * @internal
 */
export function givenColumns(graph: FeatureGraph, series: FeatureSeries, others: OtherSeries): GivenColumns {
  const given = new Map<string, Float64Array>();
  for (const { inputs, label, feature } of graph.nodes) {
    for (const [position, input] of inputs.entries()) {
      if (input.kind !== 'given' || given.has(input.key)) continue;
      const column = seriesColumnNames.find((name) => name === input.key);
      const named = feature.inputs[position]!;
      const reader = named === 'of' || named === 'with' ? `${label}.${named}` : label;
      given.set(
        input.key,
        column === undefined
          ? otherPrices(input.key, reader, series, others)
          : seriesColumn('series', series, column, reader),
      );
    }
  }
  return given;
}

function otherPrices(
  key: string,
  reader: string,
  { timestamps }: FeatureSeries,
  others: OtherSeries,
): Float64Array {
  const name = Object.keys(others).find((other) => otherKey(other) === key);
  if (name === undefined) {
    throw new InvalidArgumentError({
      argument: 'others',
      value: Object.keys(others),
      expected: `an object with the series ${JSON.stringify(key.slice(otherKey('').length))}, which ${reader} names`,
    });
  }
  const argument = `others.${name}`;
  const other = requireSeries(argument, others[name]);
  const prices = seriesColumn(argument, other, 'price', reader);
  const aligned = new Float64Array(timestamps.length);
  let at = 0;
  for (let row = 0; row < timestamps.length; row++) {
    const timestamp = timestamps[row]!;
    while (at < other.timestamps.length && other.timestamps[at]! < timestamp) at++;
    if (other.timestamps[at] !== timestamp) throw missingTime(argument, row, timestamp);
    aligned[row] = prices[at]!;
  }
  return aligned;
}

function missingTime(argument: string, index: number, timestamp: number): IrregularSeriesError {
  return new IrregularSeriesError({
    message:
      `${argument} has no observation at ${describeTime(timestamp)}, which the series has. ` +
      'Take the part that both cover, and resample or fill the other first: a price made up here could be one from later.',
    reason: 'off-grid',
    index,
    timestamp,
  });
}

/** Checks the `others` of an options object. */
export function requireOthers(others: unknown): OtherSeries {
  if (others === undefined) return {};
  requireKnownKeys('others', others as object, Object.keys((others as object | null) ?? {}));
  return others as OtherSeries;
}
