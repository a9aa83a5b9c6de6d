/** What is wrong with a series: rules and their report, never a silent repair; repairs with a record. */
export type { RawSeries, SeriesColumn, ValueColumn } from './RawSeries.js';
export { type RepairedSeries, repairSeries } from './repairSeries.js';
export type {
  ChangedValue,
  DroppedColumn,
  DroppedObservation,
  FilledObservation,
  RawObservation,
  SeriesChange,
  SortedObservations,
} from './SeriesChange.js';
export type {
  ConvertRepair,
  DropColumnRepair,
  DropRepair,
  FillRepair,
  ReplaceRepair,
  SeriesRepair,
  SortRepair,
  WinsoriseRepair,
} from './SeriesRepair.js';
export { undoRepairs } from './undoRepairs.js';
export type { ValidationFinding, ValidationLevel, ValidationReport } from './ValidationReport.js';
export type {
  FlatRunRuleOptions,
  IrregularStepRuleOptions,
  LevelShiftRuleOptions,
  OutlierRuleOptions,
  RuleName,
  UnfinishedRuleOptions,
  ValidationRules,
  VolumeLossRuleOptions,
} from './ValidationRules.js';
export { validateSeries } from './validateSeries.js';
