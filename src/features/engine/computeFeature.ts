import { type NumberArray, quoteValue, requireKnownKeys, requireSameLength } from '../../errors/index.js';
import { type CandleSeries, type SeriesInput, valuesOf } from '../../series/index.js';
import { computeWhole, requireWarmUp } from './computeWhole.js';
import type { Feature } from './Feature.js';
import { type FeatureGraph, planNode } from './FeatureGraph.js';
import { isCandleSeries, requireSeries, seriesColumn } from './seriesColumns.js';

/** What a feature of one column of numbers takes: numbers, the prices of a series, or the closes of candles. */
export type FeatureSource = SeriesInput | CandleSeries;

/** The column of a feature that has one, over a whole series. */
export function computeColumn(
  name: string,
  feature: Feature<never>,
  series: FeatureSource,
  options: object,
  other?: FeatureSource,
): Float64Array {
  return computeOutputs(name, feature, series, options, other)[0]!;
}

/** The columns of a feature that has several, by name, over a whole series. */
export function computeColumns<Output extends string>(
  name: string,
  feature: Feature<never, Output>,
  series: FeatureSource,
  options: object,
): Readonly<Record<Output, Float64Array>> {
  const columns = computeOutputs(name, feature, series, options);
  return Object.freeze(
    Object.fromEntries(feature.outputs.map((output, index) => [output, columns[index]!])),
  ) as Readonly<Record<Output, Float64Array>>;
}

function computeOutputs(
  name: string,
  feature: Feature<never, string>,
  series: FeatureSource,
  options: object,
  other?: FeatureSource,
): Float64Array[] {
  requireKnownKeys('options', options, feature.optionNames);
  const plan = feature.plan(options as never);
  const given = new Map(
    feature.inputs.map((input) => {
      if (input === 'of') return [input, numbersOf('series', series)];
      if (input === 'with') return [input, numbersOf('other', other!)];
      return [input, seriesColumn('series', requireSeries('series', series), input, name)];
    }),
  );
  const second = given.get('with');
  if (second !== undefined) requireSameLength('other', second, 'series', given.get('of')!);
  const inputs = feature.inputs.map((key) => ({ kind: 'given', key }) as const);
  const node = planNode(name, feature, plan, inputs);
  const graph: FeatureGraph = {
    nodes: [node],
    columns: plan.warmUp.map((_, output) => ({ name, node, output })),
  };
  const { length } = given.get(feature.inputs[0]!)!;
  requireWarmUp(graph, length, () => described(name, options));
  return computeWhole(graph, given, { length });
}

function numbersOf(argument: string, source: FeatureSource): Float64Array {
  return isCandleSeries(source)
    ? seriesColumn(argument, source, 'close', argument)
    : valuesOf(argument, source as Exclude<FeatureSource, CandleSeries> | NumberArray);
}

function described(name: string, options: object): string {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  if (given.length === 0) return name;
  return `${name} with ${given.map(([key, value]) => `${key}=${quoteValue(value)}`).join(', ')}`;
}
