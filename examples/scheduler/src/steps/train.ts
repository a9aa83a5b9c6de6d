import { serializeModel, trainNaive } from 'coincast';
import { jobOf, type Recipe } from '../retraining/recipes.js';
import { whenToRetrain } from '../retraining/whenToRetrain.js';
import type { Candidate, ScoredCoin, TrainedCoin } from '../run/CoinWork.js';
import type { Services } from '../services/Services.js';

/** Trains every model asked for, where there is a reason to; those that cannot be are replaced along the ladder. */
export async function train(work: ScoredCoin, services: Services): Promise<TrainedCoin> {
  const { champion, reason } = await whenToRetrain(work.coin, work.series, services);
  const about = { ...work, champion: champion?.version ?? null };
  if (reason === undefined) return { ...about, reason: null, candidates: [] };
  const { lane, policy, clock } = services;
  const results = await Promise.all(
    policy.recipes.map((recipe) => lane.train(jobOf(recipe, work.series, work.coin))),
  );
  const candidates = new Map<Recipe, Candidate>();
  for (const [i, result] of results.entries()) {
    if (result.status !== 'trained') throw result.error;
    const { model, ladder } = result;
    const recipe = ladder.length === 0 ? policy.recipes[i]! : (model.kind as Recipe);
    // Two models that fell to the same rung are one; one that was asked for goes before.
    if (ladder.length === 0 || !candidates.has(recipe)) {
      candidates.set(recipe, { recipe, text: await serializeModel(model), ladder });
    }
  }
  if (!candidates.has('naive')) {
    const text = await serializeModel(trainNaive(work.series, { clock }));
    candidates.set('naive', { recipe: 'naive', text, ladder: [] });
  }
  return { ...about, reason, candidates: [...candidates.values()] };
}
