import { type BacktestTrainer, compareModels, gateMetrics, type ModelComparison } from 'coincast';
import { type ChampionContestant, championContestant } from '../retraining/championContestant.js';
import { backtestErrors } from '../retraining/foldErrors.js';
import { hasStandingChampion } from '../retraining/RetrainReason.js';
import { jobOf, type Recipe } from '../retraining/recipes.js';
import type { EvaluatedCoin, Evaluation, TrainedCoin } from '../run/CoinWork.js';
import type { Services } from '../services/Services.js';

/** Folds a comparison has where the prices suffice: ten is the least that a verdict takes. */
const wantedFolds = 10;
/** The champion is judged by forecasts after its training where there are so many of them. */
const fewestFolds = 5;

/** Compares the candidates and the champion on the same folds, each model trained once, before the first. */
export async function evaluate(work: TrainedCoin, services: Services): Promise<EvaluatedCoin> {
  const { coin, series, champion: version, candidates, reason } = work;
  if (reason === null) return { ...work, evaluation: null };
  const { horizon } = services.policy;
  const recipes = candidates.map(({ recipe }) => recipe).filter((recipe) => recipe !== 'naive');
  const n = series.prices.length;
  const folds = (from: number) => Math.floor((n - from) / horizon);
  // Half of the prices are for training, in any case.
  const most = Math.max(1, Math.min(wantedFolds, folds(n / 2)));
  const champion =
    version !== null && hasStandingChampion(reason)
      ? await championContestant(coin, version, services)
      : undefined;
  const after =
    champion === undefined ? n : series.timestamps.filter((time) => time <= champion.lastTimestamp).length;
  const isItself = folds(after) >= fewestFolds;
  const count = isItself ? Math.min(most, folds(after)) : most;
  const contestants = {
    ...Object.fromEntries(recipes.map((recipe) => [recipe, inLane(recipe, services)])),
    ...championTrainer(champion, isItself, services),
  };
  if (Object.keys(contestants).length === 0) return { ...work, evaluation: null };
  const comparison = await compareModels(series, contestants, {
    horizon,
    initial: Math.max(2, n - count * horizon),
    refitEvery: 'never',
    signal: services.signal,
  });
  const takesPart = comparison.leaderboard.some(({ name }) => name === 'champion');
  const championBy = takesPart ? (isItself ? 'itself' : 'recipe') : null;
  return { ...work, evaluation: evaluationOf(comparison, championBy, version) };
}

/** Has the lane do each fit, so that one that hangs or takes its thread with it fails alone. */
function inLane(recipe: Recipe, { lane }: Services): BacktestTrainer {
  return async (series) => {
    const result = await lane.train(jobOf(recipe, series, recipe));
    if (result.status !== 'trained') throw result.error;
    const [given] = result.ladder;
    if (given === undefined) return result.model;
    throw new Error(`${given.reason}: ${given.message}`);
  };
}

function championTrainer(
  champion: ChampionContestant | undefined,
  isItself: boolean,
  services: Services,
): { readonly champion?: BacktestTrainer } {
  if (champion === undefined) return {};
  if (isItself) return { champion: champion.itself };
  if (champion.recipe === undefined) return {};
  return { champion: inLane(champion.recipe, services) };
}

function evaluationOf(
  comparison: ModelComparison,
  championBy: Evaluation['championBy'],
  version: string | null,
): Evaluation {
  const { leaderboard, failures, folds, horizon, loss } = comparison;
  const best = leaderboard.find(({ name }) => name !== 'champion')!;
  const champion = leaderboard.find(({ name }) => name === 'champion');
  return {
    folds,
    horizon,
    championBy,
    leaderboard: leaderboard.map(({ name, loss, skill, verdict }) => ({
      name,
      loss,
      skill,
      verdict: verdict?.code ?? null,
    })),
    failures: failures.map(({ name, error }) => ({ name, message: error.message })),
    best: best.name as Recipe,
    metrics: {
      ...gateMetrics(comparison, best.name),
      backtest: best.backtest.overall,
      backtestErrors: backtestErrors(best),
    },
    comparison:
      champion === undefined
        ? null
        : {
            metric: `mean ${loss} error`,
            folds,
            candidateLoss: best.loss,
            championLoss: champion.loss,
            champion: version!,
          },
  };
}
