import type { VarianceModel } from './modelScale.js';
import type { ScoreTransform } from './scoreSpace.js';

/** How scores are scaled by exponentially weighted averages of the absolute one-step errors. */
export interface EwmaScaleOptions {
  /**
   * The half-lives of the averages, steps, each once, at least 1; the level is their geometric mean, so that fast ones
   * answer and slow ones steady. Default `[6, 24, 96, 384]`.
   */
  readonly halfLives?: readonly number[] | undefined;
  /**
   * The length of a season of volatility in steps, up to 10 000, with a factor for each place in it: 168 for the week of
   * hourly prices, 7 for that of daily ones. Default 1: none.
   */
  readonly season?: number | undefined;
}

/** Trains a model of volatility on one-step errors, such as `(errors) => trainGarch(errors, { input: 'returns' })`. */
export type VolatilityTrainer = (
  errors: Float64Array,
  context: { readonly signal?: AbortSignal | undefined },
) => VarianceModel;

/** What scores are divided by. */
export type ScoreScale =
  | 'none'
  | 'ewma'
  | { readonly ewma: EwmaScaleOptions }
  | { readonly trainer: VolatilityTrainer };

/** What corrects the quantiles as observations arrive. */
export type ControllerOptions =
  | 'pid'
  | 'aci'
  | {
      /** A PID controller, with its gains. */
      readonly pid: {
        /** See {@link PidGains.tracking}, from 0 to 1. Default 0.002. */
        readonly tracking?: number | undefined;
        /** See {@link PidGains.coverage}, from 0 to 100. Default 7. */
        readonly coverage?: number | undefined;
        /** See {@link PidGains.halfLife}, at least 1. Default 120. */
        readonly halfLife?: number | undefined;
      };
    }
  | {
      /** Adaptive conformal inference, with its gain. */
      readonly aci: {
        /** See {@link AciGains.gamma}, above 0 and at most 1. Default 0.005. */
        readonly gamma?: number | undefined;
      };
    };

/** Options of {@link conformalize}. */
export interface ConformalizeOptions {
  /**
   * `adaptive`: the quantiles of the scores are corrected as observations arrive, so that coverage is kept also when the
   * errors change. `split`: the quantiles as they are. Default `adaptive`.
   */
  readonly method?: 'adaptive' | 'split' | undefined;
  /** The number of steps ahead that are calibrated, each by itself, from 1 to 1000. Default 24. */
  readonly horizon?: number | undefined;
  /**
   * The levels whose coverage is kept, strictly between 0 and 1. Forecasts may ask for any other, to which the
   * corrections are carried over. Default `[0.8, 0.95]`.
   */
  readonly levels?: readonly number[] | undefined;
  /**
   * The number of rolling origins at the end of the training series from which the trainer's forecasts are scored.
   * Default: as many as fill the window, at most half of the series.
   */
  readonly origins?: number | undefined;
  /**
   * After how many origins the model is trained anew during calibration; in between it is told of observations by
   * `append`. Default: never, one fit before the first origin, and as always one of the whole series.
   */
  readonly refitEvery?: number | undefined;
  /** The number of scores kept for each step ahead, the oldest leaving first, from 10 to 100 000. Default 250. */
  readonly window?: number | undefined;
  /**
   * Of how many origins one gives a score, since errors of forecasts that overlap say nearly the same. Default: as many
   * as the origins of the calibration allow with a full window, at most half of the horizon.
   */
  readonly stride?: number | undefined;
  /**
   * Whether intervals reach as far below the mean as above it, before `transform` is undone. Else each side has
   * quantiles and corrections of its own, which need twice as many scores. Default true.
   */
  readonly symmetric?: boolean | undefined;
  /**
   * `log` measures errors as differences of logarithms, which suits prices, needs positive values, and lets no interval
   * end below 0. Default `none`.
   */
  readonly transform?: ScoreTransform | undefined;
  /**
   * What scores are divided by, so that calm and wild hours differ: exponentially weighted averages of the absolute
   * one-step errors, a model of volatility trained on the errors of the first half of the origins, or nothing. Default
   * `ewma`.
   */
  readonly scale?: ScoreScale | undefined;
  /**
   * With method `adaptive`: `pid`, a controller of the logarithms of the widths, or `aci`, adaptive conformal inference
   * on the share to be missed. Default `pid`.
   */
  readonly controller?: ControllerOptions | undefined;
}
