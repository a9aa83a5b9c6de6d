import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignChart } from '../../src/coingecko/alignChart.js';
import type { ChartPoint } from '../../src/coingecko/index.js';
import { retryDelayMs } from '../../src/coingecko/retryTiming.js';
import { NetworkError } from '../../src/errors/index.js';

const hour = 3_600_000;

describe('alignChart', () => {
  const point = fc.tuple(
    fc.integer({ min: 0, max: 200 * hour }),
    fc.oneof({ weight: 9, arbitrary: fc.double({ min: 1e-9, max: 1e9, noNaN: true }) }, fc.constant(null)),
  );
  const points = fc.array(point, { maxLength: 60 });
  const steps = { stepMs: hour, first: 20 * hour, last: 119 * hour };

  it('gives strictly ascending times on the grid, within the span, of prices that came', () => {
    fc.assert(
      fc.property(points, points, (prices: ChartPoint[], volumes: ChartPoint[]) => {
        const aligned = alignChart([{ prices, volumes, marketCaps: prices }], steps);
        const { timestamps } = aligned;
        timestamps.forEach((timestamp, index) => {
          expect(timestamp % hour).toBe(0);
          if (index > 0) expect(timestamp).toBeGreaterThan(timestamps[index - 1]!);
          const near = prices.filter(
            ([time, price]) => Math.abs(time - timestamp) <= hour / 2 && price === aligned.prices[index],
          );
          expect(near).not.toHaveLength(0);
          expect(timestamp).toBeGreaterThanOrEqual(steps.first);
          expect(timestamp).toBeLessThanOrEqual(steps.last);
        });
        if (aligned.volumes !== undefined) expect(aligned.volumes).toHaveLength(timestamps.length);
        expect(aligned.marketCaps).toEqual(aligned.prices);
      }),
    );
  });

  it('does not depend on the order of the points, where no two are equally near a step', () => {
    const distinct = fc.uniqueArray(point, { selector: ([timestamp]) => Math.round(timestamp / hour) });
    const shuffled = distinct.chain((prices) =>
      fc.tuple(fc.constant(prices), fc.shuffledSubarray(prices, { minLength: prices.length })),
    );
    fc.assert(
      fc.property(shuffled, ([prices, other]) => {
        const align = (column: ChartPoint[]) =>
          alignChart([{ prices: column, volumes: [], marketCaps: [] }], steps);
        expect(align(other)).toEqual(align(prices));
      }),
    );
  });
});

describe('retryDelayMs', () => {
  it('waits within its bounds, or gives up', () => {
    const timing = fc.record({
      maxRetries: fc.nat(20),
      baseDelayMs: fc.double({ min: 0, max: 86_400_000, noNaN: true }),
      maxDelayMs: fc.double({ min: 0, max: 86_400_000, noNaN: true }),
      maxElapsedMs: fc.double({ min: 0, max: 86_400_000, noNaN: true }),
    });
    const error = new NetworkError({ message: '', endpoint: '/ping' });
    const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(timing, fc.nat(25), fc.nat(1e8), fraction, (limits, retries, elapsedMs, jitter) => {
        const failure = { error, retries, elapsedMs, serverWaitMs: undefined };
        const delayMs = retryDelayMs(limits, failure, () => jitter);
        if (delayMs === undefined) return;
        expect(retries).toBeLessThan(limits.maxRetries);
        expect(delayMs).toBeGreaterThanOrEqual(0);
        expect(delayMs).toBeLessThanOrEqual(limits.maxDelayMs);
        expect(elapsedMs + delayMs).toBeLessThanOrEqual(limits.maxElapsedMs);
      }),
    );
  });
});
