import {
  InvalidArgumentError,
  type NumberArray,
  requireFiniteArray,
  requireInteger,
  requireNumber,
  requireOneOf,
} from '../../errors/index.js';
import type { OnProgress } from '../../runtime/index.js';
import { type BoxCox, resolveTransform } from '../transform.js';
import { requireList, requireMode, requireObject, requireOrder, requireScale } from './optionGuards.js';
import type {
  CalendarSeasonality,
  ComponentMode,
  ProphetConformal,
  ProphetGrowth,
  ProphetRegressor,
  ProphetScaling,
  TrainProphetOptions,
} from './TrainProphetOptions.js';

/** How changepoints are found again in other data. */
export type ChangepointRule =
  | {
      /** The number of changepoints. */
      readonly count: number;
      /** The fraction of the series that they lie in, from its start. */
      readonly range: number;
    }
  | 'given';

/** {@link TrainProphetOptions} with the defaults filled in, checked as far as they can be without the observations. */
export interface ResolvedProphetOptions {
  readonly growth: ProphetGrowth;
  readonly cap: number | NumberArray | undefined;
  readonly floor: number | NumberArray | undefined;
  readonly changepointRule: ChangepointRule;
  /** Those given, where they are. */
  readonly changepoints: Float64Array | undefined;
  readonly changepointPriorScale: number;
  readonly calendar: readonly CalendarChoice[];
  readonly seasonalityMode: ComponentMode;
  readonly seasonalityPriorScale: number;
  readonly eventPriorScale: number;
  readonly seasonalities: NonNullable<TrainProphetOptions['seasonalities']>;
  readonly events: NonNullable<TrainProphetOptions['events']>;
  readonly regressors: readonly (ProphetRegressor & { readonly name: string })[];
  readonly scaling: ProphetScaling;
  readonly transform: BoxCox | 'auto' | undefined;
  readonly conformal: ProphetConformal | undefined;
  readonly onProgress: OnProgress | undefined;
}

/** A season of the calendar, and whether to have it. */
export interface CalendarChoice extends CalendarSeasonality {
  readonly name: 'yearly' | 'weekly' | 'daily';
  readonly choice: 'auto' | boolean;
}

/** @internal */
export const trainProphetKeys = [
  'growth',
  'cap',
  'floor',
  'changepoints',
  'changepointPriorScale',
  'yearly',
  'weekly',
  'daily',
  'seasonalities',
  'seasonalityMode',
  'seasonalityPriorScale',
  'events',
  'eventPriorScale',
  'regressors',
  'scaling',
  'transform',
  'conformal',
  'onProgress',
];

const mostChangepoints = 500;

/** @throws {@link InvalidArgumentError} when an option is out of bounds or does not fit the others. @internal */
export function resolveProphetOptions(options: TrainProphetOptions): ResolvedProphetOptions {
  const growth = requireOneOf('growth', options.growth ?? 'linear', ['linear', 'logistic', 'flat']);
  const transform = resolveTransform(options.transform);
  requireFitting(growth, options, transform !== undefined);
  const seasonalityMode = requireMode('seasonalityMode', options.seasonalityMode) ?? 'additive';
  const { changepoints, onProgress } = options;
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw new InvalidArgumentError({ argument: 'onProgress', value: onProgress, expected: 'a function' });
  }
  return {
    growth,
    cap: options.cap,
    floor: options.floor,
    ...resolveChangepoints(changepoints),
    changepointPriorScale: requireScale('changepointPriorScale', options.changepointPriorScale) ?? 0.05,
    calendar: (['yearly', 'weekly', 'daily'] as const).map((name) => resolveCalendar(name, options[name])),
    seasonalityMode,
    seasonalityPriorScale: requireScale('seasonalityPriorScale', options.seasonalityPriorScale) ?? 10,
    eventPriorScale: requireScale('eventPriorScale', options.eventPriorScale) ?? 10,
    seasonalities: requireList('seasonalities', options.seasonalities),
    events: requireList('events', options.events),
    regressors: resolveRegressors(options.regressors),
    scaling: requireOneOf('scaling', options.scaling ?? (transform === undefined ? 'absmax' : 'minmax'), [
      'absmax',
      'minmax',
    ]),
    transform,
    conformal: resolveConformal(options.conformal),
    onProgress,
  };
}

