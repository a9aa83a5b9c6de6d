import { isCoincastError } from '../../errors/index.js';
import { meanOf, studentQuantile } from '../../math/index.js';
import { definedSkill } from '../metrics/skillScore.js';
import { type DifferentialTest, differentialTest, twoSidedPValue } from './differentialTest.js';

/** Whether a model forecasts better than the naive forecast does. */
export type VerdictCode =
  | 'beats-naive'
  | 'no-better-than-naive'
  | 'worse-than-naive'
  | 'insufficient-evidence';

/** What the folds say of a model beside the naive forecast. Plain, JSON-safe data. */
export interface Verdict {
  readonly code: VerdictCode;
  /** The name of the model it is about. */
  readonly model: string;
  /** The verdict in words, with the numbers it rests on. */
  readonly statement: string;
  /**
   * That of the two-sided Diebold-Mariano test against the naive forecast, corrected for the number of models after
   * Holm; `null` where there are too few folds for any, or all differ from it by the same.
   */
  readonly pValue: number | null;
  /** The number of folds it rests on. */
  readonly folds: number;
  /**
   * By which fraction the model's loss is smaller than that of the naive forecast, negative where it is larger; `null`
   * where that of the naive forecast is 0.
   */
  readonly skill: number | null;
  /** The ends of the interval of the skill at level 1 − alpha; `null` where the p-value or the skill is. */
  readonly skillInterval: readonly [number, number] | null;
}

/** With fewer folds that do not overlap than this nothing is told, however clear it looks. */
const fewestFolds = 10;

/** One model's losses beside those of the naive forecast, one a fold. */
export interface LossPair {
  readonly model: string;
  readonly losses: Float64Array;
  readonly naiveLosses: Float64Array;
}

/** How verdicts are reached. */
export interface VerdictRules {
  /** How many folds apart losses may still depend on each other, plus one. */
  readonly horizon: number;
  readonly alpha: number;
  /** The least skill worth having. */
  readonly relevantSkill: number;
  /** What the losses are, in words. */
  readonly lossName: string;
}

/**
 * The verdicts of several models, their p-values corrected together.
 *
 * @internal
 */
export function reachVerdicts(pairs: readonly LossPair[], rules: VerdictRules): Verdict[] {
  const tests = pairs.map((pair) => testOf(pair, rules.horizon));
  const pValues = holmAdjusted(tests.map((test) => (test === undefined ? 1 : twoSidedPValue(test))));
  return pairs.map((pair, k) => reachVerdict(pair, tests[k], pValues[k]!, rules));
}

/** Of the naive losses minus the model's, so that more is better. */
function testOf({ losses, naiveLosses }: LossPair, horizon: number): DifferentialTest | undefined {
  if (losses.length <= horizon) return undefined;
  const gains = naiveLosses.map((loss, k) => loss - losses[k]!);
  const unit = gains.reduce((most, gain) => Math.max(most, Math.abs(gain)), 0) || 1;
  try {
    const test = differentialTest(
      gains.map((gain) => gain / unit),
      horizon,
    );
    return { ...test, mean: unit * test.mean, standardError: unit * test.standardError };
  } catch (error) {
    if (isCoincastError(error)) return undefined;
    throw error;
  }
}

function reachVerdict(
  { model, losses, naiveLosses }: LossPair,
  test: DifferentialTest | undefined,
  pValue: number,
  rules: VerdictRules,
): Verdict {
  const folds = losses.length;
  const loss = meanOf(losses);
  const naive = meanOf(naiveLosses);
  const skill = definedSkill(loss, naive);
  const interval = test === undefined ? null : skillInterval(test, naive, rules.alpha);
  const code = codeOf(test, pValue, folds, interval, rules);
  return Object.freeze({
    code,
    model,
    statement: statementOf({
      code,
      model,
      folds,
      skill,
      interval,
      pValue: test === undefined ? null : pValue,
      rules,
    }),
    pValue: test === undefined ? null : pValue,
    folds,
    skill,
    skillInterval: interval,
  });
}

