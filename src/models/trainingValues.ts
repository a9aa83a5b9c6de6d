import { DegenerateSeriesError, InvalidArgumentError } from '../errors/index.js';
import { isPriceSeries, type SeriesInput, valuesOf } from '../series/index.js';
import { requireRegularSteps } from './regularSteps.js';

const largest = 1e140;
const smallest = 1e-140;

/**
 * The numbers a model is trained on, checked: finite, regular in time, at least `minLength` many, not all
 * equal, and of a size whose square is a normal number.
 *
 * @throws {@link NonFiniteValueError}, {@link InsufficientDataError}, {@link IrregularSeriesError}
 * @throws {@link DegenerateSeriesError} when all values are equal.
 * @internal
 */
export function trainingValues(
  series: SeriesInput,
  { minLength, operation }: { minLength: number; operation: string },
): Float64Array {
  const values = valuesOf('series', series, { minLength, operation });
  if (isPriceSeries(series)) requireRegularSteps(series);
  requireTrainable(values);
  return values;
}

/**
 * Refuses values that are all equal, or of a size whose square is no normal number; `NaN` stands for a missing value.
 *
 * @throws {@link DegenerateSeriesError}, {@link InvalidArgumentError}
 * @internal
 */
export function requireTrainable(values: Float64Array): void {
  const first = values[0]!;
  let isConstant = true;
  let size = 0;
  for (let t = 0; t < values.length; t++) {
    const value = values[t]!;
    if (Number.isNaN(value)) continue;
    isConstant &&= value === first;
    size = Math.max(size, Math.abs(value));
  }
  if (isConstant) {
    throw new DegenerateSeriesError({
      message:
        `All ${values.length} values of the series are ${first}: there is no variation to model. ` +
        'Check the source, or give a longer stretch.',
      reason: 'constant',
    });
  }
  if (size > largest || size < smallest) {
    throw new InvalidArgumentError({
      argument: 'series',
      value: size,
      expected: `of a size between ${smallest} and ${largest}`,
      hint: 'Change its unit.',
    });
  }
}
