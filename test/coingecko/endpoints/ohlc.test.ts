import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OhlcDays, OhlcOptions, OhlcRangeOptions } from '../../../src/coingecko/index.js';
import { PlanLimitError, ResponseValidationError } from '../../../src/errors/index.js';
import { now, startSetup } from './setup.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
let setup: Awaited<ReturnType<typeof startSetup>>;
beforeAll(async () => {
  setup = await startSetup();
});
afterAll(() => setup.emulator.close());

describe('ohlc', () => {
  it.each<[OhlcDays, number]>([
    [1, 30 * minute],
    [7, 4 * hour],
    [30, 4 * hour],
    [90, 4 * day],
    [365, 4 * day],
  ])('gives candles of %s days, stamped with their end, %i ms apart', async (days, stepMs) => {
    const candles = await setup.client.ohlc({ coinId: 'bitcoin', days });
    expect(candles.length).toBeGreaterThan(20);
    candles.slice(1).forEach(([closesAt], index) => {
      expect(closesAt - candles[index]![0]).toBe(stepMs);
    });
    expect(candles.at(-1)![0]).toBeLessThanOrEqual(now);
    for (const [, open, high, low, close] of candles) {
      expect(high).toBeGreaterThanOrEqual(Math.max(open!, close!));
      expect(low).toBeLessThanOrEqual(Math.min(open!, close!));
    }
  });

  it('takes a null for a price and refuses a candle of another length', async () => {
    setup.answerWith([[1, 2, null, 1, 2]], [[1, 2, 3, 4]]);
    expect(await setup.client.ohlc({ coinId: 'bitcoin', days: 1 })).toEqual([[1, 2, null, 1, 2]]);
    await expect(setup.client.ohlc({ coinId: 'bitcoin', days: 1 })).rejects.toThrow(ResponseValidationError);
  });

  it('lets paid plans choose the length and all days', async () => {
    const hourly = await setup.pro.ohlc({ coinId: 'bitcoin', days: 90, interval: 'hourly' });
    expect(hourly[1]![0] - hourly[0]![0]).toBe(hour);
    expect((await setup.pro.ohlc({ coinId: 'bitcoin', days: 'max' })).length).toBeGreaterThan(500);
  });

  it.each<[Partial<OhlcOptions>, string]>([
    [{ days: 'max' }, 'The keyless plan has no candles of all days. Ask for days=365, or use a paid key'],
    [{ interval: 'daily' }, 'The keyless plan has no daily candles. For closes take fetchPrices, or'],
  ])('refuses %j on a free plan before any call', async (options, message) => {
    const before = setup.emulator.requests.length;
    const asked = setup.client.ohlc({ coinId: 'bitcoin', days: 30, ...options });
    await expect(asked).rejects.toThrow(PlanLimitError);
    await expect(asked).rejects.toThrow(message);
    expect(setup.emulator.requests).toHaveLength(before);
  });

  it.each<[Partial<OhlcOptions>, string]>([
    [{ days: 4 as never }, 'days must be one of 1, 7, 14, 30, 90, 180, 365, max, got 4'],
    [{ days: undefined as never }, 'days must be one of'],
    [{ days: 180, interval: 'hourly' }, 'days must be at most 90 with interval "hourly"'],
    [{ days: 365, interval: 'daily' }, 'days must be at most 180 with interval "daily"'],
    [{ days: 'max', interval: 'daily' }, 'days must be at most 180'],
    [{ interval: '4h' as never }, 'interval must be one of "hourly", "daily"'],
    [{ coinId: '' }, 'coinId must be the id'],
  ])('refuses %j before any call', async (options, message) => {
    const before = setup.emulator.requests.length;
    await expect(setup.pro.ohlc({ coinId: 'bitcoin', days: 30, ...options })).rejects.toThrow(message);
    expect(setup.emulator.requests).toHaveLength(before);
  });
});

describe('ohlcRange', () => {
  const range: OhlcRangeOptions = {
    coinId: 'bitcoin',
    from: Date.UTC(2024, 0, 1),
    to: Date.UTC(2024, 0, 11),
    interval: 'daily',
  };

  it('asks in whole UNIX seconds', async () => {
    const candles = await setup.pro.ohlcRange(range);
    expect(candles.map(([closesAt]) => closesAt)).toEqual(
      Array.from({ length: 11 }, (_, index) => range.from + index * day),
    );
    expect(setup.emulator.requests.at(-1)).toMatchObject({
      endpoint: '/coins/bitcoin/ohlc/range',
      query: {
        vs_currency: 'usd',
        from: String(range.from / 1000),
        to: String(range.to / 1000),
        interval: 'daily',
      },
    });
  });

  it('is for paid plans only, which is said before any call', async () => {
    const before = setup.emulator.requests.length;
    await expect(setup.client.ohlcRange(range)).rejects.toThrow(PlanLimitError);
    await expect(setup.client.ohlcRange(range)).rejects.toThrow('no candles by range. Ask for days');
    expect(setup.emulator.requests).toHaveLength(before);
  });

  it.each<[Partial<OhlcRangeOptions>, string]>([
    [{ interval: undefined as never }, 'interval must be one of "hourly", "daily"'],
    [{ from: Date.UTC(2018, 1, 8), to: Date.UTC(2018, 2, 1) }, 'from must be 2018-02-09 or later'],
    [{ from: range.to - 181 * day }, 'at most 180 days before to'],
    [{ from: range.to - 32 * day, interval: 'hourly' }, 'at most 31 days before to'],
    [{ from: range.to }, 'from must be before to'],
    [{ to: range.to / 1000 }, 'Seconds are multiplied'],
  ])('refuses %j before any call', async (options, message) => {
    const before = setup.emulator.requests.length;
    await expect(setup.pro.ohlcRange({ ...range, ...options })).rejects.toThrow(message);
    expect(setup.emulator.requests).toHaveLength(before);
  });
});
