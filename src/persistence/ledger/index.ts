/** Every served forecast, scored when the truth arrives. */
export type { CompactionResult } from './compactSeries.js';
export { createForecastLedger, type ForecastLedgerOptions } from './createForecastLedger.js';
export type {
  ForecastLedger,
  PruneLedgerOptions,
  PruneLedgerResult,
  RecordResult,
  ReportOptions,
} from './ForecastLedger.js';
export type { RecordOptions } from './forecastLine.js';
export type { ImportLinesResult } from './importLines.js';
export type { LedgerErrors } from './LedgerErrors.js';
export type { LedgerQuery } from './LedgerQuery.js';
export type {
  LedgerReport,
  LiveCoinScores,
  LiveIntervalScores,
  LiveModelScores,
  LiveScores,
  LiveStepScores,
} from './LedgerReport.js';
export type { ScoreOptions, ScoreResult } from './scorePrices.js';
