import type { Subject } from './RawSeries.js';
import type { ValidationFinding, ValidationLevel } from './ValidationReport.js';
import type { RuleName } from './ValidationRules.js';

/** What a rule says of one place; the name, the level and the severity are the rule's own. */
export type Observation = Omit<ValidationFinding, 'rule' | 'level' | 'severity'>;

/** One rule of validation: it looks and reports, and changes nothing. */
export interface Rule<Options extends object = object> {
  readonly name: RuleName;
  readonly level: ValidationLevel;
  readonly severity: 'error' | 'warning';
  /** The options it knows, for refusing others. */
  readonly optionNames: readonly string[];
  /** Throws only for options out of bounds, never for data. */
  check(subject: Subject, options: Options): Observation[];
}

/** The stretches of neighbouring positions below `length` for which `matches` holds. */
export function stretches(
  length: number,
  matches: (index: number) => boolean,
): { start: number; count: number }[] {
  const found: { start: number; count: number }[] = [];
  for (let index = 0; index < length; index++) {
    if (!matches(index)) continue;
    const last = found.at(-1);
    if (last !== undefined && last.start + last.count === index) last.count++;
    else found.push({ start: index, count: 1 });
  }
  return found;
}

/** Where a stretch begins and ends in time. */
export function span(
  timestamps: Float64Array,
  start: number,
  count: number,
): Pick<ValidationFinding, 'from' | 'to'> {
  return { from: timeAt(timestamps, start), to: timeAt(timestamps, start + count - 1) };
}

function timeAt(timestamps: Float64Array, index: number): number | undefined {
  const time = timestamps[index];
  return Number.isFinite(time) ? time : undefined;
}

/** `prices[3]`, or `prices[3..5]` for a stretch. */
export function place(name: string, start: number, count: number): string {
  return count === 1 ? `${name}[${start}]` : `${name}[${start}..${start + count - 1}]`;
}
