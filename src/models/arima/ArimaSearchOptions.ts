import {
  InvalidArgumentError,
  requireInteger,
  requireKnownKeys,
  requireNumber,
  requireOneOf,
} from '../../errors/index.js';

/** Options of the automatic choice of an order. */
export interface ArimaSearchOptions {
  /** The most autoregressive terms. Default 5. */
  readonly maxP?: number | undefined;
  /** The most moving average terms. Default 5. */
  readonly maxQ?: number | undefined;
  /** The most differences, 0 to 2. Default 2. */
  readonly maxD?: number | undefined;
  /** The most seasonal autoregressive terms. Default 2. */
  readonly maxSeasonalP?: number | undefined;
  /** The most seasonal moving average terms. Default 2. */
  readonly maxSeasonalQ?: number | undefined;
  /** The most seasonal differences, 0 or 1. Default 1. */
  readonly maxSeasonalD?: number | undefined;
  /**
   * What is least in the model chosen: Akaike's criterion corrected for short series, the Bayesian criterion, which
   * likes small models better, or the mean absolute error of forecasts of the last values by models fitted to those
   * before (of the ten best by `aicc` and the simplest). Default `aicc`.
   */
  readonly criterion?: 'aicc' | 'bic' | 'holdout' | undefined;
  /**
   * With criterion `holdout`, how many values are held out, 1 or more; at least 8 are left. They are forecast a season,
   * or 24 steps, at a time. Default: a fifth of the series, at most ten times that.
   */
  readonly holdout?: number | undefined;
  /**
   * The least modulus of the roots of each factor (in B^s for a seasonal one), from 1 to 2: models with roots nearer to
   * the unit circle are differenced too little or too much, and are not chosen. Default 1.001.
   */
  readonly leastRoot?: number | undefined;
  /**
   * The least distance between inverse roots of the autoregression and the moving average, which cancel where they are
   * the same, 0 to 1. Default 0.01.
   */
  readonly leastRootDistance?: number | undefined;
  /**
   * Whether the simplest model, without any term, is preferred unless another beats its criterion by more than 2 log m,
   * m being the number of models tried: as much as the luckiest of m useless models gains by chance. It is what keeps
   * noise in prices from being taken for structure. With criterion `holdout` the simplest model only takes part.
   * Likelihoods are first divided by what volatility in spells inflates them by. Default true.
   */
  readonly parsimony?: boolean | undefined;
  /** When to stop trying further models, milliseconds, up to a day. The best until then is chosen. Default: never. */
  readonly budgetMs?: number | undefined;
}

/** {@link ArimaSearchOptions} with the defaults filled in and every bound checked. */
export interface ResolvedArimaSearch {
  readonly maxP: number;
  readonly maxQ: number;
  readonly maxD: number;
  readonly maxSeasonalP: number;
  readonly maxSeasonalQ: number;
  readonly maxSeasonalD: number;
  readonly criterion: 'aicc' | 'bic' | 'holdout';
  readonly holdout: number | undefined;
  readonly leastRoot: number;
  readonly leastRootDistance: number;
  readonly parsimony: boolean;
  readonly budgetMs: number;
}

const dayMs = 86_400_000;

/** @throws {@link InvalidArgumentError} when an option is out of bounds or unknown. @internal */
export function resolveArimaSearch(options: ArimaSearchOptions = {}): ResolvedArimaSearch {
  requireKnownKeys('search', options, [
    'maxP',
    'maxQ',
    'maxD',
    'maxSeasonalP',
    'maxSeasonalQ',
    'maxSeasonalD',
    'criterion',
    'holdout',
    'leastRoot',
    'leastRootDistance',
    'parsimony',
    'budgetMs',
  ]);
  const { holdout, criterion = 'aicc' } = options;
  if (holdout !== undefined && criterion !== 'holdout') {
    const expected = 'left out unless search.criterion is "holdout"';
    throw new InvalidArgumentError({ argument: 'search.holdout', value: holdout, expected });
  }
  const whole = (name: keyof ArimaSearchOptions, fallback: number, max: number) =>
    requireInteger(`search.${name}`, options[name] ?? fallback, { min: 0, max });
  return {
    maxP: whole('maxP', 5, 20),
    maxQ: whole('maxQ', 5, 20),
    maxD: whole('maxD', 2, 2),
    maxSeasonalP: whole('maxSeasonalP', 2, 5),
    maxSeasonalQ: whole('maxSeasonalQ', 2, 5),
    maxSeasonalD: whole('maxSeasonalD', 1, 1),
    criterion: requireOneOf('search.criterion', criterion, ['aicc', 'bic', 'holdout']),
    holdout: holdout === undefined ? undefined : requireInteger('search.holdout', holdout, { min: 1 }),
    leastRoot: requireNumber('search.leastRoot', options.leastRoot ?? 1.001, { min: 1, max: 2 }),
    leastRootDistance: requireNumber('search.leastRootDistance', options.leastRootDistance ?? 0.01, {
      min: 0,
      max: 1,
    }),
    parsimony: requireBoolean('search.parsimony', options.parsimony ?? true),
    budgetMs:
      options.budgetMs === undefined
        ? Number.POSITIVE_INFINITY
        : requireNumber('search.budgetMs', options.budgetMs, { min: 0, max: dayMs }),
  };
}

function requireBoolean(argument: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw new InvalidArgumentError({ argument, value, expected: 'true or false' });
}
