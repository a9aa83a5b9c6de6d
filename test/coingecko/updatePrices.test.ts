import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type CoinGeckoClient,
  createCoinGeckoClient,
  fetchPrices,
  updatePrices,
} from '../../src/coingecko/index.js';
import { InvalidArgumentError, IrregularSeriesError, PlanLimitError } from '../../src/errors/index.js';
import { createPriceSeries, type PriceSeries, sliceSeries } from '../../src/series/index.js';
import {
  type CoinGeckoEmulator,
  createTestClock,
  startCoinGeckoEmulator,
  type TestClock,
} from '../../src/testing/index.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = Date.UTC(2026, 0, 1, 12, 37);
let clock: TestClock;
let emulator: CoinGeckoEmulator;
let client: CoinGeckoClient;

beforeEach(async () => {
  clock = createTestClock({ now });
  emulator = await startCoinGeckoEmulator({ seed: 3, clock });
  client = createCoinGeckoClient({ baseUrl: emulator.url, clock });
});
afterEach(() => emulator.close());

const changed = (series: PriceSeries, changes: object) => createPriceSeries({ ...series, ...changes });

describe('updatePrices', () => {
  it.each([
    ['5m', 1, 20 * minute, 4, 1],
    ['5m', 1, 23 * hour, 276, 1],
    ['hourly', 30, 3 * hour, 3, 1],
    ['hourly', 30, 30 * day, 720, 1],
    ['hourly', 2, 120 * day, 2880, 2],
    ['daily', 30, 3 * day, 3, 1],
    ['daily', 30, 200 * day, 200, 1],
  ] as const)(
    '%s prices of %i days, %i ms later: the whole history by the fewest calls',
    async (interval, days, later, added, calls) => {
      const series = await fetchPrices('bitcoin', { days, interval, client });
      clock.advance(later);
      const before = emulator.requests.length;
      const updated = await updatePrices(series, { client });
      expect(emulator.requests.length - before).toBe(calls);
      expect(updated.prices.length - series.prices.length).toBe(added);
      const { length } = series.prices;
      expect(sliceSeries(updated, { to: updated.timestamps[length]! })).toEqual(series);
      const last = series.timestamps.at(-1)!;
      const direct = await fetchPrices('bitcoin', { from: last, interval, client });
      expect(sliceSeries(updated, { from: last })).toEqual(direct);
    },
  );

  it('gives the series itself, without a call, before the next step', async () => {
    const series = await fetchPrices('bitcoin', { days: 2, client });
    clock.advance(20 * minute);
    expect(await updatePrices(series, { client })).toBe(series);
    expect(emulator.requests).toHaveLength(1);
  });

  it('gives the series itself where CoinGecko has nothing new yet', async () => {
    const series = await fetchPrices('bitcoin', { days: 7, interval: 'daily', client });
    clock.advance(11 * hour + 30 * minute);
    expect(await updatePrices(series, { client })).toBe(series);
    expect(emulator.requests).toHaveLength(2);
  });

  it('keeps volumes only where both parts have them', async () => {
    const { volumes: _volumes, ...bare } = await fetchPrices('bitcoin', { days: 2, client });
    clock.advance(2 * hour);
    const updated = await updatePrices(createPriceSeries(bare), { client });
    expect(updated).not.toHaveProperty('volumes');
    expect(updated.marketCaps).toHaveLength(50);
  });

  it('tells of its progress and of gaps', async () => {
    const series = await fetchPrices('bitcoin', { days: 2, client });
    clock.advance(5 * hour);
    const last = series.timestamps.at(-1)!;
    const prices = [
      [last, series.prices.at(-1)!],
      [last + hour, 1],
      [last + 2 * hour, 1],
      [last + 4 * hour, 2],
      [last + 5 * hour, 3],
      [clock.now(), 4],
    ];
    emulator.setFaults([
      { kind: 'status', status: 200, body: { prices, market_caps: [], total_volumes: [] } },
    ]);
    const onGap = vi.fn();
    const onProgress = vi.fn();
    const updated = await updatePrices(series, { client, onGap, onProgress });
    expect(updated.prices).toHaveLength(52);
    expect(onGap.mock.calls).toMatchObject([[{ place: 'inside', missing: 1, coinId: 'bitcoin' }]]);
    expect(onProgress).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['currency', { vsCurrency: 'eur' }],
    ['coin', { coinId: 'ethereum' }],
  ])('refuses to join prices of another %s', async (_name, changes) => {
    const series = await fetchPrices('bitcoin', { days: 2, client });
    clock.advance(2 * hour);
    const failure = await updatePrices(changed(series, changes), { client }).catch((error) => error);
    expect(failure).toBeInstanceOf(IrregularSeriesError);
    expect(failure).toMatchObject({ reason: 'not-contiguous', index: 47, timestamp: series.timestamps[47] });
    expect(failure.message).toMatch(/has the price .* but .* at CoinGecko.*fetch the series anew/);
  });

  it('refuses to join where CoinGecko lacks the last price known', async () => {
    const series = await fetchPrices('bitcoin', { days: 2, client });
    clock.advance(2 * hour);
    const prices = [now + hour, now + 2 * hour].map((time) => [time, 1]);
    const body = { prices, market_caps: [], total_volumes: [] };
    emulator.setFaults([{ kind: 'status', status: 200, body }]);
    const failure = await updatePrices(series, { client }).catch((error) => error);
    expect(failure).toMatchObject({ reason: 'not-contiguous' });
    expect(failure.message).toContain('the join cannot be checked');
  });

  it('joins within the tolerance given', async () => {
    const series = await fetchPrices('bitcoin', { days: 2, client });
    const rounded = changed(series, { prices: series.prices.map((price) => price * 1.01) });
    clock.advance(2 * hour);
    await expect(updatePrices(rounded, { client })).rejects.toThrow(IrregularSeriesError);
    const updated = await updatePrices(rounded, { client, joinTolerance: 0.02 });
    expect(updated.prices.subarray(0, 48)).toEqual(rounded.prices);
  });

  it('says so when the end is too long ago', async () => {
    const fine = await fetchPrices('bitcoin', { days: 1, client });
    const hourly = await fetchPrices('bitcoin', { days: 2, client });
    clock.advance(2 * day);
    await expect(updatePrices(fine, { client })).rejects.toThrow(/more than a day ago/);
    clock.advance(364 * day);
    await expect(updatePrices(hourly, { client })).rejects.toThrow(PlanLimitError);
    expect(emulator.requests).toHaveLength(2);
  });

  it.each<[string, object, object, string]>([
    ['a series without coin', { coinId: 'unknown' }, {}, "CoinGecko's id of the coin"],
    ['a step CoinGecko lacks', { stepMs: 4 * hour }, {}, 'series.stepMs must be'],
    ['a tolerance above one', {}, { joinTolerance: 2 }, 'joinTolerance must be'],
    ['an unknown option', {}, { days: 2 }, 'updatePrices options must be'],
  ])('refuses %s', async (_name, changes, options, message) => {
    const timestamps = [now - 3 * hour - 37 * minute, now - 2 * hour - 37 * minute];
    const series = createPriceSeries({ timestamps, prices: [1, 2], coinId: 'bitcoin', ...changes });
    const asked = updatePrices(series, { client, ...options });
    await expect(asked).rejects.toThrow(InvalidArgumentError);
    await expect(asked).rejects.toThrow(message);
    expect(emulator.requests).toHaveLength(0);
  });

  it.each([undefined, null, [1, 2, 3], {}])('refuses %j, which is no series', async (series) => {
    await expect(updatePrices(series as never, { client })).rejects.toThrow('series must be a PriceSeries');
  });

  it('refuses a series off the grid', async () => {
    const series = createPriceSeries({
      timestamps: [now - 3 * hour, now - 2 * hour],
      prices: [1, 2],
      coinId: 'bitcoin',
    });
    const asked = updatePrices(series, { client });
    await expect(asked).rejects.toMatchObject({ code: 'irregular-series', reason: 'off-grid' });
    expect(emulator.requests).toHaveLength(0);
  });

  it('ends with the reason of the signal', async () => {
    const series = await fetchPrices('bitcoin', { days: 2, client });
    clock.advance(2 * hour);
    const reason = new Error('enough');
    const asked = updatePrices(series, { client, signal: AbortSignal.abort(reason) });
    await expect(asked).rejects.toBe(reason);
    expect(emulator.requests).toHaveLength(1);
  });
});
