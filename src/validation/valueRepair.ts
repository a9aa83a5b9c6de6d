import { worthOf } from './convertValue.js';
import type { SeriesColumn } from './RawSeries.js';
import { mostInvented } from './Rule.js';
import type { SeriesRepair } from './SeriesRepair.js';
import type { Subject } from './Subject.js';

/**
 * What to do about values that may not stand in a column: the value before takes their place, unless there is none
 * or they are too many prices, which are dropped. Volumes and market capitalisations of which none is usable, or none
 * for more than 24 observations at the beginning, are left out, rather than as many prices.
 *
 * Whatever is dropped at the beginning for one column takes the values before from the others, so all that has a fault
 * goes up to the first observation without one.
 */
export function createValueRepair(
  subject: Subject,
): (column: SeriesColumn, positions: readonly number[]) => SeriesRepair | undefined {
  const { timestamps, times } = subject;
  const columns = subject.columns.filter((column) => {
    const first = firstUsable(subject, [column]);
    return (
      first !== undefined &&
      (first <= mostInvented || column.name === 'timestamps' || column.name === 'prices')
    );
  });
  const firstSound = firstUsable(subject, columns);
  return (name, positions) => {
    if (name === 'timestamps') return { action: 'drop', positions };
    const column = columns.find((each) => each.name === name);
    if (column === undefined) return name === 'prices' ? undefined : { action: 'dropColumn', column: name };
    const first = times[firstSound ?? firstUsable(subject, [column])!]!;
    const leads = positions.some((position) => timestamps[position]! < first);
    if (leads || (name === 'prices' && positions.length > mostInvented)) return { action: 'drop', positions };
    return { action: 'replace', column: name, positions, method: 'previous' };
  };
}

/** Which time is the first at which all the columns have a usable value. */
function firstUsable({ positions }: Subject, columns: Subject['columns']): number | undefined {
  const first = positions.findIndex((index) =>
    columns.every(({ name, values }) => worthOf(name, values[index]) !== undefined),
  );
  return first < 0 ? undefined : first;
}
