import { IrregularSeriesError, requireKnownKeys } from '../errors/index.js';
import { describeTime } from '../series/index.js';
import { advanceUnseen, blockLength } from './engine/computeWhole.js';
import { byColumn, type PlannedFeature } from './engine/FeatureGraph.js';
import { createFeatureEngine } from './engine/featureEngine.js';
import { givenColumns, type OtherSeries, requireOthers } from './engine/givenColumns.js';
import { planFeatures } from './engine/planFeatures.js';
import { createStageMemory } from './engine/StageMemory.js';
import { type FeatureSeries, requireSeries } from './engine/seriesColumns.js';
import type { ColumnName, FeatureSpec } from './features.js';
import { type FeatureObservation, readObservation } from './stream/FeatureObservation.js';

/** Options of {@link createFeatureStream}. */
export interface CreateFeatureStreamOptions {
  /** A series to begin after, as if each of its observations had been pushed. Default: none. */
  readonly history?: FeatureSeries | undefined;
  /** Series of other coins at the times of the history, as {@link buildFeatures} takes them. Default: none. */
  readonly others?: OtherSeries | undefined;
}

/** The features at one observation. */
export interface StreamedFeatures<Name extends string = string> {
  /** The time of the observation, epoch milliseconds UTC. */
  readonly timestamp: number;
  /** Whether all columns have warmed up; those that have not are NaN. */
  readonly ready: boolean;
  /** The value of each column. */
  readonly values: Readonly<Record<Name, number>>;
}

/** Computes features one observation at a time. */
export interface FeatureStream<Name extends string = string> {
  /** For each column, how many observations pass before its first value. */
  readonly warmUp: Readonly<Record<Name, number>>;
  /** How many observations there have been, those of the history included. */
  readonly length: number;
  /** Adds the next observation, later than all before, and gives the features at it. */
  push(observation: FeatureObservation): StreamedFeatures<Name>;
  /**
   * Puts another observation in the place of the last one, at the same time: for a candle that is still open, as often
   * as it changes. Gives the features as if the last one had never been.
   */
  replaceLast(observation: FeatureObservation): StreamedFeatures<Name>;
}

/**
 * Creates a stream of features: the values of {@link buildFeatures}, one observation at a time, bit for bit.
 *
 * A step costs constant time on average, whatever the windows (features that rank their window, the logarithm); now
 * and then, once a window, it takes time in proportion to the window. Memory is that of the windows. An observation
 * that is refused leaves the stream as it was. Begin with a `history` to be ready at once.
 *
 * What no stream can refuse is a constant: features that measure against variation are at their middle until something
 * moves, as the doc comment of each says.
 *
 * @throws {@link InvalidArgumentError} when the spec or an option is wrong, or an observation lacks a number that a
 * feature needs.
 * @throws {@link NonFiniteValueError} when a number is NaN, infinite or not in its range.
 * @throws {@link IrregularSeriesError} when a pushed observation is not later than the last, or a replacement is of
 * another time.
 * @example
 * ```ts
 * import { createFeatureStream } from 'coincast';
 *
 * const stream = createFeatureStream({ mean2: { feature: 'sma', period: 2 } });
 * stream.push({ timestamp: 0, price: 100 }).ready; // => false
 * stream.push({ timestamp: 60_000, price: 104 }).values.mean2; // => 102
 * stream.replaceLast({ timestamp: 60_000, price: 106 }).values.mean2; // => 103
 * stream.push({ timestamp: 120_000, price: 102 }).values.mean2; // => 104
 * ```
 */
