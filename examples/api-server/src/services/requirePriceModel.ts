import type { FittedModel } from 'coincast';

/** Kinds whose forecasts are of returns and their variance, not of prices. */
const volatilityKinds = ['ewma-volatility', 'garch', 'har'];

/** Refuses a model that does not forecast prices. */
export function requirePriceModel(model: FittedModel): FittedModel {
  if (!volatilityKinds.includes(model.kind)) return model;
  throw new Error(`A model of kind ${model.kind} forecasts volatility, and this service serves prices.`);
}
