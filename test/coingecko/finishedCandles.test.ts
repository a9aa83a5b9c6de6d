import { describe, expect, it } from 'vitest';
import { finishedCandles, spacingFault } from '../../src/coingecko/finishedCandles.js';

const hour = 3_600_000;
const day = 24 * hour;
const now = 100 * day + 10 * hour + 20_000;
const stamp = (hours: number) => 100 * day + hours * hour;
const opensAt = (points: Parameters<typeof finishedCandles>[0], stepMs = hour) =>
  finishedCandles(points, { stepMs, now }).map((candle) => candle.opensAt);

describe('finishedCandles', () => {
  it('dates a candle by its beginning', () => {
    expect(finishedCandles([[stamp(9), 3, 4, 1, 2]], { stepMs: hour, now })).toEqual([
      { opensAt: stamp(8), open: 3, high: 4, low: 1, close: 2 },
    ]);
  });

  it.each([
    ['whose end is to come', stamp(11)],
    ['that the server stamped with the present', now - 5000],
  ])('leaves out a candle %s', (_name, closesAt) => {
    expect(
      opensAt([
        [stamp(10), 2, 2, 2, 2],
        [closesAt, 2, 2, 2, 2],
      ]),
    ).toEqual([stamp(9)]);
  });

  it.each([
    ['at midnight, whatever the day', stamp(0), [stamp(-96)]],
    ['at another time, as unfinished', stamp(-7), []],
  ])('takes a last candle of 4 days that ends %s', (_name, closesAt, expected) => {
    expect(opensAt([[closesAt, 2, 2, 2, 2]], 4 * day)).toEqual(expected);
  });

  it('keeps one off the grid that is not the last, so that a wrong length shows', () => {
    const points = [22, 23, 24].map((hours) => [stamp(hours - 24), 2, 2, 2, 2] as const);
    expect(opensAt(points, 4 * hour)).toHaveLength(3);
  });

  it.each([
    ['lacks a value', [2, null, 1, 2]],
    ['has a price of 0', [0, 0, 0, 0]],
    ['has a negative low', [2, 3, -1, 2]],
    ['has a high below its close', [2, 2, 1, 3]],
    ['has a low above its open', [1, 3, 2, 3]],
  ] as const)('leaves out a candle that %s', (_name, [open, high, low, close]) => {
    expect(
      opensAt([
        [stamp(8), 2, 2, 2, 2],
        [stamp(9), open, high, low, close],
      ]),
    ).toEqual([stamp(7)]);
  });

  it('sorts, and takes the later of two with one stamp', () => {
    const points = [
      [stamp(9), 1, 1, 1, 1],
      [stamp(8), 2, 2, 2, 2],
      [stamp(9), 3, 3, 3, 3],
    ] as const;
    expect(finishedCandles(points, { stepMs: hour, now }).map(({ close }) => close)).toEqual([2, 3]);
  });
});

describe('spacingFault', () => {
  const spaced = (...hours: number[]) =>
    hours.map((at) => ({ opensAt: stamp(at), open: 1, high: 1, low: 1, close: 1 }));

  it.each([
    ['nothing', spaced()],
    ['one candle', spaced(3)],
    ['candles in a row', spaced(1, 2, 3)],
    ['gaps among candles in a row', spaced(1, 4, 5)],
    ['two candles with a gap, which prove nothing', spaced(1, 4)],
  ])('finds none in %s', (_name, candles) => {
    expect(spacingFault(candles, hour)).toBeUndefined();
  });

  it('tells of candles that must be shorter', () => {
    expect(spacingFault(spaced(1, 2, 3), 4 * hour)).toMatch(/closer together than the 240 minutes/);
  });

  it('tells of candles that must be longer', () => {
    expect(spacingFault(spaced(1, 5, 9), hour)).toMatch(/further apart than the 60 minutes/);
  });
});
