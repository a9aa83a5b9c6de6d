const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Distances of ticks below a month, milliseconds; all divide a day or are whole days. */
const distances = [5 / 60, 0.25, 0.5, 1, 2, 3, 6, 12, 24, 48, 96, 168, 336].map((hours) => hours * hourMs);
/** Distances of ticks from a month on, months. */
const months = [1, 2, 3, 6, 12, 24, 60, 120];

/** Where a time axis has its labels: at round times, evenly spread. */
export interface TimeTicks {
  readonly values: number[];
  readonly label: (timestamp: number) => string;
}

/** Not more than `most` round times, UTC, from `from` to `to`. */
export function timeTicks(from: number, to: number, most: number): TimeTicks {
  const distance = distances.find((candidate) => (to - from) / candidate < most);
  if (distance === undefined) return monthTicks(from, to, most);
  const values: number[] = [];
  for (let time = Math.ceil(from / distance) * distance; time <= to; time += distance) values.push(time);
  return { values, label: (time) => (time % dayMs === 0 ? dayLabel(time) : clockLabel(time)) };
}

function monthTicks(from: number, to: number, most: number): TimeTicks {
  const span = (to - from) / (30.4 * dayMs);
  const distance = months.find((candidate) => span / candidate < most) ?? months.at(-1)!;
  const values: number[] = [];
  const start = new Date(from);
  for (let month = 0; ; month += 1) {
    const time = Date.UTC(start.getUTCFullYear(), month);
    if (time > to) break;
    if (time >= from && monthsSinceYear0(time) % distance === 0) values.push(time);
  }
  return { values, label: (time) => `${utc(time, { month: 'short' })} ${utc(time, { year: 'numeric' })}` };
}

function monthsSinceYear0(time: number): number {
  const date = new Date(time);
  return 12 * date.getUTCFullYear() + date.getUTCMonth();
}

function dayLabel(time: number): string {
  return `${new Date(time).getUTCDate()} ${utc(time, { month: 'short' })}`;
}

function clockLabel(time: number): string {
  return new Date(time).toISOString().slice(11, 16);
}

function utc(time: number, format: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-US', { ...format, timeZone: 'UTC' }).format(time);
}
