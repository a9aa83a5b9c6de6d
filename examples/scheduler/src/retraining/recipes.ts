import type { RegisteredModel } from 'coincast';
import type { TrainJob } from 'coincast/node';

/** The models that can be asked for; the naive forecast always takes part. */
export const recipeNames = ['arima', 'auto', 'drift', 'ets', 'prophet', 'theta'] as const;

/** A model that can be asked for. */
export type RecipeName = (typeof recipeNames)[number];

/** What a model is trained by: one asked for, or the naive forecast. */
export type Recipe = RecipeName | 'naive';

/** How a version was trained, as far as it can be told: by its label, else by its kind. */
export function recipeOf({ tags, kind }: RegisteredModel): Recipe | undefined {
  const name = tags['model'] ?? (kind === 'combination' ? 'auto' : kind);
  return [...recipeNames, 'naive'].includes(name) ? (name as Recipe) : undefined;
}

/** The job that trains a recipe. */
export function jobOf(recipe: Recipe, series: TrainJob['series'], id: string): TrainJob {
  return { id, series, model: recipe };
}
