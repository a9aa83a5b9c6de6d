import type { PipelineResult, StationarityTests, ValidationFinding } from 'coincast';
import { forecastHeader, forecastRows } from '../forecastRows.js';
import { fixed, moment, plural, priceFormat, pValue, stepsInWords } from '../format.js';
import type { Journey } from '../journey.js';
import { scoreHeader, scoreRows } from '../scoreRows.js';
import { acfChart, forecastChart, holdoutChart, priceChart, residualChart } from './charts.js';
import { type Html, html } from './html.js';
import { figure, intervalKeys, section, table } from './parts.js';

/** The forecast: the fan, and every number in it. */
export function forecastSection({ result }: Journey): Html {
  const { series, forecast } = result;
  const price = priceFormat(series.prices.at(-1)!);
  const steps = stepsInWords(forecast.mean.length, series.stepMs);
  return section(`Forecast of the next ${steps}`, [
    figure(forecastChart(result), [
      { label: 'Price', color: '--ink' },
      { label: `ARIMA(${result.model.order.join(',')})`, color: '--arima' },
      ...intervalKeys(forecast),
    ]),
    html`<details><summary>All ${plural(forecast.mean.length, 'step')} as numbers</summary>
${table(forecastHeader(forecast), forecastRows(forecast, price))}</details>`,
  ]);
}

/** How the models did on prices they had not seen. */
export function holdoutSection({ result }: Journey): Html {
  const { holdout, series } = result;
  const { forecast, name } = holdout.scores[0]!;
  const price = priceFormat(series.prices.at(-1)!);
  const steps = stepsInWords(holdout.actual.prices.length, series.stepMs);
  const levels = forecast.intervals.map(({ level }) => level);
  return section(`Evaluation on the last ${steps}`, [
    html`<p class="note">The models were trained without these prices and then forecast them in one go. MASE below 1 means a smaller error than that of one-step naive forecasts in the training data. “Direction” is how often the forecast was on the right side of the last known price; the naive forecast names no side. “In 80%” is the share of prices inside the 80% interval.</p>`,
    figure(holdoutChart(result), [
      { label: 'Price', color: '--ink' },
      { label: name, color: '--arima' },
      { label: 'naive', color: '--naive', dashed: true },
      ...intervalKeys(forecast),
    ]),
    table(scoreHeader(levels), scoreRows(holdout.scores, price)),
    html`<p class="statement">${holdout.comparison.statement}</p>`,
    ...(result.verdict === null ? [] : [html`<p class="statement">${result.verdict.statement}</p>`]),
    ...filledNote(result),
  ]);
}

function filledNote({ holdout, filledTimestamps }: PipelineResult): Html[] {
  const start = holdout.actual.timestamps[0]!;
  const filled = filledTimestamps.filter((timestamp) => timestamp >= start).length;
  if (filled === 0) return [];
  return [
    html`<p>Of these prices ${filled} were missing and filled in, so the errors look smaller than they were.</p>`,
  ];
}

/** The prices themselves, and what validation and the features say of them. */
export function dataSection({ result }: Journey): Html {
  const { filledTimestamps, features } = result;
  const { findings } = result.validation;
  const last = (values: Float64Array) => values.at(-1)!;
  const filled = plural(filledTimestamps.length, 'missing price');
  return section('The prices', [
    figure(priceChart(result), [
      { label: 'Price', color: '--ink' },
      { label: 'Held out for the evaluation', color: '--held-out', area: 1 },
    ]),
    html`<p>Validation found no errors and ${plural(findings.length, 'warning')}.${filledTimestamps.length === 0 ? '' : ` ${filled} took the value of the one before, which is calmer than the market was.`}</p>`,
    findingList(findings),
    html`<p class="note">At ${moment(last(features.timestamps))}: relative strength index (14) ${fixed(last(features.columns.rsi14), 1)}, standard deviation of the last 24 log returns ${fixed(100 * last(features.columns.volatility24), 2)}%. The models here use the prices alone.</p>`,
  ]);
}

const mostFindings = 10;

function findingList(findings: readonly ValidationFinding[]): Html {
  if (findings.length === 0) return html``;
  const more = findings.length - mostFindings;
  return html`<ul class="note">
${findings.slice(0, mostFindings).map(({ from, message }) => html`<li>${from === undefined ? '' : `${moment(from)}: `}${message}</li>`)}
${more > 0 ? html`<li>and ${more} more</li>` : ''}
</ul>`;
}

/** The tests of stationarity. */
export function stationaritySection({ result: { stationarity } }: Journey): Html {
  const row = (name: string, { adf, kpss, verdict }: StationarityTests) => [
    name,
    verdict,
    `${fixed(adf.statistic, 2)} (${pValue(adf)})`,
    `${fixed(kpss.statistic, 2)} (${pValue(kpss)})`,
  ];
  return section('Stationarity', [
    table(
      ['Series', 'At the 5% level', 'ADF', 'KPSS'],
      [row('Prices', stationarity.prices), row('Log returns', stationarity.logReturns)],
    ),
    html`<p class="note">Small p-values of ADF speak for stationarity, those of KPSS against it. “Undecided” means that the two do not agree. Prices that are not stationary are what the differencing in ARIMA is for.</p>`,
  ]);
}

/** The fitted model and what it leaves unexplained. */
export function modelSection({ result, model: saved }: Journey): Html {
  const { model, residuals } = result;
  const { ljungBox } = residuals;
  const coefficients = Object.entries(model.coefficients).map(([name, value]) => {
    const error = model.standardErrors[name] ?? null;
    return [name, fixed(value, 4), error === null ? 'none' : fixed(error, 4)];
  });
  return section(`The model, ARIMA(${model.order.join(',')})`, [
    html`<p>Fitted to all ${plural(model.training.n, 'price')} by exact maximum likelihood: log-likelihood ${fixed(model.logLikelihood, 3)}, AICc ${fixed(model.aicc, 2)}, standard deviation of the innovations ${priceFormat(Math.sqrt(model.sigma2))(Math.sqrt(model.sigma2))}.</p>`,
    ...(coefficients.length === 0
      ? []
      : [table(['Coefficient', 'Estimate', 'Standard error'], coefficients)]),
    html`<p>Saved to ${saved.path} (${plural(saved.bytes, 'byte')}), loaded again: it forecasts the same numbers, bit for bit.</p>`,
    html`<h3>Residuals</h3>`,
    figure(residualChart(result), [
      { label: 'Residual', color: '--arima' },
      { label: 'Two standard deviations', color: '--muted', dashed: true },
    ]),
    figure(acfChart(result), [
      { label: 'Autocorrelation by lag', color: '--arima', area: 1 },
      { label: '95% bounds of chance', color: '--muted', dashed: true },
    ]),
    html`<p>Ljung-Box test of the first ${ljungBox.lags} lags: ${pValue(ljungBox)}; at the 5% level ${ljungBox.rejectAt(0.05) ? 'they hold structure that the model does not explain' : 'no structure was found in them'}. It says nothing of later lags: there, look at the bars.</p>`,
  ]);
}
