import { describeOrder } from './arimaOrder.js';
import { arimaRoots } from './arimaRoots.js';
import type { ArimaParameters } from './arimaState.js';
import { constantName } from './coefficientTable.js';

/** A factor with an inverse root beyond this is all but a difference. */
const nearUnit = 0.98;

/**
 * A fitted model in plain sentences: what shape its forecasts have and why, how much it knows that a random walk does
 * not, and what to try next.
 *
 * @internal
 */
export function explainArima(parameters: ArimaParameters): string {
  return [shapeOf(parameters), memoryOf(parameters), gainOf(parameters), ...adviceOf(parameters)].join(' ');
}

function shapeOf(parameters: ArimaParameters): string {
  const { order, seasonal, constant, regressors, transform } = parameters;
  const name = describeOrder(order, seasonal);
  const [p, d, q] = order;
  const [P, D, Q] = seasonal?.order ?? [0, 0, 0];
  const beyond = regressors === undefined ? '' : ', apart from what the regressors add';
  const curve = transform === undefined ? '' : ' on the transformed scale';
  const hasDrift = constant !== undefined && constant !== 0;
  if (D > 0) {
    const trend = d + D > 1 || hasDrift ? ', with the trend between them carried on' : '';
    return `${name}: the forecast repeats the last season${trend}${curve}${beyond}, since the series is differenced over ${seasonal!.period} steps.`;
  }
  const season = P + Q > 0 ? ` A seasonal pattern of ${seasonal!.period} steps fades into it.` : '';
  if (d === 2) {
    return `${name}: the forecast becomes a straight line${curve}${beyond}, since two differences carry the latest slope on.${season}`;
  }
  if (d === 1 && hasDrift) {
    return `${name}: the forecast becomes a straight line${curve}${beyond}, rising by the ${constantName(parameters)} of ${short(constant)} a step.${season}`;
  }
  if (d === 1) {
    return p + q + P + Q === 0
      ? `${name}: the best forecast is the last price${beyond}, since changes have no memory: a random walk.`
      : `${name}: the forecast becomes flat${beyond}, since differencing leaves changes that fade to zero.${season}`;
  }
  const level = constant === undefined ? 'zero' : `the mean of ${short(constant)}${curve}`;
  return p + q + P + Q === 0
    ? `${name}: the best forecast is ${level}${beyond}, since the values have no memory: white noise.`
    : `${name}: the forecast returns to ${level}${beyond}, since the series is taken to be stationary.${season}`;
}

function memoryOf(parameters: ArimaParameters): string {
  const { order, seasonal } = parameters;
  const [p, , q] = order;
  const [P, , Q] = seasonal?.order ?? [0, 0, 0];
  if (p + P === 0 && q + Q === 0) return 'Nothing else of the past matters.';
  const largest = arimaRoots(parameters).ar[0]?.modulus ?? 0;
  if (p === 0) {
    const steps = q + Q * (seasonal?.period ?? 0);
    return P > 0
      ? 'What is known of the past fades season by season.'
      : `A shock is felt for ${steps} ${steps === 1 ? 'step' : 'steps'} and then stays as it is.`;
  }
  const halfLife = Math.log(0.5) / Math.log(Math.max(largest, 1e-6));
  const fading = halfLife < 1 ? 'in less than one step' : `in about ${Number(halfLife.toPrecision(2))} steps`;
  return `What it knows beyond that fades by half ${fading}.`;
}

function gainOf({ sigma2, walkVariance }: ArimaParameters): string {
  if (walkVariance === 0) return '';
  const gain = 100 * (1 - sigma2 / walkVariance);
  const size = `${Math.abs(gain).toFixed(Math.abs(gain) < 9.95 ? 1 : 0)}%`;
  if (Math.abs(gain) < 0.05) return 'Its one-step variance on the training series is that of a random walk.';
  const comparison = `Its one-step variance on the training series is ${size} ${gain > 0 ? 'lower' : 'higher'} than that of a random walk`;
  if (gain < 0) return `${comparison}: the last value alone forecasts better.`;
  return gain < 5
    ? `${comparison}, which is little: part of it is fitted noise.`
    : `${comparison}; compare them on held-out observations before trusting it.`;
}

function adviceOf(parameters: ArimaParameters): string[] {
  const { order, seasonal, transform, convergence, sigma2, walkVariance } = parameters;
  const advice: string[] = [];
  const { ar, ma, sar, sma } = arimaRoots(parameters);
  const largest = (roots: readonly { modulus: number }[]) => roots[0]?.modulus ?? 0;
  if (largest(ar) > nearUnit && order[1] < 2) {
    advice.push('The autoregression all but has a unit root: try one more difference.');
  }
  if (largest(ma) > nearUnit && order[1] > 0) {
    advice.push('The moving average all but cancels a difference: try one difference fewer.');
  }
  if (largest(sar) > nearUnit) advice.push('The season all but repeats itself: try a seasonal difference.');
  if (largest(sma) > nearUnit && (seasonal?.order[1] ?? 0) > 0) {
    advice.push('The seasonal moving average all but cancels the seasonal difference: try without it.');
  }
  if (convergence !== 'gradient') {
    advice.push(
      `The search for the maximum ended for another reason than reaching it (${convergence}): try fewer terms.`,
    );
  }
  if (advice.length === 0 && sigma2 > 0.95 * walkVariance && order[1] === 1 && seasonal === undefined) {
    advice.push(
      'For prices that is usual: try regressors, or a model of the volatility, rather than more terms.',
    );
  }
  if (advice.length === 0 && transform === undefined) {
    advice.push('Try the logarithm where the swings grow with the level.');
  }
  return advice;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
