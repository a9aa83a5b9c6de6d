import { InvalidArgumentError } from '../errors/index.js';

/**
 * Refuses a horizon beyond which a forecast is no finite number, such as where a transformation cannot be undone.
 *
 * @throws {@link InvalidArgumentError} naming the longest horizon, what it is that is not finite, and what to do.
 * @internal
 */
export function requireFiniteSteps(values: Float64Array, what: string, hint: string): Float64Array {
  const h = values.findIndex((value) => !Number.isFinite(value));
  if (h < 0) return values;
  throw new InvalidArgumentError({
    argument: 'horizon',
    value: values.length,
    expected: `at most ${h} here, since ${what} has no finite value beyond`,
    hint,
  });
}
