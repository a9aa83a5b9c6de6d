import {
  InvalidArgumentError,
  requireInteger,
  requireKnownKeys,
  requireNumber,
  requireOneOf,
} from '../errors/index.js';
import { type Clock, type Logger, type OnProgress, silentLogger, systemClock } from '../runtime/index.js';
import { isPriceSeries, type PriceSeries } from '../series/index.js';

/** Where the pipeline gets its prices: a series, or a function that fetches one and heeds the signal. */
export type PipelineSource = PriceSeries | ((signal: AbortSignal | undefined) => Promise<PriceSeries>);

/** What `runPipeline` takes. */
export interface PipelineOptions {
  /** The prices, or a function that fetches them. */
  readonly source: PipelineSource;
  /** How many steps ahead to forecast, 1 to 100,000. Default 24. */
  readonly horizon?: number | undefined;
  /** How many of the last observations to keep from training and forecast, 1 to 100,000. Default `horizon`. */
  readonly holdout?: number | undefined;
  /** The numbers of terms p, differences d and terms q of the ARIMA: p and q from 0 to 50, d from 0 to 2. Default `[5, 1, 0]`. */
  readonly order?: readonly [number, number, number] | undefined;
  /** The levels of the prediction intervals, fractions strictly between 0 and 1. Default `[0.8, 0.95]`. */
  readonly levels?: readonly number[] | undefined;
  /**
   * What to do about missing times: `refuse` them, or `fill` each with the price before it, which sees no future
   * but looks calmer than the market was; a gap of more than 24 is refused all the same. Default `refuse`.
   */
  readonly gaps?: 'refuse' | 'fill' | undefined;
  /** Ends the work between and within stages; the signal's own reason is rethrown. */
  readonly signal?: AbortSignal | undefined;
  /** Told twice of each stage: when it begins (no `message`) and when it is done (what came of it). */
  readonly onProgress?: OnProgress | undefined;
  /** Default: silent. Each stage is logged at info, each finding of the validation at warn. */
  readonly logger?: Logger | undefined;
  /** Where durations come from. Default: the machine's clock. */
  readonly clock?: Clock | undefined;
}

/** {@link PipelineOptions} with the defaults filled in and every bound checked. */
export interface ResolvedPipelineOptions {
  readonly source: PipelineSource;
  readonly horizon: number;
  readonly holdout: number;
  readonly order: readonly [number, number, number];
  readonly levels: readonly number[];
  readonly gaps: 'refuse' | 'fill';
  readonly signal: AbortSignal | undefined;
  readonly onProgress: OnProgress | undefined;
  readonly logger: Logger;
  readonly clock: Clock;
}

const knownKeys = [
  'source',
  'horizon',
  'holdout',
  'order',
  'levels',
  'gaps',
  'signal',
  'onProgress',
  'logger',
  'clock',
];

/** Fills in the defaults, and refuses a wrong option before anything is fetched. */
export function resolvePipelineOptions(options: PipelineOptions): ResolvedPipelineOptions {
  requireKnownKeys('runPipeline options', options, knownKeys);
  const { source, order = [5, 1, 0], levels = [0.8, 0.95] } = options;
  if (!isPriceSeries(source) && typeof source !== 'function') {
    throw new InvalidArgumentError({
      argument: 'source',
      value: source,
      expected: 'a PriceSeries or a function that fetches one',
    });
  }
  if (!Array.isArray(order) || order.length !== 3) {
    throw new InvalidArgumentError({ argument: 'order', value: order, expected: 'three integers [p, d, q]' });
  }
  if (!Array.isArray(levels)) {
    throw new InvalidArgumentError({ argument: 'levels', value: levels, expected: 'an array of fractions' });
  }
  order.forEach((part, index) => {
    requireInteger(`order[${index}]`, part, { min: 0, max: index === 1 ? 2 : 50 });
  });
  levels.forEach((level, index) => {
    requireNumber(`levels[${index}]`, level, { above: 0, below: 1 });
  });
  const horizon = requireInteger('horizon', options.horizon ?? 24, { min: 1, max: 100_000 });
  return {
    source,
    horizon,
    holdout: requireInteger('holdout', options.holdout ?? horizon, { min: 1, max: 100_000 }),
    order: [order[0], order[1], order[2]],
    levels: [...levels],
    gaps: requireOneOf('gaps', options.gaps ?? 'refuse', ['refuse', 'fill']),
    signal: options.signal,
    onProgress: options.onProgress,
    logger: options.logger ?? silentLogger,
    clock: options.clock ?? systemClock,
  };
}
