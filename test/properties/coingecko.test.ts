import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignChart } from '../../src/coingecko/alignChart.js';
import { type ChartPoint, createCoinGeckoClient, fetchPrices } from '../../src/coingecko/index.js';
import { retryDelayMs } from '../../src/coingecko/retryTiming.js';
import { isCoincastError, NetworkError } from '../../src/errors/index.js';

const hour = 3_600_000;

/** Bodies from noise to nearly right. */
const value = fc.oneof(fc.constant(null), fc.double(), fc.string(), fc.constant({}));
const column = fc.array(fc.oneof(fc.tuple(fc.integer(), value), fc.tuple(fc.double(), value), value));
const chartBody = fc.record({ prices: column, market_caps: column, total_volumes: column });
const body = fc.oneof(
  fc.uint8Array(),
  fc.string(),
  fc.json(),
  chartBody.map((chart) => JSON.stringify(chart)),
  chartBody.map((chart) => JSON.stringify(chart).slice(0, -3)),
);
const headers = fc.dictionary(
  fc.constantFrom('retry-after', 'x-ratelimit-reset', 'date', 'content-type'),
  fc.stringMatching(/^[\x20-\x7e]*$/),
);

describe('any bytes with any status', () => {
  it('give data or a typed error, from every endpoint', async () => {
    await fc.assert(
      fc.asyncProperty(body, fc.integer({ min: 200, max: 599 }), headers, async (bytes, status, init) => {
        const nullBody = status === 204 || status === 205 || status === 304;
        const respond = async () => new Response(nullBody ? null : bytes, { status, headers: init });
        const client = createCoinGeckoClient({
          fetch: respond,
          retry: { maxRetries: 1, baseDelayMs: 0, maxElapsedMs: 0 },
        });
        const calls = [
          client.ping(),
          client.coinsList(),
          client.simplePrice({ coinIds: ['bitcoin'], vsCurrencies: ['usd'] }),
          client.marketChart({ coinId: 'bitcoin', days: 2 }),
          fetchPrices('bitcoin', { days: 2, client }),
        ];
        for (const outcome of await Promise.allSettled(calls)) {
          if (outcome.status === 'rejected' && !isCoincastError(outcome.reason)) throw outcome.reason;
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('alignChart', () => {
  const point = fc.tuple(
    fc.integer({ min: 0, max: 200 * hour }),
    fc.oneof({ weight: 9, arbitrary: fc.double({ min: 1e-9, max: 1e9, noNaN: true }) }, fc.constant(null)),
  );
  const points = fc.array(point, { maxLength: 60 });
  const plan = { stepMs: hour, spanMs: 100 * hour };

  it('gives strictly ascending times on the grid, within the span, of prices that came', () => {
    fc.assert(
      fc.property(points, points, (prices: ChartPoint[], volumes: ChartPoint[]) => {
        const aligned = alignChart({ prices, volumes, marketCaps: prices }, plan);
        const { timestamps } = aligned;
        const latest = Math.max(...prices.map(([timestamp]) => timestamp));
        timestamps.forEach((timestamp, index) => {
          expect(timestamp % hour).toBe(0);
          if (index > 0) expect(timestamp).toBeGreaterThan(timestamps[index - 1]!);
          const near = prices.filter(
            ([time, price]) => Math.abs(time - timestamp) <= hour / 2 && price === aligned.prices[index],
          );
          expect(near.some(([time]) => time < latest)).toBe(true);
        });
        if (timestamps.length > 0) expect(timestamps.at(-1)! - timestamps[0]!).toBeLessThan(100 * hour);
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
          alignChart({ prices: column, volumes: [], marketCaps: [] }, plan);
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
