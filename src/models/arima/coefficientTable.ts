import type { ArimaOrder, SeasonalOrder } from './arimaOrder.js';
import type { ArimaParameters } from './arimaState.js';
import { type ArmaOrders, armaOrders } from './armaOrders.js';

/** One coefficient of a model. */
export interface CoefficientRow {
  readonly name: string;
  readonly value: number;
  /** `null` where there is none. */
  readonly standardError: number | null;
  readonly isFixed: boolean;
}

/**
 * The coefficients in the order in which a state keeps their standard errors: `ar1` ..., `ma1` ..., `sar1` ...,
 * `sma1` ..., `mean` or `drift`, the regressors by their names.
 *
 * @internal
 */
export function coefficientTable(parameters: ArimaParameters): CoefficientRow[] {
  const { ar, ma, sar = [], sma = [], constant, regressors, standardErrors, fixed = [] } = parameters;
  const names = [
    ...coefficientNames(armaOrders(parameters.order, parameters.seasonal)),
    ...(constant === undefined ? [] : [constantName(parameters)]),
    ...(regressors?.names ?? []),
  ];
  const values = [
    ...ar,
    ...ma,
    ...sar,
    ...sma,
    ...(constant === undefined ? [] : [constant]),
    ...(regressors?.coefficients ?? []),
  ];
  return names.map((name, i) => ({
    name,
    value: values[i]!,
    standardError: standardErrors[i]!,
    isFixed: fixed.includes(name),
  }));
}

/** What the constant is called: `mean` without differences, else `drift`. @internal */
export function constantName({
  order,
  seasonal,
}: {
  readonly order: ArimaOrder;
  readonly seasonal?: SeasonalOrder | undefined;
}): 'mean' | 'drift' {
  return order[1] + (seasonal?.order[1] ?? 0) === 0 ? 'mean' : 'drift';
}

/** The names of the terms: `ar1`, ..., `ma1`, ..., `sar1`, ..., `sma1`, ... @internal */
export function coefficientNames({ p, q, seasonalP, seasonalQ }: ArmaOrders): string[] {
  const names: string[] = [];
  const number = (name: string, count: number) => {
    for (let i = 1; i <= count; i++) names.push(`${name}${i}`);
  };
  number('ar', p);
  number('ma', q);
  number('sar', seasonalP);
  number('sma', seasonalQ);
  return names;
}
