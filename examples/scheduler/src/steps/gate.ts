import { deserializeModel } from 'coincast';
import { promotionGate } from '../retraining/promotionGate.js';
import { hasStandingChampion } from '../retraining/RetrainReason.js';
import type { EvaluatedCoin, GatedCoin } from '../run/CoinWork.js';
import type { Run } from '../run/Run.js';
import { keySegment } from '../services/keySegment.js';
import type { Services } from '../services/Services.js';

/** Registers the best candidate, once a run, and says whether it may become the champion. */
export async function gate(
  { candidates, ...about }: EvaluatedCoin,
  run: Run,
  { registry }: Services,
): Promise<GatedCoin> {
  const { coin, reason, evaluation } = about;
  const work = { ...about, ladder: candidates.flatMap(({ ladder }) => ladder) };
  if (reason === null) return { ...work, decision: null };
  const recipe = evaluation?.best ?? 'naive';
  const { text } = candidates.find((candidate) => candidate.recipe === recipe)!;
  const { version } = await registry.register(await deserializeModel(text), {
    coin,
    // A run that is done again registers nothing twice.
    version: `${run.id}-${keySegment(coin)}-${recipe}`,
    metrics: evaluation?.metrics,
    tags: { model: recipe, 'trained-by': 'scheduler', run: run.id, reason: reason.code },
  });
  const { passed, reason: why } = promotionGate(evaluation, hasStandingChampion(reason));
  return { ...work, decision: { version, recipe, passed, why } };
}
