import { bias } from '../metrics/bias.js';
import { coverage } from '../metrics/coverage.js';
import { crps } from '../metrics/crps.js';
import { directionalAccuracy } from '../metrics/directionalAccuracy.js';
import { meanIntervalLoss, winklerLoss } from '../metrics/intervalLoss.js';
import { mae } from '../metrics/mae.js';
import { mape } from '../metrics/mape.js';
import { meanLoss } from '../metrics/meanLoss.js';
import { pinballLoss } from '../metrics/pinballLoss.js';
import { rmse } from '../metrics/rmse.js';
import { definedSkill } from '../metrics/skillScore.js';
import { smape } from '../metrics/smape.js';
import { winkler } from '../metrics/winkler.js';
import type { BacktestMetrics } from './BacktestResult.js';
import type { ForecastPoints } from './ForecastPoints.js';

/** Measures forecasts by every metric, each against the scale and the origin of its own fold. @internal */
export function backtestMetrics(points: ForecastPoints): BacktestMetrics {
  const { actual, mean, previous, scale, squaredScale, intervals } = points;
  const hasScale = !scale.includes(0);
  const error = mae(actual, mean);
  return Object.freeze({
    n: actual.length,
    mae: error,
    rmse: rmse(actual, mean),
    bias: bias(actual, mean),
    mape: actual.includes(0) ? null : mape(actual, mean),
    smape: smape(actual, mean),
    mase: hasScale ? meanLoss('mase', actual, mean, (a, f, i) => Math.abs(a - f) / scale[i]!) : null,
    rmsse: hasScale
      ? Math.sqrt(meanLoss('rmsse', actual, mean, (a, f, i) => (a - f) ** 2 / squaredScale[i]!))
      : null,
    directionalAccuracy: directionalAccuracy(actual, mean, { previous }),
    skillScore: definedSkill(error, mae(actual, previous)),
    crps: intervals.length === 0 ? null : crps(actual, { intervals, median: mean }),
    intervals: Object.freeze(
      intervals.map(({ level, lower, upper }) =>
        Object.freeze({
          level,
          coverage: coverage(actual, { lower, upper }),
          winkler: winkler(actual, { level, lower, upper }),
          pinballLower: pinballLoss(actual, lower, { probability: (1 - level) / 2 }),
          pinballUpper: pinballLoss(actual, upper, { probability: (1 + level) / 2 }),
          msis: hasScale
            ? meanIntervalLoss(
                'msis',
                actual,
                { lower, upper },
                (value, low, high, i) => winklerLoss(value, low, high, level) / scale[i]!,
              )
            : null,
        }),
      ),
    ),
  });
}
