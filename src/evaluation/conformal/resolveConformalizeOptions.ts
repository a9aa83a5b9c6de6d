import {
  InvalidArgumentError,
  requireBoolean,
  requireFiniteArray,
  requireInteger,
  requireKnownKeys,
  requireNumber,
  requireOneOf,
} from '../../errors/index.js';
import { resolveForecastOptions } from '../../models/index.js';
import type {
  ConformalizeOptions,
  ControllerOptions,
  ScoreScale,
  VolatilityTrainer,
} from './ConformalizeOptions.js';
import type { ConformalController, ConformalSettings } from './conformalState.js';

/** How scores are to be scaled, checked. */
export type ResolvedScale =
  | { readonly type: 'none' }
  | { readonly type: 'ewma'; readonly halfLives: readonly number[]; readonly season: number }
  | { readonly type: 'model'; readonly trainer: VolatilityTrainer };

/** {@link ConformalizeOptions} with the defaults filled in, as far as they do not depend on the series. */
export interface ResolvedConformalize {
  readonly settings: Omit<ConformalSettings, 'stride'>;
  readonly stride: number | undefined;
  readonly origins: number | undefined;
  readonly refitEvery: number | undefined;
  readonly scale: ResolvedScale;
}

const knownKeys = [
  'method',
  'horizon',
  'levels',
  'origins',
  'refitEvery',
  'window',
  'stride',
  'symmetric',
  'transform',
  'scale',
  'controller',
];

/** @throws {@link InvalidArgumentError} when an option is out of bounds, unknown, or does not fit the others. @internal */
export function resolveConformalizeOptions(options: ConformalizeOptions): ResolvedConformalize {
  requireKnownKeys('conformalize options', options, knownKeys);
  const { method = 'adaptive', symmetric = true, transform = 'none', scale = 'ewma', controller } = options;
  const { origins, refitEvery, stride } = options;
  const horizon = requireInteger('horizon', options.horizon ?? 24, { min: 1, max: 1000 });
  const { levels } = resolveForecastOptions({ horizon, levels: options.levels });
  if (levels.length === 0) {
    throw new InvalidArgumentError({ argument: 'levels', value: levels, expected: 'at least one level' });
  }
  requireBoolean('symmetric', symmetric);
  requireOneOf('method', method, ['adaptive', 'split']);
  if (method === 'split' && controller !== undefined) {
    const expected = 'left out with method "split"';
    throw new InvalidArgumentError({ argument: 'controller', value: controller, expected });
  }
  const settings = {
    method,
    horizon,
    levels: Object.freeze([...levels]),
    window: requireInteger('window', options.window ?? 250, { min: 10, max: 100_000 }),
    symmetric,
    transform: requireOneOf('transform', transform, ['none', 'log']),
    ...(method === 'split' ? {} : { controller: resolveController(controller ?? 'pid') }),
  };
  return {
    settings,
    stride: optionalInteger('stride', stride),
    origins: optionalInteger('origins', origins),
    refitEvery: optionalInteger('refitEvery', refitEvery),
    scale: resolveScale(scale),
  };
}

function optionalInteger(argument: string, value: number | undefined): number | undefined {
  return value === undefined ? undefined : requireInteger(argument, value, { min: 1 });
}

function resolveController(controller: ControllerOptions): ConformalController {
  const { name, options } = choiceOf('controller', controller, ['pid', 'aci']);
  if (name === 'aci') {
    requireKnownKeys('controller.aci', options, ['gamma']);
    const { gamma = 0.005 } = options;
    return { aci: { gamma: requireNumber('controller.aci.gamma', gamma, { above: 0, max: 1 }) } };
  }
  requireKnownKeys('controller.pid', options, ['tracking', 'coverage', 'halfLife']);
  const { tracking = 0.002, coverage = 7, halfLife = 120 } = options;
  return {
    pid: {
      tracking: requireNumber('controller.pid.tracking', tracking, { min: 0, max: 1 }),
      coverage: requireNumber('controller.pid.coverage', coverage, { min: 0, max: 100 }),
      halfLife: requireNumber('controller.pid.halfLife', halfLife, { min: 1 }),
    },
  };
}

function resolveScale(scale: ScoreScale): ResolvedScale {
  if (scale === 'none') return { type: 'none' };
  if (typeof scale === 'object' && scale !== null && 'trainer' in scale) {
    requireKnownKeys('scale', scale, ['trainer']);
    if (typeof scale.trainer !== 'function') {
      const expected = 'a function from errors to a model of volatility';
      throw new InvalidArgumentError({ argument: 'scale.trainer', value: scale.trainer, expected });
    }
    return { type: 'model', trainer: scale.trainer };
  }
  const { options } = choiceOf('scale', scale, ['ewma', 'none', 'trainer']);
  requireKnownKeys('scale.ewma', options, ['halfLives', 'season']);
  const { halfLives = [6, 24, 96, 384], season = 1 } = options;
  requireFiniteArray('scale.ewma.halfLives', halfLives);
  if (halfLives.length === 0) {
    const expected = 'at least one half-life';
    throw new InvalidArgumentError({ argument: 'scale.ewma.halfLives', value: halfLives, expected });
  }
  halfLives.forEach((halfLife: number, i: number) => {
    const argument = `scale.ewma.halfLives[${i}]`;
    requireNumber(argument, halfLife, { min: 1 });
    if (halfLives.indexOf(halfLife) === i) return;
    throw new InvalidArgumentError({ argument, value: halfLife, expected: 'a half-life not given before' });
  });
  return {
    type: 'ewma',
    halfLives: Object.freeze([...halfLives].sort((a, b) => a - b)),
    season: requireInteger('scale.ewma.season', season, { min: 1, max: 10_000 }),
  };
}

/** A name, or an object with one name and the options that go with it. */
function choiceOf(
  argument: string,
  choice: unknown,
  names: readonly string[],
  // biome-ignore lint/suspicious/noExplicitAny: each caller checks the options by their names.
): { name: string; options: any } {
  if (typeof choice !== 'object' || choice === null) {
    return { name: requireOneOf(argument, choice, names as readonly string[]), options: {} };
  }
  requireKnownKeys(argument, choice, names);
  const keys = Object.keys(choice);
  if (keys.length === 1) return { name: keys[0]!, options: (choice as Record<string, unknown>)[keys[0]!] };
  throw new InvalidArgumentError({
    argument,
    value: choice,
    expected: `one of ${names.map((name) => `{ ${name}: ... }`).join(', ')}`,
  });
}
