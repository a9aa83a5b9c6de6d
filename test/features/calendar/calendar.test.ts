import { describe, expect, it } from 'vitest';
import { dayOfWeek, hourOfDay, session } from '../../../src/features/index.js';
import { createPriceSeries } from '../../../src/series/index.js';

const quarter = 900_000;
// Three weeks of quarters of an hour, from before 1970 too.
const starts = [Date.UTC(1969, 11, 20), Date.UTC(2024, 1, 20)];

describe.each(starts)('features of the calendar from %d', (start) => {
  const timestamps = Array.from({ length: 2016 }, (_, k) => start + k * quarter);
  const series = createPriceSeries({ timestamps, prices: timestamps.map(() => 1) });
  const dates = timestamps.map((time) => new Date(time));

  it('have the angle of the time of day in UTC', () => {
    const { sin, cos } = hourOfDay(series);
    for (const [k, date] of dates.entries()) {
      const angle = (2 * Math.PI * (date.getUTCHours() + date.getUTCMinutes() / 60)) / 24;
      expect(sin[k]).toBeCloseTo(Math.sin(angle), 12);
      expect(cos[k]).toBeCloseTo(Math.cos(angle), 12);
    }
  });

  it('have the angle of the day of the week in UTC, from Monday', () => {
    const { sin, cos } = dayOfWeek(series);
    for (const [k, date] of dates.entries()) {
      const angle = (2 * Math.PI * ((date.getUTCDay() + 6) % 7)) / 7;
      expect(sin[k]).toBeCloseTo(Math.sin(angle), 12);
      expect(cos[k]).toBeCloseTo(Math.cos(angle), 12);
    }
  });

  it('flag sessions by the hour in UTC, first moment included, and weekends', () => {
    const { asia, europe, america, weekend } = session(series);
    for (const [k, date] of dates.entries()) {
      const hour = date.getUTCHours();
      expect([asia[k], europe[k], america[k], weekend[k]]).toEqual([
        Number(hour < 9),
        Number(hour >= 7 && hour < 16),
        Number(hour >= 13 && hour < 22),
        Number(date.getUTCDay() === 0 || date.getUTCDay() === 6),
      ]);
    }
  });
});
