import type { NumberArray } from '../../errors/index.js';
import type { OnProgress } from '../../runtime/index.js';
import type { TrainOptions } from '../model.js';
import type { ValueTransform } from '../transform.js';
import type { CalendarCondition } from './calendarCondition.js';

/** The shape of the trend. */
export type ProphetGrowth = 'linear' | 'logistic' | 'flat';

/** How a component enters: `additive` in the units of the series, `multiplicative` as a fraction of the trend. */
export type ComponentMode = 'additive' | 'multiplicative';

/** What divides the values before they are fitted; see {@link TrainProphetOptions.scaling}. */
export type ProphetScaling = 'absmax' | 'minmax';

/** Where the trend may change its slope, when the places are to be spread evenly. */
export interface ProphetChangepoints {
  /** How many places, from 0 to 500, and at most one less than the observations in range. Default 25. */
  readonly count?: number | undefined;
  /** The share of the history, from its start, they are spread over: above 0, at most 1. Default 0.8. */
  readonly range?: number | undefined;
}

/** A yearly, weekly or daily seasonality. */
export interface CalendarSeasonality {
  /** The number of harmonics, from 1 to 100. Default 10 for the year, 3 for the week, 4 for the day. */
  readonly fourierOrder?: number | undefined;
  /** The standard deviation of the coefficients' prior. Default `seasonalityPriorScale`. */
  readonly priorScale?: number | undefined;
  /** Default `seasonalityMode`. */
  readonly mode?: ComponentMode | undefined;
}

/** A seasonality of any period. One of `periodMs` and `periodSteps` is given. */
export interface ProphetSeasonality {
  /** Any name but those of other components. */
  readonly name: string;
  /** The period, milliseconds; for observations with timestamps. */
  readonly periodMs?: number | undefined;
  /** The period in steps of the series, above 0: the only one for bare numbers. */
  readonly periodSteps?: number | undefined;
  /** The number of harmonics, from 1 to 100. */
  readonly fourierOrder: number;
  /** The standard deviation of the coefficients' prior. Default `seasonalityPriorScale`. */
  readonly priorScale?: number | undefined;
  /** Default `seasonalityMode`. */
  readonly mode?: ComponentMode | undefined;
  /**
   * When the seasonality applies: a rule of the calendar, which the model remembers, or one flag (0 or 1, false or
   * true) for each observation, whose future a forecast needs. Default: always.
   */
  readonly condition?: CalendarCondition | NumberArray | readonly boolean[] | undefined;
}

/** An event or holiday that moves the values on its days. */
export interface ProphetEvent {
  /** Any name but those of other components. */
  readonly name: string;
  /** The days it happens on, past and future: any instant of each, epoch milliseconds UTC. */
  readonly dates: NumberArray;
  /** How many days before have an effect of their own each, from 0 to 366. Default 0. */
  readonly daysBefore?: number | undefined;
  /** How many days after, from 0 to 366. Default 0. */
  readonly daysAfter?: number | undefined;
  /** The standard deviation of the effects' prior. Default `eventPriorScale`. */
  readonly priorScale?: number | undefined;
  /** Default `seasonalityMode`. */
  readonly mode?: ComponentMode | undefined;
}

/** Another series that explains this one, with settings. */
export interface ProphetRegressor {
  /** One number for each observation. */
  readonly values: NumberArray;
  /**
   * Whether its mean is taken off and it is divided by its standard deviation (divisor n - 1) before the prior
   * applies; `'auto'` leaves columns of zeros and ones, and constant ones, as they are. Default `'auto'`.
   */
  readonly standardize?: 'auto' | boolean | undefined;
  /** The standard deviation of the coefficient's prior, on the scaled data. Default `eventPriorScale`. */
  readonly priorScale?: number | undefined;
  /** Default `seasonalityMode`. */
  readonly mode?: ComponentMode | undefined;
}

/** How `method: 'conformal'` is prepared for: forecasts from earlier cutoffs are compared with what came. */
export interface ProphetConformal {
  /** The longest horizon, in steps, the intervals are calibrated for. */
  readonly horizon: number;
  /** The number of cutoffs, from 2 to 500. Default 40, fewer where the series is too short for them. */
  readonly cutoffs?: number | undefined;
}

