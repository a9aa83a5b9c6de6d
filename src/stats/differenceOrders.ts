import { requireInteger } from '../errors/index.js';

/** The operator (1 - B)^order (1 - B^period)^seasonalOrder, where B shifts a series back by one observation. */
export interface DifferenceOptions {
  /** How often neighbours are subtracted, 0 or more. Default 1, or 0 when `period` is given. */
  readonly order?: number | undefined;
  /** How often values one period apart are subtracted, 0 or more. Default 0, or 1 when `period` is given. */
  readonly seasonalOrder?: number | undefined;
  /** Observations a season, at least 2: 24 for a daily season in hourly prices. Needed with `seasonalOrder`. */
  readonly period?: number | undefined;
}

/** The options with their defaults, how many values the differences are fewer, and the options in words. */
export interface DifferenceOrders {
  readonly order: number;
  readonly seasonalOrder: number;
  readonly period: number | undefined;
  readonly lost: number;
  readonly description: string;
}

/** Checks the options that `difference` and `undifference` share. */
export function resolveDifferenceOrders(options: DifferenceOptions): DifferenceOrders {
  const seasonal = options.period !== undefined;
  const order = requireInteger('order', options.order ?? (seasonal ? 0 : 1), { min: 0 });
  const seasonalOrder = requireInteger('seasonalOrder', options.seasonalOrder ?? (seasonal ? 1 : 0), {
    min: 0,
  });
  const period =
    seasonal || seasonalOrder > 0 ? requireInteger('period', options.period, { min: 2 }) : undefined;
  const season = period === undefined ? '' : `, seasonalOrder=${seasonalOrder}, period=${period}`;
  return {
    order,
    seasonalOrder,
    period,
    lost: order + seasonalOrder * (period ?? 0),
    description: `order=${order}${season}`,
  };
}
