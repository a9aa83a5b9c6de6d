import { type EtsParametrization, setStates, smoothingAt } from './etsParametrization.js';
import { type EtsFit, type EtsRun, runEts } from './etsRecursion.js';
import { isStable } from './etsStability.js';

/** Runs the recursions at a point; `undefined` where it has no likelihood, or is not stable. @internal */
export function etsEvaluator(
  run: EtsRun,
  parametrization: EtsParametrization,
): (x: Float64Array) => EtsFit | undefined {
  const { hasTrend, season, period } = parametrization;
  const room = new Float64Array(hasTrend && season > 0 ? period + 1 : 0);
  return (x) => {
    const smoothing = smoothingAt(x, parametrization);
    if (room.length > 0 && !isStable(smoothing, period, room)) return undefined;
    setStates(run, x, parametrization);
    return runEts(run, smoothing);
  };
}

/** The mean square of errors that are rounding alone, for values of size 1: below it no fit is better than another. */
const rounding = 1e-26;

/** The sum of the squares of the errors, or what it is where they are rounding alone. @internal */
export function roundedSquares(n: number, { sumOfSquares }: EtsFit): number {
  return Math.max(sumOfSquares, n * rounding);
}

/** Minus the log-likelihood, but for a constant: (n / 2) log(sum of squares) + sum of log forecasts. @internal */
export function objectiveOf(n: number, fit: EtsFit): number {
  return (n / 2) * Math.log(roundedSquares(n, fit)) + fit.logForecasts;
}
