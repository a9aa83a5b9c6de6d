import type { PipelineResult } from 'coincast';
import { countedAxes, timeAxes } from './axes.js';
import type { Html } from './html.js';
import { bands, levelLines, line, type Point, points, shaded, span } from './marks.js';
import { drawChart } from './svg.js';

const actual = { color: 'var(--ink)', width: 1.6 };
const arima = { color: 'var(--arima)', width: 2.2 };
const naive = { color: 'var(--naive)', width: 2, dashed: true };
const shortNumber = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 });
const axisNumber = (value: number) => shortNumber.format(value);

/** All prices, the held-out stretch shaded. */
export function priceChart({ series, holdout }: PipelineResult): Html {
  const { timestamps } = holdout.actual;
  const all = points(series.timestamps, series.prices);
  return drawChart('All prices over time, the held-out stretch shaded', (size) => ({
    ...timeAxes(size, span(all, all), axisNumber),
    series: [
      {
        ...line(all, actual),
        ...shaded(timestamps[0]!, timestamps.at(-1)!),
      },
    ],
  }));
}

/** The last prices and the fan of the forecast. */
export function forecastChart({ series, forecast }: PipelineResult): Html {
  const tail = tailLength(forecast.mean.length);
  const observed = points(series.timestamps, series.prices).slice(-tail);
  const origin = observed.at(-1)!;
  const ahead = points(forecast.timestamps, forecast.mean);
  return drawChart('The last prices, and the forecast with its intervals', (size) => ({
    ...timeAxes(size, span(observed, ahead), axisNumber),
    series: [
      ...bands(forecast, origin, 'var(--arima)'),
      line(observed, actual),
      line([origin, ...ahead], arima),
    ],
  }));
}

/** What was forecast of the held-out stretch, and what happened. */
export function holdoutChart({ holdout: { training, actual: heldOut, scores } }: PipelineResult): Html {
  const [arimaScore, naiveScore] = scores;
  const before = points(training.timestamps, training.prices).slice(-tailLength(heldOut.prices.length));
  const origin = before.at(-1)!;
  const after = points(heldOut.timestamps, heldOut.prices);
  const path = (mean: Float64Array): Point[] => [origin, ...points(heldOut.timestamps, mean)];
  const label = 'The held-out prices, and what ARIMA and the naive forecast said of them';
  return drawChart(label, (size) => ({
    ...timeAxes(size, span(before, after), axisNumber),
    series: [
      ...bands({ ...arimaScore!.forecast, timestamps: heldOut.timestamps }, origin, 'var(--arima)'),
      line([...before, ...after], actual),
      line(path(arimaScore!.forecast.mean), arima),
      line(path(naiveScore!.forecast.mean), naive),
    ],
  }));
}

/** The residuals over time, between lines at twice their standard deviation. */
export function residualChart({ residuals, model }: PipelineResult): Html {
  const twice = 2 * Math.sqrt(model.sigma2);
  const all = points(residuals.timestamps, residuals.values);
  return drawChart('The residuals over time, with lines at two standard deviations', (size) => ({
    ...timeAxes(size, span(all, all), axisNumber),
    series: [
      {
        ...line(all, { color: 'var(--arima)', width: 1 }),
        ...levelLines([-twice, twice]),
      },
    ],
  }));
}

/** The autocorrelations of the residuals, between the bounds of chance. */
export function acfChart({ residuals: { acf } }: PipelineResult): Html {
  const values = [...acf.values].slice(1);
  const lags = values.map((_, index) => index + 1);
  const largest = Math.max(acf.confidenceBound, ...values.map(Math.abs));
  const reach = Math.ceil(largest * 50) / 50;
  const label = 'The autocorrelations of the residuals, with the bounds of chance';
  return drawChart(label, (size) => ({
    ...countedAxes(size, lags, reach),
    series: [
      {
        type: 'bar',
        silent: true,
        data: values,
        barMaxWidth: 8,
        itemStyle: { color: 'var(--arima)' },
        ...levelLines([-acf.confidenceBound, acf.confidenceBound]),
      },
    ],
  }));
}

function tailLength(horizon: number): number {
  return Math.min(2000, Math.max(48, 4 * horizon));
}
