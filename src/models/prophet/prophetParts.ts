import type { CalendarCondition } from './calendarCondition.js';
import type { ComponentMode } from './TrainProphetOptions.js';

interface Part {
  readonly name: string;
  /** Absent where it is additive. */
  readonly mode?: ComponentMode;
  /** The standard deviation of the coefficients' prior; absent where it is 10. */
  readonly priorScale?: number;
}

/** A seasonality as a model keeps it. */
export interface SeasonalPart extends Part {
  /** Milliseconds, or positions for bare numbers. */
  readonly period: number;
  /** The number of pairs of sine and cosine. */
  readonly order: number;
  /** A rule of the calendar, or `given` with every observation and step; absent where it always applies. */
  readonly condition?: CalendarCondition | 'given';
}

/** An event as a model keeps it. */
export interface EventPart extends Part {
  /** Days since the epoch, ascending. */
  readonly days: readonly number[];
  /** The first and the last day with an effect, counted from the event's. */
  readonly window: readonly [first: number, last: number];
}

/** A regressor as a model keeps it. */
export interface RegressorPart extends Part {
  /** What is taken off the column, and what it is divided by then; absent where it is taken as it is. */
  readonly standard?: readonly [mean: number, deviation: number];
  readonly regressor: true;
}

/** What is not the trend. */
export type ProphetPart = SeasonalPart | EventPart | RegressorPart;

/** @internal */
export const defaultPriorScale = 10;

/** Whether a part is made of plain waves. @internal */
export function isWave(part: ProphetPart): part is SeasonalPart {
  return isSeasonal(part) && part.condition === undefined;
}

/** @internal */
export function isSeasonal(part: ProphetPart): part is SeasonalPart {
  return 'order' in part;
}

/** @internal */
export function isEvent(part: ProphetPart): part is EventPart {
  return 'days' in part;
}

/** @internal */
export function isMultiplicative(part: ProphetPart): boolean {
  return part.mode === 'multiplicative';
}

/** The number of coefficients of a part. @internal */
export function coefficientCount(part: ProphetPart): number {
  if (isSeasonal(part)) return 2 * part.order;
  return isEvent(part) ? part.window[1] - part.window[0] + 1 : 1;
}
