import type { Verdict } from '../evaluation/index.js';
import type { FeatureTable } from '../features/index.js';
import type { ArimaModel, Forecast } from '../models/index.js';
import type { PriceSeries } from '../series/index.js';
import type { ValidationReport } from '../validation/index.js';
import type { Stationarity } from './describeStationarity.js';
import type { ResidualDiagnosis } from './diagnoseResiduals.js';
import type { HoldoutScore, NaiveComparison, Split } from './evaluateOnHoldout.js';
import type { PipelineFeature } from './pipelineFeatures.js';

/** What came of the last observations, which were kept from training. */
export interface HoldoutEvaluation extends Split {
  /** One entry a model: the ARIMA, the naive forecast, the drift. */
  readonly scores: readonly HoldoutScore[];
  /** The ARIMA against the naive forecast. */
  readonly comparison: NaiveComparison;
}

/** Everything `runPipeline` found, for a report. */
export interface PipelineResult {
  /** The prices used, any gaps filled. */
  readonly series: PriceSeries;
  /** What validation found in the prices as they came. */
  readonly validation: ValidationReport;
  /** The timestamps of observations that were missing and filled in, epoch ms UTC; empty with `gaps: 'refuse'`. */
  readonly filledTimestamps: readonly number[];
  /** Indicators that describe the market; the models here use the prices alone. */
  readonly features: FeatureTable<PipelineFeature>;
  readonly stationarity: Stationarity;
  readonly holdout: HoldoutEvaluation;
  /**
   * Whether the ARIMA beats the naive forecast over the folds of the second half of the prices; `null` where the prices
   * are too few for one fold.
   */
  readonly verdict: Verdict | null;
  /** The ARIMA trained on all prices. */
  readonly model: ArimaModel;
  /** What that model leaves unexplained, one step ahead. */
  readonly residuals: ResidualDiagnosis;
  /** Its forecast of the `horizon` steps after the last price. */
  readonly forecast: Forecast;
}