function codeOf(
  test: DifferentialTest | undefined,
  pValue: number,
  folds: number,
  interval: readonly [number, number] | null,
  { alpha, relevantSkill, horizon }: VerdictRules,
): VerdictCode {
  if (test === undefined || folds < fewestFolds * horizon) return 'insufficient-evidence';
  if (pValue <= alpha) return test.mean > 0 ? 'beats-naive' : 'worse-than-naive';
  // Without an interval the naive forecast is perfect: there is no skill to miss.
  return interval === null || interval[1] < relevantSkill ? 'no-better-than-naive' : 'insufficient-evidence';
}

/** Of the mean gain as a fraction of the naive loss, which is taken as known. */
function skillInterval(
  test: DifferentialTest,
  naive: number,
  alpha: number,
): readonly [number, number] | null {
  const reach = studentQuantile(1 - alpha / 2, test.degreesOfFreedom) * test.standardError;
  const ends = [(test.mean - reach) / naive, (test.mean + reach) / naive] as const;
  return ends.every(Number.isFinite) ? Object.freeze(ends) : null;
}

/** Holm (1979): the smallest times the number of all, the next times one less, and none below one before. */
function holmAdjusted(pValues: readonly number[]): number[] {
  const order = pValues.map((_, k) => k).sort((a, b) => pValues[a]! - pValues[b]!);
  const adjusted = new Array<number>(pValues.length);
  let least = 0;
  order.forEach((k, rank) => {
    least = Math.max(least, Math.min(1, (pValues.length - rank) * pValues[k]!));
    adjusted[k] = least;
  });
  return adjusted;
}

interface StatementParts extends Pick<Verdict, 'code' | 'model' | 'folds' | 'skill' | 'pValue'> {
  readonly interval: readonly [number, number] | null;
  readonly rules: VerdictRules;
}

const claims: Readonly<Record<VerdictCode, string>> = {
  'beats-naive': 'beats the naive forecast',
  'no-better-than-naive': 'is no better than the naive forecast',
  'worse-than-naive': 'is worse than the naive forecast',
  'insufficient-evidence': 'cannot be told from the naive forecast by so little evidence',
};

function statementOf({ code, model, folds, skill, pValue, interval, rules }: StatementParts): string {
  const { alpha, lossName } = rules;
  const over = `over ${folds} ${folds === 1 ? 'fold' : 'folds'}`;
  const size =
    skill === null
      ? `the naive forecast was perfect ${over}`
      : skill === 0
        ? `its ${lossName} ${over} is the same`
        : `its ${lossName} ${over} is ${percent(Math.abs(skill))} ${skill > 0 ? 'smaller' : 'larger'}`;
  const reach =
    interval === null
      ? ''
      : ` (skill from ${percent(interval[0])} to ${percent(interval[1])} at ${percent(1 - alpha)})`;
  const test = pValue === null ? 'no test is possible' : `Diebold-Mariano p ${tellProbability(pValue)}`;
  const reason = code === 'insufficient-evidence' ? ` ${whatIsMissing(folds, pValue, rules)}` : '';
  return `${model} ${claims[code]}: ${size}${reach}, ${test}.${reason}`;
}

function whatIsMissing(
  folds: number,
  pValue: number | null,
  { horizon, relevantSkill }: VerdictRules,
): string {
  const needed = fewestFolds * horizon;
  if (folds < needed) {
    return `At least ${needed} folds are needed${horizon > 1 ? `, as ${horizon} in a row overlap` : ''}: give a longer series, or start earlier.`;
  }
  return pValue === null
    ? 'The difference is the same in each fold, and has no variance to test against: check that the series is not synthetic.'
    : `A skill of ${percent(relevantSkill)} is not excluded: give more folds.`;
}

function percent(fraction: number): string {
  const digits = (100 * fraction).toFixed(1);
  return `${digits.replace(/^-(0\.0)$/, '$1').replace(/\.0$/, '')}%`;
}

function tellProbability(pValue: number): string {
  return pValue < 0.001 ? '< 0.001' : `= ${pValue.toFixed(3)}`;
}
