import {
  type BacktestTrainer,
  type FittedModel,
  isPriceSeries,
  type PriceSeries,
  sliceSeries,
} from 'coincast';
import type { Services } from '../services/Services.js';
import { type Recipe, recipeOf } from './recipes.js';

/** The champion as it takes part in a comparison. */
export interface ChampionContestant {
  /** The last price it was trained on. */
  readonly lastTimestamp: number;
  /** The very model, told of what came since: for folds after its training. */
  readonly itself: BacktestTrainer;
  /** How it was trained, where that is known: for folds it has seen. */
  readonly recipe: Recipe | undefined;
}

/** Loads a coin's version to be compared with others. */
export async function championContestant(
  coin: string,
  version: string,
  { registry }: Services,
): Promise<ChampionContestant> {
  const model = await registry.load(version, { coin });
  const { lastTimestamp } = model.training;
  return {
    lastTimestamp,
    itself: (series) => {
      if (!isPriceSeries(series)) throw new TypeError('The champion needs to know the times of the prices.');
      return toldOf(model, series);
    },
    recipe: recipeOf(await registry.get(version, { coin })),
  };
}

/** A model that has also seen the prices after its own. */
export function toldOf(model: FittedModel, series: PriceSeries): FittedModel {
  const from = model.training.lastTimestamp + 1;
  return series.timestamps.at(-1)! < from ? model : model.append(sliceSeries(series, { from }));
}
