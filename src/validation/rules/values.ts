import { quoteValue } from '../../errors/index.js';
import type { RawColumn, Subject } from '../RawSeries.js';
import { type Observation, place, span, stretches } from '../Rule.js';

/** Reports every stretch of values at fault, column by column. */
export function checkValues(
  { columns, timestamps }: Subject,
  isFault: (value: unknown, column: RawColumn) => boolean,
  describe: (value: string, column: RawColumn) => Pick<Observation, 'message' | 'suggestion'>,
): Observation[] {
  return columns.flatMap((column) =>
    stretches(column.values.length, (index) => isFault(column.values[index], column)).map(
      ({ start, count }) => {
        const value = column.values[start];
        const { message, suggestion } = describe(quoteValue(value), column);
        return {
          ...span(timestamps, start, count),
          index: start,
          count,
          value,
          message: `${place(column.name, start, count)} ${message}`,
          suggestion,
        };
      },
    ),
  );
}
