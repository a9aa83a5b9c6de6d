import {
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  IrregularSeriesError,
} from '../errors/index.js';
import type { Logger } from '../runtime/index.js';
import {
  createPriceSeries,
  describeTime,
  fillGaps,
  findGaps,
  isPriceSeries,
  type PriceSeries,
} from '../series/index.js';
import { type ValidationReport, validateSeries } from '../validation/index.js';
import type { ResolvedPipelineOptions } from './PipelineOptions.js';

/** The longest gap, in observations, that is filled rather than refused. */
const longestFilledGap = 24;

/** The fewest observations to train on: with less, neither the tests nor the fit mean anything. */
const leastTraining = 30;

/** A series fit for training, and what was found on the way. */
export interface PreparedSeries {
  readonly series: PriceSeries;
  /** What validation found in the series as it came. */
  readonly validation: ValidationReport;
  /** The timestamps of the observations that were filled in. */
  readonly filledTimestamps: readonly number[];
}

/** The series of the source, whatever kind of source it is. */
export async function obtainSeries({ source, signal }: ResolvedPipelineOptions): Promise<PriceSeries> {
  const series = typeof source === 'function' ? await source(signal) : source;
  if (isPriceSeries(series)) return series;
  throw new InvalidArgumentError({
    argument: 'source()',
    value: series,
    expected: 'a PriceSeries',
    hint: 'Make one with createPriceSeries.',
  });
}

/** Validates a series, stops at errors, and fills gaps where that is asked for. */
export function prepareSeries(source: PriceSeries, options: ResolvedPipelineOptions): PreparedSeries {
  const validation = validateSeries(source, { unfinished: { now: options.clock.now() } });
  logFindings(validation, options.logger);
  // What validation calls an error is what `createPriceSeries` refuses, with the error that fits.
  if (!validation.ok) createPriceSeries(source);
  requireLength(source, options);
  requireVariation(source);
  if (options.gaps === 'refuse') {
    requireNoGaps(source);
    return { series: source, validation, filledTimestamps: [] };
  }
  const series = fillGaps(source, { method: 'previous', maxMissing: longestFilledGap });
  const observed = new Set(source.timestamps);
  const filledTimestamps = [...series.timestamps].filter((timestamp) => !observed.has(timestamp));
  if (filledTimestamps.length > 0) {
    options.logger.warn({ filledTimestamps }, 'Missing prices were filled with the ones before them.');
  }
  return { series, validation, filledTimestamps };
}

function logFindings({ findings }: ValidationReport, logger: Logger): void {
  for (const { level, rule, severity, from, to, count, message, suggestion } of findings) {
    logger.warn({ level, rule, severity, from, to, count }, `${message} ${suggestion}`);
  }
}

function requireLength(series: PriceSeries, { holdout, order: [p, d, q] }: ResolvedPipelineOptions): void {
  const needed = holdout + Math.max(leastTraining, 3 * (p + q + 1) + d);
  const got = series.prices.length;
  if (got >= needed) return;
  const operation = `runPipeline with holdout=${holdout} and order=[${p}, ${d}, ${q}]`;
  throw new InsufficientDataError({ operation, needed, got });
}

function requireVariation({ prices }: PriceSeries): void {
  const first = prices[0]!;
  if (prices.some((price) => price !== first)) return;
  throw new DegenerateSeriesError({
    message: `All ${prices.length} prices are ${first}: there is nothing to model. Check the source, or give a longer stretch.`,
    reason: 'constant',
  });
}

function requireNoGaps(series: PriceSeries): void {
  const gaps = findGaps(series);
  const first = gaps[0];
  if (first === undefined) return;
  const missing = gaps.reduce((sum, gap) => sum + gap.missing, 0);
  throw new IrregularSeriesError({
    message:
      `${missing} observations are missing, the first after ${describeTime(first.from)}. ` +
      'Use the part after the last gap, or pass gaps: "fill".',
    reason: 'gap',
    index: series.timestamps.indexOf(first.to),
    timestamp: first.to,
  });
}
