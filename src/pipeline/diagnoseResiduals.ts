import type { ArimaModel } from '../models/index.js';
import type { PriceSeries } from '../series/index.js';
import { type AcfResult, acf, type LjungBoxTestResult, ljungBoxTest } from '../stats/index.js';

/** What a model leaves unexplained one step ahead, and whether there is structure left in it. */
export interface ResidualDiagnosis {
  /** When each residual was observed, epoch ms UTC. */
  readonly timestamps: Float64Array;
  /** The residuals, in the units of the prices; there are d fewer than prices. */
  readonly values: Float64Array;
  readonly acf: AcfResult;
  /** Null hypothesis: no autocorrelation is left. */
  readonly ljungBox: LjungBoxTestResult;
}

/** Examines the residuals of a model on the series it was trained on. */
export function diagnoseResiduals(model: ArimaModel, series: PriceSeries): ResidualDiagnosis {
  const [p, d, q] = model.order;
  const values = model.residuals();
  return {
    timestamps: series.timestamps.slice(d),
    values,
    acf: acf(values),
    ljungBox: ljungBoxTest(values, { modelDf: p + q }),
  };
}
