import { quoteValue } from '../../errors/index.js';
import type { SeriesColumn } from '../RawSeries.js';
import { type Observation, place, range, span, stretches } from '../Rule.js';
import type { SeriesRepair } from '../SeriesRepair.js';
import type { Subject } from '../Subject.js';
import { createValueRepair } from '../valueRepair.js';

/** What a rule says of a stretch of values. */
export interface Verdict {
  readonly message: string;
  readonly suggestion?: string;
  readonly repair?: SeriesRepair;
}

/**
 * Reports every stretch of values at fault, column by column; a fault of one kind ends where another begins.
 * Where the rule suggests nothing itself, the values are replaced or dropped.
 */
export function checkValues<Fault>(
  subject: Subject,
  faultOf: (value: unknown, column: SeriesColumn) => Fault | undefined,
  describe: (fault: Fault, value: string, column: SeriesColumn, positions: readonly number[]) => Verdict,
): Observation[] {
  const repairOf = createValueRepair(subject);
  return subject.columns.flatMap(({ name, values }) =>
    stretches(values.length, (index) => faultOf(values[index], name)).map(({ start, count, property }) => {
      const positions = range(start, count);
      const value = values[start];
      const verdict = describe(property, quoteValue(value), name, positions);
      const repair = verdict.repair ?? repairOf(name, positions);
      return {
        ...span(subject.timestamps, positions),
        index: start,
        count,
        value,
        message: `${place(name, positions)} ${verdict.message}`,
        suggestion: verdict.suggestion ?? suggestionFor(repair),
        repair,
      };
    }),
  );
}

function suggestionFor(repair: SeriesRepair | undefined): string {
  switch (repair?.action) {
    case 'replace':
      return 'Fetch them again, or replace them with the value before.';
    case 'dropColumn':
      return 'Fetch them again, or leave the column out: it has no value that could be used.';
    case 'drop':
      return 'Fetch these observations again, or drop them.';
    default:
      return 'Fetch the series again: no price in it could be used.';
  }
}
