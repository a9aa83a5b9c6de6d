import { type ArimaOrder, degreesOf, type SeasonalOrder } from './arimaOrder.js';
import { armaOrders, countTerms } from './armaOrders.js';

/** A model as far as the length of its series matters. */
export interface SizedModel {
  readonly order: ArimaOrder;
  readonly seasonal: SeasonalOrder | undefined;
  readonly hasConstant: boolean;
  readonly regressors: readonly unknown[];
}

/** As many observations as leave some degrees of freedom, and the longest lag. @internal */
export function neededObservations({ order, seasonal, hasConstant, regressors }: SizedModel): number {
  const { autoregressive, differences, movingAverage } = degreesOf({ order, seasonal });
  const parameters = countTerms(armaOrders(order, seasonal)) + regressors.length + Number(hasConstant);
  return differences + Math.max(parameters + 3, autoregressive + 1, movingAverage + 1);
}
