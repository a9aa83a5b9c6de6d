/** How numbers in a time column count; `auto` decides by the size of the first row's. */
export type TimestampUnit = 'auto' | 'seconds' | 'milliseconds' | 'microseconds' | 'nanoseconds';

const toMs: Readonly<Record<Exclude<TimestampUnit, 'auto'>, (value: number) => number>> = {
  seconds: (value) => value * 1000,
  milliseconds: (value) => value,
  microseconds: (value) => value / 1000,
  // Present nanoseconds exceed what a double holds exactly; whole microseconds survive.
  nanoseconds: (value) => Math.round(value / 1000) / 1000,
};

const number = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;
const date =
  /^(\d{4}|[+-]\d{6})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?\s*(?:(Z|UTC|GMT)|([+-])(\d\d):?(\d\d))?$/i;

/** The unit of a file, from the number in its first row; a date needs none. */
export function detectTimestampUnit(text: string): Exclude<TimestampUnit, 'auto'> {
  const size = number.test(text) ? Math.abs(Number(text)) : 0;
  if (size < 1e11) return 'seconds';
  if (size < 1e14) return 'milliseconds';
  return size < 1e17 ? 'microseconds' : 'nanoseconds';
}

/**
 * Epoch milliseconds of a number in the given unit, or of an ISO 8601 date with or without a time, read as
 * UTC where it names no offset; `undefined` for anything else and for days that no calendar has.
 */
export function parseTimestamp(text: string, unit: Exclude<TimestampUnit, 'auto'>): number | undefined {
  if (number.test(text)) {
    const time = toMs[unit](Number(text));
    return Number.isFinite(time) ? time : undefined;
  }
  const match = date.exec(text);
  if (match === null) return undefined;
  const [, years, months, days, hours = '0', minutes = '0', seconds = '0', , sign, zoneHours, zoneMinutes] =
    match;
  const [year, month, day] = [Number(years), Number(months), Number(days)];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) >= 60) return undefined;
  const offsetMinutes =
    sign === undefined ? 0 : Number(`${sign}1`) * (Number(zoneHours) * 60 + Number(zoneMinutes));
  const minutesSinceEpoch = (daysSinceEpoch(year, month, day) * 24 + Number(hours)) * 60 + Number(minutes);
  return (minutesSinceEpoch - offsetMinutes) * 60_000 + Math.round(Number(seconds) * 1e6) / 1000;
}

function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2) return leap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

// Hinnant's days_from_civil: the year begins in March so that the leap day comes last.
function daysSinceEpoch(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468;
}
