/** Which excess of losses is looked at: that over the mean of all, or that of any over any other. */
export type EliminationStatistic = 'max' | 'range';

/** A model, and the least level at which it leaves the set. */
export interface Elimination {
  readonly model: number;
  readonly pValue: number;
}

interface Excess {
  /** The excess over its standard error. */
  readonly size: number;
  /** The same of every resample, centred. */
  readonly resampled: Float64Array;
}

/**
 * Takes the worst model away until one is left; a model's p-value is the largest of those up to its own.
 *
 * @internal
 */
export function eliminationOrder(
  columns: readonly Float64Array[],
  resampledMeans: readonly Float64Array[],
  statistic: EliminationStatistic,
): Elimination[] {
  const means = columns.map((column) => column.reduce((sum, loss) => sum + loss / column.length, 0));
  const left = columns.map((_, model) => model);
  const steps: Elimination[] = [];
  let pValue = 0;
  while (left.length > 1) {
    const { worst, p } = nextToGo(left, means, resampledMeans, statistic);
    pValue = Math.max(pValue, p);
    steps.push({ model: worst, pValue });
    left.splice(left.indexOf(worst), 1);
  }
  return [...steps, { model: left[0]!, pValue: 1 }];
}

function nextToGo(
  left: readonly number[],
  means: readonly number[],
  resampled: readonly Float64Array[],
  statistic: EliminationStatistic,
): { worst: number; p: number } {
  let worst = left[0]!;
  let size = Number.NEGATIVE_INFINITY;
  const largest = new Float64Array(resampled.length).fill(Number.NEGATIVE_INFINITY);
  for (const model of left) {
    const rivals =
      statistic === 'max' ? [left] : left.filter((other) => other !== model).map((other) => [other]);
    for (const rival of rivals) {
      const excess = excessOver(model, rival, means, resampled);
      if (excess.size > size) {
        worst = model;
        size = excess.size;
      }
      for (let b = 0; b < largest.length; b++) largest[b] = Math.max(largest[b]!, excess.resampled[b]!);
    }
  }
  const asLarge = largest.reduce((count, each) => count + (each >= size ? 1 : 0), 0);
  return { worst, p: asLarge / largest.length };
}

/** A model's loss beyond the mean loss of others. Without variance it is 0, or where it is not 0 infinitely large. */
function excessOver(
  model: number,
  others: readonly number[],
  means: readonly number[],
  resampled: readonly Float64Array[],
): Excess {
  const of = (row: ArrayLike<number>) =>
    row[model]! - others.reduce((sum, other) => sum + row[other]! / others.length, 0);
  const excess = of(means);
  const centred = Float64Array.from(resampled, (row) => of(row) - excess);
  const variance = centred.reduce((sum, each) => sum + each ** 2 / centred.length, 0);
  const rounding =
    64 *
    Number.EPSILON *
    Math.max(...others.map((other) => Math.abs(means[other]!)), Math.abs(means[model]!));
  if (Math.sqrt(variance) > rounding) {
    const deviation = Math.sqrt(variance);
    return { size: excess / deviation, resampled: centred.map((each) => each / deviation) };
  }
  const size =
    Math.abs(excess) <= rounding ? 0 : excess > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return { size, resampled: centred.fill(0) };
}
