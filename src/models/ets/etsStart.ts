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
 * Rough states of an additive form before the first value: the line through the first ten values, or the first four
 * cycles, and how the values of each place of the season differ from it on average.
 *
 * @internal
 */
export function roughStates(values: Float64Array, { trend, seasonal }: EtsForm, period: number): EtsStates {
  const isSeasonal = seasonal !== 'none';
  const cycles = isSeasonal ? Math.max(1, Math.min(mostCycles, Math.floor(values.length / period))) : 1;
  const count = Math.min(values.length, isSeasonal ? cycles * period : mostValues);
  const early = values.subarray(0, count);
  const line = isSeasonal && cycles < 2 ? flat(early) : lineThrough(early);
  const seasonals = new Float64Array(isSeasonal ? period : 0);
  for (let j = 0; j < seasonals.length; j++) {
    let sum = 0;
    let places = 0;
    for (let t = j; t < count; t += period) {
      sum += values[t]! - (line.level + line.slope * (t + 1));
      places += 1;
    }
    seasonals[j] = places === 0 ? 0 : sum / places;
  }
  const middle = mean(seasonals);
  const centred = seasonals.map((term) => term - middle);
  return { ...(trend === 'none' ? flat(early) : line), seasonals: centred };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function flat(values: Float64Array): { level: number; slope: number } {
  return { level: mean(values), slope: 0 };
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
