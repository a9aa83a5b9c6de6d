import { InvalidArgumentError, requireInteger } from '../errors/index.js';
import type { GridLoessSettings } from '../math/index.js';
import type { StlSettings } from './stlComponents.js';

/** The options of {@link stl} but the period and the seasonal window, which {@link mstl} passes to each fit. */
export interface StlFitOptions {
  /**
   * The number of observations of each local fit of the trend, odd and at least 3. Default: the least odd number
   * from 1.5 `period` / (1 - 1.5 / `seasonalWindow`) up, where 'periodic' counts as 10 n + 1.
   */
  readonly trendWindow?: number | undefined;
  /** The window of the low-pass filter, odd and at least 3. Default: the least odd number from `period` up. */
  readonly lowPassWindow?: number | undefined;
  /** Whether cycle-subseries are smoothed by local constants (0) or lines (1). Default 0; 'periodic' has 0 only. */
  readonly seasonalDegree?: 0 | 1 | undefined;
  /** Whether the trend is smoothed by local constants (0) or lines (1). Default 1. */
  readonly trendDegree?: 0 | 1 | undefined;
  /** The same for the low-pass filter. Default: `trendDegree`. */
  readonly lowPassDegree?: 0 | 1 | undefined;
  /**
   * The seasonal loess is evaluated at every so many points, and interpolated linearly between. Default: a tenth of
   * `seasonalWindow`, rounded up.
   */
  readonly seasonalJump?: number | undefined;
  /** The same for the loess of the trend. Default: a tenth of `trendWindow`, rounded up. */
  readonly trendJump?: number | undefined;
  /** The same number of points for the low-pass loess. Default: a tenth of `lowPassWindow`, rounded up. */
  readonly lowPassJump?: number | undefined;
  /** Whether outliers lose weight, in further passes, and end up in the remainder. Default false. */
  readonly robust?: boolean | undefined;
  /** The number of updates of seasonal part and trend in each pass, at least 1. Default 2, or 1 when `robust`. */
  readonly innerIterations?: number | undefined;
  /** The number of passes with robustness weights, at least 1; only with `robust`. Default 15. */
  readonly outerIterations?: number | undefined;
}

export const stlFitOptionKeys = [
  'trendWindow',
  'lowPassWindow',
  'seasonalDegree',
  'trendDegree',
  'lowPassDegree',
  'seasonalJump',
  'trendJump',
  'lowPassJump',
  'robust',
  'innerIterations',
  'outerIterations',
] as const satisfies readonly (keyof StlFitOptions)[];

/** How long the window of the seasonal loess is; 'periodic' makes the seasonal part repeat exactly. */
export type SeasonalWindow = 'periodic' | number;

/** Resolves the options of one fit to `n` values; what it takes as `period` and `seasonalWindow` is checked. */
export function stlSettings(
  n: number,
  period: number,
  seasonalWindow: SeasonalWindow,
  options: StlFitOptions = {},
): StlSettings {
  const periodic = seasonalWindow === 'periodic';
  const window = periodic ? 10 * n + 1 : seasonalWindow;
  const robust = requireBoolean('robust', options.robust ?? false);
  const trendDegree = requireDegree('trendDegree', options.trendDegree ?? 1);
  const trendWindow = options.trendWindow ?? oddFrom((1.5 * period) / (1 - 1.5 / window));
  const lowPassWindow = options.lowPassWindow ?? oddFrom(period);
  return {
    period,
    periodic,
    seasonal: loess('seasonal', window, seasonalDegree(periodic, options), options.seasonalJump),
    trend: loess('trend', trendWindow, trendDegree, options.trendJump),
    lowPass: loess(
      'lowPass',
      lowPassWindow,
      requireDegree('lowPassDegree', options.lowPassDegree ?? trendDegree),
      options.lowPassJump,
    ),
    innerIterations: requireInteger('innerIterations', options.innerIterations ?? (robust ? 1 : 2), {
      min: 1,
    }),
    outerIterations: outerIterations(robust, options.outerIterations),
  };
}

/** Refuses a seasonal window that is neither 'periodic' nor odd and at least 3. */
export function requireSeasonalWindow(argument: string, value: unknown): SeasonalWindow {
  if (value === 'periodic') return value;
  return requireOdd(argument, value, '"periodic" or an odd integer of at least 3');
}

function loess(name: string, window: number, degree: 0 | 1, jump: number | undefined): GridLoessSettings {
  return {
    window: requireOdd(`${name}Window`, window, 'an odd integer of at least 3'),
    degree,
    jump: requireInteger(`${name}Jump`, jump ?? Math.ceil(window / 10), { min: 1 }),
  };
}

function seasonalDegree(periodic: boolean, options: StlFitOptions): 0 | 1 {
  const degree = requireDegree('seasonalDegree', options.seasonalDegree ?? 0);
  if (!periodic || degree === 0) return degree;
  throw new InvalidArgumentError({
    argument: 'seasonalDegree',
    value: degree,
    expected: '0 or absent when seasonalWindow is "periodic"',
  });
}

function outerIterations(robust: boolean, asked: number | undefined): number {
  if (robust) return requireInteger('outerIterations', asked ?? 15, { min: 1 });
  if (asked === undefined) return 0;
  throw new InvalidArgumentError({
    argument: 'outerIterations',
    value: asked,
    expected: 'absent unless robust is true',
  });
}

function requireOdd(argument: string, value: unknown, expected: string): number {
  if (Number.isSafeInteger(value) && (value as number) >= 3 && (value as number) % 2 === 1) {
    return value as number;
  }
  throw new InvalidArgumentError({ argument, value, expected });
}

function requireDegree(argument: string, value: unknown): 0 | 1 {
  if (value === 0 || value === 1) return value;
  throw new InvalidArgumentError({ argument, value, expected: '0 or 1' });
}

function requireBoolean(argument: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw new InvalidArgumentError({ argument, value, expected: 'true or false' });
}

function oddFrom(value: number): number {
  const integer = Math.ceil(value);
  return integer % 2 === 1 ? integer : integer + 1;
}
