import type { Forecast } from 'coincast';
import { moment, percent } from './format.js';

/** The columns of the table of forecasts. */
export function forecastHeader({ intervals }: Forecast): string[] {
  return ['Time (UTC)', 'Mean', ...intervals.map(({ level }) => `${percent(level)} interval`)];
}

/** One row a step, as text. */
export function forecastRows(
  { timestamps, mean, intervals }: Forecast,
  price: (value: number) => string,
): string[][] {
  return [...mean].map((value, step) => [
    moment(timestamps[step]!),
    price(value),
    ...intervals.map(({ lower, upper }) => `${price(lower[step]!)} to ${price(upper[step]!)}`),
  ]);
}

/** About `count` rows, evenly spread, the last always among them. */
export function thinned<Row>(rows: readonly Row[], count: number): Row[] {
  const stride = Math.ceil(rows.length / count);
  return rows.filter((_, index) => (rows.length - 1 - index) % stride === 0);
}