function requireFitting(growth: ProphetGrowth, options: TrainProphetOptions, transforms: boolean): void {
  if (growth === 'logistic') {
    if (options.cap === undefined) {
      throw new InvalidArgumentError({
        argument: 'cap',
        value: undefined,
        expected: 'a number, or one for each observation, with logistic growth',
      });
    }
    if (transforms) {
      throw new InvalidArgumentError({
        argument: 'transform',
        value: options.transform,
        expected: '"none" with logistic growth',
        hint: 'Cap and floor bound the trend already.',
      });
    }
    return;
  }
  for (const [argument, value] of [
    ['cap', options.cap],
    ['floor', options.floor],
  ] as const) {
    if (value === undefined) continue;
    throw new InvalidArgumentError({
      argument,
      value,
      expected: `left out with ${growth} growth`,
      hint: 'Ask for growth: "logistic" to use it.',
    });
  }
}

function resolveChangepoints(
  changepoints: TrainProphetOptions['changepoints'],
): Pick<ResolvedProphetOptions, 'changepointRule' | 'changepoints'> {
  if (changepoints === false) return { changepointRule: { count: 0, range: 0.8 }, changepoints: undefined };
  if (Array.isArray(changepoints) || changepoints instanceof Float64Array) {
    requireFiniteArray('changepoints', changepoints);
    const sorted = [...new Set(changepoints)].sort((a, b) => a - b);
    if (sorted.length > mostChangepoints) {
      throw new InvalidArgumentError({
        argument: 'changepoints.length',
        value: sorted.length,
        expected: `at most ${mostChangepoints}`,
      });
    }
    return { changepointRule: 'given', changepoints: Float64Array.from(sorted) };
  }
  const { count = 25, range = 0.8 } = requireObject<{ count?: number; range?: number }>(
    'changepoints',
    changepoints ?? {},
    ['count', 'range'],
    'timestamps, { count, range } or false',
  );
  return {
    changepointRule: {
      count: requireInteger('changepoints.count', count, { min: 0, max: mostChangepoints }),
      range: requireNumber('changepoints.range', range, { above: 0, max: 1 }),
    },
    changepoints: undefined,
  };
}

function resolveCalendar(
  name: CalendarChoice['name'],
  option: TrainProphetOptions['yearly'] = 'auto',
): CalendarChoice {
  if (option === 'auto' || typeof option === 'boolean') return { name, choice: option };
  const { fourierOrder, priorScale, mode } = requireObject<CalendarSeasonality>(
    name,
    option,
    ['fourierOrder', 'priorScale', 'mode'],
    '"auto", true, false or { fourierOrder, priorScale, mode }',
  );
  return {
    name,
    choice: true,
    fourierOrder: fourierOrder === undefined ? undefined : requireOrder(`${name}.fourierOrder`, fourierOrder),
    priorScale: requireScale(`${name}.priorScale`, priorScale),
    mode: requireMode(`${name}.mode`, mode),
  };
}

function resolveRegressors(
  regressors: TrainProphetOptions['regressors'],
): readonly (ProphetRegressor & { readonly name: string })[] {
  if (regressors === undefined) return [];
  if (typeof regressors !== 'object' || regressors === null || Array.isArray(regressors)) {
    const expected = 'an object of columns by name, such as { volume: [...] }';
    throw new InvalidArgumentError({ argument: 'regressors', value: regressors, expected });
  }
  return Object.entries(regressors).map(([name, column]) => {
    if (Array.isArray(column) || column instanceof Float64Array) return { name, values: column };
    const argument = `regressors.${name}`;
    const {
      values,
      standardize = 'auto',
      priorScale,
      mode,
    } = requireObject<ProphetRegressor>(
      argument,
      column,
      ['values', 'standardize', 'priorScale', 'mode'],
      'an array of numbers or { values, standardize, priorScale, mode }',
    );
    if (standardize !== 'auto' && typeof standardize !== 'boolean') {
      throw new InvalidArgumentError({
        argument: `${argument}.standardize`,
        value: standardize,
        expected: '"auto", true or false',
      });
    }
    return {
      name,
      values,
      standardize,
      priorScale: requireScale(`${argument}.priorScale`, priorScale),
      mode: requireMode(`${argument}.mode`, mode),
    };
  });
}

function resolveConformal(conformal: ProphetConformal | undefined): ProphetConformal | undefined {
  if (conformal === undefined) return undefined;
  const { horizon, cutoffs } = requireObject<ProphetConformal>(
    'conformal',
    conformal,
    ['horizon', 'cutoffs'],
    'an object with a horizon',
  );
  return {
    horizon: requireInteger('conformal.horizon', horizon, { min: 1, max: 100_000 }),
    cutoffs:
      cutoffs === undefined ? undefined : requireInteger('conformal.cutoffs', cutoffs, { min: 2, max: 500 }),
  };
}
