import type { Subject } from './Subject.js';
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

/** The most observations in a row for which a rule suggests that they be invented. */
export const mostInvented = 24;

/** Neighbours with the same property. */
export interface Stretch<Property> {
  readonly start: number;
  readonly count: number;
  readonly property: Property;
}

/** The stretches of neighbours below `length` of which `propertyOf` says the same, but for `undefined`. */
export function stretches<Property>(
  length: number,
  propertyOf: (index: number) => Property | undefined,
): Stretch<Property>[] {
  const found: Stretch<Property>[] = [];
  let start = 0;
  while (start < length) {
    const property = propertyOf(start);
    let end = start + 1;
    if (property !== undefined) {
      while (end < length && propertyOf(end) === property) end++;
      found.push({ start, count: end - start, property });
    }
    start = end;
  }
  return found;
}

/** Where observations begin and end in time, by their positions, first and last. */
export function span(
  timestamps: Float64Array,
  positions: ArrayLike<number>,
): Pick<ValidationFinding, 'from' | 'to'> {
  return {
    from: timeAt(timestamps, positions[0]!),
    to: timeAt(timestamps, positions[positions.length - 1]!),
  };
}

function timeAt(timestamps: Float64Array, index: number): number | undefined {
  const time = timestamps[index];
  return Number.isFinite(time) ? time : undefined;
}

/** The positions of a stretch. */
export function range(start: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => start + k);
}

/** `prices[3]`, `prices[3..5]` for neighbours, `prices[5, 3]` for others, of which at most eight are named. */
export function place(name: string, positions: ArrayLike<number>): string {
  const all = Array.from(positions);
  if (all.length === 1) return `${name}[${all[0]}]`;
  if (all.every((position, k) => position === all[0]! + k)) return `${name}[${all[0]}..${all.at(-1)}]`;
  return `${name}[${all.slice(0, 8).join(', ')}${all.length > 8 ? ', ...' : ''}]`;
}
