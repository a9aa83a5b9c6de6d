import { InvalidArgumentError } from '../../errors/index.js';
import { partSettings } from './partSettings.js';
import type { RegressorPart } from './prophetParts.js';
import type { ResolvedProphetOptions } from './resolveProphetOptions.js';
import type { ProphetRegressor } from './TrainProphetOptions.js';

/** A regressor as a model keeps it, with its standardisation. @throws {@link InvalidArgumentError} @internal */
export function regressorPart(
  { name, standardize = 'auto', priorScale, mode }: ProphetRegressor & { readonly name: string },
  values: Float64Array,
  resolved: ResolvedProphetOptions,
): RegressorPart {
  const size = values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  if (size > largest) {
    throw new InvalidArgumentError({
      argument: `regressors.${name}`,
      value: size,
      expected: `of a size up to ${largest}`,
      hint: 'Change its unit.',
    });
  }
  const standard = standardOf(values, standardize);
  return {
    name,
    regressor: true,
    ...(standard === undefined ? {} : { standard }),
    ...partSettings(priorScale ?? resolved.eventPriorScale, mode ?? resolved.seasonalityMode),
  };
}

/** Larger columns have squares that are no numbers. */
const largest = 1e100;

/** Mean and standard deviation (divisor n - 1); none for a constant column, or with `auto` for zeros and ones. */
function standardOf(
  values: Float64Array,
  standardize: 'auto' | boolean,
): readonly [number, number] | undefined {
  if (standardize === false || values.every((value) => value === values[0])) return undefined;
  if (standardize === 'auto' && values.every((value) => value === 0 || value === 1)) return undefined;
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value / n, 0);
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2 / (n - 1), 0);
  return square > 0 ? [mean, Math.sqrt(square)] : undefined;
}
