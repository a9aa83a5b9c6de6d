import type { Clock } from '../runtime/index.js';
import type { SeriesInput } from '../series/index.js';

/** What a model was trained on, and when. */
export interface TrainingSummary {
  /** The number of observations, those appended since included. */
  readonly n: number;
  /** The first observation's timestamp, epoch ms UTC; 0 for bare numbers, whose timestamps are positions. */
  readonly firstTimestamp: number;
  /** The last observation's timestamp, epoch ms UTC, or its position for bare numbers. */
  readonly lastTimestamp: number;
  /** The distance between observations, milliseconds; 1 for bare numbers. */
  readonly stepMs: number;
  /** The coin, where the series named one. */
  readonly coinId?: string;
  /** The currency, where the series named one. */
  readonly vsCurrency?: string;
  /** 16 hexadecimal digits that identify the data of the fit; appended observations leave it as it is. */
  readonly fingerprint: string;
  /** When the model was fitted, epoch ms UTC. */
  readonly fittedAt: number;
  /** How long the fit took, milliseconds. */
  readonly durationMs: number;
}

/** A central prediction interval for each step of the horizon. */
export interface PredictionInterval {
  /** The probability the interval is meant to cover, a fraction such as 0.95. */
  readonly level: number;
  /** Lower ends, one a step. */
  readonly lower: Float64Array;
  /** Upper ends, one a step. */
  readonly upper: Float64Array;
}

/** A forecast: what every model gives, in the same shape. All arrays have length `horizon`. */
export interface Forecast {
  /** When each forecast value is due, epoch ms UTC, or the position for a model of bare numbers. */
  readonly timestamps: Float64Array;
  /** The expected value at each step, in the units of the training series. */
  readonly mean: Float64Array;
  /** One entry for each level asked for, in ascending order of level. */
  readonly intervals: readonly PredictionInterval[];
}

/** Options every model's `forecast` takes. */
export interface ForecastOptions {
  /** The number of steps ahead, at least 1. */
  readonly horizon: number;
  /** The levels of the intervals, fractions strictly between 0 and 1. Default `[0.8, 0.95]`. */
  readonly levels?: readonly number[] | undefined;
}

/** Options every trainer takes. */
export interface TrainOptions {
  /** Stops the fit; the signal's own reason is rethrown. */
  readonly signal?: AbortSignal | undefined;
  /** Where `fittedAt` and `durationMs` come from. Default: the machine's clock. */
  readonly clock?: Pick<Clock, 'now'> | undefined;
}

/**
 * A model's whole state as plain JSON-safe data: finite numbers, strings, booleans, arrays and objects.
 * From it the same model is made again, with bit-identical forecasts.
 */
export interface ModelState<Kind extends string = string> {
  readonly kind: Kind;
  /** The version of the shape of this kind's state, counted from 1. */
  readonly version: number;
  readonly training: TrainingSummary;
}

/**
 * A fitted model. An unfitted one does not exist: training gives a model, so nobody can forecast too early.
 * It wraps frozen, JSON-safe state; it keeps no reference to the training data.
 */
export interface FittedModel<Kind extends string = string> {
  /** The family, such as `arima`. */
  readonly kind: Kind;
  readonly training: TrainingSummary;
  /**
   * Forecasts the steps after the last observation.
   *
   * @throws InvalidArgumentError when `horizon` or a level is out of bounds, or an option is unknown.
   */
  forecast(options: ForecastOptions): Forecast;
  /**
   * A new model that has also seen `observations`, with the same parameters. The cost does not depend on the
   * length of the history. A `PriceSeries` must continue the training series without a gap.
   *
   * @throws NonFiniteValueError, IrregularSeriesError, InvalidArgumentError
   */
  append(observations: SeriesInput): FittedModel<Kind>;
  /** The state, for `serializeModel` or `JSON.stringify`. */
  toJSON(): ModelState<Kind>;
}

/** A trainer as a value: what backtests and comparisons take. A user's own function is one like ours. */
export type Trainer<Model extends FittedModel = FittedModel> = (
  series: SeriesInput,
  context?: { readonly signal?: AbortSignal | undefined },
) => Model;