export function createFeatureStream<const Spec extends FeatureSpec>(
  spec: Spec,
  options: CreateFeatureStreamOptions = {},
): FeatureStream<ColumnName<Spec>> {
  requireKnownKeys('options', options, ['history', 'others']);
  const graph = planFeatures(spec);
  const { nodes, columns } = graph;
  const memory = createStageMemory(blockLength);
  const engine = createFeatureEngine(graph, memory);
  const reads = readers(nodes);
  const given = new Map([...reads.keys()].map((key) => [key, new Float64Array(1)]));
  const cells = columns.map(() => new Float64Array(1));
  const longest = Math.max(...columns.map(({ node, output }) => node.warmUp[output]!));
  let length = 0;
  let lastTime = Number.NEGATIVE_INFINITY;
  let lastNumbers: ReadonlyMap<string, number> = new Map();

  const { history } = options;
  const others = requireOthers(options.others);
  if (history !== undefined) {
    const { timestamps } = requireSeries('history', history);
    const past = givenColumns(graph, history, others);
    length = timestamps.length - 1;
    // The last observation comes by itself, so that it can be replaced.
    advanceUnseen(engine, graph, past, length);
    lastTime = timestamps[length]!;
    lastNumbers = new Map([...past].map(([key, values]) => [key, values[length]!]));
    advance(lastNumbers, length);
    length++;
  }

  function advance(numbers: ReadonlyMap<string, number>, row: number): void {
    for (const [key, cell] of given) cell[0] = numbers.get(key)!;
    memory.mark();
    try {
      engine.advance(given, cells, { row, count: 1, from: 0, into: 0 });
    } catch (error) {
      memory.rewind();
      throw error;
    }
  }

  function current(): StreamedFeatures<ColumnName<Spec>> {
    return Object.freeze({
      timestamp: lastTime,
      ready: length > longest,
      values: byColumn(columns, (_, index) => cells[index]![0]!),
    });
  }

  return Object.freeze({
    warmUp: byColumn(columns, ({ node, output }) => node.warmUp[output]!),
    get length() {
      return length;
    },
    push(observation: FeatureObservation) {
      const numbers = readObservation(observation, reads, length);
      requireLater(observation.timestamp, length, lastTime);
      advance(numbers, length);
      length++;
      lastTime = observation.timestamp;
      lastNumbers = numbers;
      return current();
    },
    replaceLast(observation: FeatureObservation) {
      const numbers = readObservation(observation, reads, Math.max(0, length - 1));
      requireLastTime(observation.timestamp, length, lastTime);
      memory.rewind();
      try {
        advance(numbers, length - 1);
      } catch (error) {
        advance(lastNumbers, length - 1);
        throw error;
      }
      lastNumbers = numbers;
      return current();
    },
  });
}

/** For each key that a graph reads, a feature that reads it. */
function readers(nodes: readonly PlannedFeature[]): Map<string, PlannedFeature> {
  const reads = new Map<string, PlannedFeature>();
  for (const node of nodes) {
    for (const input of node.inputs) {
      if (input.kind === 'given' && !reads.has(input.key)) reads.set(input.key, node);
    }
  }
  return reads;
}

function requireLater(timestamp: number, index: number, last: number): void {
  if (timestamp > last) return;
  const same = timestamp === last;
  throw new IrregularSeriesError({
    message:
      `The observation at ${describeTime(timestamp)} ${same ? 'repeats the time of' : 'comes before'} the last one` +
      `${same ? '' : `, at ${describeTime(last)}`}. ` +
      `${same ? 'Use replaceLast for a candle that is still open.' : 'Push observations in order of time.'}`,
    reason: same ? 'duplicate' : 'unsorted',
    index,
    timestamp,
  });
}

function requireLastTime(timestamp: number, length: number, last: number): void {
  if (length > 0 && timestamp === last) return;
  throw new IrregularSeriesError({
    message:
      length === 0
        ? 'There is no observation to replace yet. Push the first one.'
        : `replaceLast was given ${describeTime(timestamp)}, but the last observation is at ${describeTime(last)}. ` +
          'Push an observation of another time.',
    reason: 'not-contiguous',
    index: Math.max(0, length - 1),
    timestamp,
  });
}
