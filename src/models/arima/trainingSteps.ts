import { InsufficientDataError, NonFiniteValueError } from '../../errors/index.js';
import type { SeriesInput } from '../../series/index.js';
import { requireTrainable } from '../trainingValues.js';
import { type ObservedSteps, observedSteps } from './observedSteps.js';

/** What a fit asks of a series. */
export interface TrainingRequirements {
  /** The least number of observations. */
  readonly needed: number;
  readonly operation: string;
}

/**
 * The values of a training series step by step, `NaN` where missing: observed at both ends, not all equal, and enough.
 *
 * @throws {@link InsufficientDataError}, {@link NonFiniteValueError}, {@link DegenerateSeriesError},
 * {@link IrregularSeriesError}, {@link InvalidArgumentError}
 * @internal
 */
export function trainingSteps(
  series: SeriesInput,
  { needed, operation }: TrainingRequirements,
): ObservedSteps {
  const steps = observedSteps('series', series);
  const { values, observed } = steps;
  if (observed < needed) throw new InsufficientDataError({ operation, needed, got: observed });
  for (const index of [0, values.length - 1]) {
    if (!Number.isNaN(values[index])) continue;
    throw new NonFiniteValueError({
      argument: 'series',
      index,
      value: values[index],
      expected: 'a finite number, being the first or the last: leave out what is missing at the ends',
    });
  }
  requireTrainable(values);
  return steps;
}
