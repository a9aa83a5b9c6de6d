/** What is wrong with a series: rules and their report, never a silent repair. */
export type { RawSeries } from './RawSeries.js';
export type { ValidationFinding, ValidationLevel, ValidationReport } from './ValidationReport.js';
export type {
  FlatRunRuleOptions,
  IrregularStepRuleOptions,
  OutlierRuleOptions,
  RuleName,
  ValidationRules,
} from './ValidationRules.js';
export { validateSeries } from './validateSeries.js';
