import { InvalidArgumentError, requireNumber } from '../../errors/index.js';

/**
 * Skill score: by which fraction a forecast's loss is smaller than that of a reference forecast, 1 − loss /
 * reference. 1 is perfect, 0 no better, negative worse.
 *
 * Both are means of the same loss over the same steps, such as two `mae`, `rmse`, `crps` or `winkler`, and not
 * negative. Two losses of 0 have skill 0; a loss above a reference of 0 has no skill that is a number, and is
 * refused. R fabletools `skill_score` is the same.
 *
 * @throws {@link InvalidArgumentError} when a loss is negative or not finite, or only the reference is 0.
 * @example
 * ```ts
 * import { mae, skillScore } from 'coincast';
 *
 * const actual = [101, 99, 103];
 * skillScore(mae(actual, [101, 100, 102]), mae(actual, [100, 100, 100])); // => 0.6
 * ```
 */
export function skillScore(loss: number, reference: number): number {
  requireNumber('loss', loss, { min: 0 });
  requireNumber('reference', reference, { min: 0 });
  const skill = definedSkill(loss, reference);
  if (skill !== null) return skill;
  throw new InvalidArgumentError({
    argument: 'reference',
    value: reference,
    expected: 'a loss the other can be divided by',
    hint: 'The reference forecast is perfect, or nearly so: compare the losses themselves.',
  });
}

/** The same of two losses, or `null` where it is no number. @internal */
export function definedSkill(loss: number, reference: number): number | null {
  const skill = loss === reference ? 0 : 1 - loss / reference;
  return Number.isFinite(skill) ? skill : null;
}
