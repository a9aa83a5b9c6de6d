import type { Forecast } from '../../models/index.js';
import type { PriceSeries } from '../../series/index.js';
import type { CompactionResult } from './compactSeries.js';
import type { RecordOptions } from './forecastLine.js';
import type { ImportLinesResult } from './importLines.js';
import type { LedgerErrors } from './LedgerErrors.js';
import type { LedgerQuery } from './LedgerQuery.js';
import type { LedgerReport } from './LedgerReport.js';
import type { ScoreOptions, ScoreResult } from './scorePrices.js';

/** What a ledger's `record` did. */
export interface RecordResult {
  /** What the forecast is called: 16 hexadecimal digits, the same for an equal forecast of the same model. */
  readonly id: string;
  /** Whether it was new; `false` where the ledger had it. */
  readonly recorded: boolean;
}

/** Options of a ledger's `report`. */
export interface ReportOptions extends LedgerQuery {
  /** The time up to which steps are due, epoch ms UTC. Default: that of the clock. */
  readonly now?: number | undefined;
  /** The confidence of the intervals for the coverage, a fraction. Default 0.95. */
  readonly confidence?: number | undefined;
}

/** Options of a ledger's `prune`. */
export interface PruneLedgerOptions {
  /** Steps due before the last midnight UTC up to this time are summed up, epoch ms UTC; not after now. */
  readonly olderThan: number;
  /** The coin. Default: all. */
  readonly coin?: string | undefined;
}

/** What a ledger's `prune` did. */
export interface PruneLedgerResult {
  /** The midnight before which steps are now known as sums alone. */
  readonly before: number;
  /** The number of steps summed up. */
  readonly steps: number;
  /** How many of them had no price, and will not get a score any more. */
  readonly open: number;
}

/**
 * Every served forecast, and how good it turned out to be. All methods reject with what the store throws, and after a
 * rejection nothing is half done: call again.
 */
export interface ForecastLedger {
  /**
   * Records a forecast that was served, once; when the promise is fulfilled it is in the store.
   *
   * The same forecast of the same model, recorded again by any process, is the same record, so that a server may record
   * every answer: one that this ledger has recorded lately costs no call of the store. A forecast of the same model with
   * another horizon, other levels, or other values is another record, and each counts.
   *
   * @throws {@link InvalidArgumentError} when an option is unknown or out of bounds, lengths differ, an interval is
   * upside down, or a number is beyond 1e140.
   * @throws {@link NonFiniteValueError} when a value is NaN or infinite.
   * @throws {@link IrregularSeriesError} when the forecast's timestamps are not `stepMs` apart.
   */
  record(forecast: Forecast, options: RecordOptions): Promise<RecordResult>;

  /**
   * Settles the steps whose prices have become known.
   *
   * Only prices at the very times of steps count, and only those are kept, so give a series on the forecasts' grid,
   * without a last price that may still change. Steps without a price stay open. Series may overlap what was given
   * before, and be given again. A settled step keeps its price: where a series has another one, `differing` says so,
   * and `correct: true` replaces it, in every score.
   *
   * @throws {@link InvalidArgumentError} when it is no `PriceSeries`, names no coin, or an option is unknown.
   */
  score(prices: PriceSeries, options?: ScoreOptions): Promise<ScoreResult>;

  /**
   * The live scores of steps due in a window, by coin, model version and number of steps ahead.
   *
   * Scores pool all settled steps: sums over steps, divided once. A window is about the times at which steps were due,
   * not those at which they were forecast. Of days that were pruned only those wholly within the window count.
   *
   * @throws {@link InvalidArgumentError} when an option is unknown or out of bounds.
   */
  report(options?: ReportOptions): Promise<LedgerReport>;

  /**
   * The errors of settled steps, in order of time, for drift tests and charts: one entry a model version, ascending by
   * coin, then model; none where nothing is settled. Errors of several steps ahead overlap in time and are
   * correlated: ask for one `step` where a test assumes that they are not.
   *
   * @throws {@link InvalidArgumentError} when an option is unknown or out of bounds.
   */
  errors(query?: LedgerQuery): Promise<LedgerErrors[]>;

  /**
   * Makes few objects of many in the store, and finishes what an interrupted compaction or prune has left. Others may
   * read, record and compact meanwhile: every reader sees every record once.
   */
  compact(): Promise<CompactionResult>;

  /**
   * Sums up old days and drops their records: reports go on to count them, day by day; `errors` and the lines of
   * forecasts are gone.
   *
   * @throws {@link InvalidArgumentError} when `olderThan` is after now, or an option is unknown.
   */
  prune(options: PruneLedgerOptions): Promise<PruneLedgerResult>;

  /**
   * All that the ledger knows, a line of JSON each, from which every score can be computed again: forecasts (`type`
   * `forecast`), prices (`prices`), and the sums of what was pruned (`summary`). Per coin, in order of time.
   *
   * @throws {@link InvalidArgumentError} when an option is unknown.
   */
  exportLines(query?: Pick<LedgerQuery, 'coin' | 'vsCurrency'>): AsyncGenerator<string, void, undefined>;

  /**
   * Brings lines of `exportLines` into the ledger, in their order, such as those of a backup. What is there is left as it is,
   * so that an import that was interrupted is finished by repeating it; others may record and score meanwhile.
   *
   * @throws {@link SerializationError}, {@link IntegrityError} when a line is none of a ledger's, or was altered, or what
   * the ledger has of the same time is damaged; lines before it may have been written.
   * @throws {@link ImportConflictError} when the ledger pruned other days than the lines tell of.
   */
  importLines(lines: Iterable<string> | AsyncIterable<string>): Promise<ImportLinesResult>;
}
