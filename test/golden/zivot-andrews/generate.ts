/**
 * Quantiles of the Zivot-Andrews statistic under its null hypothesis by simulation: random walks of Gaussian
 * steps, no lagged differences, every break within the trimmed span. `src/stats/zivotAndrews.table.ts` holds
 * them; a test keeps the two equal. About two minutes.
 *
 * node --import tsx generate.ts > cases.json
 */
import { createRandomStream } from '../../../src/math/index.js';
import { deriveSeed } from '../../../src/testing/market/deriveSeed.js';

const seed = 19920710;
const trims = [0, 0.1, 0.15, 0.2, 0.25, 1 / 3];
const probabilities = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95, 0.99];
const sizes = [25, 50, 100, 250, 1000, 4000];
const replications = (size: number) => (size > 1000 ? 100_000 : 200_000);
const kinds = ['level', 'trend', 'both'] as const;

/** What the dummies of a break keep when constant and trend are projected out: the same for every walk. */
function dummyMoments(trend: Float64Array) {
  const rows = trend.length;
  const constant = 1 / Math.sqrt(rows);
  const [level, cross, slope] = [new Float64Array(rows), new Float64Array(rows), new Float64Array(rows)];
  let [levelConstant, levelTrend, slopeConstant, slopeTrend] = [0, 0, 0, 0];
  for (let split = rows - 1; split > 0; split--) {
    const count = rows - split;
    levelConstant += constant;
    levelTrend += trend[split]!;
    slopeConstant += levelConstant;
    slopeTrend += levelTrend;
    level[split] = count - levelConstant ** 2 - levelTrend ** 2;
    cross[split] = (count * (count + 1)) / 2 - levelConstant * slopeConstant - levelTrend * slopeTrend;
    slope[split] = (count * (count + 1) * (2 * count + 1)) / 6 - slopeConstant ** 2 - slopeTrend ** 2;
  }
  return { level, cross, slope };
}

function centredTrend(rows: number): Float64Array {
  const trend = Float64Array.from({ length: rows }, (_, row) => row - (rows - 1) / 2);
  const length = Math.sqrt(trend.reduce((sum, value) => sum + value * value, 0));
  return trend.map((value) => value / length);
}

function withoutConstantAndTrend(values: Float64Array, trend: Float64Array): void {
  let [mean, product] = [0, 0];
  for (let row = 0; row < values.length; row++) {
    mean += values[row]! / values.length;
    product += values[row]! * trend[row]!;
  }
  for (let row = 0; row < values.length; row++) values[row]! -= mean + product * trend[row]!;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
  return sum;
}

/** The least t ratio of each kind of break for each trim, one walk after another, as columns of a sample. */
function simulate(size: number): Float64Array[][] {
  const random = createRandomStream(deriveSeed(seed, size));
  const rows = size - 1;
  const trend = centredTrend(rows);
  const { level, cross, slope } = dummyMoments(trend);
  const walk = new Float64Array(rows);
  const steps = new Float64Array(rows);
  const ratios = kinds.map(() => new Float64Array(rows));
  const samples = kinds.map(() => trims.map(() => new Float64Array(replications(size))));
  for (let replication = 0; replication < replications(size); replication++) {
    let position = 0;
    for (let row = 0; row < rows; row++) {
      walk[row] = position;
      steps[row] = random.normal();
      position += steps[row]!;
    }
    withoutConstantAndTrend(walk, trend);
    withoutConstantAndTrend(steps, trend);
    const [walkSquares, products, stepSquares] = [dot(walk, walk), dot(walk, steps), dot(steps, steps)];
    let [walkSum, stepSum, walkRamp, stepRamp] = [0, 0, 0, 0];
    for (let split = rows - 1; split > 0; split--) {
      walkSum += walk[split]!;
      stepSum += steps[split]!;
      walkRamp += walkSum;
      stepRamp += stepSum;
      const l = level[split]!;
      const s = slope[split]!;
      const walkRest = walkSquares - walkSum ** 2 / l;
      const productRest = products - (walkSum * stepSum) / l;
      const stepRest = stepSquares - stepSum ** 2 / l;
      const across = cross[split]! / l;
      const h = s - cross[split]! * across;
      const walkHinge = walkRamp - across * walkSum;
      const stepHinge = stepRamp - across * stepSum;
      ratios[0]![split] = tRatio(walkRest, productRest, stepRest, rows - 4);
      ratios[1]![split] = tRatio(
        walkSquares - walkRamp ** 2 / s,
        products - (walkRamp * stepRamp) / s,
        stepSquares - stepRamp ** 2 / s,
        rows - 4,
      );
      ratios[2]![split] = tRatio(
        walkRest - walkHinge ** 2 / h,
        productRest - (walkHinge * stepHinge) / h,
        stepRest - stepHinge ** 2 / h,
        rows - 5,
      );
    }
    for (const [k, kind] of kinds.entries()) {
      for (const [i, trim] of trims.entries()) {
        const cut = Math.floor(size * trim);
        const first = Math.max(cut, kind === 'level' ? 1 : 2);
        const last = Math.min(size - cut - 1, kind === 'both' ? size - 3 : size - 2);
        let least = Number.POSITIVE_INFINITY;
        for (let split = first; split <= last; split++) least = Math.min(least, ratios[k]![split]!);
        samples[k]![i]![replication] = least;
      }
    }
  }
  return samples;
}

function tRatio(levelSquares: number, products: number, responseSquares: number, degreesOfFreedom: number) {
  const residualSquares = responseSquares - (products * products) / levelSquares;
  return products / Math.sqrt((levelSquares * residualSquares) / degreesOfFreedom);
}

/** The quantile of R's type 7, to three decimals. */
function quantile(sorted: Float64Array, probability: number): number {
  const at = probability * (sorted.length - 1);
  const below = Math.floor(at);
  const value = sorted[below]! + (at - below) * (sorted[below + 1]! - sorted[below]!);
  return Math.round(value * 1000) / 1000;
}

const bySize = sizes.map((size) =>
  simulate(size).map((samples) =>
    samples.map((sample) => {
      sample.sort();
      return probabilities.map((probability) => quantile(sample, probability));
    }),
  ),
);
const table = (k: number) => trims.map((_, i) => sizes.map((_size, j) => bySize[j]![k]![i]!));
console.log(
  JSON.stringify({ seed, probabilities, trims, sizes, level: table(0), trend: table(1), both: table(2) }),
);
