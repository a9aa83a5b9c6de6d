import { InvalidArgumentError, requireInteger, requireKnownKeys, requireNumber } from '../errors/index.js';
import { createRandomStream } from '../math/index.js';
import { auditCuts } from './audit/auditCuts.js';
import { type AuditedCells, type AuditedOutput, auditedCells } from './audit/auditedCells.js';
import { type ChangedCell, changedCells } from './audit/changedCells.js';
import { observationsUntil } from './audit/observationsUntil.js';
import { perturbFuture } from './audit/perturbFuture.js';
import { prefixOf } from './audit/prefixOf.js';
import { computeAnyway } from './engine/computeWhole.js';
import { givenColumns, type OtherSeries, requireOthers } from './engine/givenColumns.js';
import { planFeatures } from './engine/planFeatures.js';
import { type FeatureSeries, requireSeries } from './engine/seriesColumns.js';
import type { FeatureSpec } from './features.js';

/**
 * A function of features to audit: from a series, and the `others` of the audit, to one of
 *
 * - an array with a value for each observation;
 * - an object of such arrays by name, with `timestamps` beside them where they are not those of the series;
 * - an array of rows, with a `timestamp` each, or one for each observation;
 * - a table `{ timestamps, columns }`, as {@link buildFeatures} gives.
 *
 * NaN, null and undefined are values not yet known.
 */
export type AuditedFunction<Series extends FeatureSeries = FeatureSeries> = (
  series: Series,
  others: OtherSeries,
) => AuditedOutput;

/** Options of {@link auditLeakage}. */
export interface AuditLeakageOptions {
  /** Series of other coins, whose future is taken away and changed too. Default: none. */
  readonly others?: OtherSeries | undefined;
  /** At how many points in time to stop and look. Default 24; a series of that length is looked at everywhere. */
  readonly cuts?: number | undefined;
  /** Seed of the random points and of the other futures. Default 1. */
  readonly seed?: number | undefined;
  /**
   * How much a value of the past may differ, relative to itself, before that is a leak. Default 1e-9: rounding, as of a
   * sum over windows that fall differently, is none.
   */
  readonly tolerance?: number | undefined;
}

/** A column that knows the future, and the first value that shows it. */
export interface Leak {
  /** The column; `values` where the function gives a bare array. */
  readonly column: string;
  /** The time of the first value that changes with the future, epoch milliseconds UTC. */
  readonly timestamp: number;
  /** The position of that time in the series. */
  readonly index: number;
  /** The value there with the whole series. */
  readonly value: unknown;
  /** The value there in the replay. */
  readonly replayed: unknown;
  /** The last time, epoch milliseconds UTC, that the replay had in common with the series. */
  readonly knownUntil: number;
  /** Whether the replay ended there (`prefix`) or went on differently (`perturbation`). */
  readonly replay: 'prefix' | 'perturbation';
  /** How many steps ahead the column has been seen to look, at least. */
  readonly stepsAhead: number;
}

/** What {@link auditLeakage} finds. */
export interface LeakageAudit {
  /** Whether no past value changed. */
  readonly clean: boolean;
  /** The columns that leak, the one with the earliest value first. */
  readonly leaks: readonly Leak[];
  /** How many replays were compared. */
  readonly replays: number;
  /** How many replays the function refused by throwing, as of too short a prefix, and which say nothing. */
  readonly skipped: number;
}

/**
 * Audits features for leakage, values that know the future: replays prefixes of the series, and the series with
 * another future, and reports every column whose past changes.
 *
 * A causal feature gives the same value at a time whatever comes after. Centred windows, scaling by the whole sample,
 * shifts by -1, backfilled gaps and resampled candles not yet finished do not; nor do models fitted to all of the data.
 * A clean audit is no proof: a leak that shows only at times that were not looked at stays unseen. `cuts` of at least the
 * length of the series look everywhere. Series of a function's own, that are not passed to it, are not cut short.
 *
 * Cost: the whole series twice, and for each cut half a series and a whole one: some 40 times the features themselves
 * by default. Audit on some thousand observations rather than on a million.
 *
 * @throws {@link InvalidArgumentError} when the spec or an option is wrong, the function returns what cannot be read,
 * or gives other values the second time for the same series.
 * @throws what the function throws for the whole series, or for every replay.
 * @example
 * ```ts
 * import { auditLeakage } from 'coincast';
 * import { simulateMarket } from 'coincast/testing';
 *
 * const series = simulateMarket({ seed: 5, length: 300 });
 * auditLeakage({ rsi14: { feature: 'rsi' } }, series).clean; // => true
 *
 * const tomorrow = auditLeakage(({ prices }) => prices.map((_, t) => prices[t + 1] ?? NaN), series);
 * tomorrow.clean; // => false
 * tomorrow.leaks[0].stepsAhead; // => 1
 * ```
 */
