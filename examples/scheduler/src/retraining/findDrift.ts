import { kolmogorovSmirnovTest, pageHinkleyTest, type RegisteredModel } from 'coincast';
import type { Services } from '../services/Services.js';
import { type ForecastErrors, liveErrors } from './foldErrors.js';
import type { RetrainReason } from './RetrainReason.js';

/** Fewer live forecasts than this say nothing about their distribution. */
const fewest = 5;
/** Of the Kolmogorov-Smirnov test: alarms are to be rare over many coins and days. */
const alpha = 0.005;

/**
 * Whether the champion's live errors have left those of its backtest: larger, by the Page-Hinkley test, or distributed
 * otherwise, by the Kolmogorov-Smirnov test.
 */
export async function findDrift(
  champion: RegisteredModel,
  { ledger, policy }: Services,
): Promise<RetrainReason | undefined> {
  const backtest = errorsOf(champion);
  const { coin, version, training } = champion;
  // None of its forecasts is older than it is, and a ledger grows long.
  const [errors] = await ledger.errors({ coin, model: version, from: training.lastTimestamp });
  if (backtest === undefined || errors === undefined) return undefined;
  const live = liveErrors(errors, policy.horizon, training.stepMs);
  // Of a perfect backtest nothing can be told.
  if (new Set(backtest.absolute).size < 2) return undefined;

  const larger = pageHinkleyTest(live.absolute, { reference: backtest.absolute });
  if (larger.detected) {
    const rise = `Page-Hinkley ${larger.statistic.toFixed(1)} over its threshold of ${larger.threshold}`;
    const why = `live errors have grown since forecast ${larger.start! + 1} of ${larger.n} (${rise})`;
    return { code: 'drift-error', why };
  }
  if (live.signed.length < fewest) return undefined;
  const { statistic, pValue } = kolmogorovSmirnovTest(live.signed, backtest.signed);
  if (pValue >= alpha) return undefined;
  const test = `Kolmogorov-Smirnov ${statistic.toFixed(2)}, p = ${pValue.toPrecision(2)}`;
  const why = `the errors of ${live.signed.length} live forecasts are not distributed as in the backtest (${test})`;
  return { code: 'drift-residuals', why };
}

/** As the scheduler registers them; a model that someone else registered has none. */
function errorsOf({ metrics }: RegisteredModel): ForecastErrors | undefined {
  const { absolute, signed } = (metrics['backtestErrors'] ?? {}) as Partial<ForecastErrors>;
  return isNumbers(absolute) && isNumbers(signed) ? { absolute, signed } : undefined;
}

function isNumbers(values: unknown): values is number[] {
  return Array.isArray(values) && values.length >= 2 && values.every((value) => Number.isFinite(value));
}
