import { InvalidArgumentError, type NumberArray, requireKnownKeys } from '../../errors/index.js';
import { requireColumn } from '../regressorColumns.js';
import type { GivenColumns } from './partColumns.js';
import type { ProphetComponentOptions } from './prophetForecastOptions.js';
import { isSeasonal, type ProphetPart } from './prophetParts.js';
import { flagsOf } from './resolveParts.js';

/**
 * The columns that parts need, checked: one number or flag for each of `steps` observations or steps.
 *
 * @throws {@link InvalidArgumentError} naming the columns that are missing, unknown or of another length.
 * @throws {@link NonFiniteValueError} when a number is not finite.
 * @internal
 */
export function givenColumns(
  parts: readonly ProphetPart[],
  { regressors, conditions }: Pick<ProphetComponentOptions, 'regressors' | 'conditions'>,
  steps: number,
): GivenColumns {
  const regressorNames = parts.filter((part) => 'regressor' in part).map(({ name }) => name);
  const conditionNames = parts
    .filter((part) => isSeasonal(part) && part.condition === 'given')
    .map(({ name }) => name);
  return {
    regressors: columnsByName('regressors', regressors, regressorNames, steps, (name, column) => {
      requireColumn(`regressors.${name}`, column as NumberArray, steps);
      return Float64Array.from(column as NumberArray);
    }),
    conditions: columnsByName('conditions', conditions, conditionNames, steps, (name, flags) =>
      flagsOf(`conditions.${name}`, flags, steps),
    ),
  };
}

function columnsByName<Column>(
  argument: string,
  columns: Readonly<Record<string, Column>> | undefined,
  names: readonly string[],
  steps: number,
  read: (name: string, column: Column) => Float64Array,
): Map<string, Float64Array> {
  if (names.length === 0) {
    if (columns === undefined) return new Map();
    const expected = `left out, since the model was trained without ${argument}`;
    throw new InvalidArgumentError({ argument, value: columns, expected });
  }
  const missing = names.filter((name) => columns?.[name] === undefined);
  if (columns === undefined || missing.length > 0) {
    throw new InvalidArgumentError({
      argument,
      value: columns === undefined ? undefined : Object.keys(columns),
      expected: `an object with the columns ${names.join(', ')}, ${steps} long each`,
      hint: `Missing: ${missing.join(', ')}. The model needs them for the same steps as the forecast.`,
    });
  }
  requireKnownKeys(argument, columns, names);
  return new Map(names.map((name) => [name, read(name, columns[name]!)]));
}
