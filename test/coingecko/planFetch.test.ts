import { describe, expect, it } from 'vitest';
import { planFetch } from '../../src/coingecko/planFetch.js';

const hour = 3_600_000;
const day = 24 * hour;

describe('planFetch', () => {
  it.each([
    [1, 'auto', 1, hour / 12],
    [2, 'auto', 2, hour],
    [90, 'auto', 90, hour],
    [91, 'auto', 91, day],
    [1, '5m', 1, hour / 12],
    [1, 'hourly', 2, hour],
    [30, 'hourly', 30, hour],
    [1, 'daily', 91, day],
    [90, 'daily', 91, day],
    [365, 'daily', 365, day],
  ] as const)('%i days, %s: asks for %i days at steps of %i ms', (days, interval, requestDays, stepMs) => {
    expect(planFetch(days, interval)).toEqual({ requestDays, stepMs, spanMs: days * day });
  });

  it.each([
    [2, '5m', 'days must be at most 1 with interval "5m", got 2.'],
    [91, 'hourly', 'days must be at most 90 with interval "hourly", got 91.'],
  ] as const)('refuses %i days, %s', (days, interval, message) => {
    expect(() => planFetch(days, interval)).toThrow(message);
  });
});
