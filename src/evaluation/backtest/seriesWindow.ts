import { LookAheadError } from '../../errors/index.js';
import { isPriceSeries, type SeriesInput } from '../../series/index.js';

/**
 * A copy of the observations from position `start` up to `end`, in memory of its own: there is nothing behind its end
 * to read, and nothing that is written to it reaches anyone else.
 *
 * @internal
 */
export function seriesWindow(series: SeriesInput, start: number, end: number): SeriesInput {
  if (!isPriceSeries(series)) return Float64Array.from(series.slice(start, end));
  const columns = Object.entries(series).map(([key, value]) => [
    key,
    value instanceof Float64Array ? value.slice(start, end) : value,
  ]);
  return Object.freeze(Object.fromEntries(columns));
}

/**
 * Refuses a window that no longer holds what it was made of.
 *
 * @throws {@link LookAheadError}
 * @internal
 */
export function requireUntouched(
  window: SeriesInput,
  series: SeriesInput,
  { start, index }: { readonly start: number; readonly index: number },
): void {
  const original = columnsOf(series);
  columnsOf(window).forEach((column, c) => {
    const before = original[c]!;
    for (let t = 0; t < column.length; t++) {
      if (Object.is(column[t], before[start + t])) continue;
      throw new LookAheadError({
        message:
          `The trainer wrote to the series it was given in fold ${index + 1} (value ${t} was ${before[start + t]} ` +
          `and is ${column[t]}). Have it work on a copy: input is read only.`,
        kind: 'wrote',
        fold: index,
      });
    }
  });
}

function columnsOf(series: SeriesInput): ArrayLike<number>[] {
  if (!isPriceSeries(series)) return [series];
  return Object.values(series).filter((value) => value instanceof Float64Array);
}
