import { InvalidArgumentError, requireInteger } from '../errors/index.js';

/** Options of forecasts by sample paths. */
export interface PathOptions {
  /** The number of sample paths, from 2 to 100 000, and at most 20 million numbers in all. Default 1000. */
  readonly paths?: number | undefined;
  /** The seed of the sample paths, an integer of 32 bits. Default 0. */
  readonly seed?: number | undefined;
}

const mostNumbers = 20_000_000;

/** @throws {@link InvalidArgumentError} when the seed, or the number of paths for the horizon, is out of bounds. @internal */
export function resolvePathOptions(
  { paths = 1000, seed = 0 }: PathOptions,
  horizon: number,
): { readonly paths: number; readonly seed: number } {
  requireInteger('paths', paths, { min: 2, max: 100_000 });
  if (paths * horizon > mostNumbers) {
    throw new InvalidArgumentError({
      argument: 'paths',
      value: paths,
      expected: `at most ${Math.floor(mostNumbers / horizon)} for ${horizon} steps`,
    });
  }
  return { paths, seed: requireInteger('seed', seed, { min: -(2 ** 31), max: 2 ** 32 - 1 }) };
}
