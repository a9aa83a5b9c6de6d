import { InvalidArgumentError, requireInteger, requireOneOf } from '../errors/index.js';

/** Where an invented value comes from. */
export interface FillMethod {
  /**
   * `previous` repeats the last value before and sees no future; `linear` draws a straight line from it to the
   * first value after; `seasonal` lays the shape that neighbouring seasons had there over that line. The last two
   * use values from after the ones they invent.
   */
  readonly method: 'previous' | 'linear' | 'seasonal';
  /** The season's length in steps, at least 2, such as 24 for the day of an hourly series; only with `seasonal`. */
  readonly period?: number | undefined;
}

/**
 * Refuses an unknown method, and a period where there is none or that is missing.
 *
 * @internal
 */
export function requireFillMethod(prefix: string, { method, period }: FillMethod): FillMethod {
  requireOneOf(`${prefix}method`, method, ['previous', 'linear', 'seasonal']);
  if (method === 'seasonal') return { method, period: requireInteger(`${prefix}period`, period, { min: 2 }) };
  if (period === undefined) return { method };
  throw new InvalidArgumentError({
    argument: `${prefix}period`,
    value: period,
    expected: `left out with method "${method}"`,
    hint: 'Only method "seasonal" has one.',
  });
}
