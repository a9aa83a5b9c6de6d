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

  it.each([
    ['30 2 29 3 *', 'Europe/Berlin', '2026-03-29T00:00Z'],
    ['30 2 * * 0', 'Europe/Berlin', '2026-03-29T00:00Z'],
    ['30 2 * 3 *', 'Europe/Berlin', '2026-03-29T00:00Z'],
    ['30 2 25 10 *', 'Europe/Berlin', '2026-10-25T00:00Z'],
    ['*/20 2 * * *', 'Europe/Berlin', '2026-10-25T00:00Z'],
    ['15 2 4 10 *', 'Australia/Lord_Howe', '2026-10-03T15:00Z'],
    ['0 0 8 3 *', 'America/Havana', '2026-03-08T04:00Z'],
    ['0 12 30 12 *', 'Pacific/Apia', '2011-12-30T00:00Z'],
  ])('always has a next time that is to come, by %s in %s when clocks change', (pattern, zone, from) => {
    const timetable = createTimetable(pattern, zone);
    let last = at(from) - 86_400_000;
    for (let time = last; time < at(from) + 86_400_000; time += 900_000) {
      expect(timetable.next(time)).toBeGreaterThan(time);
      const missed = timetable.missed(last, time);
      if (missed === undefined) continue;
      expect(missed.latest).toBeGreaterThan(last);
      expect(missed.latest).toBeLessThanOrEqual(time);
      expect(missed.count).toBe(1);
      last = missed.latest;
    }
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
