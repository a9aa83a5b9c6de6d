import type { RandomStream } from '../../math/index.js';
import { integratedFromZero } from './differencing.js';
import type { ExactFilter } from './ExactFilter.js';
import { applyLags, divideByLags } from './lagPolynomial.js';
import { responses } from './pastResponses.js';

/** What {@link samplePaths} needs to know. */
export interface SampleRequest {
  /** The expected path of eta; its length is the horizon. */
  readonly mean: Float64Array;
  readonly count: number;
  /** The standard deviation of the innovations. */
  readonly sigma: number;
  readonly random: RandomStream;
  /** Draws an innovation. */
  readonly draw: () => number;
}

/**
 * Paths that eta may take after those of a filter: the model's own recursion over drawn innovations, from a drawn past
 * where it is not known exactly. The numbers are drawn step by step, so that the first steps are the same whatever the
 * horizon.
 *
 * @internal
 */
export function samplePaths(filter: ExactFilter, request: SampleRequest): Float64Array[] {
  const { mean, count, sigma, random, draw } = request;
  const horizon = mean.length;
  const { differencing } = filter.process;
  const { f, m } = filter.process.polynomials();
  const past = responses(filter, horizon);
  const unknowns = Float64Array.from({ length: count * past.length }, () => sigma * random.normal());
  const innovations = Array.from({ length: count }, () => new Float64Array(horizon));
  for (let h = 0; h < horizon; h++) for (let k = 0; k < count; k++) innovations[k]![h] = draw();
  return innovations.map((shocks, k) => {
    const response = new Float64Array(horizon);
    applyLags(response, shocks, m, horizon);
    divideByLags(response, response, f, horizon);
    const path = integratedFromZero(response, differencing);
    past.forEach((own, c) => {
      const unknown = unknowns[k * past.length + c]!;
      for (let h = 0; h < horizon; h++) path[h] = path[h]! + unknown * own[h]!;
    });
    for (let h = 0; h < horizon; h++) path[h] = path[h]! + mean[h]!;
    return path;
  });
}
