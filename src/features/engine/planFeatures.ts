import { InvalidArgumentError, requireKnownKeys, requireOneOf } from '../../errors/index.js';
import { type ColumnName, type FeatureName, type FeatureSpec, features } from '../features.js';
import type { Feature, FeaturePlan } from './Feature.js';
import {
  type FeatureGraph,
  type PlannedColumn,
  type PlannedFeature,
  type PlannedInput,
  planNode,
} from './FeatureGraph.js';
import { seriesColumns } from './seriesColumns.js';

/** The features a spec can be deep, each of another: more is a mistake, such as an object within itself. */
const deepest = 32;

/**
 * Plans the features of a spec, checking every name and option; features that others are computed of are planned once
 * wherever they are used.
 *
 * @internal
 */
export function planFeatures<Spec extends FeatureSpec>(spec: Spec): FeatureGraph<ColumnName<Spec>> {
  const entries = isObject(spec) ? Object.entries(spec) : [];
  if (entries.length === 0) {
    throw new InvalidArgumentError({
      argument: 'spec',
      value: spec,
      expected: 'an object with a feature for each column, such as { rsi14: { feature: "rsi", period: 14 } }',
    });
  }
  const nodes: PlannedFeature[] = [];
  const columns: PlannedColumn[] = [];
  const nested = new Map<string, PlannedFeature>();
  for (const [name, column] of entries) {
    const node = planFeature(`spec.${name}`, column, { nodes, nested, depth: 0 });
    nodes.push(node);
    const outputs = node.feature.outputs.map((output) => `${name}.${output}`);
    for (const [output, full] of (outputs.length === 0 ? [name] : outputs).entries()) {
      requireUnused(full, columns);
      columns.push({ name: full, node, output });
    }
  }
  return { nodes, columns } as FeatureGraph as FeatureGraph<ColumnName<Spec>>;
}

interface Planning {
  readonly nodes: PlannedFeature[];
  readonly nested: Map<string, PlannedFeature>;
  readonly depth: number;
}

function planFeature(label: string, column: unknown, planning: Planning): PlannedFeature {
  if (!isObject(column)) {
    throw new InvalidArgumentError({
      argument: label,
      value: column,
      expected: 'an object that names its feature',
    });
  }
  const { feature: name, of, with: second, ...options } = column;
  const feature: Feature<never, string> =
    features[requireOneOf(`${label}.feature`, name, Object.keys(features) as FeatureName[])];
  const sources = feature.inputs.filter((input) => input === 'of' || input === 'with');
  requireKnownKeys(label, column, ['feature', ...feature.optionNames, ...sources]);
  const plan = labelled(label, () => feature.plan(options as never));
  const inputs = feature.inputs.map((input): PlannedInput => {
    if (input === 'of') return planSource(`${label}.of`, of ?? 'price', planning);
    if (input === 'with') return planSource(`${label}.with`, second, planning);
    return { kind: 'given', key: input };
  });
  return planNode(label, feature, plan, inputs);
}

function planSource(label: string, source: unknown, planning: Planning): PlannedInput {
  if (isObject(source) && 'other' in source) return planOther(label, source);
  if (isObject(source)) return planNested(label, source, planning);
  if (typeof source !== 'string') {
    throw new InvalidArgumentError({
      argument: label,
      value: source,
      expected: 'a column of the series such as "price", { other: NAME } for another coin, or a feature',
    });
  }
  return { kind: 'given', key: requireOneOf(label, source, seriesColumns) };
}

function planOther(label: string, source: Readonly<Record<string, unknown>>): PlannedInput {
  requireKnownKeys(label, source, ['other']);
  const { other } = source;
  if (typeof other !== 'string' || other === '') {
    throw new InvalidArgumentError({
      argument: `${label}.other`,
      value: other,
      expected: 'the name of a series among the others',
    });
  }
  return { kind: 'given', key: otherKey(other) };
}

function planNested(
  label: string,
  source: Readonly<Record<string, unknown>>,
  planning: Planning,
): PlannedInput {
  if (planning.depth === deepest) {
    throw new InvalidArgumentError({
      argument: label,
      value: source,
      expected: `a feature of at most ${deepest} others, one of the next`,
    });
  }
  const { output, ...column } = source;
  const deeper = { ...planning, depth: planning.depth + 1 };
  const planned = planFeature(label, column, deeper);
  const { outputs } = planned.feature;
  let index = 0;
  if (outputs.length > 0) {
    index = outputs.indexOf(requireOneOf(`${label}.output`, output, outputs));
  } else if (output !== undefined) {
    throw new InvalidArgumentError({
      argument: `${label}.output`,
      value: output,
      expected: 'absent for a feature of one column',
    });
  }
  const key = JSON.stringify(column, (_, value) =>
    isObject(value) ? Object.fromEntries(Object.entries(value).sort()) : value,
  );
  const known = planning.nested.get(key);
  if (known === undefined) {
    planning.nodes.push(planned);
    planning.nested.set(key, planned);
  }
  return { kind: 'feature', node: known ?? planned, output: index };
}

/** The key of the price of another coin among the given columns. */
export function otherKey(name: string): string {
  return `other:${name}`;
}

function requireUnused(name: string, columns: readonly PlannedColumn[]): void {
  if (name !== 'timestamp' && columns.every((column) => column.name !== name)) return;
  throw new InvalidArgumentError({
    argument: 'spec',
    value: name,
    expected: 'an object whose columns have names of their own',
    hint: `Rename "${name}", which ${name === 'timestamp' ? 'rows and CSV have for their times' : 'another column has'}.`,
  });
}

/** What a plan says of an option is said with the name of the feature. */
function labelled(label: string, plan: () => FeaturePlan): FeaturePlan {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    const { value, expected, hint } = error;
    const argument = `${label}.${error.argument}`;
    throw new InvalidArgumentError({ argument, value, expected, hint }, { cause: error });
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
