import { createPriceSeries } from 'coincast';
import { simulateMarket } from 'coincast/testing';
import { describe, expect, it } from 'vitest';
import { everyStep } from '../../../examples/api-server/src/services/everyStep.js';
import { pageOf } from '../../../examples/api-server/src/services/pageOf.js';
import { withoutGaps } from '../../../examples/service/src/withoutGaps.js';

const hourMs = 3_600_000;
const series = simulateMarket({ seed: 7, length: 100 });
const first = series.timestamps[0]!;

describe('everyStep', () => {
  it('gives what comes after a moment, whole steps from it', () => {
    const daily = everyStep(series, first + 5 * hourMs, 24 * hourMs)!;
    expect([...daily.timestamps].map((timestamp) => (timestamp - first) / hourMs)).toEqual([29, 53, 77]);
    expect(daily.prices[0]).toBe(series.prices[29]);
    expect(daily.stepMs).toBe(24 * hourMs);
  });

  it('gives nothing where nothing is new', () => {
    expect(everyStep(series, series.timestamps.at(-1)!, hourMs)).toBeUndefined();
  });
});

describe('withoutGaps', () => {
  const without = (dropped: (index: number) => boolean) => {
    const kept = [...series.timestamps.keys()].filter((index) => !dropped(index));
    return createPriceSeries({
      timestamps: kept.map((index) => series.timestamps[index]!),
      prices: kept.map((index) => series.prices[index]!),
      stepMs: hourMs,
    });
  };

  it('fills short gaps along a line', () => {
    const filled = withoutGaps(without((index) => index === 10));
    expect(filled.prices.length).toBe(100);
    expect(filled.prices[10]).toBeCloseTo((series.prices[9]! + series.prices[11]!) / 2, 8);
  });

  it('leaves out what lies before a gap of more than two days', () => {
    const rest = withoutGaps(without((index) => index >= 10 && index < 60));
    expect(rest.timestamps[0]).toBe(series.timestamps[60]);
  });

  it('keeps the last observations', () => {
    expect(withoutGaps(series, 24).timestamps[0]).toBe(series.timestamps[76]);
  });
});

describe('pageOf', () => {
  it.each([
    [{ limit: 10 }, 0, 10, 10],
    [{ limit: 1000 }, 0, 100, undefined],
    [{ from: first + 95.5 * hourMs, limit: 3 }, 96, 99, 99],
    [{ from: first + 98 * hourMs, limit: 2 }, 98, 100, undefined],
    [{ from: first + 10 * hourMs, to: first + 12 * hourMs, limit: 100 }, 10, 12, undefined],
    [{ from: first + 12 * hourMs, to: first + 10 * hourMs, limit: 100 }, 12, 12, undefined],
    [{ from: first + 1e12, limit: 5 }, 100, 100, undefined],
  ])('of %j', (range, start, end, next) => {
    const page = pageOf(series, range);
    expect([page.start, page.end]).toEqual([start, end]);
    expect(page.nextFrom).toBe(next === undefined ? undefined : series.timestamps[next]);
  });
});
