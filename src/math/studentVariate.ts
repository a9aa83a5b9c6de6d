import type { RandomStream } from './randomStream.js';

/**
 * A number drawn from the Student-t distribution with `degreesOfFreedom`, any positive number of them, by the polar
 * method.
 *
 * Source: Bailey, "Polar generation of random variates with the t-distribution", Mathematics of Computation 62 (1994).
 *
 * @internal
 */
export function studentVariate({ uniform }: RandomStream, degreesOfFreedom: number): number {
  for (;;) {
    const u = 2 * uniform() - 1;
    const v = 2 * uniform() - 1;
    const square = u * u + v * v;
    if (square >= 1 || square === 0) continue;
    return (
      u * Math.sqrt((degreesOfFreedom * Math.expm1((-2 / degreesOfFreedom) * Math.log(square))) / square)
    );
  }
}
