import { fUpperTail, leastSquares, meanOf } from '../math/index.js';

/** How the size of a series' steps depends on its level. */
export interface SpreadOnLevel {
  /** The power of the level to which the spread is proportional: 0 is even, 1 is made even by logarithms. */
  readonly exponent: number;
  /** The probability, were the spread even, of an exponent at least as large; a fraction. */
  readonly pValue: number;
  /** The number of blocks compared. */
  readonly blocks: number;
}

const shortestBlock = 6;
const mostBlocks = 24;
const fewestBlocks = 5;
/** Over a narrower range of levels logarithms hardly bend a series, and an exponent is hardly known. */
const leastRange = 1.5;

/**
 * The least squares slope, over blocks of the series, of the logarithm of the mean step (in absolute value) on that
 * of the mean level; undefined where there are fewer than 5 blocks, where a value is not positive, and where the
 * levels of the blocks lie within a factor of 1.5.
 *
 * Steps are taken rather than deviations from the block's mean, which a random walk would lend a spread of its own.
 * Blocks hold whole periods, at least 6 observations, and are at most 24. Source: Tukey, "Exploratory Data Analysis"
 * (1977), chapter 4, the spread-versus-level plot.
 */
export function spreadOnLevel(values: Float64Array, period = 1): SpreadOnLevel | undefined {
  const n = values.length;
  if (values.some((value) => value <= 0)) return undefined;
  const length = Math.ceil(Math.max(shortestBlock, n / mostBlocks) / period) * period;
  const blocks = Math.floor(n / length);
  if (blocks < fewestBlocks) return undefined;
  const levels = new Float64Array(blocks);
  const spreads = new Float64Array(blocks);
  for (let block = 0; block < blocks; block++) {
    // The last block ends where the series does.
    const start = n - (blocks - block) * length;
    levels[block] = Math.log(meanOf(values.subarray(start, start + length)));
    spreads[block] = Math.log(meanStep(values, start, length));
  }
  return slopeOn(levels, spreads);
}

function meanStep(values: Float64Array, start: number, length: number): number {
  let total = 0;
  for (let t = start + 1; t < start + length; t++) {
    total += Math.abs(values[t]! - values[t - 1]!) / (length - 1);
  }
  return total;
}

/** Blocks whose spread is zero tell nothing of a power, and are left out. */
function slopeOn(levels: Float64Array, spreads: Float64Array): SpreadOnLevel | undefined {
  const x = levels.filter((_, block) => Number.isFinite(spreads[block]));
  const y = spreads.filter((spread) => Number.isFinite(spread));
  if (x.length < fewestBlocks || Math.max(...x) - Math.min(...x) < Math.log(leastRange)) return undefined;
  const constant = new Float64Array(x.length).fill(1);
  const { coefficients, tRatios, degreesOfFreedom } = leastSquares([constant, x], y);
  const t = tRatios[1]!;
  const outer = Number.isNaN(t) ? 1 : fUpperTail(t * t, 1, degreesOfFreedom) / 2;
  return { exponent: coefficients[1]!, pValue: t > 0 ? outer : 1 - outer, blocks: x.length };
}