/** Observations of any spacing. All arrays go together by position. */
export interface ProphetObservations {
  /** Epoch milliseconds UTC, in any order, repeated ones allowed. */
  readonly timestamps: NumberArray;
  /** The values; `NaN` where missing. */
  readonly values: NumberArray;
}

/** Options of {@link trainProphet}. Arrays that go with observations are in the order of the observations as given. */
export interface TrainProphetOptions extends TrainOptions {
  /**
   * The trend: `linear` between changepoints; `logistic` growth towards `cap`; `flat`, a constant. Default `linear`.
   */
  readonly growth?: ProphetGrowth | undefined;
  /**
   * With logistic growth, the level it saturates at: a number, or one for each observation. Needed there, refused
   * elsewhere.
   */
  readonly cap?: number | NumberArray | undefined;
  /** With logistic growth, the level it starts from, below `cap`: a number or one for each observation. Default 0. */
  readonly floor?: number | NumberArray | undefined;
  /**
   * Where the slope may change: evenly among the observations, at the given timestamps (within the history), or
   * nowhere (`false`). Default `{ count: 25, range: 0.8 }`.
   */
  readonly changepoints?: ProphetChangepoints | NumberArray | false | undefined;
  /** How freely the slope changes: the scale of the Laplace prior of the changes. Default 0.05. */
  readonly changepointPriorScale?: number | undefined;
  /**
   * The season of 365.25 days: on, off, or `'auto'`, on with two years of data. Bare numbers have no calendar: for them
   * `'auto'` is off, here and below. Default `'auto'`.
   */
  readonly yearly?: 'auto' | boolean | CalendarSeasonality | undefined;
  /** The season of 7 days; `'auto'`: with two weeks of data, less than 7 days apart. Default `'auto'`. */
  readonly weekly?: 'auto' | boolean | CalendarSeasonality | undefined;
  /** The season of a day; `'auto'`: with two days of data, less than a day apart. Default `'auto'`. */
  readonly daily?: 'auto' | boolean | CalendarSeasonality | undefined;
  /** Seasonalities of other periods. Default: none. */
  readonly seasonalities?: readonly ProphetSeasonality[] | undefined;
  /** How components enter that do not say it themselves. Default `additive`. */
  readonly seasonalityMode?: ComponentMode | undefined;
  /** The standard deviation of the prior of Fourier coefficients, on the scaled data. Default 10. */
  readonly seasonalityPriorScale?: number | undefined;
  /** Events and holidays, such as {@link bitcoinHalvings}. Default: none. */
  readonly events?: readonly ProphetEvent[] | undefined;
  /** The standard deviation of the prior of events and regressors, on the scaled data. Default 10. */
  readonly eventPriorScale?: number | undefined;
  /**
   * Other series that explain this one, by name: one number for each observation, or the numbers with settings.
   * Default: none.
   */
  readonly regressors?: Readonly<Record<string, NumberArray | ProphetRegressor>> | undefined;
  /**
   * What the values are divided by: `absmax`, their largest size (above `floor`); `minmax`, their range, after the
   * least has been taken off, which suits values that vary little about a high level. Default `absmax`, and `minmax`
   * with a transformation, whose zero means nothing.
   */
  readonly scaling?: ProphetScaling | undefined;
  /**
   * What is fitted: the values, their logarithms, or their Box-Cox transforms with a lambda from -2 to 2, or with the
   * lambda that Guerrero's method finds. Forecasts are in the units of the series all the same, and never below zero.
   * Not with logistic growth, which has bounds of its own. Default `'none'`.
   */
  readonly transform?: ValueTransform | undefined;
  /** Has intervals of `method: 'conformal'` prepared. Costs a fit for each cutoff. Default: none. */
  readonly conformal?: ProphetConformal | undefined;
  /** Told of every cutoff, in stage `calibrate`, where intervals are calibrated. */
  readonly onProgress?: OnProgress | undefined;
}
