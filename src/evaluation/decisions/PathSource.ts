import type { FittedModel, Forecast } from '../../models/index.js';

/** A forecast with the sample paths it comes from, each as long as its horizon. */
export interface PathForecast extends Forecast {
  /** One path an entry, with a value for each step in units of the series. */
  readonly paths?: readonly Float64Array[];
}

/** What decisions are computed from: a forecast with sample paths, or a model that can draw them. */
export type PathSource = PathForecast | FittedModel;

/** Which sample paths, and up to when. */
export interface DecisionOptions {
  /** The step ahead the question is about, from 1. Give this or `at`. */
  readonly step?: number | undefined;
  /** The same as a time: epoch ms UTC, that of a step, up to half a step early or late. Give this or `step`. */
  readonly at?: number | undefined;
  /** For a model: the number of sample paths, at least 2. Default 10 000. */
  readonly paths?: number | undefined;
  /** For a model: the seed of the sample paths, an integer of 32 bits. Default 0. */
  readonly seed?: number | undefined;
  /**
   * For a model: `paths`, as the model assumes its innovations to be, or `bootstrap`, drawn from its residuals, where it
   * can. Default `paths`.
   */
  readonly method?: 'paths' | 'bootstrap' | undefined;
}
