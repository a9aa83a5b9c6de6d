import {
  InvalidArgumentError,
  type NumberArray,
  requireKnownKeys,
  requireNumber,
} from '../../errors/index.js';
import { requireColumn } from '../regressorColumns.js';
import { requireCalendarCondition } from './calendarCondition.js';
import { eventPart } from './eventPart.js';
import { requireMode, requireOrder, requireScale } from './optionGuards.js';
import type { GivenColumns } from './partColumns.js';
import { partSettings } from './partSettings.js';
import { inOrder, type OrderedObservations } from './prophetObservations.js';
import type { ProphetPart, SeasonalPart } from './prophetParts.js';
import { regressorPart } from './regressorPart.js';
import type { CalendarChoice, ResolvedProphetOptions } from './resolveProphetOptions.js';
import type { ProphetSeasonality } from './TrainProphetOptions.js';

/** The parts of a model to be fitted, with the columns they need. */
export interface ResolvedParts {
  readonly parts: readonly ProphetPart[];
  readonly given: GivenColumns;
}

const day = 86_400_000;

/** Prophet's seasons of the calendar: on with `least` of data, in steps below `period`. */
const calendar = {
  yearly: { period: 365.25 * day, order: 10, least: 730 * day },
  weekly: { period: 7 * day, order: 3, least: 14 * day },
  daily: { period: day, order: 4, least: 2 * day },
} as const;

/** @throws {@link InvalidArgumentError} when a part is not possible, or two have one name. @internal */
export function resolveParts(resolved: ResolvedProphetOptions, data: OrderedObservations): ResolvedParts {
  const regressors = new Map<string, Float64Array>();
  const conditions = new Map<string, Float64Array>();
  const parts: ProphetPart[] = [];
  resolved.seasonalities.forEach((seasonality, i) => {
    const argument = `seasonalities[${i}]`;
    parts.push(customSeason(argument, seasonality, resolved, data));
    const { condition, name } = seasonality;
    if (isFlags(condition))
      conditions.set(name, inOrder(flagsOf(`${argument}.condition`, condition, data.given), data));
  });
  for (const choice of resolved.calendar) {
    if (isOn(choice, data)) parts.push(calendarSeason(choice, resolved));
  }
  resolved.events.forEach((event, i) => {
    parts.push(eventPart(`events[${i}]`, event, resolved, data));
  });
  for (const regressor of resolved.regressors) {
    requireColumn(`regressors.${regressor.name}`, regressor.values, data.given);
    const values = inOrder(regressor.values, data);
    parts.push(regressorPart(regressor, values, resolved));
    regressors.set(regressor.name, values);
  }
  requireNames(parts);
  return { parts, given: { regressors, conditions } };
}

function requireNames(parts: readonly ProphetPart[]): void {
  const seen = new Set(['trend']);
  for (const { name } of parts) {
    if (typeof name !== 'string' || name === '' || seen.has(name)) {
      const expected = 'a name that no other component has, nor the trend';
      throw new InvalidArgumentError({ argument: 'name', value: name, expected });
    }
    seen.add(name);
  }
}

function isOn(
  { name, choice }: CalendarChoice,
  { timestamps, stepMs, isTimed }: OrderedObservations,
): boolean {
  if (choice === false) return false;
  if (!isTimed) {
    if (choice === 'auto') return false;
    throw new InvalidArgumentError({
      argument: name,
      value: choice,
      expected: '"auto" or false for bare numbers, which have no calendar',
      hint: 'Give a PriceSeries or { timestamps, values }, or a seasonality with periodSteps.',
    });
  }
  if (choice === true) return true;
  const { period, least } = calendar[name];
  const span = timestamps[timestamps.length - 1]! - timestamps[0]!;
  return span >= least && (name === 'yearly' || stepMs < period);
}

function calendarSeason(
  { name, fourierOrder, priorScale, mode }: CalendarChoice,
  resolved: ResolvedProphetOptions,
): SeasonalPart {
  const { period, order } = calendar[name];
  return {
    name,
    period,
    order: fourierOrder ?? order,
    ...partSettings(priorScale ?? resolved.seasonalityPriorScale, mode ?? resolved.seasonalityMode),
  };
}

function customSeason(
  argument: string,
  seasonality: ProphetSeasonality,
  resolved: ResolvedProphetOptions,
  { stepMs, isTimed }: OrderedObservations,
): SeasonalPart {
  const keys = ['name', 'periodMs', 'periodSteps', 'fourierOrder', 'priorScale', 'mode', 'condition'];
  requireKnownKeys(argument, seasonality, keys);
  const { name, periodMs, periodSteps, fourierOrder, priorScale, mode, condition } = seasonality;
  if ((periodMs === undefined) === (periodSteps === undefined) || (periodMs !== undefined && !isTimed)) {
    throw new InvalidArgumentError({
      argument: `${argument}.periodMs`,
      value: periodMs,
      expected: isTimed ? 'given, or else periodSteps' : 'left out for bare numbers',
      hint: 'periodSteps is the period in steps of the series.',
    });
  }
  const period =
    periodMs === undefined
      ? stepMs * requireNumber(`${argument}.periodSteps`, periodSteps, { above: 0, max: 1e9 })
      : requireNumber(`${argument}.periodMs`, periodMs, { above: 0, max: 1e15 });
  if (condition !== undefined && !isFlags(condition) && !isTimed) {
    const expected = 'flags for bare numbers, which have no calendar';
    throw new InvalidArgumentError({ argument: `${argument}.condition`, value: condition, expected });
  }
  return {
    name,
    period,
    order: requireOrder(`${argument}.fourierOrder`, fourierOrder),
    ...partSettings(
      requireScale(`${argument}.priorScale`, priorScale) ?? resolved.seasonalityPriorScale,
      requireMode(`${argument}.mode`, mode) ?? resolved.seasonalityMode,
    ),
    ...(condition === undefined
      ? {}
      : {
          condition: isFlags(condition)
            ? ('given' as const)
            : requireCalendarCondition(`${argument}.condition`, condition),
        }),
  };
}

function isFlags(condition: ProphetSeasonality['condition']): condition is NumberArray | readonly boolean[] {
  return Array.isArray(condition) || condition instanceof Float64Array;
}

/** Flags as numbers. @throws {@link InvalidArgumentError} when they are no flags, or too few or many. @internal */
export function flagsOf(argument: string, flags: ArrayLike<number | boolean>, length: number): Float64Array {
  if (flags.length !== length) {
    throw new InvalidArgumentError({
      argument: `${argument}.length`,
      value: flags.length,
      expected: `${length}, one flag a step`,
    });
  }
  return Float64Array.from(flags, (flag, i) => {
    if (typeof flag === 'boolean') return Number(flag);
    if (flag === 0 || flag === 1) return flag;
    const expected = '0 or 1, false or true';
    throw new InvalidArgumentError({ argument: `${argument}[${i}]`, value: flag, expected });
  });
}
