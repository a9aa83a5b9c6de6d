import { DegenerateSeriesError, NonFiniteValueError } from '../../errors/index.js';
import type { Stage } from './Feature.js';
import type { FeatureGraph, PlannedFeature } from './FeatureGraph.js';
import type { StageMemory } from './StageMemory.js';

/** Columns by key, as the inputs of planned features name them. */
export type GivenColumns = ReadonlyMap<string, Float64Array>;

/** Which rows to compute, and where they are. */
export interface RowRange {
  /** The position in the series of the first row, for messages. */
  readonly row: number;
  /** How many rows. */
  readonly count: number;
  /** Where they begin in the given columns. */
  readonly from: number;
  /** Where they begin in the targets. */
  readonly into: number;
}

/** Computes a graph of features, some rows at a time. */
export interface FeatureEngine {
  /** Computes the next rows, at most a block of the memory, into the targets: one for each column of the graph. */
  advance(given: GivenColumns, targets: readonly Float64Array[], rows: RowRange): void;
  /** Refuses inputs that have not varied so far where a feature would mean nothing. */
  requireVariation(): void;
}

interface Runner {
  readonly node: PlannedFeature;
  readonly stage: Stage;
  readonly scratch: readonly Float64Array[];
  /** For each output, the columns of the result that show it. */
  readonly shown: readonly number[];
  /** For each input, its first known value, and whether another one followed. */
  readonly firsts: Float64Array;
  readonly varied: boolean[];
}

/**
 * Creates the engine of a graph. All that is remembered is in the memory, so marking and rewinding it takes back a
 * row of every feature.
 *
 * @internal
 */
export function createFeatureEngine(graph: FeatureGraph, memory: StageMemory): FeatureEngine {
  const runners = graph.nodes.map((node): Runner => {
    const shown = node.warmUp.map((_, output) =>
      graph.columns.findIndex((column) => column.node === node && column.output === output),
    );
    return {
      node,
      stage: node.plan.createStage(memory),
      scratch: node.warmUp.map(() => memory.scratch()),
      shown,
      firsts: new Float64Array(node.inputs.length).fill(Number.NaN),
      varied: node.inputs.map(() => false),
    };
  });
  const runnerOf = new Map(runners.map((runner) => [runner.node, runner]));

  return {
    advance(given, targets, { row, count, from, into }) {
      for (const runner of runners) {
        const { node, stage, scratch, shown } = runner;
        const inputs = node.inputs.map((input) =>
          input.kind === 'given'
            ? part(given.get(input.key)!, from, count)
            : runnerOf.get(input.node)!.scratch[input.output]!,
        );
        checkInputs(runner, inputs, count, row);
        const outputs = shown.map((target, output) =>
          target < 0 ? scratch[output]! : part(targets[target]!, into, count),
        );
        stage(inputs, outputs, count);
        for (const [output, column] of outputs.entries()) {
          requireFinite(node, column, count, row, node.warmUp[output]!);
        }
      }
    },
    requireVariation() {
      for (const { node, varied } of runners) requireVaried(node, varied);
    },
  };
}

function part(column: Float64Array, from: number, count: number): Float64Array {
  return from === 0 ? column : column.subarray(from, from + count);
}

function checkInputs(
  { node, firsts, varied }: Runner,
  inputs: readonly Float64Array[],
  count: number,
  row: number,
): void {
  const { feature } = node;
  for (const [index, column] of inputs.entries()) {
    const name = feature.inputs[index]!;
    if (feature.positive === true && (name === 'of' || name === 'with')) {
      for (let i = 0; i < count; i++) {
        if (column[i]! <= 0) {
          const argument = `${node.label}.${name}`;
          const expected = 'a positive number';
          throw new NonFiniteValueError({ argument, index: row + i, value: column[i], expected });
        }
      }
    }
    for (let i = 0; i < count && !varied[index]; i++) {
      if (Number.isNaN(firsts[index])) firsts[index] = column[i]!;
      else varied[index] = column[i] !== firsts[index];
    }
  }
}

function requireFinite(
  node: PlannedFeature,
  column: Float64Array,
  count: number,
  row: number,
  warmUp: number,
): void {
  for (let i = Math.max(0, warmUp - row); i < count; i++) {
    if (Number.isFinite(column[i])) continue;
    throw new NonFiniteValueError({
      argument: node.label,
      index: row + i,
      value: column[i],
      expected: 'a finite number, but the input is too large for it',
    });
  }
}

function requireVaried({ feature, label }: PlannedFeature, varied: readonly boolean[]): void {
  if (feature.varies === undefined) return;
  const { of, need } = feature.varies;
  const constant = of.filter((name) => !varied[feature.inputs.indexOf(name)]);
  if (constant.length === 0 || (need === 'some' && constant.length < of.length)) return;
  throw new DegenerateSeriesError({
    message:
      `${label} measures against how its input varies, but ${constant.join(', ')} ` +
      `${constant.length === 1 ? 'is' : 'are'} constant throughout. Take a series that moves, or leave it out.`,
    reason: 'constant',
  });
}
