import { describe, expect, it } from 'vitest';
import { createTimetable } from '../../../examples/scheduler/src/schedule/createTimetable.js';

const at = (text: string) => Date.parse(text);

describe('createTimetable', () => {
  it('counts in its own time zone, whatever that of the machine', () => {
    const berlin = createTimetable('0 2 * * *', 'Europe/Berlin');
    expect(berlin.next(at('2026-01-10T00:00Z'))).toBe(at('2026-01-10T01:00Z'));
    expect(berlin.next(at('2026-07-10T00:30Z'))).toBe(at('2026-07-11T00:00Z'));
  });

  it('has one time a day when clocks change', () => {
    const berlin = createTimetable('30 2 * * *', 'Europe/Berlin');
    // 02:30 does not exist on the 29th of March, and comes twice on the 25th of October.
    expect(berlin.missed(at('2026-03-28T12:00Z'), at('2026-03-30T12:00Z'))!.count).toBe(2);
    expect(berlin.missed(at('2026-10-24T12:00Z'), at('2026-10-26T12:00Z'))!.count).toBe(2);
  });

  it('knows what has passed: a time that is due counts, the last one done does not', () => {
    const daily = createTimetable('0 2 * * *', 'UTC');
    const second = at('2026-01-02T02:00Z');
    expect(daily.missed(second, second)).toBeUndefined();
    expect(daily.missed(second - 1, second)).toEqual({ latest: second, count: 1 });
    expect(daily.missed(second, at('2026-01-05T12:00Z'))).toEqual({
      latest: at('2026-01-05T02:00Z'),
      count: 3,
    });
  });

  it.each([
    ['61 2 * * *', 'UTC', 'RETRAIN_CRON: "61 2 * * *" is no cron pattern'],
    ['nightly', 'UTC', 'RETRAIN_CRON'],
    ['0 0 30 2 *', 'UTC', 'never comes'],
    ['0 2 * * *', 'Mars/Olympus', 'RETRAIN_TIME_ZONE: "Mars/Olympus" is no time zone'],
  ])('refuses %s in %s', (pattern, zone, sentence) => {
    expect(() => createTimetable(pattern, zone)).toThrow(sentence);
  });
});
