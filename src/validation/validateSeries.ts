import { requireKnownKeys } from '../errors/index.js';
import { type RawSeries, toSubject } from './RawSeries.js';
import type { Rule } from './Rule.js';
import { duplicateRule } from './rules/duplicate.js';
import { finiteRule } from './rules/finite.js';
import { flatRunRule } from './rules/flatRun.js';
import { gapRule } from './rules/gap.js';
import { irregularStepRule } from './rules/irregularStep.js';
import { lengthRule } from './rules/length.js';
import { orderRule } from './rules/order.js';
import { outlierRule } from './rules/outlier.js';
import { positiveRule } from './rules/positive.js';
import { typeRule } from './rules/type.js';
import type { ValidationReport } from './ValidationReport.js';
import type { ValidationRules } from './ValidationRules.js';

const allRules: readonly Rule[] = [
  lengthRule,
  typeRule,
  finiteRule,
  positiveRule,
  orderRule,
  duplicateRule,
  gapRule,
  irregularStepRule,
  flatRunRule,
  outlierRule,
];

/**
 * Looks for damage in a series and reports it; it never repairs and never throws for data, however bad.
 *
 * It takes a `PriceSeries` or raw arrays that no `PriceSeries` could hold. Rules of three levels apply, each of
 * which can be tuned or, with `false`, left out: schema (length, type, finite, positive), structure (order,
 * duplicate, gap, irregularStep, flatRun) and statistics (outlier). Neighbouring observations with the same
 * fault are one finding. Gaps and steps are judged on the times in order, each once, so that disorder does not
 * look like gaps. Cost O(n log n).
 *
 * @throws {@link InvalidArgumentError} when the series has no arrays, or a rule or an option is unknown or out
 * of bounds.
 * @example
 * ```ts
 * import { validateSeries } from 'coincast';
 *
 * const hour = 3_600_000;
 * const report = validateSeries({ timestamps: [0, hour, 2 * hour, 5 * hour], prices: [100, 101, -1, 102] });
 * report.ok; // => false
 * report.findings.map((finding) => finding.rule); // => ['positive', 'gap']
 * report.findings[1].count; // => 2
 * ```
 */
export function validateSeries(series: RawSeries, rules: ValidationRules = {}): ValidationReport {
  requireKnownKeys(
    'rules',
    rules,
    allRules.map((rule) => rule.name),
  );
  const subject = toSubject(series);
  const findings = allRules.flatMap((rule) => {
    const chosen = rules[rule.name] ?? true;
    if (chosen === false) return [];
    const options = chosen === true ? {} : chosen;
    requireKnownKeys(`rules.${rule.name}`, options, rule.optionNames);
    const { name, level, severity } = rule;
    return rule
      .check(subject, options)
      .map((observation) => ({ level, rule: name, severity, ...observation }));
  });
  return {
    ok: findings.every(({ severity }) => severity !== 'error'),
    n: subject.timestamps.length,
    findings,
  };
}
