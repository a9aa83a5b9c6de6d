import type { PipelineResult, StationarityTests } from 'coincast';
import { forecastHeader, forecastRows, thinned } from './forecastRows.js';
import { cadence, fixed, moment, plural, priceFormat, pValue, stepsInWords } from './format.js';
import type { Journey } from './journey.js';
import { scoreHeader, scoreRows } from './scoreRows.js';
import { textTable } from './table.js';

/** The journey as text for a terminal. */
export function summarize(journey: Journey & { readonly reportPath: string }): string {
  const { source, result, model, reportPath } = journey;
  const { series, holdout, forecast } = result;
  const steps = (count: number) => stepsInWords(count, series.stepMs);
  const price = priceFormat(series.prices.at(-1)!);
  const levels = forecast.intervals.map(({ level }) => level);
  return [
    '',
    `${source.title}: ${plural(series.prices.length, 'price')}, ${cadence(series.stepMs)}, ` +
      `${moment(series.timestamps[0]!)} to ${moment(series.timestamps.at(-1)!)} UTC`,
    '',
    ...facts(result).map(([name, fact]) => `${name.padEnd(14)}${fact}`),
    '',
    `Held out: the last ${steps(holdout.actual.prices.length)}, forecast without having been seen`,
    textTable([scoreHeader(levels), ...scoreRows(holdout.scores, price)]),
    holdout.comparison.statement,
    ...(result.verdict === null ? [] : [result.verdict.statement]),
    '',
    `Forecast of the next ${steps(forecast.mean.length)}${source.currency === '' ? '' : `, in ${source.currency}`}`,
    textTable([forecastHeader(forecast), ...thinned(forecastRows(forecast, price), 6)]),
    '',
    `Model saved to ${model.path} (${plural(model.bytes, 'byte')}), loaded again: it forecasts the same numbers.`,
    `Report written to ${reportPath}`,
    '',
  ].join('\n');
}

function facts({ validation, filledTimestamps, stationarity, features, model, residuals }: PipelineResult) {
  const rsi = features.columns.rsi14.at(-1)!;
  const volatility = features.columns.volatility24.at(-1)!;
  const filled =
    filledTimestamps.length === 0
      ? ''
      : `; ${plural(filledTimestamps.length, 'missing price')} filled with the one before`;
  const { ljungBox } = residuals;
  return [
    ['Validation', `no errors, ${plural(validation.findings.length, 'warning')}${filled}`],
    [
      'Market',
      `RSI(14) ${fixed(rsi, 1)}, standard deviation of the last 24 log returns ${fixed(100 * volatility, 2)}%`,
    ],
    ['Prices', describeTests(stationarity.prices)],
    ['Log returns', describeTests(stationarity.logReturns)],
    ['Model', `ARIMA(${model.order.join(',')}), log-likelihood ${fixed(model.logLikelihood, 3)}`],
    [
      'Residuals',
      `Ljung-Box ${pValue(ljungBox)}: at the 5% level ` +
        `${ljungBox.rejectAt(0.05) ? 'structure is left' : 'no structure found'} in the first ${ljungBox.lags} lags`,
    ],
  ] as const;
}

function describeTests({ verdict, adf, kpss }: StationarityTests): string {
  return `${verdict} at the 5% level (ADF ${pValue(adf)}, KPSS ${pValue(kpss)})`;
}
