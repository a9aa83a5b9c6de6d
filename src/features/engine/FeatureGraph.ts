import type { Feature, FeaturePlan } from './Feature.js';

/** Where a planned feature reads: a column that is given, or an output of a feature planned before it. */
export type PlannedInput =
  | { readonly kind: 'given'; readonly key: string }
  | { readonly kind: 'feature'; readonly node: PlannedFeature; readonly output: number };

/** A feature, its settled options and where its inputs come from. */
export interface PlannedFeature {
  /** How messages name it, such as `spec.rsi14`. */
  readonly label: string;
  readonly feature: Feature<never, string>;
  readonly plan: FeaturePlan;
  readonly inputs: readonly PlannedInput[];
  /** For each output, how many observations pass before its first value, those of its inputs included. */
  readonly warmUp: readonly number[];
  /** For each output, on how many observations a value depends, the present one included. */
  readonly lookBack: readonly number[];
}

/** A column of the result: an output of a planned feature. */
export interface PlannedColumn<Name extends string = string> {
  readonly name: Name;
  readonly node: PlannedFeature;
  readonly output: number;
}

/** Features in an order in which each comes after those it reads. */
export interface FeatureGraph<Name extends string = string> {
  readonly nodes: readonly PlannedFeature[];
  readonly columns: readonly PlannedColumn<Name>[];
}

/** Plans one feature over inputs that are given or planned already. */
export function planNode(
  label: string,
  feature: Feature<never, string>,
  plan: FeaturePlan,
  inputs: readonly PlannedInput[],
): PlannedFeature {
  const before = inputs.map((input) => (input.kind === 'given' ? 0 : input.node.warmUp[input.output]!));
  const reach = inputs.map((input) => (input.kind === 'given' ? 1 : input.node.lookBack[input.output]!));
  const waiting = Math.max(...before);
  return {
    label,
    feature,
    plan,
    inputs,
    warmUp: plan.warmUp.map((own) => waiting + own),
    lookBack: plan.warmUp.map((own) =>
      plan.remembers ? Number.POSITIVE_INFINITY : own + Math.max(...reach),
    ),
  };
}

/** An object with a value for each column of a graph, in their order, frozen. */
export function byColumn<Name extends string, Value>(
  columns: readonly PlannedColumn<Name>[],
  value: (column: PlannedColumn<Name>, index: number) => Value,
): Readonly<Record<Name, Value>> {
  const entries = columns.map((column, index) => [column.name, value(column, index)]);
  return Object.freeze(Object.fromEntries(entries)) as Readonly<Record<Name, Value>>;
}
