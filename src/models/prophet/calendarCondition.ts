import { InvalidArgumentError, requireInteger, requireKnownKeys } from '../../errors/index.js';

/** A rule of the calendar (UTC): it holds when every part that is given does. */
export interface CalendarCondition {
  /** Days of the week, 0 for Sunday to 6 for Saturday. */
  readonly weekdays?: readonly number[] | undefined;
  /** Months of the year, 1 for January to 12 for December. */
  readonly months?: readonly number[] | undefined;
  /** Hours, 0 to 23. */
  readonly hours?: readonly number[] | undefined;
}

const bounds = {
  weekdays: { min: 0, max: 6 },
  months: { min: 1, max: 12 },
  hours: { min: 0, max: 23 },
} as const;

/** @throws {@link InvalidArgumentError} when it is no rule, or a part of it is out of bounds. @internal */
export function requireCalendarCondition(argument: string, condition: CalendarCondition): CalendarCondition {
  requireKnownKeys(argument, condition, Object.keys(bounds));
  const parts = Object.entries(bounds).flatMap(([key, bound]) => {
    const values = condition[key as keyof typeof bounds];
    if (values === undefined) return [];
    if (!Array.isArray(values)) {
      throw new InvalidArgumentError({
        argument: `${argument}.${key}`,
        value: values,
        expected: 'an array of numbers',
      });
    }
    return [[key, values.map((value, i) => requireInteger(`${argument}.${key}[${i}]`, value, bound))]];
  });
  if (parts.length > 0) return Object.fromEntries(parts) as CalendarCondition;
  throw new InvalidArgumentError({
    argument,
    value: condition,
    expected: 'a rule with weekdays, months or hours',
  });
}

const day = 86_400_000;

/** Whether a rule holds at an instant. @internal */
export function holdsAt({ weekdays, months, hours }: CalendarCondition, timestamp: number): boolean {
  const days = Math.floor(timestamp / day);
  // 1970 began on a Thursday.
  if (weekdays !== undefined && !weekdays.includes((((days + 4) % 7) + 7) % 7)) return false;
  if (hours !== undefined && !hours.includes(Math.floor((timestamp - days * day) / 3_600_000))) return false;
  return months === undefined || months.includes(new Date(timestamp).getUTCMonth() + 1);
}
