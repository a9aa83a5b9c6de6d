import { InsufficientDataError } from '../../errors/index.js';
import type { FeatureGraph } from './FeatureGraph.js';
import { createFeatureEngine, type FeatureEngine, type GivenColumns } from './featureEngine.js';
import { createStageMemory } from './StageMemory.js';

/** Rows computed at a time: enough that a call costs nothing, few enough that they stay in the nearest cache. */
export const blockLength = 1024;

/**
 * Computes the columns of a graph over a whole series, without the first `skipped` rows; NaN in what is left of a
 * warm-up and nowhere else.
 *
 * @internal
 */
export function computeWhole(
  graph: FeatureGraph,
  given: GivenColumns,
  { length, skipped = 0 }: { length: number; skipped?: number },
): Float64Array[] {
  const engine = createFeatureEngine(graph, createStageMemory(blockLength));
  const columns = graph.columns.map(() => new Float64Array(length - skipped));
  advanceUnseen(engine, graph, given, skipped);
  advanceInto(columns, engine, given, { length, skipped });
  engine.requireVariation();
  return columns;
}

/**
 * Computes all rows of the columns of a graph as {@link computeWhole} does, also where the inputs are constant, as a
 * stream has to.
 *
 * @internal
 */
export function computeAnyway(graph: FeatureGraph, given: GivenColumns, length: number): Float64Array[] {
  const columns = graph.columns.map(() => new Float64Array(length));
  const engine = createFeatureEngine(graph, createStageMemory(blockLength));
  advanceInto(columns, engine, given, { length, skipped: 0 });
  return columns;
}

/**
 * Advances an engine over the first `length` rows without keeping a value.
 *
 * @internal
 */
export function advanceUnseen(
  engine: FeatureEngine,
  graph: FeatureGraph,
  given: GivenColumns,
  length: number,
): void {
  const unseen = graph.columns.map(() => new Float64Array(Math.min(length, blockLength)));
  for (let row = 0; row < length; row += blockLength) {
    const count = Math.min(blockLength, length - row);
    engine.advance(given, unseen, { row, count, from: row, into: 0 });
  }
}

function advanceInto(
  columns: readonly Float64Array[],
  engine: FeatureEngine,
  given: GivenColumns,
  { length, skipped }: { length: number; skipped: number },
): void {
  for (let row = skipped; row < length; row += blockLength) {
    const count = Math.min(blockLength, length - row);
    engine.advance(given, columns, { row, count, from: row, into: row - skipped });
  }
}

/**
 * Refuses a series that ends before all columns have a value; gives the longest warm-up.
 *
 * @internal
 */
export function requireWarmUp(
  graph: FeatureGraph,
  length: number,
  operation: (slowest: string) => string,
): number {
  const warmUps = graph.columns.map(({ node, output }) => node.warmUp[output]!);
  const longest = Math.max(...warmUps);
  if (longest < length) return longest;
  const slowest = graph.columns[warmUps.indexOf(longest)]!;
  throw new InsufficientDataError({ operation: operation(slowest.name), needed: longest + 1, got: length });
}
