import { createRandomStream } from '../../math/index.js';
import type { EtsState } from './etsState.js';

/** Relative errors stop short of -1, so that what has to be positive stays so. */
const leastRelativeError = -1 + 1e-6;

/**
 * Paths that the values may take: the model's recursions over drawn normal errors. Numbers are drawn step by step, so
 * that the first steps are the same whatever the horizon.
 *
 * @internal
 */
export function etsPaths(
  state: EtsState,
  { horizon, count, seed }: { horizon: number; count: number; seed: number },
): Float64Array[] {
  const random = createRandomStream(seed);
  const sigma = Math.sqrt(state.sigma2);
  const walkers = Array.from({ length: count }, () => createWalker(state));
  const paths = Array.from({ length: count }, () => new Float64Array(horizon));
  for (let h = 0; h < horizon; h++) {
    for (let k = 0; k < count; k++) paths[k]![h] = walkers[k]!(sigma * random.normal());
  }
  return paths;
}

/** The most likely path, that without errors. @internal */
export function errorlessPath(state: EtsState, horizon: number): Float64Array {
  const step = createWalker(state);
  return Float64Array.from({ length: horizon }, () => step(0));
}

/** Goes on from a state: gives the next value for an error. */
function createWalker({
  form,
  last,
  alpha,
  beta = 0,
  gamma = 0,
  phi = 1,
}: EtsState): (error: number) => number {
  let level = last.level;
  let slope = last.slope ?? 0;
  const seasonals = last.seasonals === undefined ? undefined : Float64Array.from(last.seasonals);
  const isRelative = form.error === 'multiplicative';
  let place = 0;
  return (drawn) => {
    const multiplies = form.trend === 'multiplicative';
    const damped = multiplies ? slope ** phi : phi * slope;
    const q = multiplies ? level * damped : level + damped;
    const term = seasonals?.[place] ?? 0;
    const isFactor = form.seasonal === 'multiplicative';
    const forecast = isFactor ? q * term : q + term;
    const error = isRelative ? Math.max(drawn, leastRelativeError) : drawn;
    const d = isRelative ? (isFactor ? q : forecast) * error : error;
    if (seasonals !== undefined) {
      seasonals[place] = isFactor ? term * (1 + gamma * error) : term + gamma * d;
      place = (place + 1) % seasonals.length;
    }
    slope = multiplies ? damped * (1 + beta * error) : damped + beta * d;
    level = q + alpha * d;
    return isRelative ? forecast * (1 + error) : forecast + error;
  };
}
