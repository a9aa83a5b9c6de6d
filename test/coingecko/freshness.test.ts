import { describe, expect, it } from 'vitest';
import { freshness, marketChartRangeFreshness } from '../../src/coingecko/freshness.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('freshness', () => {
  it.each([
    ['keyless', 60],
    ['demo', 60],
    ['pro', 20],
  ] as const)('of prices on the %s plan is %d seconds', (plan, seconds) => {
    expect(freshness.simplePrice({ plan, now: 0 })).toBe(seconds * second);
  });
});

describe('marketChartRangeFreshness', () => {
  it.each([
    ['up to a day', day, 30 * second],
    ['up to 90 days', 90 * day, 30 * minute],
    ['longer, just renewed', 91 * day, 12 * hour],
  ])('of a span of %s', (_name, spanMs, expected) => {
    const now = Date.UTC(2026, 0, 1, 0, 40);
    expect(marketChartRangeFreshness(spanMs)({ now, plan: 'demo' })).toBe(expected);
  });

  it.each([
    [Date.UTC(2026, 0, 1, 12, 40), 12 * hour],
    [Date.UTC(2026, 0, 1, 23, 40), hour],
    [Date.UTC(2026, 0, 1, 0, 39, 59), second],
    [-20 * minute, hour],
  ])('of a long one at %d ends with the renewal at 00:40 UTC', (now, expected) => {
    expect(marketChartRangeFreshness(365 * day)({ now, plan: 'demo' })).toBe(expected);
  });
});
