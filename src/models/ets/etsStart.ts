import type { EtsForm } from './EtsForm.js';

/** States before the first value, to start a search from. */
export interface EtsStates {
  readonly level: number;
  readonly slope: number;
  /** One for each place of the season, in order of time; empty without. */
  readonly seasonals: Float64Array;
}

const mostValues = 10;
const mostCycles = 4;

/**
 * Rough states before the first value: the line through the first ten values, or the first four cycles, and how the
 * values of each place of the season differ from it on average.
 *
 * @internal
 */
export function roughStates(values: Float64Array, form: EtsForm, period: number): EtsStates {
  const isSeasonal = form.seasonal !== 'none';
  const cycles = isSeasonal ? Math.max(1, Math.min(mostCycles, Math.floor(values.length / period))) : 1;
  const count = Math.min(values.length, isSeasonal ? cycles * period : mostValues);
  const early = values.subarray(0, count);
  const line = isSeasonal && cycles < 2 ? flat(early) : lineThrough(early);
  const size = early.reduce((sum, value) => sum + Math.abs(value), 0) / count;
  const isRelative = form.seasonal === 'multiplicative';
  const positive = (value: number) => Math.max(value, 0.1 * size);
  const at = (t: number) => line.level + line.slope * (t + 1);
  const seasonals = new Float64Array(isSeasonal ? period : 0);
  for (let j = 0; j < seasonals.length; j++) {
    let sum = 0;
    let places = 0;
    for (let t = j; t < count; t += period) {
      sum += isRelative ? Math.max(values[t]! / positive(at(t)), 1e-3) : values[t]! - at(t);
      places += 1;
    }
    seasonals[j] = places === 0 ? Number(isRelative) : sum / places;
  }
  normalise(seasonals, isRelative);
  const isPositive =
    form.error === 'multiplicative' || form.trend === 'multiplicative' || form.seasonal === 'multiplicative';
  const mean = early.reduce((sum, value) => sum + value, 0) / count;
  const level = form.trend === 'none' ? mean : line.level;
  const start = isPositive ? positive(level) : level;
  return { level: start, slope: slopeOf(form, line.slope, start), seasonals };
}

function slopeOf({ trend }: EtsForm, slope: number, level: number): number {
  if (trend === 'none') return 0;
  return trend === 'additive' ? slope : Math.min(1.2, Math.max(0.8, 1 + slope / level));
}

function normalise(seasonals: Float64Array, isRelative: boolean): void {
  if (seasonals.length === 0) return;
  const mean = seasonals.reduce((sum, value) => sum + value, 0) / seasonals.length;
  for (let j = 0; j < seasonals.length; j++) {
    seasonals[j] = isRelative ? seasonals[j]! / mean : seasonals[j]! - mean;
  }
}

function flat(values: Float64Array): { level: number; slope: number } {
  return { level: values.reduce((sum, value) => sum + value, 0) / values.length, slope: 0 };
}

/** The least squares line; its level is that one step before the first value. */
function lineThrough(values: Float64Array): { level: number; slope: number } {
  const n = values.length;
  const middle = (n - 1) / 2;
  let covariance = 0;
  let variance = 0;
  let sum = 0;
  for (let t = 0; t < n; t++) {
    covariance += (t - middle) * values[t]!;
    variance += (t - middle) ** 2;
    sum += values[t]!;
  }
  const slope = variance === 0 ? 0 : covariance / variance;
  return { level: sum / n - slope * (middle + 1), slope };
}
