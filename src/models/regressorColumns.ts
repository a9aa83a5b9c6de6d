import { InvalidArgumentError, type NumberArray, requireFiniteArray } from '../errors/index.js';

/** Columns of a regression by name, each with one number for each observation or step it goes with. */
export type RegressorColumns = Readonly<Record<string, NumberArray>>;

/**
 * Refuses anything but a column of `length` finite numbers.
 *
 * @throws {@link InvalidArgumentError} when it has another length.
 * @throws {@link NonFiniteValueError} when a number is not finite.
 * @internal
 */
export function requireColumn(argument: string, column: NumberArray, length: number): void {
  requireFiniteArray(argument, column);
  if (column.length === length) return;
  throw new InvalidArgumentError({
    argument: `${argument}.length`,
    value: column.length,
    expected: `${length}, one number a step`,
  });
}
