import { describe, expect, it } from 'vitest';
import { createPace } from '../../src/coingecko/pace.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

describe('createPace', () => {
  it('is the limit, and pauses for nobody, as long as nothing is refused', () => {
    const pace = createPace(30);
    expect(pace.allowedAt(0)).toBe(30);
    expect(pace.resumesAt(5)).toBeLessThanOrEqual(5);
  });

  it('falls by half, and rises by a tenth of the limit for each whole minute', () => {
    const pace = createPace(30);
    pace.refuse(0, { waitMs: undefined, halve: true });
    const allowed = [0, 59, 60, 120, 299, 300, 9999].map((at) => pace.allowedAt(at * second));
    expect(allowed).toEqual([15, 15, 18, 21, 27, 30, 30]);
  });

  it('falls on from where it stands, to no less than one call', () => {
    const pace = createPace(30);
    const allowed = [1, 2, 3, 4, 5, 6].map(() => {
      pace.refuse(0, { waitMs: undefined, halve: true });
      return pace.allowedAt(0);
    });
    expect(allowed).toEqual([15, 7, 3, 1, 1, 1]);
    expect(pace.allowedAt(minute)).toBe(4);
  });

  it('rises again only after the pause the server asked for', () => {
    const pace = createPace(10);
    pace.refuse(0, { waitMs: 119 * second, halve: true });
    expect(pace.resumesAt(0)).toBe(119 * second);
    expect(pace.allowedAt(119 * second)).toBe(5);
    expect(pace.allowedAt(178 * second)).toBe(5);
    expect(pace.allowedAt(179 * second)).toBe(6);
  });

  it('does not fall when told not to, but pauses', () => {
    const pace = createPace(10);
    pace.refuse(0, { waitMs: 4 * second, halve: false });
    expect(pace.allowedAt(0)).toBe(10);
    expect(pace.resumesAt(0)).toBe(4 * second);
  });

  it('keeps to the longest pause asked for', () => {
    const pace = createPace(10);
    pace.refuse(0, { waitMs: 9 * second, halve: true });
    pace.refuse(second, { waitMs: second, halve: false });
    pace.refuse(second, { waitMs: undefined, halve: false });
    expect(pace.resumesAt(second)).toBe(9 * second);
  });

  it('pauses for an hour at most', () => {
    const pace = createPace(10);
    pace.refuse(0, { waitMs: 1e12, halve: true });
    expect(pace.resumesAt(0)).toBe(hour);
  });

  it('does not wait for ever when the clock is set back', () => {
    const pace = createPace(10);
    pace.refuse(1e12, { waitMs: 9 * second, halve: true });
    expect(pace.resumesAt(0)).toBe(hour);
    expect(pace.allowedAt(0)).toBe(5);
    expect(pace.allowedAt(hour + 5 * minute)).toBe(10);
  });

  it('takes a new limit at once, and keeps what was lowered', () => {
    const pace = createPace(30);
    pace.setLimit(500);
    expect(pace.allowedAt(0)).toBe(500);
    pace.refuse(0, { waitMs: undefined, halve: true });
    pace.setLimit(100);
    expect(pace.allowedAt(0)).toBe(100);
    pace.setLimit(1000);
    expect(pace.allowedAt(0)).toBe(250);
  });
});
