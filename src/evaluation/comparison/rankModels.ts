import { meanOf } from '../../math/index.js';
import type { BacktestResult } from '../backtest/BacktestResult.js';
import { definedSkill } from '../metrics/skillScore.js';
import type { ComparedModel, ModelComparison } from './ModelComparison.js';
import { modelConfidenceSet } from './modelConfidenceSet.js';
import { reachVerdicts, type Verdict, type VerdictRules } from './Verdict.js';

/** A model that forecast every fold. */
export interface ScoredModel {
  readonly name: string;
  /** What decides, one number a fold. */
  readonly losses: Float64Array;
  readonly backtest: BacktestResult;
}

/** How models are told apart. */
export interface RankingRules extends VerdictRules {
  readonly confidenceSetLevel: number;
  readonly seed: number;
}

/** Orders the models by loss, reaches the verdicts and names the winner. @internal */
export function rankModels(
  models: readonly ScoredModel[],
  benchmark: string,
  rules: RankingRules,
): Pick<ModelComparison, 'winner' | 'verdict' | 'leaderboard'> {
  const naive = models.find(({ name }) => name === benchmark)!;
  const rivals = models.filter((model) => model !== naive);
  const pairs = rivals.map(({ name, losses }) => ({ model: name, losses, naiveLosses: naive.losses }));
  const verdicts = new Map(reachVerdicts(pairs, rules).map((verdict) => [verdict.model, verdict]));
  const pValues = confidenceSetPValues(models, rules);
  const naiveLoss = meanOf(naive.losses);
  const leaderboard = models
    .map(({ name, losses, backtest }) => ({ name, loss: meanOf(losses), backtest }))
    .sort((a, b) => a.loss - b.loss)
    .map(({ name, loss, backtest }, place): ComparedModel => {
      const pValue = pValues?.[name] ?? null;
      return Object.freeze({
        rank: place + 1,
        name,
        loss,
        skill: definedSkill(loss, naiveLoss),
        verdict: verdicts.get(name) ?? null,
        inConfidenceSet: pValue === null || pValue >= 1 - rules.confidenceSetLevel,
        confidenceSetPValue: pValue,
        backtest,
      });
    });
  const judged = leaderboard.flatMap(({ verdict }) => verdict ?? []);
  const best = judged.find(({ code }) => code === 'beats-naive');
  return {
    winner: best?.model ?? benchmark,
    verdict: best ?? judged[0] ?? noVerdict(naive.losses.length),
    leaderboard: Object.freeze(leaderboard),
  };
}

/** With one fold there is nothing to resample. */
function confidenceSetPValues(
  models: readonly ScoredModel[],
  { horizon, confidenceSetLevel, seed }: RankingRules,
) {
  const n = models[0]!.losses.length;
  if (n < 2) return undefined;
  const losses = Object.fromEntries(models.map((model) => [model.name, model.losses]));
  const blockLength = Math.min(n, Math.max(horizon, Math.ceil(Math.cbrt(n))));
  return modelConfidenceSet(losses, { level: confidenceSetLevel, blockLength, seed }).pValues;
}

function noVerdict(folds: number): Verdict {
  return Object.freeze({
    code: 'insufficient-evidence',
    model: 'none',
    statement: 'Every trainer beside the naive one failed: see failures for their errors.',
    pValue: null,
    folds,
    skill: null,
    skillInterval: null,
  });
}
