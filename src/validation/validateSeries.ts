import { requireKnownKeys } from '../errors/index.js';
import type { RawSeries } from './RawSeries.js';
import type { Rule } from './Rule.js';
import { duplicateRule } from './rules/duplicate.js';
import { finiteRule } from './rules/finite.js';
import { flatRunRule } from './rules/flatRun.js';
import { gapRule } from './rules/gap.js';
import { irregularStepRule } from './rules/irregularStep.js';
import { lengthRule } from './rules/length.js';
import { levelShiftRule } from './rules/levelShift.js';
import { orderRule } from './rules/order.js';
import { outlierRule } from './rules/outlier.js';
import { positiveRule } from './rules/positive.js';
import { typeRule } from './rules/type.js';
import { unfinishedRule } from './rules/unfinished.js';
import { volumeLossRule } from './rules/volumeLoss.js';
import { toSubject } from './Subject.js';
import type { ValidationFinding, ValidationReport } from './ValidationReport.js';
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
  unfinishedRule,
  outlierRule,
  levelShiftRule,
  volumeLossRule,
];

/**
 * Looks for damage in a series and reports it; it never repairs and never throws for data, however bad.
 *
 * It takes a `PriceSeries` or raw arrays that no `PriceSeries` could hold. Rules of three levels apply, each of
 * which can be tuned or, with `false`, left out: schema (length, type, finite, positive), structure (order,
 * duplicate, gap, irregularStep, flatRun, unfinished) and statistics (outlier, levelShift, volumeLoss). Neighbouring
 * observations with the same fault are one finding; each has a suggested repair, as data for `repairSeries`, where
 * there is a sound one. But for the schema and the order, observations are judged in order of time, each time once,
 * so that disorder does not look like gaps or leaps; numbers as text, big integers and dates count as what they stand
 * for. Of a constant series it finds that it stands still; the statistics say nothing of fewer than 8 prices (outlier),
 * two windows of prices (levelShift) or 9 volumes (volumeLoss). Only `unfinished` depends on the present. The report is
 * frozen. Cost O(n log n), some seconds for a million observations.
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
 * report.findings[1].repair; // => { action: 'fill', from: hour * 2, to: hour * 5, method: 'previous' }
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
      .map((observation) => frozen({ level, rule: name, severity, ...observation }));
  });
  return Object.freeze({
    ok: findings.every(({ severity }) => severity !== 'error'),
    n: subject.timestamps.length,
    findings: Object.freeze(findings),
  });
}

function frozen(finding: ValidationFinding): ValidationFinding {
  if (finding.repair !== undefined && 'positions' in finding.repair) Object.freeze(finding.repair.positions);
  Object.freeze(finding.repair);
  return Object.freeze(finding);
}
