import { DegenerateSeriesError, requireKnownKeys, requireNumber } from '../errors/index.js';
import { meanOf } from '../math/index.js';
import { type SeriesInput, valuesOf } from '../series/index.js';

/** What values are like while nothing has changed: the numbers themselves, or their mean and standard deviation. */
export type CusumReference =
  | SeriesInput
  | {
      /** The mean. */
      readonly mean: number;
      /** The standard deviation, above 0. */
      readonly standardDeviation: number;
    };

/** The mean and standard deviation (divisor n - 1) of a reference. @internal */
export function momentsOf(operation: string, reference: CusumReference) {
  if (typeof reference === 'object' && reference !== null && 'standardDeviation' in reference) {
    requireKnownKeys('reference', reference, ['mean', 'standardDeviation']);
    return {
      mean: requireNumber('reference.mean', reference.mean),
      standardDeviation: requireNumber('reference.standardDeviation', reference.standardDeviation, {
        above: 0,
      }),
    };
  }
  const values = valuesOf('reference', reference, { minLength: 2, operation: `${operation} reference` });
  const mean = meanOf(values);
  let squares = 0;
  for (const value of values) squares += ((value - mean) * (value - mean)) / (values.length - 1);
  const standardDeviation = Math.sqrt(squares);
  if (standardDeviation > 4 * Number.EPSILON * Math.abs(mean) && Number.isFinite(standardDeviation)) {
    return { mean, standardDeviation };
  }
  throw new DegenerateSeriesError({
    message: `${operation} needs reference values that vary, but all ${values.length} are equal. Give a longer reference, or its mean and standardDeviation.`,
    reason: 'constant',
  });
}
