import { fUpperTail } from '../math/index.js';
import type { LocalSpectrum } from './localSpectrum.js';

/** How close to a harmonic of a period already found, in multiples of 1 / n, its changes over time show. */
const sidebandWidth = 3;

/** How improbable the share of a divisor's harmonics must be if all harmonics were alike. */
const standOutLevel = 0.01;

/** A period and its p-value, corrected for the number of periods tried. */
export interface SignificantPeriod {
  readonly period: number;
  readonly pValue: number;
}

/**
 * The candidate with the least p-value, or the shortest divisor of it that is significant and stands out of
 * it; `undefined` when none is significant at level `alpha`. Periods `taken` before, and what changes of
 * theirs over time leave behind, are passed over. `gain` is that of the filter the series went through.
 */
export function mostSignificantPeriod(
  spectrum: LocalSpectrum,
  candidates: readonly number[],
  taken: readonly number[],
  alpha: number,
  gain: (frequency: number) => number,
): SignificantPeriod | undefined {
  const periods = [...candidates].sort((a, b) => a - b);
  const correction = Math.log(independentTests(periods, spectrum.n));
  const significant = periods
    .filter((period) => !taken.includes(period))
    .map((period) => ({ period, logPValue: seasonalLogPValue(spectrum, period, taken) + correction }))
    .filter(({ logPValue }) => logPValue <= Math.log(alpha));
  if (significant.length === 0) return undefined;
  const least = significant.reduce((a, b) => (b.logPValue < a.logPValue ? b : a));
  const divisor = significant.find(
    ({ period }) =>
      period < least.period && least.period % period === 0 && standsOut(period, least.period, spectrum, gain),
  );
  const { period, logPValue } = divisor ?? least;
  return { period, pValue: Math.exp(logPValue) };
}

/**
 * How many of the ascending periods the series can tell apart, by which the p-values are corrected.
 * Neighbours whose frequencies are 1 / 2n apart count in full: their harmonics are farther apart than they.
 * Simulated, this keeps the rate of false findings near the level; counting all periods would make it a third
 * of that.
 */
function independentTests(periods: readonly number[], n: number): number {
  return periods.reduce(
    (sum, period, i) => sum + (i === 0 ? 1 : Math.min(1, (2 * n) / periods[i - 1]! - (2 * n) / period)),
    0,
  );
}

/**
 * The logarithm of the p-value of a cycle of `period` observations, of any shape; 0 when nothing can be said.
 *
 * The p-values of the fundamental and its harmonics are combined by Fisher's method over the first 1, 2, 4
 * and so on, and all of them, which finds smooth and sharp shapes; the least is multiplied by their number.
 * Harmonics near those of the periods already `found` are left out.
 */
function seasonalLogPValue(spectrum: LocalSpectrum, period: number, found: readonly number[]): number {
  const harmonics = Math.floor(period / 2);
  let evidence = 0;
  let count = 0;
  let least = 0;
  let tried = 0;
  for (let j = 1; j <= harmonics; j++) {
    const logPValue = isNearHarmonic(j / period, found, sidebandWidth / spectrum.n)
      ? undefined
      : spectrum.logPValue(j / period);
    if (logPValue !== undefined) {
      evidence -= logPValue;
      count++;
    }
    const isStop = (j & (j - 1)) === 0 || j === harmonics;
    if (!isStop || count === 0) continue;
    least = Math.min(least, logErlangTail(count, evidence));
    tried++;
  }
  return tried === 0 ? 0 : Math.min(0, least + Math.log(tried));
}

/**
 * Whether the harmonics of `period` that those of `divisor` are among stand out from its others: the cycle of
 * the divisor is then one in its own right, like the day within the week, not a part of the shape of the
 * longer one.
 */
function standsOut(
  divisor: number,
  period: number,
  spectrum: LocalSpectrum,
  gain: (frequency: number) => number,
): boolean {
  const own = Math.floor(divisor / 2);
  const all = Math.floor(period / 2);
  let ownExcess = 0;
  let otherExcess = 0;
  for (let j = 1; j <= all; j++) {
    const excess = spectrum.excess(j / period) / gain(j / period);
    if (j % (period / divisor) === 0) ownExcess += excess;
    else otherExcess += excess;
  }
  const ratio = ownExcess / own / (otherExcess / (all - own));
  return otherExcess === 0 || fUpperTail(ratio, 2 * own, 2 * (all - own)) < standOutLevel;
}

function isNearHarmonic(frequency: number, periods: readonly number[], width: number): boolean {
  return periods.some((period) => {
    const harmonic = Math.round(frequency * period);
    return harmonic > 0 && Math.abs(frequency - harmonic / period) < width;
  });
}

/** ln of e^-x Σ x^i / i! for i below `shape`: the tail of a sum of `shape` exponential variables. */
function logErlangTail(shape: number, x: number): number {
  let logTerm = 0;
  let logSum = 0;
  for (let i = 1; i < shape; i++) {
    logTerm += Math.log(x / i);
    const larger = Math.max(logSum, logTerm);
    logSum = larger + Math.log1p(Math.exp(-Math.abs(logSum - logTerm)));
  }
  return logSum - x;
}
