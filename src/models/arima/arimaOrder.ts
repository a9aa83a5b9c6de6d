import { InvalidArgumentError, requireInteger } from '../../errors/index.js';

/** The order [p, d, q]: autoregressive terms, differences, moving average terms. */
export type ArimaOrder = readonly [p: number, d: number, q: number];

/** The most autoregressive or moving average terms. */
const maxTerms = 50;
/** The most differences. */
const maxDifferences = 2;

/** The order as given, checked and frozen. */
export function requireArimaOrder(order: unknown): ArimaOrder {
  if (!Array.isArray(order) || order.length !== 3) {
    throw new InvalidArgumentError({
      argument: 'order',
      value: order,
      expected: 'three integers [p, d, q], such as [5, 1, 0]',
    });
  }
  const p = requireInteger('order[0]', order[0], { min: 0, max: maxTerms });
  const d = requireInteger('order[1]', order[1], { min: 0, max: maxDifferences });
  const q = requireInteger('order[2]', order[2], { min: 0, max: maxTerms });
  return Object.freeze([p, d, q] as const);
}

/** The order as people write it, such as `ARIMA(5,1,0)`. */
export function describeOrder([p, d, q]: ArimaOrder): string {
  return `ARIMA(${p},${d},${q})`;
}