export function auditLeakage<Series extends FeatureSeries>(
  target: FeatureSpec | AuditedFunction<Series>,
  series: Series,
  options: AuditLeakageOptions = {},
): LeakageAudit {
  requireKnownKeys('options', options, ['others', 'cuts', 'seed', 'tolerance']);
  const { timestamps } = requireSeries('series', series);
  const others = requireOthers(options.others);
  for (const [name, other] of Object.entries(others)) requireSeries(`others.${name}`, other);
  const cuts = requireInteger('cuts', options.cuts ?? 24, { min: 1 });
  const seed = requireInteger('seed', options.seed ?? 1);
  const tolerance = requireNumber('tolerance', options.tolerance ?? 1e-9, { min: 0, below: 1 });
  const compute = typeof target === 'function' ? fromFunction(target) : fromSpec<Series>(target);
  const length = timestamps.length;

  const run = (part: Series, partOthers: OtherSeries) => compute(part, partOthers);
  const fresh = () => run(prefixOf(series, length), cutOthers(others, Number.POSITIVE_INFINITY));
  const whole = fresh();
  requireSame(whole, fresh(), tolerance);

  const stream = createRandomStream(seed);
  const leaks = new Map<string, Leak>();
  let replays = 0;
  let skipped = 0;
  let refusal: unknown;
  for (const cut of auditCuts(length, cuts, seed)) {
    const knownUntil = timestamps[cut - 1]!;
    const replayed = {
      prefix: () => run(prefixOf(series, cut), cutOthers(others, knownUntil)),
      perturbation: () => run(perturbFuture(series, cut, stream), perturbOthers(others, knownUntil, stream)),
    };
    for (const replay of ['prefix', 'perturbation'] as const) {
      let cells: AuditedCells;
      try {
        cells = replayed[replay]();
      } catch (error) {
        refusal = error;
        skipped++;
        continue;
      }
      replays++;
      for (const cell of changedCells(whole, cells, knownUntil, tolerance)) {
        const index = Math.max(0, observationsUntil(timestamps, cell.timestamp) - 1);
        record(leaks, { ...cell, index, knownUntil, replay, stepsAhead: cut - index });
      }
    }
  }
  if (replays === 0 && skipped > 0) throw refusal;
  const found = [...leaks.values()].sort((a, b) => a.timestamp - b.timestamp);
  return Object.freeze({ clean: found.length === 0, leaks: Object.freeze(found), replays, skipped });
}

type Compute<Series> = (series: Series, others: OtherSeries) => AuditedCells;

function fromFunction<Series extends FeatureSeries>(target: AuditedFunction<Series>): Compute<Series> {
  return (series, others) => auditedCells(target(series, others), series.timestamps.slice());
}

function fromSpec<Series extends FeatureSeries>(spec: FeatureSpec): Compute<Series> {
  const graph = planFeatures(spec);
  return (series, others) => {
    const { timestamps } = series;
    const columns = computeAnyway(graph, givenColumns(graph, series, others), timestamps.length);
    return {
      timestamps,
      columns: new Map(graph.columns.map(({ name }, index) => [name, columns[index]!])),
    };
  };
}

function requireSame(whole: AuditedCells, again: AuditedCells, tolerance: number): void {
  const [changed] = changedCells(whole, again, Number.MAX_VALUE, tolerance);
  if (changed === undefined) return;
  throw new InvalidArgumentError({
    argument: 'target',
    value: `${changed.column} ${String(changed.value)}, then ${String(changed.replayed)}`,
    expected: 'a function that gives the same values for the same series',
    hint: 'Seed its random numbers, and keep no state between calls.',
  });
}

/** Keeps of each column the earliest value, and the farthest look ahead. */
function record(leaks: Map<string, Leak>, leak: ChangedCell & Leak): void {
  const known = leaks.get(leak.column);
  const earliest = known === undefined || leak.timestamp < known.timestamp ? leak : known;
  const stepsAhead = Math.max(leak.stepsAhead, known?.stepsAhead ?? 0);
  leaks.set(leak.column, Object.freeze({ ...earliest, stepsAhead }));
}

function cutOthers(others: OtherSeries, until: number): OtherSeries {
  return mapOthers(others, (other) => prefixOf(other, observationsUntil(other.timestamps, until)));
}

function perturbOthers(
  others: OtherSeries,
  until: number,
  stream: ReturnType<typeof createRandomStream>,
): OtherSeries {
  return mapOthers(others, (other) =>
    perturbFuture(other, observationsUntil(other.timestamps, until), stream),
  );
}

function mapOthers(others: OtherSeries, change: (other: FeatureSeries) => FeatureSeries): OtherSeries {
  return Object.fromEntries(Object.entries(others).map(([name, other]) => [name, change(other)]));
}
