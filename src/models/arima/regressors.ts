import { InvalidArgumentError, type NumberArray, requireKnownKeys } from '../../errors/index.js';
import { type RegressorColumns, requireColumn } from '../regressorColumns.js';
import type { ArimaRegression } from './arimaState.js';
import type { ObservedSteps } from './observedSteps.js';

/**
 * What the regressors add to the transformed values of `length` steps; `undefined` for a model without regressors.
 *
 * @throws {@link InvalidArgumentError} naming the columns that are missing, unknown or of another length.
 * @throws {@link NonFiniteValueError} when a number is not finite.
 * @internal
 */
export function regressionEffect(
  regression: ArimaRegression | undefined,
  columns: RegressorColumns | undefined,
  length: number,
  argument = 'regressors',
): Float64Array | undefined {
  if (regression === undefined) {
    if (columns === undefined) return undefined;
    throw new InvalidArgumentError({
      argument,
      value: columns,
      expected: 'left out, since the model was trained without regressors',
    });
  }
  const { names, coefficients } = regression;
  const missing = names.filter((name) => columns?.[name] === undefined);
  if (columns === undefined || missing.length > 0) {
    throw new InvalidArgumentError({
      argument,
      value: columns === undefined ? undefined : Object.keys(columns),
      expected: `an object with the columns ${names.join(', ')}, ${length} numbers each`,
      hint: `Missing: ${missing.join(', ')}. The model needs them for the same steps as the values it is asked for.`,
    });
  }
  requireKnownKeys(argument, columns, names);
  for (const name of names) requireColumn(`${argument}.${name}`, columns[name]!, length);
  return combinedColumns(
    coefficients,
    names.map((name) => columns[name]!),
    length,
  );
}

/** The sum of columns of one length times their coefficients. @internal */
export function combinedColumns(
  coefficients: readonly number[],
  columns: readonly NumberArray[],
  length: number,
): Float64Array {
  const sum = new Float64Array(length);
  columns.forEach((column, i) => {
    for (let t = 0; t < length; t++) sum[t] = sum[t]! + coefficients[i]! * column[t]!;
  });
  return sum;
}

/** One column of a regression, laid out step by step. */
export interface RegressionColumn {
  readonly name: string;
  readonly values: Float64Array;
}

/**
 * Columns given for each observation, laid out step by step; where nothing was observed the number before goes on,
 * which is of no consequence.
 *
 * @throws {@link InvalidArgumentError} when a column has another length.
 * @throws {@link NonFiniteValueError} when a number is not finite.
 * @internal
 */
export function columnsOf(
  columns: RegressorColumns,
  { values, positions }: ObservedSteps,
): RegressionColumn[] {
  const length = positions?.length ?? values.length;
  return Object.entries(columns).map(([name, column]) => {
    requireColumn(`regressors.${name}`, column, length);
    if (positions === undefined) return { name, values: Float64Array.from(column) };
    const spread = new Float64Array(values.length);
    let index = 0;
    for (let t = 0; t < spread.length; t++) {
      if (positions[index + 1]! <= t) index += 1;
      spread[t] = column[index]!;
    }
    return { name, values: spread };
  });
}
