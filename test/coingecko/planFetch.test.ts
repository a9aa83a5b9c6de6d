import { describe, expect, it } from 'vitest';
import { type PlanFetchOptions, planFetch } from '../../src/coingecko/index.js';
import { InvalidArgumentError, PlanLimitError } from '../../src/errors/index.js';
import { rangeStep } from './modelServer.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = Date.UTC(2026, 0, 1, 12, 37);
const at = (...date: [number, number, number, number?]) => Date.UTC(...date);
const plan = (options: object) => planFetch({ now, ...options } as PlanFetchOptions);
const calls = (options: object) => plan(options).calls.map(({ parameters }) => parameters);

describe('planFetch', () => {
  it.each([
    [1, 'auto', 1, '5m', 288],
    [2, 'auto', 2, 'hourly', 48],
    [90, 'auto', 90, 'hourly', 2160],
    [91, 'auto', 91, 'daily', 91],
    [1, '5m', 1, '5m', 288],
    [1, 'hourly', 2, 'hourly', 24],
    [30, 'hourly', 30, 'hourly', 720],
    [1, 'daily', 91, 'daily', 1],
    [90, 'daily', 91, 'daily', 90],
    [365, 'daily', 365, 'daily', 365],
  ] as const)('%i days, %s: one call of %i days for %s prices', (days, interval, asked, resolved, count) => {
    const planned = plan({ days, interval });
    expect(planned).toMatchObject({ interval: resolved, count, reachesPresent: true });
    expect(planned.calls).toEqual([
      {
        endpoint: 'market_chart',
        parameters: { days: asked },
        expected: { first: planned.first, last: planned.last, count },
      },
    ]);
  });

  it('counts steps from the present back, none of them in the future', () => {
    expect(plan({ days: 2 })).toMatchObject({
      stepMs: hour,
      first: at(2025, 11, 30, 13),
      last: at(2026, 0, 1, 12),
    });
    const onTheHour = planFetch({ days: 2, now: at(2026, 0, 1, 12) });
    expect(onTheHour).toMatchObject({ first: at(2025, 11, 30, 12), last: at(2026, 0, 1, 11), count: 48 });
  });

  it('gives each step of a range to one side of its end only', () => {
    const middle = at(2025, 11, 20);
    const before = plan({ from: at(2025, 11, 10), to: middle, interval: 'hourly' });
    const after = plan({ from: middle, to: at(2025, 11, 30), interval: 'hourly' });
    expect(before.last).toBe(middle - hour);
    expect(after.first).toBe(middle);
  });

  it.each([
    ['hours in the past: 2 days', { from: at(2025, 10, 1), to: at(2025, 10, 1, 5), interval: 'hourly' }, 2],
    ['a day in the past: 2 days', { from: at(2025, 10, 1), to: at(2025, 10, 2), interval: 'hourly' }, 2],
    ['10 days in the past: those', { from: at(2025, 10, 1), to: at(2025, 10, 11), interval: 'hourly' }, 10],
    [
      '3 daily prices in the past: 91 days',
      { from: at(2025, 5, 1), to: at(2025, 5, 4), interval: 'daily' },
      91,
    ],
    [
      'daily ones at the edge of the plan: 91 days',
      { from: at(2025, 0, 2), to: at(2025, 0, 9), interval: 'daily' },
      91,
    ],
  ])('asks for %s', (_name, options, days) => {
    const planned = plan(options);
    expect(planned.calls).toHaveLength(1);
    const { from, to } = planned.calls[0]!.parameters as { from: number; to: number };
    expect((to - from) / day).toBeCloseTo(days, 1);
    expect(from).toBeLessThanOrEqual(planned.first);
    expect(from).toBeGreaterThanOrEqual(now - 365 * day);
    expect(to).toBeGreaterThanOrEqual(planned.last);
    expect([from % 1000, to % 1000]).toEqual([0, 0]);
    expect(rangeStep(from, to, now)).toBe(planned.stepMs);
  });

  it('asks for a range up to now by days, with time to spare', () => {
    expect(calls({ from: now - 5 * hour, interval: 'hourly' })).toEqual([{ days: 2 }]);
    expect(calls({ from: now - 10 * day, interval: 'hourly' })).toEqual([{ days: 11 }]);
    expect(calls({ from: now - 10 * day, interval: 'daily' })).toEqual([{ days: 91 }]);
    expect(calls({ from: now - 365 * day, interval: 'daily' })).toEqual([{ days: 365 }]);
    expect(calls({ from: now - 6 * hour })).toEqual([{ days: 1 }]);
  });

  it('asks for 90 days up to now by range, where days would leave no time to spare', () => {
    const [call] = calls({ from: now - 90 * day, interval: 'hourly' });
    expect(call).toEqual({ from: now - 90 * day - 7 * minute, to: now - 7 * minute });
  });

  it('splits 365 days of hourly prices into five pieces of one length', () => {
    const planned = plan({ days: 365, interval: 'hourly', plan: 'demo' });
    expect(planned.calls.map(({ expected }) => expected.count)).toEqual([1752, 1752, 1752, 1752, 1752]);
    expect(planned.calls.map(({ endpoint }) => endpoint)).toEqual([
      ...Array(4).fill('market_chart/range'),
      'market_chart',
    ]);
  });

  it.each([
    [[at(2025, 11, 31, 13), undefined], '5m'],
    [[at(2025, 11, 31, 12), undefined], 'hourly'],
    [[at(2025, 9, 1), at(2025, 11, 30)], 'hourly'],
    [[at(2025, 9, 1), at(2025, 11, 31)], 'daily'],
    [[at(2018, 0, 20), at(2018, 2, 1)], 'daily'],
    [[at(2018, 0, 30), at(2018, 2, 1)], 'hourly'],
  ])('takes by itself the finest that one call gives: %j, %s', ([from, to], interval) => {
    const planned = plan({ from, to, plan: 'pro' });
    expect(planned.interval).toBe(interval);
    expect(planned.calls).toHaveLength(1);
  });

  it('reaches back without end for daily prices of a paid plan', () => {
    expect(calls({ days: 4600, plan: 'pro' })).toEqual([{ days: 4600 }]);
    expect(plan({ from: at(2014, 0, 1), to: at(2016, 0, 1), plan: 'pro' })).toMatchObject({ count: 730 });
  });

  it.each(['keyless', 'demo'] as const)('refuses more than 365 days on plan %s', (name) => {
    expect(() => plan({ days: 366, plan: name })).toThrow(PlanLimitError);
    expect(() => plan({ days: 366, plan: name })).toThrow(/365 days.*days=365/);
    expect(() => plan({ from: now - 365 * day - hour, interval: 'hourly', plan: name })).toThrow(
      PlanLimitError,
    );
    expect(() => plan({ from: now - 800 * day, to: now - 700 * day, plan: name })).toThrow(PlanLimitError);
  });

  it('does not mind the milliseconds between reading the clock twice', () => {
    expect(plan({ from: now - 365 * day - 20, interval: 'hourly' }).count).toBe(8760);
  });

  it.each<[string, object, string, string]>([
    ['neither days nor from', {}, 'days', 'an integer at least 1 unless from is given'],
    ['to alone', { to: now }, 'days', 'unless from is given'],
    ['days and from', { days: 3, from: now - day }, 'days', 'left out when from or to is given'],
    ['days and to', { days: 3, to: now }, 'days', 'left out when from or to is given'],
    ['no days', { days: 0 }, 'days', 'an integer at least 1, got 0'],
    ['negative days', { days: -1 }, 'days', 'an integer at least 1, got -1'],
    ['half a day', { days: 0.5 }, 'days', 'an integer at least 1'],
    ['from after to', { from: now - day, to: now - 2 * day }, 'from', 'before to'],
    ['the future', { from: now - day, to: now + 1 }, 'to', 'not in the future'],
    ['seconds', { from: (now - day) / 1000, to: now / 1000 }, 'from', 'epoch milliseconds'],
    [
      'less than a step',
      { from: now - 30 * minute, to: now - minute * 20, interval: 'daily' },
      'to',
      'whole multiple of 1440',
    ],
    ['5-minute prices beyond the last day', { days: 2, interval: '5m' }, 'days', 'the last day only'],
    [
      '5-minute prices of the past',
      { from: now - 3 * day, to: now - 2 * day, interval: '5m' },
      'from',
      'the last day only',
    ],
    [
      'hourly prices before 2018',
      { from: at(2018, 0, 29), to: at(2018, 2, 1), interval: 'hourly', plan: 'pro' },
      'from',
      '2018-01-30',
    ],
    ['an unknown interval', { days: 1, interval: 'hour' }, 'interval', 'Did you mean "hourly"?'],
    ['an unknown plan', { days: 1, plan: 'free' }, 'plan', 'one of "keyless", "demo", "pro"'],
    ['an unknown option', { days: 1, steps: 1 }, 'planFetch options', 'the keys days, from'],
    ['a present that is none', { days: 1, now: Number.NaN }, 'now', 'a number'],
  ])('refuses %s', (_name, options, argument, message) => {
    const refused = () => plan(options);
    expect(refused).toThrow(InvalidArgumentError);
    expect(refused).toThrow(message);
    expect(refused).toThrow(expect.objectContaining({ argument }));
  });

  it('takes the machine as its clock', () => {
    expect(planFetch({ days: 1 }).last).toBeGreaterThan(Date.now() - 10 * minute);
  });
});
