import type { StationarityAdvice } from './assessStationarity.js';
import type { SpreadOnLevel } from './spreadOnLevel.js';
import type { StationarityVerdict } from './stationarityVerdict.js';

/** What a summary is made of. */
export interface StationarityFindings {
  readonly verdict: StationarityVerdict;
  readonly doubt: string | undefined;
  readonly advice: StationarityAdvice;
  /** Whether nothing speaks against uncorrelated steps; undefined where that was not tested. */
  readonly isRandomWalk: boolean | undefined;
}

/** The verdict in a sentence or two, then the advice in one. */
export function summarizeStationarity(findings: StationarityFindings): string {
  return `${describeVerdict(findings)} ${describeAdvice(findings.advice)}`;
}

function describeVerdict({ verdict, doubt, advice, isRandomWalk }: StationarityFindings): string {
  const subject = advice.transform === 'log' ? 'logarithm of the series' : 'series';
  const season = `a season of ${advice.period} observations`;
  const remainder = advice.D > 0 ? `Besides ${season}, the ${subject}` : `The ${subject}`;
  switch (verdict) {
    case 'stationary':
      return `The ${subject} is stationary around a constant level.`;
    case 'seasonal':
      return `The ${subject} is stationary but for ${season}.`;
    case 'trend-stationary':
      return `${remainder} is stationary around a linear trend.`;
    case 'difference-stationary':
      return `${remainder} has a unit root: it wanders and returns to no level.${isRandomWalk === true ? ' Its steps are as uncorrelated as those of a random walk.' : ''}`;
    case 'inconclusive':
      return `${remainder} leaves the tests in doubt: ${doubt}.`;
  }
}

function describeAdvice({ transform, D, d, period, trend }: StationarityAdvice): string {
  const steps = [
    ...(transform === 'log' ? ['take logarithms'] : []),
    ...(D > 0 ? [`take ${count(D, 'seasonal difference')} of period ${period}`] : []),
    ...(d > 0 ? [`take ${count(d, 'difference')}`] : []),
    ...(trend ? ['fit a linear trend'] : []),
  ];
  if (steps.length === 0) return 'It needs no transformation.';
  const list = steps.join(', then ');
  return `${list[0]!.toUpperCase()}${list.slice(1)}.`;
}

/** Why logarithms are advised or not, as a sentence; none where the steps do not tell. */
export function describeSpread(spread: SpreadOnLevel | undefined, transform: 'none' | 'log'): string[] {
  if (spread === undefined) return [];
  const power = `the mean step is proportional to the level to the power ${spread.exponent.toFixed(2)}`;
  const even = transform === 'log' ? 'so logarithms make it even' : 'which does not call for logarithms';
  return [`Over ${spread.blocks} blocks ${power} (p = ${spread.pValue.toPrecision(2)}), ${even}.`];
}

/** Whether there is a season, and whether it is strong enough to be differenced away. */
export function describeSeason({ period, D }: StationarityAdvice, wasGiven: boolean): string[] {
  if (period === undefined) return wasGiven ? [] : ['No season was detected.'];
  const found = wasGiven
    ? `The season of ${period} observations`
    : `A season of ${period} observations was found; it`;
  return [`${found} is ${D > 0 ? 'strong enough' : 'too weak'} for a seasonal difference.`];
}

function count(number: number, noun: string): string {
  return number === 1 ? `one ${noun}` : `${number} ${noun}s`;
}
