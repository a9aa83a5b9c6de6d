import type { ArimaOrder, SeasonalOrder } from './arimaOrder.js';

/** The numbers of terms of a multiplicative seasonal ARMA process. */
export interface ArmaOrders {
  /** Autoregressive terms at lags 1, 2 ... */
  readonly p: number;
  /** Moving average terms at lags 1, 2 ... */
  readonly q: number;
  /** Autoregressive terms at whole multiples of the period. */
  readonly seasonalP: number;
  /** Moving average terms at whole multiples of the period. */
  readonly seasonalQ: number;
  /** The period of the season; of no consequence without seasonal terms. */
  readonly period: number;
}

/** The number of coefficients. @internal */
export function countTerms({ p, q, seasonalP, seasonalQ }: ArmaOrders): number {
  return p + q + seasonalP + seasonalQ;
}

/** The degree of the whole autoregressive polynomial. @internal */
export function arDegree({ p, seasonalP, period }: ArmaOrders): number {
  return p + seasonalP * period;
}

/** The degree of the whole moving average polynomial. @internal */
export function maDegree({ q, seasonalQ, period }: ArmaOrders): number {
  return q + seasonalQ * period;
}

/** The numbers of terms of an order. @internal */
export function armaOrders([p, , q]: ArimaOrder, seasonal: SeasonalOrder | undefined): ArmaOrders {
  const [seasonalP, , seasonalQ] = seasonal?.order ?? [0, 0, 0];
  return { p, q, seasonalP, seasonalQ, period: seasonal?.period ?? 1 };
}
