import { InvalidArgumentError, requireInteger, requireKnownKeys } from '../../errors/index.js';

/** The order [p, d, q]: autoregressive terms, differences, moving average terms. */
export type ArimaOrder = readonly [p: number, d: number, q: number];

/** The seasonal part of an order. */
export interface SeasonalOrder {
  /** The order [P, D, Q]: terms and differences at whole multiples of the period. */
  readonly order: readonly [P: number, D: number, Q: number];
  /** The number of observations in a season, at least 2. */
  readonly period: number;
}

/** The most autoregressive or moving average terms. */
const maxTerms = 50;
/** The most seasonal terms of either kind. */
const maxSeasonalTerms = 10;
/** The most differences, and the most seasonal ones. */
const maxDifferences = 2;
/** The longest season; most of the work of a fit grows with its cube. */
const maxPeriod = 1000;

/** The order as given, checked and frozen. */
export function requireArimaOrder(order: unknown): ArimaOrder {
  return requireTerms('order', order, maxTerms, '[p, d, q], such as [5, 1, 0]');
}

/** The seasonal order as given, checked and frozen; its defaults are none. */
export function requireSeasonalOrder(seasonal: SeasonalOrder): SeasonalOrder {
  requireKnownKeys('seasonal', seasonal, ['order', 'period']);
  return Object.freeze({
    order: requireTerms('seasonal.order', seasonal.order, maxSeasonalTerms, '[P, D, Q], such as [1, 0, 1]'),
    period: requireInteger('seasonal.period', seasonal.period, { min: 2, max: maxPeriod }),
  });
}

function requireTerms(argument: string, terms: unknown, most: number, form: string): ArimaOrder {
  if (!Array.isArray(terms) || terms.length !== 3) {
    throw new InvalidArgumentError({ argument, value: terms, expected: `three integers ${form}` });
  }
  return Object.freeze([
    requireInteger(`${argument}[0]`, terms[0], { min: 0, max: most }),
    requireInteger(`${argument}[1]`, terms[1], { min: 0, max: maxDifferences }),
    requireInteger(`${argument}[2]`, terms[2], { min: 0, max: most }),
  ] as const);
}

/** The order as people write it, such as `ARIMA(5,1,0)` or `ARIMA(1,1,1)(1,0,1)[24]`. */
export function describeOrder(order: ArimaOrder, seasonal?: SeasonalOrder): string {
  const plain = `ARIMA(${order.join(',')})`;
  return seasonal === undefined ? plain : `${plain}(${seasonal.order.join(',')})[${seasonal.period}]`;
}

/** What an order amounts to: the degrees of its whole polynomials. */
export interface OrderDegrees {
  /** p + P s: how many past values of the differenced series its autoregression reads. */
  readonly autoregressive: number;
  /** d + D s: how many observations differencing takes. */
  readonly differences: number;
  /** q + Q s: how many past innovations its moving average reads. */
  readonly movingAverage: number;
}

/** The degrees of the polynomials of an order. */
export function degreesOf({
  order: [p, d, q],
  seasonal,
}: {
  readonly order: ArimaOrder;
  readonly seasonal?: SeasonalOrder | undefined;
}): OrderDegrees {
  const [P, D, Q] = seasonal?.order ?? [0, 0, 0];
  const period = seasonal?.period ?? 0;
  return {
    autoregressive: p + P * period,
    differences: d + D * period,
    movingAverage: q + Q * period,
  };
}
